import { type Action, EVERYBODY } from './action';

export const help: Action = {
  id: 'help',
  key: '?',
  group: 'console',
  roles: EVERYBODY,
  whyNot: () => null,
  run({ console }) {
    const { pane, openPane } = console.getState();
    openPane(pane?.kind === 'help' ? null : { kind: 'help' });
  },
};
