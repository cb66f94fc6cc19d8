import { selectionOfAlert } from '../stores/select';
import type { Action } from './action';
import { alertToAnswer, whyNoAnswer } from './common';

/** Opens the pane that asks for the reason. */
export const dissent: Action = {
  id: 'dissent',
  key: 'X',
  group: 'act',
  roles: ['supervisor'],
  whyNot: whyNoAnswer,
  run(ctx) {
    const row = alertToAnswer(ctx);
    if (!row) return;
    const console = ctx.console.getState();
    console.select(selectionOfAlert(row.alert));
    console.openPane({ kind: 'dissent', alert: row.alert.id });
  },
};
