import type en from '../en/results';
import type { Same } from '../same';

const ru: Same<typeof en> = {
  OK: 'Выполнено',
  DUPLICATE: 'Уже получено, учтено один раз',
  ALREADY: 'От Стороны {letter} уже ответил(а) {name}, {time}',
  STALE_REV: 'Не отправлено: сигнал изменился, пока вы читали. Теперь r{rev}',
  WRONG_SEQ: 'Этот сигнал уже завершён',
  NOT_FOUND: 'Центру это неизвестно',
  FORBIDDEN: 'Отказано: {reason}',
  NOT_ACKABLE: 'Ответ невозможен: {reason}',
  ENGINE_READONLY: 'При воспроизведении никто не действует',
  RATE_LIMITED: 'Слишком много команд, повторите через {seconds} с',
  BAD_REQUEST: 'Центр не принял: {field}, {message}',
  sending: 'Отправка…',
  unconfirmed: 'Не подтверждено. Будет отправлено снова при восстановлении связи и не учтётся дважды',
};
export default ru;
