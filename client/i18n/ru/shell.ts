import type en from '../en/shell';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
