import type en from '../en/common';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  pageTitle: 'Совместный центр предупреждения — моделируемые данные, не реальные',
  pageDescription: 'Пульт дежурных двух Сторон над моделируемыми пусками. Ничего реального здесь нет.',
  product: 'Совместный центр предупреждения',
  marking: 'Несекретно — моделируемые данные, не реально',
  markingHistory: 'Несекретно — тренировка по прошлому событию, моделируемые данные, не реально',
  markingTop: 'Пометка сверху',
  markingBottom: 'Пометка снизу',
  close: 'Закрыть',
  cancel: 'Отмена',
  shared: 'общее',
  nationalOf: 'своё {letter}',
  party: 'Сторона {letter}',
  robot: 'робот',
  uncertainty: 'половина 90-процентного интервала',
  unknown: 'неизвестно',
  key: 'Клавиша {key}',
  copy: 'Копировать',
  signature: {
    signed: 'Подписано',
    unsigned: 'Без подписи',
    key: 'ключ {key}',
    revokedSince: 'Подписано, ключ позднее отозван',
    revoked: 'ключ {key}, отозван {time}, «{reason}»',
    why: {
      robot: 'у робота нет ключа',
      token: 'программа без ключа',
      noKey: 'в браузере не было ключа',
      keyUnused: 'хотя у офицера есть ключ',
    },
  },
};
export default ru;
