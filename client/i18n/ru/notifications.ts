import type en from '../en/notifications';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
