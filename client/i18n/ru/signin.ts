import type en from '../en/signin';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
