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
  area: {
    circle: '{at}, радиус {length}',
    polygon: 'многоугольник, вершин {n}, у {at}',
    quarter: '{name}, {quarter} четверть',
  },
  quadrant: {
    NE: 'северо-восточная',
    SE: 'юго-восточная',
    SW: 'юго-западная',
    NW: 'северо-западная',
  },
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
