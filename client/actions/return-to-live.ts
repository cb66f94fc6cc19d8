import { type Action, OFFICERS } from './action';

export const returnToLive: Action = {
  id: 'returnToLive',
  key: 'L',
  group: 'go',
  roles: OFFICERS,
  whyNot: ({ console }) => (console.getState().reviewMs === null ? 'atHead' : null),
  run: ({ console }) => console.getState().review(null),
};
