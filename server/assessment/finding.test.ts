import { describe, expect, it } from 'vitest';
import { geodeticToEcef } from '../../domain/geodesy';
import { FINDING_CODES, FINDING_REASONS, type Match } from '../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../domain/regime';
import { area, classes, EPOCH, filed, kinematics, launch } from '../../domain/testing/samples';
import type { AssessableLaunch, NotificationBody } from '.';
import { concludeFinding } from './finding';
import { scoreMatch } from './match';
import { territoryProbability } from './territory';

/** P2 has the ground between 10 and 20° E on both sides of the equator. */
const regime: Regime = { ...DEFAULT_REGIME, territories: { P2: [[-10, 10, 10, 20]] } };
const seen = (part: Partial<AssessableLaunch> = {}): AssessableLaunch =>
  launch({ impact: area(0, 40), ...part });
function conclude(part: Partial<AssessableLaunch>, match: Match = 'NONE', n: NotificationBody | null = null) {
  const l = seen(part);
  const finding = concludeFinding(l, match, n, n && scoreMatch(l, n, regime.match), regime);
  expect(FINDING_CODES).toContain(finding.code);
  expect(finding.confidence).toBeGreaterThan(0);
  expect(finding.confidence).toBeLessThanOrEqual(1);
  for (const { msg } of finding.reasons) expect(FINDING_REASONS).toContain(msg);
  return { code: finding.code, reasons: finding.reasons.map((r) => r.msg.replace('finding.', '')) };
}
const two = { corroboration: 'DUAL', phenomenologies: ['IR', 'RADAR'] } as const;

describe('findings', () => {
  it('NT-14 one kind of sensor alone, without a notification, is never more than unresolved', () => {
    for (const part of [
      {},
      { impact: 'orbital' as const },
      { impact: area(0, 15) },
      { phase: 'boost' as const },
    ])
      expect(conclude(part).code).toBe('UNRESOLVED');
    expect(conclude({}).reasons).toEqual(['oneKind', 'noNotification']);
  });

  it('NT-14 two kinds make an unnotified launch of it, or of a space launcher', () => {
    expect(conclude({ ...two, phenomenologies: ['IR', 'RADAR'] })).toEqual({
      ...{ code: 'UNNOTIFIED_LAUNCH', reasons: ['twoKinds', 'noNotification'] },
    });
    expect(conclude({ ...two, phenomenologies: ['IR', 'RADAR'], impact: 'orbital' })).toEqual({
      ...{ code: 'UNNOTIFIED_LAUNCH_SLV', reasons: ['twoKinds', 'orbital', 'noNotification'] },
    });
  });

  it('NT-15 a match says what was announced', () => {
    const codes = (['SLV', 'BM', 'SOUNDING_ROCKET'] as const).map(
      (vehicle) => conclude({}, 'ON_FILE', filed({ vehicle })).code,
    );
    expect(codes).toEqual(['NOTIFIED_SLV', 'NOTIFIED_TEST', 'NOTIFIED_BENIGN']);
    expect(conclude({}, 'LATE', filed()).reasons).toEqual(['oneKind', 'matched', 'impactAway']);
  });

  it("NT-27 a region that reaches over more than a quarter of the Earth says nothing about anybody's ground", () => {
    const half = { ...regime, territories: { P2: [[-90, 90, -90, 90] as [number, number, number, number]] } };
    const said = (sigmaM: number) =>
      concludeFinding(seen({ impact: area(0, 15, EPOCH, sigmaM) }), 'NONE', null, null, half).reasons.map(
        (r) => r.msg.replace('finding.', ''),
      );
    expect(said(4_000_000)).toContain('impactInTerritory');
    expect(said(4_200_000)).not.toContain('impactInTerritory');
  });

  it("NT-25 an impact is said to lie away from the Parties' ground only if no place of its region lies on it", () => {
    const said = (lon: number, sigmaM: number) =>
      conclude({ impact: area(0, lon, EPOCH, sigmaM) }, 'ON_FILE', filed()).reasons.includes('impactAway');
    expect([said(40, 5000), said(40, 5e6), said(21, 5000), said(20.5, 40_000)]).toEqual([
      ...[true, false, true, false],
    ]);
    expect(conclude({ impact: null }, 'ON_FILE', filed()).reasons).not.toContain('impactAway');
  });

  it("NT-15 a matched launch that comes down on a Party's ground is not benign, unless it was announced there", () => {
    const there = { impact: area(0, 15) };
    expect(conclude(there, 'ON_FILE', filed())).toEqual({
      ...{ code: 'UNRESOLVED', reasons: ['oneKind', 'impactInTerritory', 'matched'] },
    });
    const announced = filed({ impactArea: { lat: 0, lon: 15, radiusM: 50_000 } });
    expect(conclude(there, 'ON_FILE', announced).code).toBe('NOTIFIED_SLV');
    const elsewhere = filed({ impactArea: { lat: 5, lon: 15, radiusM: 50_000 } });
    expect(conclude(there, 'ON_FILE', elsewhere).code).toBe('UNRESOLVED');
  });

  it('NT-15 while it burns nothing is said of where it comes down', () => {
    const burning = { phase: 'boost' as const, impact: area(0, 15) };
    expect(conclude(burning, 'ON_FILE', filed()).reasons).not.toContain('impactInTerritory');
    expect(conclude(burning, 'ON_FILE', filed()).code).toBe('NOTIFIED_SLV');
  });

  it('NT-16 a short flight below the threshold is no launch to be notified, unless it reaches a Party', () => {
    const short = { classes: classes({ SRBM: 0.9, MRBM: 0.1 }), impact: area(0, 4) };
    expect(conclude(short)).toEqual({
      code: 'BELOW_THRESHOLD',
      reasons: ['oneKind', 'noNotification', 'shortRange'],
    });
    // Short but high: the regime asks for range or height.
    const lofted = kinematics({ x: [...geodeticToEcef(0, 2, 200e3), 3000, 0, 0] });
    expect(conclude({ ...short, kinematics: lofted }).code).toBe('UNRESOLVED');
    expect(conclude({ ...short, impact: area(0, 4.6) }).code).toBe('UNRESOLVED');
    const onto = { ...short, launchPoint: area(0, 8), impact: area(0, 11) };
    expect(conclude(onto).code).toBe('UNRESOLVED');
  });

  it('NT-17 the probability of coming down on some ground is 0 away from it, 1 inside, one half on its edge', () => {
    const boxes: [number, number, number, number][] = [[-10, 10, 10, 20]];
    const p = (lat: number, lon: number, sigmaM = 20_000) =>
      territoryProbability(area(lat, lon, EPOCH, sigmaM), boxes);
    expect([p(0, 40), p(0, 15)]).toEqual([0, 1]);
    expect(p(0, 10)).toBeCloseTo(0.5, 9);
    expect(p(10, 20)).toBeCloseTo(0.25, 1);
    // The tail of a wide region reaches over: a normal distribution has 2.3 % beyond two sigma.
    expect(p(0, 10 - 1.2 * 0.1799, 20_000)).toBeGreaterThan(0.05);
    expect(p(0, 10 - 1.2 * 0.1799, 20_000)).toBeLessThan(0.2);
  });

  it('NT-17 ground at the antimeridian is reached from the other side', () => {
    const boxes: [number, number, number, number][] = [
      [60, 70, 170, 180],
      [60, 70, -180, -170],
    ];
    expect(territoryProbability(area(65, -179.99), boxes)).toBe(1);
    expect(territoryProbability(area(65, 179.99), boxes)).toBe(1);
  });
});
