/**
 * What is planned when in the live world: a pure function of seed and time, slot by slot, so that any start gives the
 * same world. Nothing is flown here.
 */
import { rngFor } from '../rng';
import { HOUR_MS } from '../time';
import type { Programme, SitesTable } from './sites';

export interface LiveSettings {
  seed: number;
  pace: 'brisk' | 'realistic';
  /** Share of launches that nobody announces. */
  unannouncedShare: number;
  /** Share of announced launches that are called off. */
  scrubbedShare: number;
}
export interface Planned {
  key: string;
  programme: Programme;
  launchMs: number;
  azimuthDeg: number;
  rangeM: number;
  apogeeM: number;
  announced: boolean;
  /** Called off: announced and cancelled, or simply not flown. */
  scrubbed: 'no' | 'cancelled' | 'silent';
  filedMs: number;
  window: { fromMs: number; toMs: number };
}

export const SLOT_MS = 600_000;
/** Mean time between launches: a launch every few minutes, or some 700 orbital and suborbital flights a year. */
const MEAN_MS = { brisk: 240_000, realistic: 12.5 * HOUR_MS };
/** Lead times of notifications: the regime's 24 h to 30 d, or hours where the world runs faster than the real one. */
const LEAD_MS: Record<LiveSettings['pace'], [number, number]> = {
  brisk: [1.5 * HOUR_MS, 4 * HOUR_MS],
  realistic: [24 * HOUR_MS, 20 * 24 * HOUR_MS],
};
/** No notification is filed longer before its launch than this. */
export const LONGEST_AHEAD_MS = { brisk: 6 * HOUR_MS, realistic: 21 * 24 * HOUR_MS };

export function plannedIn(slot: number, settings: LiveSettings, table: SitesTable): Planned[] {
  const count = rngFor(settings.seed, 'slot', slot).poisson(SLOT_MS / MEAN_MS[settings.pace]);
  return Array.from({ length: count }, (_, i) => planOne(slot, i, settings, table)).sort(
    (a, b) => a.launchMs - b.launchMs,
  );
}

function planOne(slot: number, i: number, s: LiveSettings, table: SitesTable): Planned {
  const rng = rngFor(s.seed, 'flight', slot, i);
  const programme = pick(table.programmes, rng.unit());
  const between = (span: readonly [number, number] | null): number =>
    span ? rng.uniform(span[0], span[1]) : 0;
  const launchMs = Math.round(slot * SLOT_MS + rng.unit() * SLOT_MS);
  const azimuthDeg = (between(programme.azimuthDeg) + 360) % 360;
  const rangeM = between(programme.rangeKm) * 1000;
  const apogeeM = between(programme.apogeeKm) * 1000;
  const announced = !rng.chance(s.unannouncedShare);
  const off = announced && rng.chance(s.scrubbedShare);
  const lengthMs = rng.uniform(20, 120) * 60_000;
  const fromMs = launchMs - Math.round(rng.unit() ** 2 * lengthMs * 0.8) - 60_000;
  const [least, most] = LEAD_MS[s.pace];
  return {
    key: `${slot}-${i}`,
    programme,
    launchMs,
    azimuthDeg,
    rangeM,
    apogeeM,
    announced,
    scrubbed: off ? (rng.chance(0.6) ? 'cancelled' : 'silent') : 'no',
    filedMs: Math.round(fromMs - rng.uniform(least, most)),
    window: { fromMs, toMs: fromMs + Math.round(lengthMs) },
  };
}

function pick(programmes: readonly Programme[], u: number): Programme {
  const total = programmes.reduce((n, p) => n + p.weight, 0);
  let left = u * total;
  for (const p of programmes) {
    left -= p.weight;
    if (left <= 0) return p;
  }
  return programmes[programmes.length - 1] as Programme;
}
