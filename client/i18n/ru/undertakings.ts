import type en from '../en/undertakings';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Обязательства',
  asRecorded: 'по записям',
  consult: 'Запросить консультацию об этом за Сторону {letter}',
  underWay: 'Консультация об этом пуске',
  none: 'Ни один участник не сообщал центру об обязательствах.',
  lead: 'уведомление за {lead} до окна',
  since: 'Действует с {from}, бессрочно',
  between: 'Действует с {from} по {to}',
  source: 'Источник: {source}',
};
export default ru;
