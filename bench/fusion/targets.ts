/** The targets of a bench scenario: where, when, what class, how far. */
import { DEG, distanceM, ecefToGeodetic, MEAN_RADIUS_M, WGS84 } from '../../domain/geodesy';
import type { Rng } from '../../server/simulation/rng';
import { boostS, type Flown, fly, type Manners, orbitOf, type Rocket } from './rocket';
import { DOWNRANGE_DEG, LAUNCH_BOX } from './theatre';

export type TargetClass = 'SLV' | 'SRBM' | 'MRBM' | 'IRBM' | 'ICBM';
export interface Target {
  id: number;
  cls: TargetClass;
  /** Lift-off, s of scenario time. */
  t0: number;
  /** Boost to the last burnout, s. */
  tb: number;
  launch: [number, number];
  az: number;
  /** Where it comes down in degrees; null: orbit. */
  impact: [number, number] | null;
  rocket: Rocket;
  flown: Flown;
}

const ORBIT_SHARE = 0.06;
/** How long an orbital object is followed, s. */
const FOLLOW_S = 2400;
const LONGEST_S = 4000;

/** `n` targets that lift off within `windowS` of each other. */
export function drawTargets(rng: Rng, n: number, windowS: number, manners: Manners): Target[] {
  const orbital = n >= 20 ? Math.max(1, Math.round(n * ORBIT_SHARE)) : 0;
  return Array.from({ length: n }, (_, id) => {
    const place = { lat: rng.uniform(...LAUNCH_BOX.lat), lon: rng.uniform(...LAUNCH_BOX.lon) };
    const az = DOWNRANGE_DEG + rng.uniform(-22, 22);
    const t0 = Math.round(rng.uniform(5, 5 + windowS) * 100) / 100;
    const base = { massRatio: rng.uniform(2.5, 3.5), betaKgM2: rng.uniform(3000, 9000), manners };
    const rangeM = n === 1 ? 3e6 : 500e3 * 20 ** rng.unit();
    const rocket = id < orbital ? toOrbit(rng, base, place, az) : toRange(rng, base, place, az, rangeM);
    const flown = fly(rocket, place, az, id < orbital ? FOLLOW_S : LONGEST_S);
    const end = flown.knots[flown.knots.length - 1]?.subarray(1, 4);
    const down = Number.isFinite(flown.endS) && end ? ecefToGeodetic(end) : null;
    return {
      ...{ id, t0, az, rocket, flown, tb: boostS(rocket), launch: [place.lat, place.lon] },
      cls: id < orbital ? 'SLV' : classOf(rangeM),
      impact: down && [down.lat, down.lon],
    };
  });
}

/** Generic classes by range, as the regimes name them. */
export function classOf(rangeM: number): TargetClass {
  if (rangeM < 1e6) return 'SRBM';
  if (rangeM < 3e6) return 'MRBM';
  return rangeM < 5.5e6 ? 'IRBM' : 'ICBM';
}

type Base = Pick<Rocket, 'massRatio' | 'betaKgM2' | 'manners'>;
type Place = { lat: number; lon: number };

/** Longer ranges burn longer; the thrust is what reaches the range. */
function toRange(rng: Rng, base: Base, place: Place, az: number, rangeM: number): Rocket {
  const burnS = Math.min(300, Math.max(60, (65 + ((rangeM - 5e5) / 9.5e6) * 215) * rng.uniform(0.9, 1.1)));
  const endElevation = (Math.PI - rangeM / WGS84.aM) / 4 + rng.uniform(-10, 2) * DEG;
  const rocket = (thrustMS2: number): Rocket => ({
    ...base,
    ...{ thrustMS2, burnS, endElevation, stages: Math.ceil(burnS / 100) },
  });
  const reached = (thrust: number): number => {
    const { knots, endS } = fly(rocket(thrust), place, az, LONGEST_S);
    const end = knots[knots.length - 1];
    return Number.isFinite(endS) && end
      ? distanceM(place, ecefToGeodetic(end.subarray(1, 4)))
      : MEAN_RADIUS_M * 4;
  };
  return rocket(bisect(8, 60, 24, (thrust) => reached(thrust) >= rangeM));
}

/** Thrust and last elevation so that the last burn ends level, a little faster than a circular orbit asks for. */
function toOrbit(rng: Rng, base: Base, place: Place, az: number): Rocket {
  const burnS = rng.uniform(380, 460);
  const rocket = (thrustMS2: number, endElevation: number): Rocket => ({
    ...base,
    // A gravity turn alone reaches no orbit: a launcher steers.
    manners: { ...base.manners, gravityTurn: false },
    ...{ thrustMS2, endElevation, burnS, stages: 3 },
  });
  const end = (thrust: number, elevation: number): ReturnType<typeof orbitOf> | null => {
    const { burnoutState, endS } = fly(
      rocket(thrust, elevation),
      place,
      az,
      boostS(rocket(thrust, elevation)) + 1,
    );
    return Number.isFinite(endS) ? null : orbitOf(burnoutState);
  };
  const level = (thrust: number): number => bisect(-0.35, 0.9, 18, (e) => (end(thrust, e)?.climb ?? -1) > 0);
  const thrust = bisect(12, 40, 20, (t) => {
    const o = end(t, level(t));
    return o !== null && o.speedMS >= 1.004 * Math.sqrt(WGS84.muM3S2 / o.radiusM);
  });
  return rocket(thrust, level(thrust));
}

/** The smallest argument between two that is enough. */
function bisect(low: number, high: number, rounds: number, isEnough: (v: number) => boolean): number {
  let [a, b] = [low, high];
  for (let i = 0; i < rounds; i++) {
    const middle = (a + b) / 2;
    if (isEnough(middle)) b = middle;
    else a = middle;
  }
  return b;
}
