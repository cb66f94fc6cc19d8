import { type Action, OFFICERS } from './action';
import { whyNoMember } from './common';

/** Opens the form of launch notifications; what was left unsent is in it. */
export const fileNotice: Action = {
  id: 'fileNotice',
  key: 'R',
  group: 'act',
  roles: OFFICERS,
  whyNot: whyNoMember,
  run: ({ console }) => console.getState().openPane({ kind: 'notice' }),
};
