import { describe, expect, it } from 'vitest';
import { azDiffDeg, DEG } from '../../../domain/geodesy';
import type { Detection } from '../../../domain/inputs';
import { measure, type Sensor, sensorFrame } from '../../../domain/sensors';
import table from '../../../scenarios/tables/sensors.json';
import { loadCatalogue } from '../catalogue';
import { DAY_MS, utcMs } from '../time';
import { heightOf } from '../trajectory/dynamics';
import { fitRange } from '../trajectory/fit';
import { type Flight, flightOf, isBurning, stateAt } from '../trajectory/flight';
import { fly } from '../trajectory/fly';
import { TEMPLATES } from '../trajectory/templates';
import { LATE_S, takeLook } from './look';
import { firstLook, lookTimeMs, timetableOf } from './timetable';

const catalogue = loadCatalogue(table);
const sensor = (id: string): Sensor => catalogue.find((s) => s.id === id) as Sensor;
const START = utcMs(2026, 11, 24, 6);
const path = fitRange(TEMPLATES['liquid-1-large'], { lat: 40.6, lon: 126.4, heightM: 300 }, 76, {
  rangeM: 4600e3,
  apogeeM: 970e3,
})?.trajectory as NonNullable<ReturnType<typeof fitRange>>['trajectory'];
const flight = flightOf('secret', START, path);

/** Every look of a sensor while the flight lasts, with the flight that each detection came from. */
function looks(s: Sensor, flights: readonly Flight[], fromMs = START, toMs = flight.endMs, seed = 1) {
  const t = timetableOf(s);
  const out: { atMs: number; receivedMs: number; seen: Detection[]; clutter: Detection[] }[] = [];
  for (let k = firstLook(t, fromMs); lookTimeMs(t, k) <= toMs; k++) {
    const atMs = lookTimeMs(t, k);
    const real = new Set<string>();
    const look = takeLook(seed, s, k, atMs, flights, (id, f) => f && real.add(id));
    const all = look.inputs.filter((i) => i.kind === 'detection');
    out.push({
      atMs,
      receivedMs: look.receivedMs,
      seen: all.filter((d) => real.has(d.id)),
      clutter: all.filter((d) => !real.has(d.id)),
    });
  }
  return out;
}

