import type { Circle } from '../../domain/area';
import { distanceM } from '../../domain/geodesy';
import type { Finding } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { StatementDraft, WatchStatement } from '../../domain/statements';
import { couldHaveSeen, type Looking } from './coverage';
import type { AssessableLaunch } from './launch-facts';
import { placesOver } from './territory';

type Cover = Pick<StatementDraft, 'sensors'> & { confidence: number };
type Weighed = Pick<
  AssessableLaunch,
  'launchPoint' | 'azimuthDeg' | 'reports' | 'corroboration' | 'firstReportMs'
>;
const NO_NAME = { en: '', ru: '' };
/** Moments of equal weight over a Gaussian time (sigmas): the middles of twelve equal shares. */
const MOMENTS = [-1.732, -1.15, -0.812, -0.549, -0.319, -0.105, 0.105, 0.319, 0.549, 0.812, 1.15, 1.732];

/**
 * What a Party's own sensors would have seen of a launch from a place in a window: by geometry, in service and looking, for
 * the regime's share of moments, and by the probability of enough hits in the looks that it burns in sight.
 */
export function coverOf(
  looking: readonly Looking[],
  place: Circle,
  window: { fromMs: number; toMs: number },
  { match, watch }: Regime,
): Cover {
  const announced = { launchArea: { ...place, name: NO_NAME }, impactArea: null, azimuthDeg: null, window };
  const sensors = couldHaveSeen(looking, announced, match).map(({ id, pd, revisitS }) => {
    const looks = Math.max(1, Math.floor(watch.inSightS / revisitS));
    const p = match.coverage.share * atLeast(Math.min(watch.looks, looks), looks, pd);
    return { sensor: id, p: Math.round(p * 1000) / 1000 };
  });
  const missed = sensors.reduce((q, { p }) => q * (1 - p), 1);
  return { sensors, confidence: Math.floor(Math.min(watch.mostP, 1 - missed) * 100) / 100 };
}

/** Probability of at least `least` hits in `n` looks of probability `p` each. */
function atLeast(least: number, n: number, p: number): number {
  let fewer = 0;
  let choose = 1;
  for (let k = 0; k < least; k++) {
    fewer += choose * p ** k * (1 - p) ** (n - k);
    choose = (choose * (n - k)) / (k + 1);
  }
  return 1 - fewer;
}

/**
 * Weighs what those who did not report a launch say of their watch, or that they say nothing. Each counts by how much less
 * likely a launch is if one would have been seen: 1 − probability. It lowers the confidence; a launch that one Party alone
 * reports may become unresolved by it, and none is ever called false by it or made to disappear.
 */
export function weighWatch(
  launch: Weighed,
  finding: Finding,
  said: readonly WatchStatement[],
  catalogue: readonly Sensor[],
  regime: Regime,
): Finding {
  if (finding.code === 'FALSE_NO_LAUNCH') return finding;
  const reporters = new Set(launch.reports.map((r) => r.party));
  const standing = said.filter((s) => !s.withdrawn && !reporters.has(s.by));
  const reasons: Finding['reasons'] = [];
  let odds = finding.confidence / (1 - finding.confidence);
  const count = (
    msg: 'finding.noDetection' | 'finding.silent',
    p: number,
    about: Record<string, string | number>,
  ) => {
    odds *= 1 - p;
    reasons.push({ msg, params: { ...about, times: Math.round(10 / (1 - p)) / 10 } });
  };
  const spoken = new Set<string>();
  for (const s of standing) {
    if (s.kind !== 'NO_DETECTION' || s.confidence === null) continue;
    const share = shareIn(launch, s);
    if (s.confidence * share < regime.watch.leastP) continue;
    spoken.add(s.by);
    count('finding.noDetection', s.confidence * share, {
      ...{ party: s.by, statement: s.number },
      ...{ percent: Math.round(s.confidence * 100), covers: Math.round(share * 100) },
    });
  }
  if (finding.reasons.some((r) => r.msg === 'finding.notCorroborated'))
    for (const [party, sensors] of silent(launch, catalogue, regime, new Set([...reporters, ...spoken]))) {
      const out = standing.filter((s) => s.kind === 'OUTAGE' && s.by === party);
      const excuse = out.find((s) => s.place !== null && shareIn(launch, s) > 0.5);
      const left = sensors.filter((id) => !out.some((s) => s.sensor === id && shareIn(launch, s) > 0.5));
      if (!excuse && left.length > 0)
        count('finding.silent', regime.watch.silenceP, { party, looks: left.length });
      else
        reasons.push({
          msg: 'finding.outage',
          params: { party, statement: (excuse ?? out[0])?.number ?? 0 },
        });
    }
  if (reasons.length === 0) return finding;
  const confidence = Math.round((odds / (1 + odds)) * 1000) / 1000;
  const doubtful = reporters.size < 2 && confidence < 0.5 && finding.code.startsWith('UNNOTIFIED_LAUNCH');
  const code = doubtful ? 'UNRESOLVED' : finding.code;
  return { code, confidence, reasons: [...finding.reasons, ...reasons] };
}

/** Probability that a launch was where and when a statement speaks of. */
function shareIn({ launchPoint }: Weighed, { place, window }: WatchStatement): number {
  const times = MOMENTS.map((z) => launchPoint.atMs + z * launchPoint.sigmaS * 1000);
  const inTime = times.filter((ms) => ms >= window.fromMs && ms <= window.toMs).length / times.length;
  if (!place) return inTime;
  const places = placesOver(launchPoint);
  return (inTime * places.filter((p) => distanceM(p, place) <= place.radiusM).length) / places.length;
}

/** Parties that did not speak of a launch, with those of their sensors that by the catalogue could have seen it. */
function silent(
  { launchPoint, azimuthDeg }: Weighed,
  catalogue: readonly Sensor[],
  { match }: Regime,
  heard: ReadonlySet<string>,
): Map<string, string[]> {
  const { lat, lon, atMs } = launchPoint;
  const window = { fromMs: atMs, toMs: atMs };
  const announced = {
    launchArea: { lat, lon, radiusM: 1000, name: NO_NAME },
    impactArea: null,
    azimuthDeg,
    window,
  };
  const looking = catalogue
    .filter((s) => !heard.has(s.assignedTo))
    .map((sensor) => ({ sensor, sinceMs: sensor.serviceFromMs }));
  const byParty = new Map<string, string[]>();
  for (const { id, assignedTo } of couldHaveSeen(looking, announced, match))
    byParty.set(assignedTo, [...(byParty.get(assignedTo) ?? []), id]);
  return byParty;
}
