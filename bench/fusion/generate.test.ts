import { describe, expect, it } from 'vitest';
import { distanceM, ecefToGeodetic, WGS84 } from '../../domain/geodesy';
import { generate, type Scenario } from './generate';
import { boostS, fly, orbitOf, type Rocket, stateAt, thrustAt } from './rocket';
import { measured } from './theatre';

const rocket = (part: Partial<Rocket> = {}): Rocket => ({
  ...{ thrustMS2: 20, massRatio: 3, stages: 2, burnS: 120, endElevation: 0.5, betaKgM2: 6000, manners: {} },
  ...part,
});
const small = (seed: number): Scenario => generate({ n: 1, seed, padS: 0 });

describe('scenario generator', () => {
  const one = small(3);

  it('FU-87 gives the same bytes for a seed, and others for another', () => {
    expect(JSON.stringify(small(3).lines)).toBe(JSON.stringify(one.lines));
    expect(JSON.stringify(small(4).lines)).not.toBe(JSON.stringify(one.lines));
  });

  it('FU-88 is in order of arrival, much of it out of order of time, and closes each look', () => {
    const scans = one.lines.filter((l) => l.kind === 'scan');
    expect(one.lines.every((l, i) => i === 0 || l.arr >= (one.lines[i - 1]?.arr ?? 0))).toBe(true);
    const late = scans.filter((l, i) => scans.slice(0, i).some((b) => b.t > l.t)).length;
    expect(late / scans.length).toBeGreaterThan(0.3);
    const open = new Map<number, number>();
    for (const l of one.lines) {
      if (l.kind === 'det') open.set(l.scan, (open.get(l.scan) ?? 0) + 1);
      else expect(l.n).toBe(open.get(l.scan) ?? 0);
    }
  });

  it('FU-88 errors, misses and false plots are as the sensors say', () => {
    const of = new Map(one.sensors.map((s) => [s.id, s]));
    const [t] = one.targets;
    if (!t) throw new Error('no target');
    const squares: number[] = [];
    let [falsePlots, radarScans] = [0, 0];
    for (const l of one.lines) {
      const s = of.get(l.sensor);
      if (!s) throw new Error('no sensor');
      if (l.kind === 'scan') {
        if (s.type === 'radar') radarScans++;
      } else if ((one.targetOf[l.id] ?? -1) < 0) {
        if (s.type === 'radar') falsePlots++;
      } else {
        const x = stateAt(t.flown, l.t - t.t0);
        if (!x) throw new Error('a plot of what does not fly');
        measured(s, x).forEach((v, i) => {
          const off = (l.z[i] as number) - v;
          squares.push((off / (s.sigma[i] as number)) ** 2);
        });
      }
    }
    expect(squares.length).toBeGreaterThan(300);
    expect(squares.reduce((a, b) => a + b, 0) / squares.length).toBeGreaterThan(0.8);
    expect(squares.reduce((a, b) => a + b, 0) / squares.length).toBeLessThan(1.25);
    expect(falsePlots / radarScans).toBeGreaterThan(1.8);
    expect(falsePlots / radarScans).toBeLessThan(2.2);
  });

  it('FU-89 a flight reaches the range that was drawn, and free flight keeps its orbit', () => {
    const [t] = one.targets;
    if (!t?.impact) throw new Error('no impact');
    const place = ([lat, lon]: [number, number]) => ({ lat, lon });
    expect(distanceM(place(t.launch), place(t.impact)) / 3e6).toBeCloseTo(1, 3);
    const high = [0, 60].map((s) => stateAt(t.flown, t.tb + 150 + s));
    const [a, b] = high.map((x) => orbitOf(x ?? []));
    expect(Math.abs((a?.perigeeM ?? 0) - (b?.perigeeM ?? 1e9))).toBeLessThan(20e3);
    const end = t.flown.knots[t.flown.knots.length - 1];
    expect(Math.abs(ecefToGeodetic(end?.subarray(1, 4) ?? []).heightM)).toBeLessThan(500);
    expect(WGS84.aM).toBe(6378137);
  });

  it('FU-90 other manners of flight: coast between stages, taper, dog-leg, gravity turn', () => {
    const coasting = rocket({ manners: { coastS: 15 } });
    expect([boostS(rocket()), boostS(coasting)]).toEqual([120, 135]);
    expect([59, 61, 74, 76, 134, 136].map((t) => thrustAt(coasting, t) > 0)).toEqual([
      ...[true, false, false, true, true, false],
    ]);
    const tapered = rocket({ manners: { taper: 0.4 } });
    expect(thrustAt(tapered, 0)).toBe(20);
    expect(thrustAt(tapered, 59.9) / thrustAt(rocket(), 59.9)).toBeCloseTo(0.6, 2);
    const courseDeg = (r: Rocket): number => {
      const { knots } = fly(r, { lat: 9, lon: -152 }, 90, 200);
      const [p, q] = [150, 190].map((i) => ecefToGeodetic(knots[i]?.subarray(1, 4) ?? []));
      return (Math.atan2((q?.lon ?? 0) - (p?.lon ?? 0), (q?.lat ?? 0) - (p?.lat ?? 0)) * 180) / Math.PI;
    };
    const turned = courseDeg(rocket({ manners: { dogLegDeg: 5 } })) - courseDeg(rocket());
    expect(turned).toBeGreaterThan(2);
    expect(turned).toBeLessThan(6);
    const turn = fly(
      rocket({ manners: { gravityTurn: true }, endElevation: 1.45 }),
      { lat: 9, lon: -152 },
      90,
      121,
    );
    const x = turn.burnoutState;
    expect(orbitOf(x).climb).toBeGreaterThan(0);
    expect(orbitOf(x).climb).toBeLessThan(0.98);
  });
});
