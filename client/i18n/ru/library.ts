import type en from '../en/library';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Библиотека прошлых событий',
  assumed: 'Принято для этого сценария',
  open: 'Открыть «{variant}», {speed}×',
  signFirst: 'Сначала займите место: тренировки открывают дежурные.',
  failed: 'Открыть не удалось: {reason}',
};
export default ru;
