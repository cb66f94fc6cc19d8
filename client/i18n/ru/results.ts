import type en from '../en/results';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  OK: 'Выполнено',
  ALREADY: 'Ответ уже дал(а) {name}, {time}',
  STALE_REV: 'Не отправлено: сигнал изменился, пока вы читали. Теперь r{rev}',
  WRONG_SEQ: 'Этот сигнал уже завершён',
  NOT_FOUND: 'Центру это неизвестно',
  FORBIDDEN: 'Отказано: {reason}',
  NOT_ACKABLE: 'Ответ невозможен: {reason}',
  ENGINE_READONLY: 'При воспроизведении никто не действует',
  RATE_LIMITED: 'Слишком много команд, повторите через {seconds} с',
  BAD_REQUEST: 'Центр не принял: {field}, {message}',
  refusal: {
    notAsked: 'ответ этой Стороны не запрашивается',
    supervisorOnly: 'на этот сигнал отвечает только начальник дежурной смены',
    onePersonOneParty: 'одно лицо отвечает за одну Сторону',
    membersOnly: 'доступно только участникам центра',
    notForRole: 'недоступно для этой должности',
    notThisClock: 'изменять можно только часы тренировки',
    demoOnly: 'роботы предусмотрены только в демонстрации',
    partyHasOfficer: 'у этой Стороны есть свой дежурный',
    replayReadsOnly: 'воспроизведение только читает',
    signedOut: 'вход завершён',
    closed: 'сигнал закрыт',
    withdrawn: 'сигнал отменён',
    settled: 'ответили все',
    notYours: 'запись исправляет только её автор',
  },
  sending: 'Отправка…',
  unconfirmed: 'Не подтверждено. Будет отправлено снова при восстановлении связи и не учтётся дважды',
};
export default ru;
