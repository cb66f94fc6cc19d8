/** What a command came to, by the code of its result. */
export default {
  OK: 'Done',
  DUPLICATE: 'Already received, counted once',
  ALREADY: 'Already answered for Party {letter} by {name}, {time}',
  STALE_REV: 'Not sent, the alert changed while you read. It is now r{rev}',
  WRONG_SEQ: 'This occurrence of the alert is over',
  NOT_FOUND: 'The center does not know this item',
  FORBIDDEN: 'Refused, {reason}',
  NOT_ACKABLE: 'No answer is possible, {reason}',
  ENGINE_READONLY: 'Nobody acts in a replay',
  RATE_LIMITED: 'Too many commands, try again in {seconds} s',
  BAD_REQUEST: 'The center did not take it: {field}, {message}',
  sending: 'Sending…',
  unconfirmed: 'Not confirmed. It goes again when the link returns and cannot count twice',
};
