import { describe, expect, it } from 'vitest';
import { inService, type Sensor, sensorFrame } from '../../domain/sensors';
import table from '../../scenarios/tables/sensors.json';
import { loadCatalogue } from './catalogue';
import { utcMs } from './time';

const catalogue = loadCatalogue(table);
const idsIn = (year: number): string[] => catalogue.filter((s) => inService(s, utcMs(year))).map((s) => s.id);
const sensor = (id: string): Sensor => catalogue.find((s) => s.id === id) as Sensor;

describe('catalogue', () => {
  it('SI-07 knows who served when', () => {
    expect(catalogue).toHaveLength(52);
    const january2000 = idsIn(2000);
    expect(january2000).toEqual(
      expect.arrayContaining(['OLENEGORSK-D', 'PECHORA', 'GABALA', 'OKO-9', 'US-KMO-3', 'DSP-5']),
    );
    for (const id of ['BARANOVICHI', 'LEKHTUSI', 'SBIRS-SCAN-1', 'EKS-1', 'SHARIKI'])
      expect(january2000).not.toContain(id);
    expect(idsIn(2026)).not.toContain('GABALA');
    expect(idsIn(2026)).toContain('EKS-4');
    expect(catalogue.map((s) => s.id)).not.toContain('OLENEGORSK-V');
    expect(new Set(catalogue.map((s) => s.assignedTo))).toEqual(new Set(['US', 'RU']));
  });

  it('SI-07 has noise within what is published for its kind, and says what is assumed', () => {
    // One sigma of range (m) and angle (rad), least and most.
    const deg = Math.PI / 180;
    const bands = {
      legacy: [200, 1000, 0.1, 0.8],
      vhf: [50, 300, 0.1, 0.5],
      uhf: [15, 50, 0.05, 0.2],
      lx: [2, 15, 0.01, 0.05],
    };
    for (const s of catalogue) {
      expect(s.assumed.length, s.id).toBeGreaterThan(3);
      expect(s.name.en).toMatch(/^[\x20-\x7e°"]+$/);
      expect(s.name.ru).toMatch(/[а-яА-Я]/);
      if (s.kind === 'ir') continue;
      expect(s.assumed).toContain('noise');
      const band = /Dnepr/.test(s.system)
        ? bands.legacy
        : /Daryal|Voronezh-M|Voronezh-VP/.test(s.system)
          ? bands.vhf
          : /Cobra|TPY/.test(s.system)
            ? bands.lx
            : bands.uhf;
      // One radar of the list is a Voronezh-M named DM: that one is in the UHF band.
      const [r0, r1, a0, a1] = (/Voronezh-DM/.test(s.system) ? bands.uhf : band) as [
        number,
        number,
        number,
        number,
      ];
      expect(s.sigma[0], s.id).toBeGreaterThanOrEqual(r0);
      expect(s.sigma[0], s.id).toBeLessThanOrEqual(r1);
      for (const a of s.sigma.slice(1)) {
        expect(a, s.id).toBeGreaterThanOrEqual(a0 * deg);
        expect(a, s.id).toBeLessThanOrEqual(a1 * deg);
      }
    }
  });

  it('spreads the satellites of a constellation through the day', () => {
    const at = utcMs(2026, 7, 1);
    const heights = [1, 2, 3, 4].map((n) => Math.hypot(...sensorFrame(sensor(`EKS-${n}`), at).pos));
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(5e6);
    // Same ground track year after year: the apogee stays over its longitude.
    const eks = sensor('EKS-1');
    if (eks.kind !== 'ir' || eks.orbit.kind !== 'HEO') throw new Error('EKS-1 has no such orbit');
    const turns = Math.round((at - eks.orbit.apogeeAtMs) / 1000 / eks.orbit.periodS / 2) * 2;
    const { pos } = sensorFrame(eks, eks.orbit.apogeeAtMs + turns * eks.orbit.periodS * 1000);
    expect(Math.atan2(pos[1], pos[0]) / (Math.PI / 180)).toBeCloseTo(30, 0);
  });

  it('refuses a bad table with the path of the fault', () => {
    const bad = structuredClone(table) as { radars: { sectorDeg: number[] }[] };
    (bad.radars[3] as { sectorDeg: number[] }).sectorDeg = [0, 400];
    expect(() => loadCatalogue(bad)).toThrow('radars.3.sectorDeg.1');
    expect(() => loadCatalogue({ ...table, radars: [table.radars[0], table.radars[0]] })).toThrow(
      'two sensors THULE',
    );
  });
});
