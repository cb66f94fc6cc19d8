import { describe, expect, it } from 'vitest';
import { propagateFreeFlight } from '../../../domain/ballistics';
import { DEG, destination, distanceM, WGS84 } from '../../../domain/geodesy';
import { heightOf, type Push, stepFlight } from './dynamics';
import { fitImpact, fitRange, minimumEnergyApogeeM } from './fit';
import { flightOf, isBurning, stateAt } from './flight';
import { fly, perigeeHeightM } from './fly';
import { inertialMotion } from './guidance';
import { TEMPLATES } from './templates';
import { boostLengthS, type Vehicle, withTanks } from './vehicle';

const SITE = { lat: 40, lon: 126, heightM: 0 };
const coast: Push = {
  thrustN: 0,
  massKg: 1,
  flowKgS: 0,
  sinceS: 0,
  dragAreaM2: 0,
  elevation: () => Number.NaN,
  normal: null,
};

/** Energy in the rotating frame (Jacobi's integral), J/kg: kept by gravity with J2, not by air or thrust. */
function jacobi(x: ArrayLike<number>): number {
  const [X, Y, Z, vx, vy, vz] = Array.from(x) as [number, number, number, number, number, number];
  const r = Math.hypot(X, Y, Z);
  const s2 = (Z / r) ** 2;
  const potential =
    (-WGS84.muM3S2 / r) * (1 - WGS84.j2 * (WGS84.aM / r) ** 2 * (1.5 * s2 - 0.5)) -
    0.5 * WGS84.omegaRadS ** 2 * (X * X + Y * Y);
  return (vx * vx + vy * vy + vz * vz) / 2 + potential;
}

