import type { CommandPayload } from '../../domain/protocol/commands';
import type { AlertRow } from '../stores/select';
import type { ActionContext } from './action';

/** What the pane's button sends: the revision that was painted, not the one that the store holds. Null before any paint. */
export function answerPayload(
  { console }: Pick<ActionContext, 'console'>,
  { alert }: Pick<AlertRow, 'alert'>,
): CommandPayload<'alert.acknowledge'> | null {
  const seenRev = console.getState().paintedRev[alert.id];
  return seenRev === undefined ? null : { alert: alert.id, seq: alert.seq, seenRev };
}
