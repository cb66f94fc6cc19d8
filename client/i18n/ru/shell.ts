import type en from '../en/shell';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  opening: 'Сеанс открывается…',
  signIn: 'Войдите, чтобы участвовать',
  openAlerts: 'Открытые сигналы тревоги',
  noAlerts: 'Открытых сигналов нет',
  launches: 'Пуски',
  noLaunches: 'Пусков сейчас нет',
  log: 'Журнал дежурства',
  acknowledge: 'Квитировать r{rev} за Сторону {letter}',
  awaited: 'ожидается',
  acknowledged: 'квитировано {time}',
  dissented: 'особое мнение {time}',
  speed: 'Скорость {speed}×',
  held: '1×, пока сигнал ждёт ответа',
  link: 'Связь',
  stale: 'Пока вы смотрели, изменилось: {changes}. Прочтите и нажмите снова.',
  refused: 'Не принято: {reason}',
  impactIn: 'падение через {time}',
  noImpact: 'района падения пока нет',
  orbital: 'на орбите, падения нет',
};
export default ru;
