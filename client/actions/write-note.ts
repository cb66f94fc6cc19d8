import { type Action, OFFICERS } from './action';
import { whyNoActs } from './common';

export const writeNote: Action = {
  id: 'writeNote',
  key: 'M',
  group: 'act',
  roles: OFFICERS,
  whyNot: whyNoActs,
  run: ({ console }) => console.getState().openPane({ kind: 'note' }),
};
