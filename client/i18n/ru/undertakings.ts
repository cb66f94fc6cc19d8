import type en from '../en/undertakings';
import type { Same } from '../same';

const ru: Same<typeof en> = { title: 'Обязательства', asRecorded: 'по записям' };
export default ru;
