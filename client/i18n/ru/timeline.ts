import type en from '../en/timeline';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Шкала времени',
  span: '{minutes} мин',
  hint: 'колесо меняет масштаб, перетаскивание сдвигает',
  lanes: 'Дорожки шкалы времени',
  lane: {
    notices: 'Уведомления',
    launches: 'Пуски',
    alerts: 'Сигналы',
    cover: 'Свой обзор',
    log: 'Журнал',
  },
  coverOf: 'Обзор {number}',
  cover: {
    below: 'ниже радиогоризонта',
    above: 'выше луча своей РЛС',
    outside: 'вне всех своих секторов',
    silent: 'своё средство молчит',
  },
  joined: 'и ещё {n}',
  impactWindow: 'окно падения',
  before: 'до начала работы',
  gap: 'центр не работал',
  predicted: 'расчёт →',
  following: 'В реальном времени',
  atHead: 'На текущем времени',
  was: 'Время остановлено',
  back: 'К текущему времени',
  slider: 'Время на шкале',
  value: '{time}, показано {minutes} мин',
  valueFollowing: '{time}, по часам центра, показано {minutes} мин',
};
export default ru;
