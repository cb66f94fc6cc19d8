import { describe, expect, it } from 'vitest';
import { geodeticToEcef } from '../../../domain/geodesy';
import { sensorFrame } from '../../../domain/sensors';
import { chance, gauss, infrared, radar } from '../testing/flights';
import { predictBoost, predictBoostMean } from './boost';
import { COAST_Q, stepCoast, stepCoastMean } from './coast';
import { innovation, newPredicted, predictPlot } from './measure';
import { distance2, innovationOf, newInnovation, update } from './update';

/** Generic dense matrices, row by row: slow and plain, what the unrolled kernels must agree with. */
type Matrix = number[][];
const zeros = (n: number, m: number): Matrix => Array.from({ length: n }, () => new Array<number>(m).fill(0));
const eye = (n: number): Matrix => zeros(n, n).map((r, i) => r.map((_, j) => (i === j ? 1 : 0)));
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((r) =>
    (b[0] as number[]).map((_, j) => r.reduce((s, v, k) => s + v * ((b[k] as number[])[j] as number), 0)),
  );
const turned = (a: Matrix): Matrix => (a[0] as number[]).map((_, j) => a.map((r) => r[j] as number));
const plus = (a: Matrix, b: Matrix, sign = 1): Matrix =>
  a.map((r, i) => r.map((v, j) => v + sign * ((b[i] as number[])[j] as number)));
const full = (p: Float64Array, n: number): Matrix =>
  zeros(n, n).map((r, i) => r.map((_, j) => p[i * n + j] as number));
/** Gauss-Jordan with pivots. */
function inverse(a: Matrix): Matrix {
  const n = a.length;
  const w = a.map((r, i) => [...r, ...(eye(n)[i] as number[])]);
  for (let c = 0; c < n; c++) {
    const best = w
      .slice(c)
      .reduce((b, r, i) => (Math.abs(r[c] as number) > Math.abs(w[b]?.[c] as number) ? c + i : b), c);
    [w[c], w[best]] = [w[best] as number[], w[c] as number[]];
    const p = w[c] as number[];
    const d = p[c] as number;
    for (let j = 0; j < 2 * n; j++) p[j] = (p[j] as number) / d;
    for (let i = 0; i < n; i++) {
      const r = w[i] as number[];
      const f = r[c] as number;
      if (i !== c) for (let j = 0; j < 2 * n; j++) r[j] = (r[j] as number) - f * (p[j] as number);
    }
  }
  return w.map((r) => r.slice(n));
}

const rnd = chance(5);
/** A random positive definite covariance with these one sigmas. */
function covariance(sigmas: readonly number[]): Float64Array {
  const n = sigmas.length;
  const L = zeros(n, n).map((r, i) => r.map((_, j) => (i === j ? 1 : 0.4 * gauss(rnd))));
  const P = times(L, turned(L));
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return ((P[i] as number[])[j] as number) * (sigmas[i] as number) * (sigmas[j] as number);
  });
}
/** Greatest difference, in the sigmas of the covariance that is right. */
function apart(got: Float64Array, right: Matrix): number {
  const n = right.length;
  let worst = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const scale = Math.sqrt((right[i]?.[i] as number) * (right[j]?.[j] as number));
      worst = Math.max(worst, Math.abs((got[i * n + j] as number) - (right[i]?.[j] as number)) / scale);
    }
  return worst;
}
/** Jacobian of a step of the mean by central differences. */
function jacobian(step: (x: Float64Array) => void, x: Float64Array, by: readonly number[]): Matrix {
  const n = x.length;
  const J = zeros(n, n);
  for (let j = 0; j < n; j++) {
    const [up, down] = [x.slice(), x.slice()];
    up[j] = (up[j] as number) + (by[j] as number);
    down[j] = (down[j] as number) - (by[j] as number);
    step(up);
    step(down);
    for (let i = 0; i < n; i++)
      (J[i] as number[])[j] = ((up[i] as number) - (down[i] as number)) / (2 * (by[j] as number));
  }
  return J;
}

const place = (heightM: number): [number, number, number] => geodeticToEcef(6, -150, heightM);
const sigmas9 = [300, 400, 500, 20, 25, 30, 4, 5, 6];
const sigmas7 = [300, 400, 500, 5, 6, 7, 0.3];

