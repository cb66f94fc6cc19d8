/** Scores what an officer reads off a track: launch region, impact region or corridor, class; in bins. */
import { bearingDeg, DEG, distanceM, type LatLon } from '../../domain/geodesy';
import type { Estimate, EstimatedArea, Recording, TrueTarget } from './files';
import { quantile } from './score';
import { measured, type TheatreSensor } from './theatre';

/** χ² of two dimensions at 95 %, to the digits of the file format, so that scorers agree to the last one printed. */
const CHI2_95 = 5.991;
const NEAR_M = 30e3;
/** An orbital object is judged from this long after burnout on, an impact until this long before it, s. */
const SETTLED_S = 60;
const CLASS_AT_S = 120;
const CLASS_RADAR_S = 20;

/** How one line's region lies to the truth. */
export interface Hit {
  inside: boolean;
  missing?: boolean;
  errorKm?: number;
  semiMajorKm?: number;
  areaKm2?: number;
}
export interface AreaBin {
  n: number;
  missing: number;
  coverage95: number;
  areaKm2P50?: number | null;
  errorKmP50?: number | null;
  semiMajorKmP50?: number | null;
  semiMajorKmP90?: number | null;
}
export interface AreaScore {
  areas: Record<string, AreaBin>;
  orbital: { lines: number; falseAreas: number };
  classAt120s: { n: number; top1: number | null; slvRecall: number | null; slvFalse: number | null };
}

export interface AreaHits {
  hits: { bin: string; target: number; hit: Hit }[];
  orbital: { lines: number; falseAreas: number };
  classes: { right: boolean; wasOrbital: boolean; calledOrbital: boolean; top: number }[];
}

/** All lines of an engine in their bins. */
export function scoreAreas(rec: Recording, estimates: Estimate[]): AreaScore {
  const { hits, orbital, classes } = areaHits(rec, estimates);
  return { areas: summarise(hits), orbital, classAt120s: classScore(classes) };
}

/** A line belongs to the target that is nearest to it, within 30 km; what a line does not carry counts as a miss. */
export function areaHits(rec: Recording, estimates: Estimate[]): AreaHits {
  const statesAt = new Map<number, [TrueTarget, number[], number][]>();
  for (const target of rec.truth)
    for (const [state, radarS] of radarView(target, rec.sensors)) {
      const t = state[0] as number;
      const list = statesAt.get(t) ?? [];
      statesAt.set(t, list);
      list.push([target, state, radarS]);
    }
  const hits: AreaHits['hits'] = [];
  const orbital = { lines: 0, falseAreas: 0 };
  const classes: AreaHits['classes'] = [];
  for (const e of estimates) {
    const found = nearest(e, statesAt.get(e.t) ?? []);
    if (!found) continue;
    const [target, , radarS] = found;
    const put = (bin: string, hit: Hit): void => {
      hits.push({ bin, target: target.id, hit });
    };
    const since = e.t - (target.t0 + target.tb);
    put(since < 0 ? 'launch boost' : 'launch after burnout', ofEllipse(e.launch, target.launch));
    if (!target.impact) {
      if (since >= SETTLED_S) orbital.lines++;
      if (since >= SETTLED_S && e.impact?.E) orbital.falseAreas++;
    } else if (since < 0) {
      put('impact corridor, boost', ofPolygon(e.corridor, target.impact));
    } else if ((target.ti ?? 0) - e.t > SETTLED_S) {
      const hit = ofEllipse(e.impact, target.impact);
      put(`impact, burnout ${step(since, BURNOUT_BINS)}`, hit);
      put(`impact, radar ${step(radarS, RADAR_BINS)}`, hit);
    }
    if (since >= CLASS_AT_S - 5 && since < CLASS_AT_S && radarS >= CLASS_RADAR_S) {
      const [top, p] = Object.entries(e.cls ?? {}).sort((a, b) => b[1] - a[1])[0] ?? [undefined, 0];
      classes.push({
        right: top === target.cls,
        wasOrbital: target.cls === 'SLV',
        calledOrbital: top === 'SLV',
        top: p,
      });
    }
  }
  return { hits, orbital, classes };
}

const BURNOUT_BINS: [number, string][] = [
  [30, '000-030 s'],
  [60, '030-060 s'],
  [120, '060-120 s'],
  [300, '120-300 s'],
];
const RADAR_BINS: [number, string][] = [
  [1, 'none'],
  [30, '<30 s'],
  [90, '030-090 s'],
  [150, '090-150 s'],
  [300, '150-300 s'],
];
const step = (s: number, bins: [number, string][]): string => bins.find(([to]) => s < to)?.[1] ?? '>300 s';

