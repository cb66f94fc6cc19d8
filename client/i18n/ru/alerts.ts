import type en from '../en/alerts';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
