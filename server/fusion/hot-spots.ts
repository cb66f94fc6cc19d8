import { type Look, lowerBound, type Plot } from './look';
import type { Registry, SensorModel } from './registry';

/** Plots nearer to a spot than this (sigmas in each direction together) may be its own. */
const NEAR = 4;
/** A spot is held to be one that stays after this time, so many plots, and this share of its sensor's looks. */
const STAYS_MS = 60_000;
const PLOTS = 8;
const SHARE = 0.35;
/** A spot that shows in fewer of its last looks than this is let go; looks after which that is asked first. */
const LET_GO = 0.1;
const ASKED = 8;
/** How fast an older look's part fades. */
const FADES = 0.98;

/** A place in a sensor's own angles that shows again and again; `share` of looks, fading. */
interface Spot {
  z: [number, number];
  plots: number;
  looks: number;
  share: number;
  sinceMs: number;
}
/** Spots that stay, by sensor id. */
type Known = ReadonlyMap<string, readonly Spot[]>;
export interface SpotSnapshot {
  open: [sensor: string, Spot[]][];
  known: [epochMs: number, [sensor: string, Spot[]][]][];
}

/**
 * What burns and does not move (fires, flares, hot ground) shows at one place of an infrared sensor's view again and again:
 * learned from looks that are older than the window, in order of time, it becomes clutter of its own there.
 */
export class HotSpots {
  readonly #registry: Registry;
  #open = new Map<string, Spot[]>();
  #known = new Map<number, Known>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  take(look: Look): void {
    const { sensor, radar } = this.#registry.models[look.sensor] as SensorModel;
    if (radar) return;
    const spots = this.#open.get(sensor.id) ?? [];
    const used = new Set<Plot>();
    for (const s of spots) {
      s.looks++;
      s.share *= FADES;
      const own = firstNear(look.plots, s, sensor.sigma, used);
      if (!own) continue;
      used.add(own);
      s.plots++;
      s.share += 1 - FADES;
      const part = 1 / Math.min(s.plots, 200);
      s.z = [
        s.z[0] + part * ((own.z[0] as number) - s.z[0]),
        s.z[1] + part * ((own.z[1] as number) - s.z[1]),
      ];
    }
    const kept = spots.filter((s) => s.looks < ASKED || rate(s) > LET_GO);
    for (const p of look.plots)
      if (!used.has(p))
        kept.push({
          ...{ z: [p.z[0] as number, p.z[1] as number], plots: 1, looks: 1 },
          ...{ share: 1 - FADES, sinceMs: look.atMs },
        });
    this.#open.set(sensor.id, kept);
  }

  /** What is known from an epoch on; what is older than `keptMs` before it is forgotten. */
  tell(epochMs: number, keptMs: number): void {
    const known = new Map<string, Spot[]>();
    for (const [sensor, spots] of this.#open) {
      const stay = spots.filter((s) => epochMs - s.sinceMs > STAYS_MS && s.plots >= PLOTS && rate(s) > SHARE);
      if (stay.length > 0) known.set(sensor, structuredClone(stay));
    }
    this.#known.set(epochMs, known);
    for (const ms of this.#known.keys()) if (ms < epochMs - keptMs) this.#known.delete(ms);
  }

  /** The look with what spots weigh at each of its plots (ln of their clutter over the sensor's own). */
  marked(look: Look, model: SensorModel, epochMs: number): Look {
    const spots = model.radar ? undefined : this.#known.get(epochMs)?.get(model.sensor.id);
    if (!spots) return look;
    const plots = look.plots.map((p) => {
      const hot = hotAt(p.z, spots, model);
      return hot > 0.1 ? { ...p, hot } : p;
    });
    return { sensor: look.sensor, scan: look.scan, atMs: look.atMs, plots };
  }

  snapshot(): SpotSnapshot {
    return structuredClone({
      open: [...this.#open],
      known: [...this.#known].map(([ms, k]) => [ms, [...k]]),
    }) as SpotSnapshot;
  }
  restore(stored: SpotSnapshot): void {
    const s = structuredClone(stored);
    this.#open = new Map(s.open);
    this.#known = new Map(s.known.map(([ms, k]) => [ms, new Map(k)]));
  }
}

/** Share of a spot's looks that show it: over all while they are few, of the last ones later. */
const rate = (s: Spot): number => Math.min(1, s.share / (1 - FADES ** s.looks));

/** The first plot, in the order of their first components, that may be a spot's own. */
function firstNear(
  plots: readonly Plot[],
  { z }: Spot,
  sigma: readonly number[],
  used: ReadonlySet<Plot>,
): Plot | undefined {
  // A little more than it can be: the exact question comes next.
  const reach = 1.01 * NEAR * (sigma[0] as number);
  const to = lowerBound(plots, z[0] + reach);
  for (let k = lowerBound(plots, z[0] - reach); k < to; k++) {
    const p = plots[k] as Plot;
    if (!used.has(p) && apart2(p.z, z, sigma) < NEAR ** 2) return p;
  }
  return undefined;
}

function apart2(z: readonly number[], at: readonly number[], sigma: readonly number[]): number {
  let d2 = 0;
  for (let i = 0; i < 2; i++) d2 += (((z[i] as number) - (at[i] as number)) / (sigma[i] as number)) ** 2;
  return d2;
}

function hotAt(z: readonly number[], spots: readonly Spot[], model: SensorModel): number {
  const { sigma } = model.sensor;
  let density = 0;
  for (const s of spots) {
    // A little wider than its plots scatter, for what its own place is not known to.
    const d2 = apart2(z, s.z, sigma) / WIDER;
    density +=
      (rate(s) * Math.exp(-d2 / 2)) / (2 * Math.PI * WIDER * (sigma[0] as number) * (sigma[1] as number));
  }
  return Math.log(1 + density / model.clutterDensity);
}
const WIDER = 1.5;
