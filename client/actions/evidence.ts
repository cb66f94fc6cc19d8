import { alertOfSelection } from '../stores/select';
import { type Action, OFFICERS } from './action';

/** Opens the evidence of the selected launch over the map, and closes it again. */
export const evidence: Action = {
  id: 'evidence',
  key: 'E',
  group: 'go',
  roles: OFFICERS,
  whyNot({ console, source }) {
    const { selection } = console.getState();
    const about = alertOfSelection(source.store.getState(), selection)?.alert.facts.launch;
    return selection?.kind === 'launch' || about ? null : 'noLaunch';
  },
  run({ console }) {
    const { openPane, pane } = console.getState();
    openPane(pane?.kind === 'evidence' ? null : { kind: 'evidence' });
  },
  isOn: ({ console }) => console.getState().pane?.kind === 'evidence',
};
