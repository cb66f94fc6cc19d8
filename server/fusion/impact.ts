import { destination, ecefToGeodetic, enuAxes, type LatLon } from '../../domain/geodesy';
import type { TimedRegion } from '../../domain/regions';
import { flightStep, roughHeightM } from './kernels/ekf';
import { blended, GENERIC_BETA, type TrackData } from './track';

const MAX_FLIGHT_S = 3600;

/** Where a coasting state comes down (drag of a generic coefficient), or null if it does not within an hour. */
function comeDown(x0: ArrayLike<number>): { x: Float64Array; tS: number } | null {
  const x = Float64Array.from({ length: 6 }, (_, i) => x0[i] as number);
  let t = 0;
  while (t < MAX_FLIGHT_S) {
    const h = roughHeightM(x);
    const step = h > 200e3 ? 30 : h > 120e3 ? 10 : h > 20e3 ? 2 : 0.5;
    const before = h;
    flightStep(x, step, 0, 0, 0, GENERIC_BETA);
    t += step;
    const after = roughHeightM(x);
    if (after <= 0) {
      const f = after / (after - before);
      for (let i = 0; i < 3; i++) x[i] = (x[i] as number) + f * step * (x[3 + i] as number);
      return { x, tS: t + f * step };
    }
  }
  return null;
}

/** Impact area with its time from the coasting filter: nominal flight, covariance by differences of each component. */
export function predictImpact(t: TrackData): TimedRegion | null {
  const base = comeDown(t.x6);
  if (!base) return null;
  const g = ecefToGeodetic(base.x);
  const [e, n] = enuAxes(g.lat, g.lon);
  const J: number[][] = [[], [], []];
  for (let k = 0; k < 6; k++) {
    const sigma = Math.sqrt(Math.max(1e-6, t.P6[k * 7] as number));
    const step = Math.min(sigma, k < 3 ? 20e3 : 60);
    const y = Float64Array.from(t.x6);
    y[k] = (y[k] as number) + step;
    const end = comeDown(y);
    if (!end) return null;
    const d = [0, 1, 2].map((i) => (end.x[i] as number) - (base.x[i] as number));
    (J[0] as number[])[k] = d.reduce((s, v, i) => s + v * (e[i] as number), 0) / step;
    (J[1] as number[])[k] = d.reduce((s, v, i) => s + v * (n[i] as number), 0) / step;
    (J[2] as number[])[k] = (end.tS - base.tS) / step;
  }
  const c = (a: number, b: number): number => {
    let s = 0;
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++)
        s += (J[a]?.[i] as number) * (t.P6[i * 6 + j] as number) * (J[b]?.[j] as number);
    return s;
  };
  // What the air does to an unknown shape: along the way, a few hundred metres to some kilometres (FUSION, generic beta).
  const air = 600 ** 2;
  return {
    lat: g.lat,
    lon: g.lon,
    cov: [c(0, 0) + air, c(0, 1), c(1, 1) + air],
    atMs: t.tMs + base.tS * 1000,
    sigmaS: Math.sqrt(Math.max(0, c(2, 2)) + 4),
  };
}

/** While it burns: how far it may still go along its present course, as a wedge that holds about 90 %. */
export function boostCorridor(t: TrackData, azimuthDeg: number): LatLon[] {
  const { x } = blended(t);
  const g = ecefToGeodetic(x);
  const from = { lat: g.lat, lon: g.lon };
  const speed = Math.hypot(x[3] as number, x[4] as number, x[5] as number);
  const now = comeDown([...x]);
  const reachM = now
    ? Math.max(
        200e3,
        Math.hypot(
          (now.x[0] as number) - (x[0] as number),
          (now.x[1] as number) - (x[1] as number),
          (now.x[2] as number) - (x[2] as number),
        ),
      )
    : 9000e3;
  const farM = Math.min(12_000e3, Math.max(reachM * 2.5, 1500e3 + speed * 1500));
  const half = 12 + 18 * Math.exp(-speed / 1500);
  const ring: LatLon[] = [destination(from, azimuthDeg - half, 30e3)];
  for (let k = 0; k <= 8; k++) ring.push(destination(from, azimuthDeg - half + (2 * half * k) / 8, farM));
  ring.push(destination(from, azimuthDeg + half, 30e3), ring[0] as LatLon);
  return ring;
}