describe('trajectory', () => {
  it('SI-01 keeps its energy while it coasts, and air takes some away', () => {
    const t = fly(TEMPLATES['solid-3'], SITE, 80);
    const n = t.timesS.length;
    const out: number[] = [];
    for (let i = 0; i < n; i++) {
      const x = t.states.subarray(6 * i, 6 * i + 6);
      if ((t.timesS[i] as number) >= boostLengthS(TEMPLATES['solid-3'].stages) && heightOf(x) > 150e3)
        out.push(jacobi(x));
    }
    expect(out.length).toBeGreaterThan(100);
    const speed2 = 2 * 6600 ** 2;
    for (const e of out) expect(Math.abs(e - (out[0] as number)) / speed2).toBeLessThan(1e-9);
    const last = jacobi(t.states.subarray(6 * (n - 1)));
    expect((out[0] as number) - last).toBeGreaterThan(1e6);
  });

  it('SI-02 turns the node of an orbit as J2 asks', () => {
    const r = 6878e3;
    const inclination = 50 * DEG;
    const v = Math.sqrt(WGS84.muM3S2 / r);
    const x = Float64Array.from([
      r,
      0,
      0,
      0,
      v * Math.cos(inclination) - WGS84.omegaRadS * r,
      v * Math.sin(inclination),
    ]);
    const days = 0.5;
    for (let t = 0; t < days * 86_400; t += 10) stepFlight(t, x, 10, coast);
    // Inertial node: the momentum's direction, turned by the Earth's own turn meanwhile.
    const w = [
      (x[3] as number) - WGS84.omegaRadS * (x[1] as number),
      (x[4] as number) + WGS84.omegaRadS * (x[0] as number),
      x[5] as number,
    ] as const;
    const hx = (x[1] as number) * w[2] - (x[2] as number) * w[1];
    const hy = (x[2] as number) * w[0] - (x[0] as number) * w[2];
    const node = Math.atan2(hx, -hy) + WGS84.omegaRadS * days * 86_400;
    const turned = ((((node + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
    const n = Math.sqrt(WGS84.muM3S2 / r ** 3);
    const expected = -1.5 * n * WGS84.j2 * (WGS84.aM / r) ** 2 * Math.cos(inclination) * days * 86_400;
    expect(turned / expected).toBeGreaterThan(0.98);
    expect(turned / expected).toBeLessThan(1.02);
  });

  it.each([
    // Range and apogee (km), speed (km/s) and time (s) of the impulsive ellipse over a round Earth at rest.
    ['solid-1', 500, 122.5, 2.173, 327.4],
    ['liquid-1', 1000, 239.9, 3.016, 474.4],
    ['liquid-1', 1300, 307.9, 3.401, 548.5],
    ['solid-2', 2000, 458.8, 4.113, 701.8],
    ['liquid-1-large', 3500, 744.6, 5.167, 984.9],
    ['liquid-1-large', 4600, 970, 5.717, 1200.6],
    ['solid-3', 6800, 1177.5, 6.495, 1511.5],
    ['liquid-2', 8000, 1263.7, 6.805, 1679.5],
    ['liquid-2', 10_000, 1319.5, 7.198, 1931],
    ['sounding-4', 1000, 1453, 4.89, 1302.5],
    ['liquid-1-large', 787, 2111.5, 5.605, 1675.8],
  ] as const)(
    'SI-03 %s over %i km flies beside the impulsive ellipse, longer by its boost',
    (name, rangeKm, apogeeKm, speedKmS, tofS) => {
      // Northward, so that the Earth's turn neither helps nor hinders.
      const f = fitRange(TEMPLATES[name], { lat: 0, lon: 0, heightM: 0 }, 0, {
        rangeM: rangeKm * 1e3,
        apogeeM: apogeeKm * 1e3,
      });
      expect(f).not.toBeNull();
      const t = f?.trajectory as NonNullable<typeof f>['trajectory'];
      expect(Math.abs((t.rangeM as number) / (rangeKm * 1e3) - 1)).toBeLessThan(5e-4);
      expect(Math.abs(t.apogeeM / (apogeeKm * 1e3) - 1)).toBeLessThan(5e-4);
      // Speed of that ellipse at the height of burnout, by its energy.
      const r = 6371e3 + t.burnout.heightM;
      const ellipse = Math.sqrt((speedKmS * 1e3) ** 2 - 2 * WGS84.muM3S2 * (1 / 6371e3 - 1 / r));
      expect(t.burnout.speedMS / ellipse).toBeGreaterThan(0.96);
      expect(t.burnout.speedMS / ellipse).toBeLessThan(1.06);
      expect(t.endS - tofS).toBeGreaterThan(15);
      expect(t.endS - tofS).toBeLessThan(276);
    },
  );

  it('SI-03 names the apogee of the minimum-energy ellipse', () => {
    for (const [rangeKm, apogeeKm] of [
      [300, 74.1],
      [3000, 655.2],
      [8000, 1263.7],
      [12_000, 1264.5],
    ] as const)
      expect(minimumEnergyApogeeM(rangeKm * 1e3) / 1e3).toBeCloseTo(apogeeKm, 0);
  });

  it('SI-04 is interpolated within metres of a ten times finer flight, through burns and coasts', () => {
    const v = TEMPLATES['sounding-4'];
    const path = fly(v, SITE, 45);
    expect(path.burns.map((b) => [b.fromS, b.toS])).toEqual([
      [0, 6],
      [12, 16],
      [26, 58],
      [103, 121],
    ]);
    const flight = flightOf('f', 0, path);
    expect([1, 8, 40, 80, 110, 130].map((s) => isBurning(flight, s * 1000))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
    const out = new Float64Array(6);
    // In vacuum: against free flight in small steps from the last burnout on.
    expect(stateAt(flight, 200_000, out)).toBe(true);
    const fine = propagateFreeFlight(out, 555.5, [0, 0, 0], 0.5);
    stateAt(flight, 755_500, out);
    for (let i = 0; i < 3; i++) expect(Math.abs((out[i] as number) - (fine[i] as number))).toBeLessThan(1);
    for (let i = 3; i < 6; i++) expect(Math.abs((out[i] as number) - (fine[i] as number))).toBeLessThan(0.05);
    // While burning: halves of a step lie on the path, not on a chord (16 g: a chord would be off by 20 m).
    stateAt(flight, 30_000, out);
    const a = Float64Array.from(out);
    stateAt(flight, 30_500, out);
    const b = Float64Array.from(out);
    stateAt(flight, 31_000, out);
    for (let i = 0; i < 3; i++) {
      const chord = ((a[i] as number) + (out[i] as number)) / 2;
      const bend = ((a[i + 3] as number) - (out[i + 3] as number)) / 8;
      expect(Math.abs((b[i] as number) - chord - bend)).toBeLessThan(0.1);
    }
    expect(stateAt(flight, -1, out)).toBe(false);
    expect(stateAt(flight, flight.endMs + 1, out)).toBe(false);
  });

  it('SI-04 ends on the ground', () => {
    const t = fly(TEMPLATES['liquid-1'], SITE, 80);
    expect(t.ending).toBe('impact');
    expect(Math.abs(heightOf(t.states.subarray(t.states.length - 6)))).toBeLessThan(0.01);
    expect(distanceM(SITE, t.impact as { lat: number; lon: number })).toBeCloseTo(t.rangeM as number, 3);
  });

  it.each(['orbital-2', 'orbital-3', 'orbital-small'] as const)(
    'SI-05 %s reaches the orbit asked for',
    (name) => {
      for (const [lat, azimuth, heightKm] of [
        [28.5, 50, 200],
        [62.9, 350, 300],
        [34.6, 190, 250],
      ] as const) {
        const v: Vehicle = TEMPLATES[name];
        if (v.steering.kind !== 'orbit') throw new Error('is no launcher');
        const steering = { ...v.steering, perigeeM: heightKm * 1e3, apogeeM: heightKm * 1e3 + 30e3 };
        const t = fly({ ...v, steering }, { lat, lon: 0, heightM: 0 }, azimuth);
        expect(t.ending).toBe('orbit');
        expect(t.impact).toBeNull();
        const length = t.burns.at(-1)?.toS as number;
        expect(length).toBeGreaterThan(450);
        expect(length).toBeLessThan(600);
        // At insertion, over the ellipsoid there: later J2 moves the osculating ellipse by tens of kilometres.
        const x = new Float64Array(6);
        stateAt(flightOf('f', 0, t), length * 1000, x);
        const m = inertialMotion(x);
        const ground = m.r - heightOf(x);
        expect(Math.abs(heightOf(x) - heightKm * 1e3)).toBeLessThan(3e3);
        // 0.45° of flight path: heading south, the ground rises meanwhile.
        expect(Math.abs(m.vr)).toBeLessThan(60);
        expect(Math.abs(-WGS84.muM3S2 / (2 * m.energy) - ground - heightKm * 1e3 - 15e3)).toBeLessThan(1e3);
        expect(perigeeHeightM(t.states.subarray(t.states.length - 6))).toBeGreaterThan(130e3);
      }
    },
  );

  it('fits an impact place, leading the turn of the Earth', () => {
    const impact = destination(SITE, 80, 7000e3);
    const f = fitImpact(TEMPLATES['solid-3'], SITE, { impact, apogeeM: 1200e3 });
    expect(distanceM(f?.trajectory.impact ?? SITE, impact)).toBeLessThan(3000);
    expect(Math.abs((f?.azimuthDeg as number) - 80)).toBeGreaterThan(1);
  });

  it('says when it cannot get there', () => {
    expect(fitRange(TEMPLATES['solid-1'], SITE, 80, { rangeM: 5000e3, apogeeM: 900e3 })).toBeNull();
  });

  it('burns less with smaller tanks', () => {
    const small = withTanks(TEMPLATES['solid-2'], 0.5);
    expect(boostLengthS(small.stages)).toBeCloseTo(
      (boostLengthS(TEMPLATES['solid-2'].stages) - 1) / 2 + 1,
      6,
    );
    expect(fly(small, SITE, 80).burnout.speedMS).toBeLessThan(
      fly(TEMPLATES['solid-2'], SITE, 80).burnout.speedMS * 0.8,
    );
  });
});
