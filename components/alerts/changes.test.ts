import { describe, expect, it } from 'vitest';
import { alert, launch, T0 } from '../../client/testing';
import { compare, snapshotOf } from './changes';

const area = (lon: number, sigmaM: number, atMs = T0) => ({
  lat: 35,
  lon,
  cov: [sigmaM ** 2, 0, sigmaM ** 2] as [number, number, number],
  atMs,
  sigmaS: 30,
});

describe('changed since you last looked', () => {
  const was = snapshotOf(alert({ rev: 6 }), launch({ impact: area(174.7, 200e3) }));

  it('UX-12 puts material changes first, then what improved, and names what holds', () => {
    const now = snapshotOf(
      alert({ rev: 7, severity: 'CRITICAL' }),
      launch({ impact: area(179.2, 150e3, T0 + 65e3), classes: { ...launch().classes, IRBM: 0.9, ICBM: 0 } }),
    );
    const told = [{ field: 'impact' as const, from: '', to: '', movedM: 410e3 }];
    const { changes, unchanged } = compare(was, now, told);
    expect(changes.map((c) => [c.kind, c.material])).toEqual([
      ['severity', true],
      ['place', true],
      ['time', false],
      ['region', false],
      ['class', false],
    ]);
    const place = changes[1];
    expect(place?.kind === 'place' && Math.round((place.movedM ?? 0) / 1e4)).toBe(41);
    expect(place?.kind === 'place' && Math.round((place.azDeg ?? 0) / 10)).toBe(9);
    expect(unchanged).toEqual(['match', 'launchTime', 'azimuth']);
  });

  it('UX-12 says of one revision that nothing changed', () => {
    const { changes, unchanged } = compare(was, was, []);
    expect(changes).toEqual([]);
    expect(unchanged).toContain('impact');
  });

  it('UX-12 an impact area that was not there before is a change without a distance', () => {
    const none = snapshotOf(alert(), launch());
    expect(compare(none, was, []).changes).toMatchObject([{ kind: 'place', from: null, movedM: null }]);
  });
});
