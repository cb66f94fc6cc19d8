/** A small world for tests of the whole tracker: two flights, two radars, two satellites, false plots, some looks late. */
import type { Detection, FeedInput, Scan } from '../../../domain/inputs';
import { chance, flyTest, infrared, isDetection, looks, moved, radar } from './flights';

/** 2026-01-05, UTC. */
export const T0 = 1_767_571_200_000;
const SITE = { lat: 8, lon: -152 };
export const sensors = [
  infrared('S1', -165),
  infrared('S2', -120, { revisitS: 2 }),
  radar('R1', { lat: -4, lon: -148 }),
  radar('R2', { lat: 2, lon: -140 }, { revisitS: 3 }),
];
const flights = [
  flyTest({ ...SITE, azDeg: 150, launchMs: T0 + 10_000 }),
  flyTest({ ...SITE, ...moved(SITE, 60e3, 20e3), azDeg: 140, launchMs: T0 + 25_000 }),
];

/** One look: its plots and what closes it. */
export interface WholeLook {
  plots: Detection[];
  scan: Scan;
}

/** Looks in the order of their times, each received at once; now and then with a false plot. */
export function wholeLooks(toS: number, seed = 1): WholeLook[] {
  const inputs = looks(flights, sensors, { fromMs: T0, toMs: T0 + toS * 1000, seed });
  const rnd = chance(seed + 77);
  const plots = new Map<string, Detection[]>();
  const out: WholeLook[] = [];
  for (const i of inputs) {
    if (isDetection(i)) {
      const key = `${i.sensor}/${i.scan}`;
      plots.set(key, [...(plots.get(key) ?? []), i]);
    } else if (i.kind === 'scan') {
      const own = plots.get(`${i.sensor}/${i.scan}`) ?? [];
      if (rnd() < 0.3) own.push(falsePlot(i, rnd));
      out.push({ plots: own, scan: i });
    }
  }
  return out.sort((a, b) => a.scan.atMs - b.scan.atMs);
}

function falsePlot(at: Scan, rnd: () => number): Detection {
  const { sensor, scan, atMs, receivedMs } = at;
  const z = sensor.startsWith('R')
    ? [4e6 * rnd() + 1e5, 6.28 * rnd(), 0.2 + rnd()]
    : [0.2 * rnd() - 0.1, 0.2 * rnd() - 0.1];
  return { kind: 'detection', id: `false/${sensor}/${scan}`, sensor, scan, atMs, receivedMs, z };
}

/** The looks as inputs, each delayed by so many seconds, in order of receipt. */
export function received(list: readonly WholeLook[], delayS: readonly number[]): FeedInput[] {
  return list
    .map((look, i) => ({ look, ms: look.scan.atMs + 1000 * (delayS[i % delayS.length] ?? 0), i }))
    .sort((a, b) => a.ms - b.ms || a.i - b.i)
    .flatMap(({ look, ms }) => [...look.plots, look.scan].map((x) => ({ ...x, receivedMs: ms })));
}
