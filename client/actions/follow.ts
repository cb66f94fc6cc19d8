import { type Action, OFFICERS } from './action';

/** Off until asked for; any pan of the map turns it off. */
export const follow: Action = {
  id: 'follow',
  key: 'F',
  group: 'map',
  roles: OFFICERS,
  whyNot({ console }) {
    const kind = console.getState().selection?.kind;
    return kind === 'launch' || kind === 'track' ? null : 'nothingSelected';
  },
  run({ console }) {
    const { follow: on, setFollow } = console.getState();
    setFollow(!on);
  },
  isOn: ({ console }) => console.getState().follow,
};
