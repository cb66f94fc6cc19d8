import type en from '../en/notifications';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Уведомления о пусках',
  number: 'Номер',
  by: 'Государство',
  window: 'Окно пуска (UTC)',
  area: 'Район пуска',
  status: 'Состояние',
  none: 'Уведомлений о пусках нет',
};
export default ru;
