/**
 * False confirmations over long watches without any flight: clutter alone, what burns and does not move, the same behind broken
 * clouds, and sun glints that wander. A watch is made in pieces and forgotten as it goes, so months of it need no more memory.
 */
import { geodeticToEcef } from '../../domain/geodesy';
import { createPicture } from '../../server/fusion';
import { inputOf, sensorOf } from '../../server/fusion/fuse-file';
import { type Rng, rngFor } from '../../server/simulation/rng';
import { type Figure, held } from './figures';
import { generate, type Scenario } from './generate';
import { GOALS } from './goals';
import { measured, type TheatreSensor } from './theatre';

type Line = Scenario['lines'][number];
/** Plots (angles) that a look of an infrared sensor at a time of the watch (s) has beside its clutter. */
type Shows = (sensor: TheatreSensor, atS: number, rng: Rng) => number[][];

const DAY_S = 86_400;
/** A watch is made for so long at once, s. */
const PART_S = 10_800;
/** Places that burn and do not move, as all infrared sensors see them. */
const FIRES = [
  [9, -152],
  [-6, -140],
  [21, -161],
].map(([lat = 0, lon = 0]) => geodeticToEcef(lat, lon, 500));
/** Clouds part over each fire for so long (s) every so often. */
const CLEAR_S = 1500;
const CLOUDS_S = 5400;
/**
 * A glint lies between what is under the Sun and what is under the satellite, so it wanders half as fast as the Sun over the sea: m/s
 * westward; seen for so long (s) every so often, in this share of looks.
 */
const GLINT_MS = 232;
const GLINT_S = 2400;
const GLINTS_S = 14_400;
const GLITTERS = 0.6;

const fire: Shows = (s, _, rng) =>
  FIRES.slice(0, 1).flatMap((place) => (rng.chance(s.pd) ? [measured(s, place)] : []));
const brokenFires: Shows = (s, atS, rng) =>
  FIRES.flatMap((place, k) =>
    (atS + k * 1800) % CLOUDS_S < CLEAR_S && rng.chance(s.pd) ? [measured(s, place)] : [],
  );
const glint: Shows = (s, atS, rng) => {
  const since = (atS + s.lon * 40 + GLINTS_S * 10) % GLINTS_S;
  if (since > GLINT_S || !rng.chance(GLITTERS)) return [];
  // Half-way to the satellite's own meridian, a little north or south of the equator by the day.
  const lon = s.lon + 12 - (GLINT_MS * since) / 111_000;
  const lat = 6 * Math.sin((2 * Math.PI * atS) / (9 * DAY_S));
  return [measured(s, geodeticToEcef(lat, lon, 0))];
};

const WATCHES: Record<string, Shows | null> = {
  clutter: null,
  'clutter with a fire': fire,
  'clutter with three fires behind broken clouds': brokenFires,
  'clutter with wandering glints': glint,
};

/** False confirmations as 30 days would have them; `told`: each as it comes, with its time (s). */
export function* falseAlarms(days: number, told: (watch: string, atS: number) => void): Generator<Figure> {
  for (const [name, shows] of Object.entries(WATCHES)) {
    let found = 0;
    for (const atS of watch(days, shows)) {
      found++;
      told(name, atS);
    }
    const figure = `false confirmations in 30 days of ${name}`;
    yield held(figure, (found * 30) / days, '', GOALS[figure]);
  }
}

/** The times (s) at which anything is confirmed in one watch, whose pieces each begin where the last one ended. */
function* watch(days: number, shows: Shows | null): Generator<number> {
  const parts = Math.ceil((days * DAY_S) / PART_S);
  let picture: ReturnType<typeof createPicture> | null = null;
  for (let k = 0; k < parts; k++) {
    const s = generate({ n: 0, seed: 1 + k, padS: (days * DAY_S) / parts });
    picture ??= createPicture({
      ...{ picture: 'joint', session: 'file', owner: 'P1' },
      sensors: s.sensors.map(sensorOf),
    });
    const beginsS = k * (s.tEnd + 60);
    for (const l of shows ? withPlots(s, shows, beginsS, rngFor(1 + k, 'shows')) : s.lines) {
      const line = { ...l, t: l.t + beginsS, arr: l.arr + beginsS, scan: l.scan + k * 1e7 };
      if (line.kind === 'det') line.id += k * 1e8;
      for (const { reason } of picture.ingest(inputOf(line), line.arr * 1000))
        if (reason === 'confirmed') yield line.arr;
    }
  }
}

/** The lines of a scenario with plots of what else infrared sensors see. */
function* withPlots(s: Scenario, shows: Shows, beginsS: number, rng: Rng): Generator<Line> {
  let id = s.targetOf.length;
  for (const line of s.lines) {
    const sensor = s.sensors.find((x) => x.id === line.sensor);
    if (line.kind === 'scan' && sensor?.type === 'ir')
      for (const at of shows(sensor, line.t + beginsS, rng)) {
        const z = at.map((v, i) => v + (sensor.sigma[i] as number) * rng.normal());
        const { scan, t, arr } = line;
        yield { kind: 'det', id: id++, sensor: sensor.id, scan, t, arr, z };
      }
    yield line;
  }
}

/** A scenario with what one of the watches has beside its clutter. */
export const withShows = (s: Scenario, watch: string, rng: Rng): Generator<Line> =>
  withPlots(s, WATCHES[watch] ?? (() => []), 0, rng);
