import { selectionOfAlert } from '../stores/select';
import { type Action, OFFICERS } from './action';
import { alertToAnswer } from './common';

/** Opens the dossier of the selection, or of the alert that waits most. */
export const openDossier: Action = {
  id: 'openDossier',
  key: 'D',
  group: 'go',
  roles: OFFICERS,
  whyNot: (ctx) => (ctx.console.getState().selection || alertToAnswer(ctx) ? null : 'nothingSelected'),
  run(ctx) {
    const console = ctx.console.getState();
    const row = alertToAnswer(ctx);
    if (!console.selection && row) console.select(selectionOfAlert(row.alert));
    console.openDossier(true);
  },
};
