import type { Action } from './action';
import { whyNoActs } from './common';

/** Opens the quieter acts on the alert in hand: absence, shelves, service, reset, withdrawal. */
export const otherActs: Action = {
  id: 'otherActs',
  key: 'O',
  group: 'act',
  roles: ['supervisor'],
  whyNot: whyNoActs,
  run: ({ console }) => console.getState().openPane({ kind: 'acts' }),
};
