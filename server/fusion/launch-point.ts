import { bearingDeg, destination, distanceM, ecefToGeodetic, enuAxes } from '../../domain/geodesy';
import type { TimedRegion } from '../../domain/regions';
import { blended, type TrackData } from './track';

/**
 * Launch point and time from a state early in flight, by two facts of any ascent from rest: height grows faster than
 * linearly with time, and the way downrange lags behind it. A generic rise h ∝ t^a with a between 1.6 and 2.6 gives
 * t = a·h/ḣ; downrange d ∝ t^b with b between 2 and 4 gives d = v·t/b. What the exponents leave open is uncertainty.
 */
const RISE_EXPONENT = 2.05;
const RISE_SPREAD = 0.16;
const RANGE_EXPONENT = 2.9;
const RANGE_SPREAD = 0.3;

export interface LaunchEstimate {
  point: TimedRegion;
  azimuthDeg: number;
  /** Size of the region (m²), to keep the best. */
  spreadM2: number;
}

/** The estimate from the track's present state; null while the state says too little. */
export function estimateLaunch(t: TrackData): LaunchEstimate | null {
  const { x, P } = blended(t);
  const g = ecefToGeodetic(x);
  const axes = enuAxes(g.lat, g.lon);
  const rot = (i: number): [number, number, number] => [
    axes[i]?.[0] ?? 0,
    axes[i]?.[1] ?? 0,
    axes[i]?.[2] ?? 0,
  ];
  const [e, n, u] = [rot(0), rot(1), rot(2)];
  const vel = [x[3] as number, x[4] as number, x[5] as number];
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((s, v, i) => s + v * (b[i] as number), 0);
  const ve = dot(e, vel);
  const vn = dot(n, vel);
  const vu = dot(u, vel);
  const h = Math.max(500, g.heightM);
  const block = (a: readonly number[], ia: number, b: readonly number[], ib: number): number => {
    let s = 0;
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        s += (a[i] as number) * (P[(ia + i) * 6 + ib + j] as number) * (b[j] as number);
    return s;
  };
  const sigmaVu = Math.sqrt(Math.max(1, block(u, 3, u, 3)));
  if (vu < 150 || sigmaVu > 1.2 * vu) return null;
  const age = (RISE_EXPONENT * h) / vu;
  const sigmaH = Math.sqrt(Math.max(0, block(u, 0, u, 0)));
  const sigmaAge =
    age *
    Math.sqrt(
      RISE_SPREAD ** 2 +
        (sigmaH / h) ** 2 +
        (sigmaVu / vu) ** 2 -
        clampCorrelation(block(u, 0, u, 3), h * vu),
    );
  const vh = Math.hypot(ve, vn);
  const back = (vh * age) / RANGE_EXPONENT;
  const az = Math.atan2(ve, vn);
  const here = { lat: g.lat, lon: g.lon };
  const point = back > 100 ? destination(here, (az * 180) / Math.PI + 180, back) : here;
  const sigmaBack = back * Math.hypot(RANGE_SPREAD, Math.min(1, sigmaAge / age));
  const sigmaV = Math.sqrt(Math.max(1, block(e, 3, e, 3) + block(n, 3, n, 3)) / 2);
  const lag = age / RANGE_EXPONENT;
  const cov: [number, number, number] = [
    block(e, 0, e, 0) + (sigmaBack * Math.sin(az)) ** 2 + (lag * sigmaV) ** 2,
    block(e, 0, n, 0) + sigmaBack ** 2 * Math.sin(az) * Math.cos(az),
    block(n, 0, n, 0) + (sigmaBack * Math.cos(az)) ** 2 + (lag * sigmaV) ** 2,
  ];
  const region: TimedRegion = { ...point, cov, atMs: t.tMs - age * 1000, sigmaS: Math.max(1.5, sigmaAge) };
  const azimuthDeg =
    distanceM(point, here) > 20e3 ? bearingDeg(point, here) : ((az * 180) / Math.PI + 360) % 360;
  return { point: region, azimuthDeg, spreadM2: cov[0] + cov[2] };
}

/** Height and climb rate err together: that part of the relative errors cancels, half of it is believed. */
const clampCorrelation = (cov: number, scale: number): number => Math.max(0, Math.min(0.02, cov / scale));
