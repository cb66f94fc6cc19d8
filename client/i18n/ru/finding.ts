import type en from '../en/finding';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  matched: 'Соответствует уведомлению на {percent} %, пуск в {km} км от заявленного района',
  ambiguous: 'Подходят несколько уведомлений, ни одно не лучше других',
  noNotification: 'Подходящего уведомления нет',
  oneKind: 'Наблюдается одним видом средств: {kind}',
  twoKinds: 'Наблюдается двумя видами средств',
  orbital: 'Выходит на орбиту, падения нет',
  impactAway: 'Район падения вне территории Сторон',
  impactInTerritory: 'Район падения захватывает территорию: {party}, вероятность {percent} %',
  shortRange: 'Малая дальность, {km} км',
  directionOpen: 'Совпадает по месту и времени: направление ещё не определено',
  stillBurning: 'Активный участок, район падения ещё не определён',
  notCorroborated: 'Вторым видом средств вовремя не подтверждён',
  outsideWindow: 'Вне заявленного окна',
  outsideSite: 'Пуск в {km} км от заявленного района',
  outsideAzimuth: 'Азимут отличается от заявленного',
  outsideImpact: 'Падение в {km} км от заявленного района',
  otherClass: 'По виду класс {class}, заявлен другой',
  fallen: 'Падает, не долетев до заявленного',
  retracted: 'Поздние данные отменили пуск',
};
export default ru;
