import type en from '../en/notifications';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Уведомления о пусках',
};
export default ru;
