import type en from '../en/library';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
