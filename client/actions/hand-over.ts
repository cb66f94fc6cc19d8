import type { Action } from './action';

/** Opens the handover of the own Party's watch. */
export const handOver: Action = {
  id: 'handOver',
  key: 'H',
  group: 'act',
  roles: ['supervisor'],
  whyNot: () => null,
  run: ({ console }) => console.getState().openPane({ kind: 'handover' }),
};
