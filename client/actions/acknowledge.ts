import { selectionOfAlert } from '../stores/select';
import type { Action } from './action';
import { alertToAnswer, whyNoAnswer } from './common';

/** Opens the pane at the alert; Enter there sends. */
export const acknowledge: Action = {
  id: 'acknowledge',
  key: 'A',
  group: 'act',
  roles: ['supervisor'],
  whyNot: whyNoAnswer,
  run(ctx) {
    const row = alertToAnswer(ctx);
    if (!row) return;
    const console = ctx.console.getState();
    console.select(selectionOfAlert(row.alert));
    console.openPane({ kind: 'acknowledge', alert: row.alert.id });
  },
};
