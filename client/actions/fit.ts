import { type Action, OFFICERS } from './action';

export const fitSelected: Action = {
  id: 'fitSelected',
  key: 'Z',
  group: 'map',
  roles: OFFICERS,
  whyNot: ({ console }) => (console.getState().selection ? null : 'nothingSelected'),
  run: ({ console }) => console.getState().fit('selected'),
};
export const fitAll: Action = {
  id: 'fitAll',
  key: 'Shift+Z',
  group: 'map',
  roles: OFFICERS,
  whyNot: () => null,
  run: ({ console }) => console.getState().fit('all'),
};
