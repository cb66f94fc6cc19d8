import { SYSTEM_GROUP } from '../../domain/alert';
import { shelfOf } from '../../domain/alert-machine';
import type { SourceState } from '../source/source';
import { type AlertRow, awaitedParties } from '../stores/select';
import type { Sounding } from './plan';

/** The alerts of all compartments as this officer's ear needs them. A shelved alert makes no sound for the Party that shelved it, a suppressed one for nobody. */
export function soundingsOf(state: Pick<SourceState, 'views' | 'me'>): Sounding[] {
  const party = state.me?.participant;
  if (party === undefined || state.me?.role === 'observer') return [];
  const out: Sounding[] = [];
  for (const view of Object.values(state.views)) {
    for (const alert of Object.values(view?.alerts ?? {})) {
      if (!view) continue;
      const row: AlertRow = { alert, compartment: view.compartment };
      const { suppression, lifecycle } = alert;
      const muted = suppression.state !== 'NONE' || shelfOf(alert, party) !== undefined;
      // An advisory that needs no answer of ours is still news once.
      const news =
        alert.severity === 'ADVISORY' &&
        lifecycle.state === 'OPEN' &&
        !alert.answers.some((a) => a.party === party);
      out.push({
        id: alert.id,
        severity: alert.severity,
        family: alert.grp === SYSTEM_GROUP ? 'SYSTEM' : alert.code === 'RAID' ? 'RAID' : 'LAUNCH',
        alarmedMs: alert.alarmedMs,
        needsUs: !muted && (awaitedParties(row).includes(party) || news),
        othersAnswered: alert.answers.filter((a) => a.party !== party).length,
        state: lifecycle.state === 'OPEN' ? 'open' : lifecycle.state === 'WITHDRAWN' ? 'withdrawn' : 'closed',
      });
    }
  }
  return out;
}
