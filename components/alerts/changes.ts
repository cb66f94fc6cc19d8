/** What changed in an alert and its launch between the revision that an officer last had open and the one now. */
import type { Alert, FactChange, Severity } from '../../domain/alert';
import { type ClassCode, topClass } from '../../domain/classes';
import { bearingDeg, distanceM } from '../../domain/geodesy';
import type { Corroboration, FindingCode, Launch, Match } from '../../domain/records';
import type { TimedRegion } from '../../domain/regions';
import { isArea, regionSizeM } from '../dossier/model';

/** The figures that stood on screen with one revision of an alert. */
export interface Snapshot {
  rev: number;
  severity: Severity;
  corroboration: Corroboration | null;
  match: Match | null;
  finding: FindingCode | null;
  topClass: { code: ClassCode; p: number } | null;
  impact: TimedRegion | null;
  launchAtMs: number | null;
  azimuthDeg: number | null;
  looks: number | null;
}

export function snapshotOf(alert: Alert, launch: Launch | null): Snapshot {
  return {
    rev: alert.rev,
    severity: alert.severity,
    corroboration: alert.facts.corroboration,
    match: alert.facts.match,
    finding: alert.facts.finding,
    topClass: launch && topClass(launch.classes),
    impact: launch && isArea(launch.impact) ? launch.impact : null,
    launchAtMs: launch?.launchPoint.atMs ?? null,
    azimuthDeg: launch?.azimuthDeg ?? null,
    looks: launch?.reports.reduce((n, r) => n + r.looksIn30s, 0) ?? null,
  };
}

/** One line of the table. The kind says what `from` and `to` are; the words are the table's. */
export type Change =
  | { kind: 'severity'; from: Severity; to: Severity; material: true }
  | { kind: 'corroboration'; from: Corroboration | null; to: Corroboration | null; material: true }
  | { kind: 'match'; from: Match | null; to: Match | null; material: true }
  | { kind: 'finding'; from: FindingCode | null; to: FindingCode | null; material: true }
  | { kind: 'class'; from: Snapshot['topClass']; to: Snapshot['topClass']; material: boolean }
  | {
      kind: 'place';
      from: TimedRegion | null;
      to: TimedRegion;
      movedM: number | null;
      azDeg: number | null;
      material: boolean;
    }
  | { kind: 'time'; from: TimedRegion; to: TimedRegion; laterS: number; material: false }
  | { kind: 'region'; from: TimedRegion; to: TimedRegion; share: number; material: false }
  | { kind: 'looks'; from: number; to: number; material: false };
/** What holds as it did. */
export type Unchanged = 'launchTime' | 'azimuth' | 'match' | 'class' | 'impact';

/** Below these nothing is called a change: the figures shown would read the same. */
const PLACE_MOVED_M = 5e3;
const TIME_MOVED_S = 5;
const REGION_SHARE = 0.05;
const CLASS_P = 0.01;

/**
 * What the center says changed last, for an officer who has nothing to compare with: the same lines, from what an alert
 * carries. Values that it does not carry are those of now.
 */
export function toldChanges(now: Snapshot, told: readonly FactChange[]): Change[] {
  return told.flatMap((c): Change[] => {
    if (c.field === 'severity')
      return [{ kind: 'severity', from: c.from as Severity, to: now.severity, material: true }];
    if (c.field === 'corroboration')
      return [
        {
          kind: 'corroboration',
          from: (c.from || null) as Corroboration | null,
          to: now.corroboration,
          material: true,
        },
      ];
    if (c.field === 'match')
      return [{ kind: 'match', from: (c.from || null) as Match | null, to: now.match, material: true }];
    if (c.field === 'finding')
      return [
        { kind: 'finding', from: (c.from || null) as FindingCode | null, to: now.finding, material: true },
      ];
    if (c.field !== 'impact' || !now.impact) return [];
    const [lat = Number.NaN, lon = Number.NaN] = c.from.split(',').map(Number);
    const from = Number.isFinite(lat + lon) ? { ...now.impact, lat, lon } : null;
    const azDeg = from && bearingDeg(from, now.impact);
    return [{ kind: 'place', from, to: now.impact, movedM: c.movedM ?? null, azDeg, material: true }];
  });
}

/** Material changes first, then what improved; what is unchanged by name. */
export function compare(
  was: Snapshot,
  now: Snapshot,
  told: readonly FactChange[],
): { changes: Change[]; unchanged: Unchanged[] } {
  const changes: Change[] = [];
  const unchanged: Unchanged[] = [];
  const told1 = (field: FactChange['field']) => told.some((c) => c.field === field);
  if (was.severity !== now.severity)
    changes.push({ kind: 'severity', from: was.severity, to: now.severity, material: true });
  if (was.corroboration !== now.corroboration)
    changes.push({ kind: 'corroboration', from: was.corroboration, to: now.corroboration, material: true });
  if (was.match !== now.match)
    changes.push({ kind: 'match', from: was.match, to: now.match, material: true });
  else if (now.match) unchanged.push('match');
  if (was.finding !== now.finding)
    changes.push({ kind: 'finding', from: was.finding, to: now.finding, material: true });
  pushImpact(changes, unchanged, was.impact, now.impact, told1('impact'));
  const classMoved =
    was.topClass?.code !== now.topClass?.code ||
    Math.abs((was.topClass?.p ?? 0) - (now.topClass?.p ?? 0)) >= CLASS_P;
  if (classMoved)
    changes.push({ kind: 'class', from: was.topClass, to: now.topClass, material: told1('topClass') });
  else if (now.topClass) unchanged.push('class');
  if (was.looks !== null && now.looks !== null && was.looks !== now.looks)
    changes.push({ kind: 'looks', from: was.looks, to: now.looks, material: false });
  if (Math.abs((was.launchAtMs ?? 0) - (now.launchAtMs ?? 0)) < 1000 * TIME_MOVED_S && now.launchAtMs)
    unchanged.push('launchTime');
  if (Math.abs((was.azimuthDeg ?? 0) - (now.azimuthDeg ?? 0)) < 1 && now.azimuthDeg !== null)
    unchanged.push('azimuth');
  return { changes: changes.sort((a, b) => Number(b.material) - Number(a.material)), unchanged };
}

function pushImpact(
  changes: Change[],
  unchanged: Unchanged[],
  from: TimedRegion | null,
  to: TimedRegion | null,
  material: boolean,
): void {
  if (!to) return;
  const movedM = from && distanceM(from, to);
  const moved = movedM === null || movedM >= PLACE_MOVED_M;
  if (moved || material)
    changes.push({ kind: 'place', from, to, movedM, azDeg: from && bearingDeg(from, to), material });
  else unchanged.push('impact');
  if (!from) return;
  const laterS = (to.atMs - from.atMs) / 1000;
  if (Math.abs(laterS) >= TIME_MOVED_S) changes.push({ kind: 'time', from, to, laterS, material: false });
  const share = regionSizeM(to).majorM / Math.max(1, regionSizeM(from).majorM) - 1;
  if (Math.abs(share) >= REGION_SHARE) changes.push({ kind: 'region', from, to, share, material: false });
}
