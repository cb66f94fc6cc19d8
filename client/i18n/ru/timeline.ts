import type en from '../en/timeline';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Шкала времени',
};
export default ru;