describe('unrolled kernels and a generic reference', () => {
  it('FU-30 boost and coast predictions spread a covariance as the Jacobian of their mean does, and add the noise they name', () => {
    for (let n = 0; n < 6; n++) {
      const h = 0.25 + 0.3 * n;
      const xb = Float64Array.from([...place(60e3), 900, -1200, 1500, 12, -20, 25]);
      const Pb = covariance(sigmas9);
      const step = (x: Float64Array): void => predictBoostMean(x, h);
      const F = jacobian(step, xb, [10, 10, 10, 1, 1, 1, 0.1, 0.1, 0.1]);
      const free = times(times(F, full(Pb, 9)), turned(F));
      const own = new Float64Array(81);
      predictBoost(xb.slice(), own, h);
      const got = Pb.slice();
      predictBoost(xb.slice(), got, h);
      expect(apart(got, plus(free, full(own, 9)))).toBeLessThan(6e-3);
      // White jerk: its part in velocity and thrust by hand.
      const q = full(own, 9);
      expect(q[3]?.[3]).toBeCloseTo(((q[6]?.[6] as number) * h * h) / 3, 6);
      expect(q[3]?.[6]).toBeCloseTo(((q[6]?.[6] as number) * h) / 2, 6);

      const xc = Float64Array.from([...place(n < 3 ? 400e3 : 40e3), 3000, -2500, n < 3 ? 1500 : -2500, 0.1]);
      const hc = n < 3 ? 5 : 0.5;
      const Pc = covariance(sigmas7);
      const Fc = jacobian((x) => stepCoastMean(x, hc), xc, [10, 10, 10, 1, 1, 1, 0.01]);
      const gotC = Pc.slice();
      stepCoast(xc.slice(), gotC, hc, 0, 0);
      const rightC = times(times(Fc, full(Pc, 7)), turned(Fc));
      // In the air the density changes within the step, which takes its beginning for all of it.
      expect(apart(gotC, rightC)).toBeLessThan(n < 3 ? 2e-3 : 3e-2);
      const noisy = Pc.slice();
      stepCoast(xc.slice(), noisy, hc, COAST_Q * 1000, 0);
      expect((noisy[24] as number) - (gotC[24] as number)).toBeCloseTo(COAST_Q * 1000 * hc, 6);
    }
  });

  it('FU-31 the update is that of the Joseph form, and distance and log-determinant those of S', () => {
    const sensors = [radar('R1', { lat: 0, lon: -148 }), infrared('S1', -165)];
    for (const [n, sigmas] of [
      [9, sigmas9],
      [7, sigmas7],
    ] as const) {
      for (const sensor of sensors) {
        const frame = sensorFrame(sensor, 0);
        const x = new Float64Array(n);
        x.set(place(200e3));
        const P = covariance(sigmas);
        const p = newPredicted();
        predictPlot(sensor.kind === 'radar', frame, x, p);
        const noise = Float64Array.from(sensor.sigma, (s) => s * s);
        const H = zeros(p.m, n).map((r, k) => r.map((_, j) => (j < 3 ? (p.H[k * 3 + j] as number) : 0)));
        const R = zeros(p.m, p.m).map((r, i) => r.map((_, j) => (i === j ? (noise[i] as number) : 0)));
        const z = Array.from(p.z.subarray(0, p.m), (v, k) => v + 1.5 * Math.sqrt(noise[k] as number));
        const nu = new Float64Array(3);
        innovation(p, z, nu);
        const o = newInnovation();
        expect(innovationOf(P, n, p, noise, o)).toBe(true);

        const S = plus(times(times(H, full(P, n)), turned(H)), R);
        const Si = inverse(S);
        const v = Array.from(nu.subarray(0, p.m), (c) => [c]);
        const d2 = times(times(turned(v), Si), v)[0]?.[0] as number;
        expect(distance2(o, nu, p.m) / d2).toBeCloseTo(1, 6);
        const K = times(times(full(P, n), turned(H)), Si);
        const left = plus(eye(n), times(K, H), -1);
        const joseph = plus(times(times(left, full(P, n)), turned(left)), times(times(K, R), turned(K)));
        const moved = times(K, v);
        const before = x.slice();
        expect(update(x, P, n, p.m, o, nu)).toBe(true);
        expect(apart(P, joseph)).toBeLessThan(1e-6);
        for (let i = 0; i < n; i++)
          expect((x[i] as number) - (before[i] as number)).toBeCloseTo(moved[i]?.[0] as number, 3);
      }
    }
  });

  it('FU-32 an update that would leave a variance that is not positive says so', () => {
    const sensor = radar('R1', { lat: 0, lon: -148 });
    const x = new Float64Array(7);
    x.set(place(200e3));
    // Place and speed hang together more than either is open.
    const P = covariance(sigmas7);
    for (let i = 0; i < 3; i++) {
      P[i * 7 + 3] = 3e4;
      P[21 + i] = 3e4;
    }
    P[24] = 1;
    const p = newPredicted();
    predictPlot(true, sensorFrame(sensor, 0), x, p);
    const o = newInnovation();
    expect(
      innovationOf(
        P,
        7,
        p,
        Float64Array.from(sensor.sigma, (s) => s * s),
        o,
      ),
    ).toBe(true);
    expect(update(x, P, 7, p.m, o, new Float64Array(3))).toBe(false);
  });
});
