import { awaitsWord, selectConsultations, selectionOfAlert } from '../stores/select';
import { type Action, OFFICERS } from './action';
import { alertToAnswer } from './common';

/** Opens the consultations about the selection; with nothing selected, about what awaits this Party's word, or waits most. */
export const consult: Action = {
  id: 'consult',
  key: 'K',
  group: 'act',
  roles: OFFICERS,
  whyNot: () => null,
  run(ctx) {
    const console = ctx.console.getState();
    const state = ctx.source.store.getState();
    if (!console.selection) {
      const party = state.me?.participant;
      const waiting = selectConsultations(state).find((row) => awaitsWord(row, party));
      const row = alertToAnswer(ctx);
      if (waiting) console.select(waiting.consultation.subject);
      else if (row) console.select(selectionOfAlert(row.alert));
    }
    console.openPane({ kind: 'consultation' });
  },
};
