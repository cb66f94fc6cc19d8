import { type Action, EVERYBODY } from './action';

/** One level at a time: the pane, then the dossier, then the selection. */
export const closeLevel: Action = {
  id: 'closeLevel',
  key: 'Escape',
  group: 'console',
  roles: EVERYBODY,
  whyNot({ console }) {
    const { pane, selection } = console.getState();
    return pane || selection ? null : 'nothingOpen';
  },
  run({ console }) {
    const { pane, selection, dossierOpen, openPane, openDossier, select } = console.getState();
    if (pane) openPane(null);
    else if (selection && dossierOpen) openDossier(false);
    else select(null);
  },
};
