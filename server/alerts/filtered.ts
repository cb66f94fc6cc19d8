import { national, type ParticipantId } from '../../domain/labels';
import type { Launch } from '../../domain/records';
import type { AlertLine } from './lines';
import type { ScopeReason } from './rules/scope';

/** Launches that the regime's scope keeps from alerting, by the Party whose reports gave them. */
export type Filtered = Record<ParticipantId, string[]>;

/** Counts a launch that is not for the centre, once for each Party that reported it, and tells that Party the count. */
export function countFiltered(
  filtered: Filtered,
  launch: Launch,
  reason: ScopeReason | null,
  nowMs: number,
): AlertLine[] {
  if (reason === null) return [];
  return [...new Set(launch.reports.map((r) => r.party))].flatMap((party) => {
    const known = filtered[party] ?? [];
    if (known.includes(launch.id)) return [];
    filtered[party] = [...known, launch.id];
    return [
      {
        ...{ compartment: national(party), atMs: nowMs, msg: 'log.launch.filtered' as const },
        params: { launch: launch.number, scope: reason, objects: known.length + 1 },
        about: { kind: 'launch' as const, id: launch.id },
      },
    ];
  });
}
