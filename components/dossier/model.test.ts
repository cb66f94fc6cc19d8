import { describe, expect, it } from 'vitest';
import type { PartyDifference } from '../../domain/records';
import { classShares, farthestApart, plusMinusM, regionSizeM, reportsByParty, timeWindow } from './model';

const region = (lat: number, lon: number, atMs: number) => ({
  lat,
  lon,
  cov: [100e6, 0, 25e6] as [number, number, number],
  atMs,
  sigmaS: 10,
});
const report = (party: string, givenMs: number, lat: number) => ({
  party,
  series: `s-${party}`,
  reportNo: 1,
  givenMs,
  launchPoint: region(lat, 20, 1000),
  azimuthDeg: 359,
  impact: region(lat + 10, 30, 9000),
  phenomenologies: ['RADAR' as const],
  looksIn30s: 5,
});

const difference = (part: Partial<PartyDifference>): PartyDifference => ({
  ...{ positionM: 0, positionSigmaM: 1, timeS: 0, timeSigmaS: 1, azimuthDeg: 0, azimuthSigmaDeg: 1 },
  significant: [],
  ...part,
});

describe('dossier figures', () => {
  it('UX-14 keeps "unknown" explicit and last among the classes', () => {
    const p = { SRBM: 0, MRBM: 0.001, IRBM: 0.3, ICBM: 0.1, SLV: 0, SOUNDING_ROCKET: 0.19, UNKNOWN: 0.409 };
    expect(classShares(p).map((s) => s.code)).toEqual(['IRBM', 'SOUNDING_ROCKET', 'ICBM', 'UNKNOWN']);
  });

  it('UX-15 states half of the 90 % interval beside a number and full axes of the 90 % region', () => {
    const { majorM, minorM } = regionSizeM(region(0, 0, 0));
    expect(majorM).toBeCloseTo(2 * 10e3 * Math.sqrt(4.60517), 0);
    expect(minorM).toBeCloseTo(majorM / 2, 0);
    expect(plusMinusM(region(0, 0, 0))).toBeCloseTo(majorM / 2, 6);
    const { fromMs, toMs } = timeWindow(region(0, 0, 50e3));
    expect((toMs - fromMs) / 2000).toBeCloseTo(16.44854, 4);
  });

  it('UX-16 takes the latest report of each Party; the farthest from the others is the one named first', () => {
    const [a, b, c] = reportsByParty(
      { reports: [report('P1', 1, 50), report('P1', 5, 51), report('P2', 3, 52)] },
      ['P1', 'P2', 'P3'],
    );
    expect([a?.report?.givenMs, b?.report?.givenMs, c?.report]).toEqual([5, 3, null]);
    const by = (positionM: number) => ({ ...report('P1', 1, 50), difference: difference({ positionM }) });
    expect(farthestApart([by(3), by(9), { ...report('P1', 1, 50), difference: null }])?.positionM).toBe(9);
    expect(farthestApart([report('P1', 1, 50)])).toBeNull();
  });
});
