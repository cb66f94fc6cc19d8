import { type Action, OFFICERS } from './action';

/** Opens the picture that another participant is given, as far as this Party may know it. */
export const preview: Action = {
  id: 'preview',
  key: 'W',
  group: 'go',
  roles: OFFICERS,
  whyNot: () => null,
  run({ console }) {
    const { pane, openPane } = console.getState();
    openPane(pane?.kind === 'preview' ? null : { kind: 'preview', of: null });
  },
};
