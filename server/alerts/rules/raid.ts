import type { Alert } from '../../../domain/alert';
import { distanceM } from '../../../domain/geodesy';
import type { ParticipantId } from '../../../domain/labels';
import type { Launch } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import { asked, NO_FACTS, type OpenAlert, type Ruling } from '../wanted';
import { isExplained } from './launch-facts';
import { outOfScope } from './scope';

const RAID = 'raid:';

/**
 * Several launches in a short time from one region are a raid: one alert that lists its launches and mutes theirs. It is
 * named by the first of them; a launch belongs to one raid, and a raid keeps its launches and takes those that follow.
 */
export function raidRulings(
  launches: readonly Launch[],
  open: OpenAlert,
  parties: readonly ParticipantId[],
  regime: Regime,
): Ruling[] {
  const { raid, raidOffS } = regime.alert;
  const counted = launches
    .filter((l) => l.lifecycle !== 'retracted' && !isExplained(l) && !outOfScope(l, null, parties, regime))
    .sort((a, b) => a.launchPoint.atMs - b.launchPoint.atMs || a.number - b.number);
  const taken = new Set<string>();
  // A raid that stands comes first, so that what it holds founds no other.
  const seeds = [...launches].sort((a, b) => rank(a, open) - rank(b, open) || a.number - b.number);
  return seeds.flatMap((seed): Ruling[] => {
    const key = RAID + seed.id;
    const standing = open(key);
    if (taken.has(seed.id) && !standing) return [];
    const members = membersOf(seed, counted, standing, taken, raid);
    if (members.length < raid.launches)
      return standing ? [{ is: 'WITHDRAWN', key, reason: 'late data' }] : [];
    for (const l of members) taken.add(l.id);
    if (members.every((l) => l.lifecycle !== 'open')) return [{ is: 'GONE', key }];
    const { lat, lon, atMs } = seed.launchPoint;
    const facts = {
      ...{ ...NO_FACTS, launchNumber: seed.number, launchAt: { lat, lon, atMs } },
      params: {
        launches: members.length,
        numbers: members.map((l) => l.number).join(' '),
        members: members.map((l) => l.id).join(' '),
        seconds: raid.withinS,
      },
    };
    return [
      {
        is: 'WANTED',
        wanted: {
          ...{ key, grp: key, code: 'RAID', severity: 'CRITICAL', facts },
          ...asked(null, parties, 'JOINT'),
          offDelayS: raidOffS,
          inhibits: members.map((l) => `launch:${l.id}`),
        },
      },
    ];
  });
}

const rank = (l: Launch, open: OpenAlert): number => (open(RAID + l.id) ? 0 : 1);

/** What stood stays while it is no mistake; what comes within the time of the last one, near the first one, joins. */
function membersOf(
  seed: Launch,
  counted: readonly Launch[],
  standing: Alert | null,
  taken: ReadonlySet<string>,
  raid: Regime['alert']['raid'],
): Launch[] {
  const known = new Set(String(standing?.facts.params?.members ?? '').split(' '));
  const near = counted.filter(
    (l) =>
      known.has(l.id) || (!taken.has(l.id) && distanceM(l.launchPoint, seed.launchPoint) <= raid.radiusM),
  );
  let lastMs = seed.launchPoint.atMs;
  return near.filter((l) => {
    const { atMs } = l.launchPoint;
    const fits = known.has(l.id) || (atMs >= seed.launchPoint.atMs && atMs - lastMs <= raid.withinS * 1000);
    if (fits && standing) lastMs = Math.max(lastMs, atMs);
    return fits;
  });
}
