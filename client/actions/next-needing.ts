import { isAwaited, selectionOfAlert, selectOpenAlerts } from '../stores/select';
import { type Action, type ActionContext, OFFICERS } from './action';
import { alertsForUs, selectedAlert } from './common';

/** What needs action: what waits for our Party; when nothing does, what waits for the other. */
function needing(ctx: ActionContext) {
  const ours = alertsForUs(ctx);
  return ours.length > 0
    ? ours
    : selectOpenAlerts(ctx.source.store.getState()).filter((r) => isAwaited(r.alert));
}

function step(ctx: ActionContext, by: 1 | -1): void {
  const rows = needing(ctx);
  const held = selectedAlert(ctx)?.alert.id;
  const i = rows.findIndex((r) => r.alert.id === held);
  const from = i === -1 && by === -1 ? 0 : i;
  const row = rows[(from + by + rows.length) % rows.length];
  if (row) ctx.console.getState().select(selectionOfAlert(row.alert));
}

export const nextNeeding: Action = {
  id: 'nextNeeding',
  key: 'N',
  group: 'go',
  roles: OFFICERS,
  whyNot: (ctx) => (needing(ctx).length > 0 ? null : 'nothingNeeds'),
  run: (ctx) => step(ctx, 1),
};
export const previousNeeding: Action = {
  ...nextNeeding,
  id: 'previousNeeding',
  key: 'P',
  run: (ctx) => step(ctx, -1),
};
