import { type Action, OFFICERS } from './action';

/** Opens the sheet of the regime: its dials, members and decisions. */
export const regime: Action = {
  id: 'regime',
  key: 'G',
  group: 'act',
  roles: OFFICERS,
  whyNot: () => null,
  run: ({ console }) => console.getState().openPane({ kind: 'regime' }),
};