/** States of a target, each with the seconds of any radar's view since burnout. */
function radarView(target: TrueTarget, sensors: TheatreSensor[]): [number[], number][] {
  const radars = sensors.filter((s) => s.type === 'radar');
  let [total, last] = [0, Number.NaN];
  return target.states.map((state) => {
    const t = state[0] as number;
    const isSeen = (): boolean =>
      radars.some((r) => {
        const [range, , elevation] = measured(r, state.slice(1)) as [number, number, number];
        return range < (r.maxRange ?? 0) && elevation > (r.minEl ?? 0);
      });
    if (!Number.isNaN(last) && t > target.t0 + target.tb && isSeen()) total += t - last;
    last = t;
    return [state, total];
  });
}

function nearest<T extends [TrueTarget, number[], number]>(e: Estimate, among: T[]): T | null {
  let [best, found]: [number, T | null] = [NEAR_M, null];
  for (const one of among) {
    const d = Math.hypot(...[0, 1, 2].map((k) => (one[1][k + 1] as number) - (e.x[k] as number)));
    if (d < best) [best, found] = [d, one];
  }
  return found;
}

function offsetM(from: LatLon, to: LatLon): [number, number] {
  const bearing = bearingDeg(from, to) * DEG;
  const d = distanceM(from, to);
  return [d * Math.sin(bearing), d * Math.cos(bearing)];
}
const place = ([lat, lon]: readonly [number, number]): LatLon => ({ lat, lon });

function ofEllipse(area: EstimatedArea | null | undefined, truth: [number, number]): Hit {
  if (!area?.E) return { inside: false, missing: true };
  const [ee, en, nn] = area.E;
  const [de, dn] = offsetM(area, place(truth));
  const det = ee * nn - en * en;
  const d2 = det > 0 ? (nn * de * de - 2 * en * de * dn + ee * dn * dn) / det : Number.POSITIVE_INFINITY;
  const largest = (ee + nn) / 2 + Math.hypot((ee - nn) / 2, en);
  return {
    inside: d2 < CHI2_95,
    errorKm: Math.hypot(de, dn) / 1e3,
    semiMajorKm: Math.sqrt(largest * CHI2_95) / 1e3,
  };
}

/** Containment and area of a polygon, in the plane about its mean corner. */
function ofPolygon(corners: [number, number][] | undefined, truth: [number, number]): Hit {
  const start = corners?.[0];
  if (!corners || !start || corners.length < 3) return { inside: false, missing: true };
  const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
  const centre = {
    lat: mean(corners.map((c) => c[0])),
    lon: start[1] + mean(corners.map((c) => ((c[1] - start[1] + 540) % 360) - 180)),
  };
  const xy = corners.map((c) => offsetM(centre, place(c)));
  const [qx, qy] = offsetM(centre, place(truth));
  let [inside, doubled] = [false, 0];
  xy.forEach(([x, y], i) => {
    const [px, py] = xy[(i + xy.length - 1) % xy.length] as [number, number];
    doubled += px * y - x * py;
    if (y > qy !== py > qy && qx < ((px - x) * (qy - y)) / (py - y) + x) inside = !inside;
  });
  return { inside, areaKm2: Math.abs(doubled) / 2e6 };
}

/** Containment, errors and sizes of each bin. */
export function summarise(all: readonly { bin: string; hit: Hit }[]): Record<string, AreaBin> {
  const bins = new Map<string, Hit[]>();
  for (const { bin, hit } of all)
    bins
      .set(bin, bins.get(bin) ?? [])
      .get(bin)
      ?.push(hit);
  return Object.fromEntries(
    [...bins].sort(([a], [b]) => (a < b ? -1 : 1)).map(([bin, hits]) => [bin, binOf(bin, hits)]),
  );
}

function binOf(name: string, hits: readonly Hit[]): AreaBin {
  const of = (key: 'errorKm' | 'semiMajorKm' | 'areaKm2', at: number): number | null =>
    quantile(
      hits.flatMap((h) => h[key] ?? []),
      at,
    );
  return {
    n: hits.length,
    missing: hits.filter((h) => h.missing).length,
    coverage95: share(hits.filter((h) => h.inside).length, hits.length) ?? 0,
    ...(name.includes('corridor')
      ? { areaKm2P50: of('areaKm2', 0.5) }
      : {
          errorKmP50: of('errorKm', 0.5),
          semiMajorKmP50: of('semiMajorKm', 0.5),
          semiMajorKmP90: of('semiMajorKm', 0.9),
        }),
  };
}

/** Right at the top, orbital ones found, others called so. */
export function classScore(list: AreaHits['classes']): AreaScore['classAt120s'] {
  const orbital = list.filter((c) => c.wasOrbital);
  const others = list.filter((c) => !c.wasOrbital);
  const called = (of: typeof list): number => of.filter((c) => c.calledOrbital).length;
  return {
    n: list.length,
    top1: share(list.filter((c) => c.right).length, list.length),
    slvRecall: share(called(orbital), orbital.length),
    slvFalse: share(called(others), others.length),
  };
}
const share = (a: number, b: number): number | null => (b > 0 ? Number((a / b).toFixed(3)) : null);
