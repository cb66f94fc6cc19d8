/** The invented theatre: three radars and three geostationary infrared sensors over open ocean, no real place. */
import { DEG, destination, enuAxes, geodeticToEcef } from '../../domain/geodesy';
import type { MetaSensor } from '../../server/fusion/fuse-file';
import type { Rng } from '../../server/simulation/rng';

/** A sensor as the meta file names it, with what only the generator and the scorers look at. */
export interface TheatreSensor extends MetaSensor {
  /** Time of the first look, s. */
  phase: number;
  /** ECEF, m. */
  pos: number[];
  /** Rows are the sensor's axes in ECEF: radar East, North, Up; infrared nadir, East, North. */
  R: number[][];
  /** Volume of the measurement space and false plots a look and unit of it. */
  clutterVol: number;
  clutterDensity: number;
}

/** Where launches begin and where they go, degrees. */
export const LAUNCH_BOX = { lat: [4, 14], lon: [-158, -146] } as const;
export const DOWNRANGE_DEG = 150;
/** Half of the Earth's disc seen from geostationary orbit, rad. */
export const DISC_RAD = 0.1518;
export const RADAR_NEAREST_M = 100e3;

const CENTRE = { lat: 9, lon: -152 };
const GEO_HEIGHT_M = 35786e3;
/** Distance down the range (km), offset of its bearing (deg), revisit (s), errors in range (m) and angles (deg). */
const RADARS = [
  [900, 12, 2, 50, 0.1],
  [3800, -6, 5, 100, 0.2],
  [8200, 5, 10, 100, 0.3],
] as const;
const INFRARED = [
  [155, 1],
  [-152, 5],
  [-95, 10],
] as const;

/** The sensors with a detection probability and a multiple of the usual clutter. */
export function theatre(rng: Rng, pd: number, clutter: number): TheatreSensor[] {
  const radars = RADARS.map(([km, offDeg, revisit, rangeM, angleDeg], i): TheatreSensor => {
    const place = destination(CENTRE, DOWNRANGE_DEG + offDeg, km * 1e3);
    const [maxRange, minEl] = [4.5e6, 2 * DEG];
    return finish({
      ...{ id: `R${i + 1}`, type: 'radar', ...place, alt: 50, revisit, phase: phase(rng, revisit) },
      ...{ sigma: [rangeM, angleDeg * DEG, angleDeg * DEG], maxRange, minEl, pd },
      ...{ lambda: 2 * clutter, lat_ms: 200 },
      clutterVol: (maxRange - RADAR_NEAREST_M) * 2 * Math.PI * (90 * DEG - minEl),
    });
  });
  const infrared = INFRARED.map(
    ([lon, revisit], i): TheatreSensor =>
      finish({
        ...{
          id: `S${i + 1}`,
          type: 'ir',
          lat: 0,
          lon,
          alt: GEO_HEIGHT_M,
          revisit,
          phase: phase(rng, revisit),
        },
        ...{ sigma: [1e-4, 1e-4], minAlt: 8e3, pd, lambda: clutter, lat_ms: 1500 },
        clutterVol: Math.PI * DISC_RAD * DISC_RAD,
      }),
  );
  return [...radars, ...infrared];
}

const phase = (rng: Rng, revisitS: number): number => Math.round(rng.uniform(0, revisitS) * 100) / 100;

function finish(s: Omit<TheatreSensor, 'pos' | 'R' | 'clutterDensity'>): TheatreSensor {
  const [e, n, u] = enuAxes(s.lat, s.lon);
  const rows = s.type === 'radar' ? [e, n, u] : [u.map((v) => -v), e, n];
  return {
    ...s,
    pos: geodeticToEcef(s.lat, s.lon, s.alt),
    R: rows.map((row) => [...row]),
    clutterDensity: s.lambda / s.clutterVol,
  };
}

/** What the sensor measures of a place: radar [range m, azimuth, elevation rad], infrared [east, north angle rad]. */
export function measured(s: TheatreSensor, x: ArrayLike<number>): number[] {
  const [a, b, c] = s.R.map((row) =>
    row.reduce((sum, v, i) => sum + v * ((x[i] as number) - (s.pos[i] as number)), 0),
  ) as [number, number, number];
  const range = Math.hypot(a, b, c);
  if (s.type === 'ir') return [Math.atan2(b, a), Math.asin(c / range)];
  return [range, (Math.atan2(a, b) + 2 * Math.PI) % (2 * Math.PI), Math.asin(c / range)];
}
