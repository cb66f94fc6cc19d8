import { type Look, lowerBound, type Plot } from './look';
import type { Registry, SensorModel } from './registry';
import { beginLine, type Line, lineAt, stop, takeNext } from './stays';

/** Plots nearer to a spot than this (sigmas in each direction together) may be its own. */
const NEAR = 4;
/** A spot is held to be one that stays after this time, so many plots, and this share of its sensor's looks. */
const STAYS_MS = 60_000;
const PLOTS = 8;
const SHARE = 0.35;
/** A spot that shows in fewer of its last looks than this is let go; looks after which that is asked first. */
const LET_GO = 0.1;
const ASKED = 8;
/** One that has stayed is remembered this long after it was last seen (clouds part, a fire burns again), as showing in this share. */
const REMEMBER_MS = 86_400_000;
const ASLEEP = 0.02;
/** One that is not seen for this long stands still. */
const STILL_MS = 30_000;
/** Spots that came within this time tell how often new ones come; so rare (a day) they count for nothing. */
const BIRTHS_MS = 3 * 86_400_000;
const RARE = 0.1;
/** How fast an older look's part fades. */
const FADES = 0.98;

/** A place in a sensor's own angles that shows again and again; `share` of looks, fading. Sun glints drift. */
interface Spot {
  line: Line;
  lastMs: number;
  /** It has been held to be one that stays. */
  stayed: boolean;
  plots: number;
  looks: number;
  share: number;
  sinceMs: number;
}
/** Spots that stay, by sensor id. */
type Known = ReadonlyMap<string, readonly Spot[]>;
export interface SpotSnapshot {
  births: number[];
  often: [epochMs: number, number][];
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
  /** When spots came that stayed, and by epoch how many a day come. */
  #births: number[] = [];
  #often = new Map<number, number>();

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
      if (look.atMs - s.lastMs > STILL_MS) stop(s.line, look.atMs);
      const own = firstNear(look.plots, placeOf(s, look.atMs, sensor.sigma), sensor.sigma, used);
      if (!own) continue;
      used.add(own);
      s.plots++;
      s.share += 1 - FADES;
      s.lastMs = look.atMs;
      takeNext(s.line, look.atMs, inSigmas(own.z, sensor.sigma));
    }
    const kept = spots.filter(
      (s) => s.looks < ASKED || rate(s) > LET_GO || (s.stayed && look.atMs - s.lastMs < REMEMBER_MS),
    );
    for (const p of look.plots)
      if (!used.has(p))
        kept.push({
          ...{ line: beginLine(look.atMs, inSigmas(p.z, sensor.sigma)), plots: 1, looks: 1 },
          ...{ share: 1 - FADES, sinceMs: look.atMs, lastMs: look.atMs, stayed: false },
        });
    this.#open.set(sensor.id, kept);
  }

  /** What is known from an epoch on; what is older than `keptMs` before it is forgotten. */
  tell(epochMs: number, keptMs: number): void {
    const known = new Map<string, Spot[]>();
    for (const [sensor, spots] of this.#open) {
      for (const s of spots)
        if (!s.stayed && epochMs - s.sinceMs > STAYS_MS && s.plots >= PLOTS && rate(s) > SHARE) {
          s.stayed = true;
          this.#births.push(epochMs);
        }
      const stay = spots.filter((s) => s.stayed);
      if (stay.length > 0) known.set(sensor, structuredClone(stay));
    }
    this.#births = this.#births.filter((ms) => epochMs - ms < BIRTHS_MS);
    this.#often.set(epochMs, (this.#births.length * 86_400_000) / BIRTHS_MS);
    for (const ms of this.#often.keys()) if (ms < epochMs - keptMs) this.#often.delete(ms);
    this.#known.set(epochMs, known);
    for (const ms of this.#known.keys()) if (ms < epochMs - keptMs) this.#known.delete(ms);
  }

  /** The look with what spots weigh at each of its plots (ln of their clutter over the sensor's own). */
  marked(look: Look, model: SensorModel, epochMs: number): Look {
    if (model.radar) return look;
    const spots = this.#known.get(epochMs)?.get(model.sensor.id);
    const often = this.#often.get(epochMs) ?? 0;
    if (!spots && often <= RARE) return look;
    const plots = look.plots.map((p) => {
      const hot = spots ? hotAt(p.z, look.atMs, spots, model) : 0;
      return hot > 0.1 ? { ...p, hot } : p;
    });
    const { sensor, scan, atMs } = look;
    return { sensor, scan, atMs, plots, doubt: often > RARE ? Math.log(often / RARE) : null };
  }

  snapshot(): SpotSnapshot {
    return structuredClone({
      births: this.#births,
      often: [...this.#often],
      open: [...this.#open],
      known: [...this.#known].map(([ms, k]) => [ms, [...k]]),
    }) as SpotSnapshot;
  }
  restore(stored: SpotSnapshot): void {
    const s = structuredClone(stored);
    this.#births = s.births;
    this.#often = new Map(s.often);
    this.#open = new Map(s.open);
    this.#known = new Map(s.known.map(([ms, k]) => [ms, new Map(k)]));
  }
}

/** Share of a spot's looks that show it: over all while they are few, of the last ones later. */
const rate = (s: Spot): number => Math.min(1, s.share / (1 - FADES ** s.looks));

/** The first plot, in the order of their first components, that may be a spot's own. */
function firstNear(
  plots: readonly Plot[],
  z: readonly [number, number],
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

function hotAt(z: readonly number[], atMs: number, spots: readonly Spot[], model: SensorModel): number {
  const { sigma } = model.sensor;
  let density = 0;
  for (const s of spots) {
    // A little wider than its plots scatter, for what its own place is not known to.
    const d2 = apart2(z, placeOf(s, Math.min(atMs, s.lastMs + 3 * STILL_MS), sigma), sigma) / WIDER;
    density +=
      (Math.max(ASLEEP, rate(s)) * Math.exp(-d2 / 2)) /
      (2 * Math.PI * WIDER * (sigma[0] as number) * (sigma[1] as number));
  }
  return Math.log(1 + density / model.clutterDensity);
}
const WIDER = 1.5;

const inSigmas = (z: readonly number[], sigma: readonly number[]): number[] =>
  z.map((v, k) => v / (sigma[k] as number));

/** Where a spot is (rad); what has not been seen for a while stands. */
function placeOf({ line }: Spot, atMs: number, sigma: readonly number[]): [number, number] {
  const [a, b] = lineAt(line, Math.max(line.atMs, atMs));
  return [a * (sigma[0] as number), b * (sigma[1] as number)];
}
