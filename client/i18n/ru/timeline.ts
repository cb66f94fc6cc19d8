import type en from '../en/timeline';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
