import { type Action, OFFICERS } from './action';

/** To the watch that runs, where a critical alert awaits this officer's Party. Always there, so that one key is enough. */
export const goLive: Action = {
  id: 'goLive',
  key: 'F8',
  group: 'go',
  roles: OFFICERS,
  whyNot: ({ source }) => (source.store.getState().breakthrough.length > 0 ? null : 'nothingInLive'),
  run: ({ desks, goTo }) => goTo(desks.getState().desks.length > 1 ? '/both' : '/console/live'),
};
