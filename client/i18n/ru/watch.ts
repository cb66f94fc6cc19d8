import type en from '../en/watch';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  title: 'Кто наблюдал и не увидел',
  source: 'каталог и заявления',
  none: 'Ни одна Сторона не заявляла о наблюдении там.',
  said: 'Сторона {letter}, {number}',
  place: 'в пределах {km} км от {place}',
  weight: 'пуск менее вероятен в {times} раза',
  outageWeight: 'её молчание ничего не значит',
  noWeight: 'здесь ничего не значит',
  withdrawn: 'Отозвано {time}, {name}, «{reason}»',
  withdraw: 'Отозвать {number} от Стороны {letter}',
  form: 'Заявление о своём наблюдении',
  what: 'Заявление',
  of: 'Что',
  thePlace: 'район пуска',
  radius: 'Радиус, км',
  around: 'Минуты до и после пуска',
  draft: 'Составить по своей зоне обзора от Стороны {letter}',
  drafted: 'Проект {number}, до подписания виден только своей Стороне',
  window: 'Окно',
  noSensor: 'Ни одно своё средство не увидело бы там пуск.',
  together: 'Вместе {percent} %',
  seen: 'Своих трасс, начавшихся там тогда: {n}. Подписать нельзя.',
  confidence: 'Вероятность, %',
  sign: 'Подписать от Стороны {letter}',
  reason: 'Причина',
  needsReason: 'Сначала причина',
  supervisorOnly: 'Подписывает только начальник смены',
  headOnly: 'Действия возможны только в текущем времени',
};
export default ru;