describe('sensing', () => {
  it('SI-06 looks at its phase and every revisit after midnight UTC, and starts anew each day', () => {
    for (const id of ['SHARIKI', 'OLENEGORSK-D', 'US-KMO-1', 'EKS-1']) {
      const s = sensor(id);
      const t = timetableOf(s);
      const k = firstLook(t, START);
      for (let i = 0; i < 40; i++) {
        const inDay = (lookTimeMs(t, k + i) % DAY_MS) / 1000;
        expect((inDay - s.phaseS) / s.revisitS).toBeCloseTo(Math.round((inDay - s.phaseS) / s.revisitS), 3);
      }
      expect(lookTimeMs(t, k)).toBeGreaterThanOrEqual(START);
      expect(lookTimeMs(t, k - 1)).toBeLessThan(START);
      const midnight = utcMs(2026, 11, 25);
      const m = firstLook(t, midnight);
      expect(lookTimeMs(t, m)).toBe(Math.round(midnight + s.phaseS * 1000));
      expect(lookTimeMs(t, m - 1)).toBeLessThan(midnight);
      // Numbers are a function of the time alone, also long ago.
      expect(firstLook(t, lookTimeMs(t, 12_345))).toBe(12_345);
      expect(firstLook(t, utcMs(1960, 10, 5))).toBeGreaterThan(0);
    }
  });

  it('SI-06 closes every look with one scan that counts its plots', () => {
    const s = sensor('SHARIKI');
    for (let k = 0; k < 200; k++) {
      const { inputs, receivedMs } = takeLook(1, s, k, START + 2000 * k, [flight]);
      const scan = inputs.at(-1);
      expect(scan).toMatchObject({
        kind: 'scan',
        sensor: 'SHARIKI',
        scan: k,
        n: inputs.length - 1,
        receivedMs,
      });
      expect(inputs.slice(0, -1).every((i) => i.kind === 'detection' && i.scan === k)).toBe(true);
    }
  });

  it('SI-08 satellites see burning stages only, above their height, not behind the Earth', () => {
    const dsp = sensor('DSP-4');
    const seen = looks(dsp, [flight]).filter((l) => l.seen.length > 0);
    expect(seen.length).toBeGreaterThan(5);
    const x = new Float64Array(6);
    for (const l of seen) {
      expect(isBurning(flight, l.atMs)).toBe(true);
      stateAt(flight, l.atMs, x);
      expect(heightOf(x)).toBeGreaterThan(12_000);
    }
    expect(looks(sensor('DSP-2'), [flight]).flatMap((l) => l.seen)).toEqual([]);
    // Between two burns there is nothing to see.
    const staged = flightOf('s', START, fly(TEMPLATES['sounding-4'], { lat: 40, lon: 100, heightM: 0 }, 80));
    const gap = looks(sensor('SBIRS-SCAN-4'), [staged], START, staged.endMs).filter((l) => l.seen.length > 0);
    const times = gap.map((l) => (l.atMs - START) / 1000);
    expect(times.some((t) => t > 30 && t < 58)).toBe(true);
    expect(times.some((t) => t > 103 && t < 121)).toBe(true);
    expect(times.filter((t) => t > 58 && t < 103)).toEqual([]);
  });

  it('SI-08 radars see what is in their fan and range', () => {
    const s = sensor('SHARIKI');
    if (s.kind !== 'radar') throw new Error('SHARIKI is no radar');
    const seen = looks(s, [flight]).filter((l) => l.seen.length > 0);
    expect(seen.length).toBeGreaterThan(60);
    const x = new Float64Array(6);
    for (const l of seen) {
      stateAt(flight, l.atMs, x);
      const [range, az, el] = measure(s, sensorFrame(s, l.atMs), x) as [number, number, number];
      expect(range).toBeLessThanOrEqual(3000e3);
      expect(el).toBeGreaterThanOrEqual(0);
      expect(Math.abs(azDiffDeg(az / DEG, 290))).toBeLessThanOrEqual(60);
    }
    expect(looks(sensor('ORSK'), [flight]).flatMap((l) => l.seen)).toEqual([]);
  });

  it('SI-09 errs as its table says: noise, detection probability, false plots, delays', () => {
    const s = sensor('SHARIKI');
    const x = new Float64Array(6);
    const errors: number[][] = [[], [], []];
    let inView = 0;
    let hits = 0;
    let falsePlots = 0;
    let all = 0;
    const delays: number[] = [];
    for (let seed = 0; seed < 25; seed++) {
      for (const l of looks(s, [flight], START + 130_000, START + 370_000, seed)) {
        inView++;
        all++;
        hits += l.seen.length;
        falsePlots += l.clutter.length;
        delays.push((l.receivedMs - l.atMs) / 1000);
        stateAt(flight, l.atMs, x);
        const truth = measure(s, sensorFrame(s, l.atMs), x);
        for (const d of l.seen)
          for (let i = 0; i < 3; i++)
            errors[i]?.push(((d.z[i] as number) - (truth[i] as number)) / (s.sigma[i] as number));
      }
    }
    expect(inView).toBeGreaterThan(2900);
    expect(Math.abs(hits / inView - s.pd)).toBeLessThan(0.025);
    expect(Math.abs(falsePlots / all - s.clutterPerScan)).toBeLessThan(0.035);
    for (const e of errors) {
      const n = e.length;
      const mean = e.reduce((a, b) => a + b, 0) / n;
      const variance = e.reduce((a, b) => a + b * b, 0) / n;
      expect(Math.abs(mean)).toBeLessThan(0.08);
      expect(Math.abs(variance - 1)).toBeLessThan(0.12);
    }
    const late = delays.filter((d) => d > LATE_S[0]).length / delays.length;
    expect(late).toBeGreaterThan(0.015);
    expect(late).toBeLessThan(0.06);
    expect(Math.min(...delays)).toBeGreaterThan(0);
    expect(Math.max(...delays)).toBeLessThan(30);
  });

  it('SI-10 a detection says nothing of the object that it came from', () => {
    const s = sensor('SHARIKI');
    const busy: Sensor = { ...s, clutterPerScan: 3 };
    const places = new Map<number, number>();
    const ids = new Set<string>();
    for (let k = 0; k < 400; k++) {
      const real = new Set<string>();
      const { inputs } = takeLook(1, busy, k, START + 200_000, [flight], (id, f) => f && real.add(id));
      const all = inputs.filter((i) => i.kind === 'detection');
      for (const [i, d] of all.entries()) {
        expect(Object.keys(d).sort()).toEqual(['atMs', 'id', 'kind', 'receivedMs', 'scan', 'sensor', 'z']);
        expect(d.id).not.toContain('secret');
        ids.add(d.id);
        if (real.has(d.id)) places.set(i, (places.get(i) ?? 0) + 1);
      }
    }
    // The real one stands anywhere among the false ones.
    expect((places.get(0) ?? 0) / 360).toBeLessThan(0.5);
    expect(places.get(2) ?? 0).toBeGreaterThan(40);
    // An id does not depend on what flies: without the flight the same place in the look has the same name.
    const empty = takeLook(1, busy, 7, START + 200_000, []).inputs.filter((i) => i.kind === 'detection');
    for (const d of empty) expect(ids).toContain(d.id);
  });

  it('SI-11 another object in the air changes nobody else’s noise', () => {
    const s = sensor('SHARIKI');
    const other = flightOf('other', START + 30_000, path);
    const alone = looks(s, [flight]).flatMap((l) => l.seen.map((d) => d.z.join()));
    const both = looks(s, [other, flight]).flatMap((l) => l.seen.map((d) => d.z.join()));
    expect(both.length).toBeGreaterThan(alone.length + 40);
    for (const z of alone) expect(both).toContain(z);
  });
});
