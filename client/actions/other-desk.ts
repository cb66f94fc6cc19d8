import { type Action, EVERYBODY } from './action';

/** Moves the keys, and with them the sound, to the other desk of the window. */
export const otherDesk: Action = {
  id: 'otherDesk',
  key: 'F6',
  group: 'console',
  roles: EVERYBODY,
  whyNot: ({ desks }) => (desks.getState().desks.length > 1 ? null : 'oneDesk'),
  run: ({ desks }) => desks.getState().next(),
};
