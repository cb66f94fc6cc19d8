import type en from '../en/shell';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Консоль',
};
export default ru;
