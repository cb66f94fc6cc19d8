import type en from '../en/notifications';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Реестр уведомлений о пусках',
  all: 'Все',
  silent: 'Сервер не отвечает; показано последнее, что он сообщил.',
  none: 'Уведомлений о пусках нет.',
  seen: '{time}, по уведомлению',
  words:
    'Соответствует: наблюдался пуск, который подходит к уведомлению. Не наблюдался: окно закрылось, пуска не видели.',
  column: {
    notice: 'Номер',
    status: 'Состояние',
    by: 'Кем дано',
    class: 'Класс',
    window: 'Окно, UTC',
    from: 'Откуда',
    outcome: 'Итог',
  },
};
export default ru;
