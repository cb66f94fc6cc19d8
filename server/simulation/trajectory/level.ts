/**
 * A flight that air carries: up to a height, level along a great circle at constant ground speed, and down. No thrust, drag or
 * guidance is modelled: it is a path, for what never leaves the air.
 */
import { destination, ecefToGeodetic, geodeticToEcef, type LatLon } from '../../../domain/geodesy';
import type { Trajectory } from './fly';

export interface LevelFlight {
  rangeM: number;
  /** Height of the level part over the ellipsoid. */
  heightM: number;
  flightS: number;
  /** Time to climb, and again to come down. */
  climbS: number;
  /** Its rocket burns so long; what carries it after that is too faint for satellites. */
  burnS: number;
}

/** The path from a place in a direction (degrees), with a knot a second. */
export function flyLevel(f: LevelFlight, from: LatLon & { heightM: number }, azimuthDeg: number): Trajectory {
  const n = Math.ceil(f.flightS);
  const timesS = Float64Array.from({ length: n + 1 }, (_, i) => (i * f.flightS) / n);
  const at = (t: number): [number, number, number] => {
    const p = destination(from, azimuthDeg, (f.rangeM * t) / f.flightS);
    return geodeticToEcef(p.lat, p.lon, heightAt(f, from.heightM, t));
  };
  const states = new Float64Array(6 * (n + 1));
  timesS.forEach((t, i) => {
    const a = at(Math.max(0, t - STEP_S));
    const b = at(Math.min(f.flightS, t + STEP_S));
    const dt = Math.min(f.flightS, t + STEP_S) - Math.max(0, t - STEP_S);
    states.set(at(t), 6 * i);
    for (let k = 0; k < 3; k++) states[6 * i + 3 + k] = ((b[k] as number) - (a[k] as number)) / dt;
  });
  const end = ecefToGeodetic(states.subarray(6 * n));
  return {
    ...{ timesS, states, endS: f.flightS, ending: 'impact', apogeeM: f.heightM, rangeM: f.rangeM },
    burns: [{ fromS: 0, toS: f.burnS }],
    impact: { lat: end.lat, lon: end.lon },
    burnout: { speedMS: f.rangeM / f.flightS, heightM: heightAt(f, from.heightM, f.burnS) },
  };
}
const STEP_S = 0.05;

/** Half a cosine up, level, half a cosine down to the ground. */
function heightAt(f: LevelFlight, fromM: number, t: number): number {
  const rise = (share: number): number => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, share)))) / 2;
  const up = fromM + (f.heightM - fromM) * rise(t / f.climbS);
  return up * rise((f.flightS - t) / f.climbS);
}
