import { type Action, OFFICERS } from './action';

export const returnToLive: Action = {
  id: 'returnToLive',
  key: 'L',
  group: 'go',
  roles: OFFICERS,
  whyNot: ({ console }) => {
    const { reviewMs, timeline } = console.getState();
    return reviewMs === null && timeline.fromMs === null ? 'atHead' : null;
  },
  run: ({ console }) => {
    const { review, set, timeline } = console.getState();
    review(null);
    set({ timeline: { ...timeline, fromMs: null } });
  },
};
