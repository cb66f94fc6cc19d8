import type en from '../en/map';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
