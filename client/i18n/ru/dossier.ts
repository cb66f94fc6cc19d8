import type en from '../en/dossier';
import type { Same } from '../same';

const ru: Same<typeof en> = {};
export default ru;
