import { selectionOfAlert } from '../stores/select';
import type { Action } from './action';
import { alertToAnswer, whyNoActs } from './common';

/** What `A` is for a duty officer, who cannot acknowledge: opens the pane that calls the supervisor. */
export const callSupervisor: Action = {
  id: 'callSupervisor',
  key: 'A',
  group: 'act',
  roles: ['duty'],
  whyNot: (ctx) => whyNoActs(ctx) ?? (alertToAnswer(ctx) ? null : 'noAlert'),
  run(ctx) {
    const row = alertToAnswer(ctx);
    if (!row) return;
    const console = ctx.console.getState();
    console.select(selectionOfAlert(row.alert));
    console.openPane({ kind: 'call', alert: row.alert.id });
  },
};
