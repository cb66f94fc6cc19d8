import { stepFreeFlight } from '../../../domain/ballistics';
import type { LaunchReport } from '../../../domain/records';
import { area, classes, EPOCH } from '../../../domain/testing/samples';

/** Seconds after the epoch of the tests, as epoch ms. */
export const at = (s: number): number => EPOCH + s * 1000;

/** An object in free flight, by its state (ECEF m, m/s) at the tests' epoch; its launch lies two minutes before that. */
export interface Flight {
  x: readonly number[];
  launch: { lat: number; lon: number };
}
/** 200 km above the equator, east with 4 km/s and still climbing; `northM` beside the usual path. */
export const flight = (northM = 0, launchLat = 0): Flight => ({
  x: [6_578_137, 0, northM, 800, 4000, 0],
  launch: { lat: launchLat, lon: -3 },
});

export function stateOf(f: Flight, s: number): Float64Array {
  const x = Float64Array.from(f.x);
  const step = Math.sign(s);
  for (let left = Math.abs(s); left > 1e-9; left -= 1) stepFreeFlight(x, step * Math.min(1, left));
  return x;
}

export interface Saying {
  party?: string;
  /** Name of the series; that of its Party if not given. */
  series?: string;
  /** When it is given and for when, s after the epoch. */
  s?: number;
  /** One sigma of place (m) and velocity (m/s) in each axis. */
  sigmaM?: number;
  sigmaMS?: number;
  /** Its error in place, m ECEF. */
  errorM?: readonly [number, number, number];
  /** How fast the Party's clock is: what it says was so at a time was so this much earlier, s. */
  clockS?: number;
  part?: Partial<LaunchReport>;
}

/** A Party's report of a flight. Reports are numbered by their time. */
export function report(f: Flight, o: Saying = {}): LaunchReport {
  const { party = 'P1', series = `series of ${party}`, s = 0, sigmaM = 1000, sigmaMS = 10 } = o;
  const x = [...stateOf(f, s - (o.clockS ?? 0))];
  const P = new Array<number>(21).fill(0);
  for (const i of [0, 2, 5]) P[i] = sigmaM ** 2;
  for (const i of [9, 14, 20]) P[i] = sigmaMS ** 2;
  const { lat, lon } = f.launch;
  return {
    ...{ id: `${series} ${s}`, party, series, reportNo: Math.round(s * 10) + 1, withdrawn: false },
    kinematics: {
      epochMs: at(s),
      x: x.map((v, i) => v + (o.errorM?.[i] ?? 0)),
      ...{ P, a: [0, 0, 0] },
    },
    ...{ phase: 'coast', launchPoint: area(lat, lon, at(-120 + (o.clockS ?? 0))), azimuthDeg: 90 },
    ...{ impact: area(lat, lon + 13, at(300)), corridor: null, classes: classes() },
    ...{ phenomenologies: ['RADAR'], looksIn30s: 10, validUntilMs: at(s + 120), givenMs: at(s) },
    ...o.part,
  };
}
