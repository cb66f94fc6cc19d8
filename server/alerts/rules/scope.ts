import type { AlertFacts } from '../../../domain/alert';
import type { ParticipantId } from '../../../domain/labels';
import type { Launch } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import { reachedGrounds } from './launch-facts';

export type ScopeReason = 'THRESHOLD' | 'CLASS' | 'OWNER';

/**
 * Why a launch is not for the centre, or null. Scope 1 takes the Parties' intercontinental missiles and space launches, 2 all
 * of their launches, 3 everybody's (DOMAIN (a): the phases of 2000). What may reach a Party is for the centre in any scope, and
 * so is what is not known well enough to say that it is not.
 */
export function outOfScope(
  launch: Launch,
  named: AlertFacts['topClass'],
  parties: readonly ParticipantId[],
  regime: Regime,
): ScopeReason | null {
  if (launch.finding.code === 'BELOW_THRESHOLD') return 'THRESHOLD';
  if (regime.scope === 3 || launch.notification !== null) return null;
  if (reachedGrounds(launch).some((r) => parties.includes(r.participant))) return null;
  // From the sea an intercontinental one may be any Party's.
  if (named === null || named === 'ICBM') return null;
  if (!parties.some((p) => liesOn(launch.launchPoint, regime.territories[p] ?? []))) return 'OWNER';
  return regime.scope === 2 || named === 'SLV' ? null : 'CLASS';
}

const liesOn = (p: { lat: number; lon: number }, boxes: Regime['territories'][string]): boolean =>
  boxes.some(([s, n, w, e]) => p.lat >= s && p.lat <= n && p.lon >= w && p.lon <= e);
