import { shelfOf } from '../../domain/alert-machine';
import {
  type AlertRow,
  alertOfSelection,
  awaitedParties,
  isAwaited,
  selectOpenAlerts,
} from '../stores/select';
import type { ActionContext, Why } from './action';

/** Acts are the members': on a seat that waits, or whose participant has left, the center would refuse each. */
export function whyNoMember({ source }: Pick<ActionContext, 'source'>): Why | null {
  const { membership } = source.store.getState();
  return membership === null || membership.is === 'MEMBER' ? null : 'noMember';
}

/** Why nobody can act at all now: an earlier moment is looked at, the line is not there, or nobody acts here. */
export const whyNoActs = (ctx: ActionContext): Why | null => whyNothing(ctx) ?? whyNoMember(ctx);

/** The same for what is of this console alone and no act in the center. */
export function whyNothing({ source, console }: ActionContext): Why | null {
  const { link, locked } = source.store.getState();
  if (source.kind === 'preview') return 'preview';
  if (locked) return 'locked';
  if (source.kind === 'replay' || console.getState().reviewMs !== null) return 'review';
  return link === 'live' || link === 'late' ? null : 'link';
}

/** The alert that is selected, if any. */
export function selectedAlert({ source, console }: ActionContext): AlertRow | null {
  return alertOfSelection(source.store.getState(), console.getState().selection);
}

/** Alerts that wait for this officer's Party, in the strip's order. */
export function alertsForUs({ source }: ActionContext): AlertRow[] {
  const state = source.store.getState();
  const party = state.me?.participant;
  return party === undefined
    ? []
    : selectOpenAlerts(state).filter(
        (row) => awaitedParties(row).includes(party) && !shelfOf(row.alert, party),
      );
}

/** The alert that a key acts on: the selected one while it is awaited, else the most urgent that waits for us. */
export function alertToAnswer(ctx: ActionContext): AlertRow | null {
  const selected = selectedAlert(ctx);
  return selected && isAwaited(selected.alert) ? selected : (alertsForUs(ctx)[0] ?? selected);
}

export function whyNoAnswer(ctx: ActionContext): Why | null {
  const general = whyNoActs(ctx);
  if (general) return general;
  const row = alertToAnswer(ctx);
  if (!row) return 'noAlert';
  const party = ctx.source.store.getState().me?.participant ?? '';
  return awaitedParties(row).includes(party) ? null : 'answered';
}
