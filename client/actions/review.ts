import { type Action, type ActionContext, OFFICERS, type Why } from './action';

const atHead = ({ console }: ActionContext): Why | null =>
  console.getState().reviewMs === null ? 'notReviewing' : null;

/** To the thing that happened before: from the head this begins to review. */
export const stepBack: Action = {
  id: 'stepBack',
  key: 'ArrowLeft',
  group: 'time',
  roles: OFFICERS,
  whyNot: () => null,
  run: ({ past }) => void past.step(-1),
};
export const stepForward: Action = {
  ...{ id: 'stepForward', key: 'ArrowRight', group: 'time', roles: OFFICERS, whyNot: atHead },
  run: ({ past }) => void past.step(1),
};
export const secondBack: Action = {
  ...{ id: 'secondBack', key: 'Shift+ArrowLeft', group: 'time', roles: OFFICERS, whyNot: atHead },
  run: ({ past }) => past.shift(-1000),
};
export const secondForward: Action = {
  ...{ id: 'secondForward', key: 'Shift+ArrowRight', group: 'time', roles: OFFICERS, whyNot: atHead },
  run: ({ past }) => past.shift(1000),
};
export const playPause: Action = {
  ...{ id: 'playPause', key: 'Space', group: 'time', roles: OFFICERS, whyNot: atHead },
  run: ({ past }) => past.toggle(),
  isOn: ({ past }) => past.player()?.state === 'playing' || past.player()?.state === 'stalled',
};
export const slower: Action = {
  ...{ id: 'slower', key: ',', group: 'time', roles: OFFICERS, whyNot: atHead },
  run: ({ past }) => past.faster(-1),
};
export const faster: Action = {
  ...{ id: 'faster', key: '.', group: 'time', roles: OFFICERS, whyNot: atHead },
  run: ({ past }) => past.faster(1),
};
