import type en from '../en/log';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  session: {
    opened: 'Сеанс начат',
    gap: 'Центр не работал с {from} до {to}, записей нет',
    speed: 'Установлена скорость {speed}×',
    held: 'Скорость 1×, пока {alert} ждёт ответа',
    released: 'Скорость снова {speed}×',
    finished: 'Сеанс окончен',
  },
  notification: {
    received: 'Поступило уведомление {notification}, {by}',
    changed: 'Уведомление {notification} изменено',
    cancelled: 'Уведомление {notification} отменено',
    matched: 'Уведомление {notification}: пуск соответствует',
    notObserved: 'Окно {notification} закрыто, пуск не наблюдался',
  },
  report: { first: 'Первое донесение о {launch} от Стороны {letter}' },
  launch: {
    first: 'Обнаружен пуск {launch}, первое донесение Стороны {letter}',
    corroborated: '{launch} подтверждён вторым видом средств',
    matched: '{launch}: {match} {notification}, вывод: {finding}',
    ended: '{launch} завершён',
    retracted: '{launch}: отбой',
    alias: '{launch} и {into} — один и тот же объект, дальше под номером {into}',
    clock: '{launch}: время в донесениях Стороны {letter} расходится с другими на {timeS} с (+ вперёд)',
  },
  claim: {
    first: '{claim}: {source} сообщает о пуске, трассы нет',
    changed: '{claim}: {source} сообщает об объектах: {objects}',
    seen: '{claim} подтверждается трассой',
    withdrawn: '{claim}: {source} отзывает сообщение',
    concluded: '{claim}: вывод: {finding}',
  },
  alert: {
    raised: '{alert}: {severity}, {code}',
    realarmed: '{alert} подан повторно, r{rev}, изменилось: {changed}',
    matched: '{alert}: {match} {notification}',
    severity: '{alert}: был {from}, теперь {severity}',
    acknowledged: '{alert} r{rev} квитирован Стороной {letter}',
    dissented: '{alert} r{rev}: Сторона {letter} возражает, «{reason}»',
    settled: '{alert} квитирован всеми требуемыми Сторонами',
    answered: '{alert}: ответили все, есть возражение',
    overdue: '{alert}: срок ответа истёк, вызван заместитель начальника смены Стороны {letter}',
    repeated: '{alert} всё ещё ждёт ответа, подан повторно',
    closed: '{alert} закрыт',
    withdrawn: '{alert}: отбой',
  },
  sensor: {
    stale: '{sensor}: данных нет с {since}',
    back: '{sensor}: данные снова поступают',
    status: '{sensor}: теперь {status}',
    table: 'Состав средств изменён: добавлено {added}, выведено {withdrawn}, изменено {altered}',
  },
  desk: {
    taken: '{name}: место занято, {role}, Сторона {letter}',
    left: 'Место оставлено, {role}, Сторона {letter}',
    robot: 'Место держит робот, {role}, Сторона {letter}, {answer} через {delay} с',
    robotSet: 'Робот назначен на случай ухода с места, {role}, Сторона {letter}, {answer} через {delay} с',
  },
  call: { supervisor: 'Начальник дежурной смены Стороны {letter} вызван к {alert}' },
  consult: { requested: 'Запрошена консультация по {alert}', overdue: 'Консультация по {alert} просрочена' },
  input: { rejected: 'Входные данные отклонены: {error} {field}' },
  note: 'Запись',
  correction: 'Исправление записи от {of}',
};
export default ru;
