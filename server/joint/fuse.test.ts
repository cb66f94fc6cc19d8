import { describe, expect, it } from 'vitest';
import type { LaunchReport } from '../../domain/records';
import { createJoint, type JointLaunch } from '.';
import { type Estimate, fuse } from './fuse';
import { at, flight, report, stateOf } from './testing/reports';

const HERE = flight();
function fused(reports: LaunchReport[]): JointLaunch {
  const joint = createJoint({ session: 's' });
  return reports.flatMap((r) => joint.take(r, r.givenMs)).at(-1)?.launch as JointLaunch;
}
const errorM = (l: JointLaunch, s = 0): number => {
  const x = stateOf(HERE, s);
  return Math.hypot(...[0, 1, 2].map((i) => (l.kinematics.x[i] ?? 0) - (x[i] ?? 0)));
};
const sigmaM = ({ kinematics: { P } }: JointLaunch): number =>
  Math.sqrt((P[0] ?? 0) + (P[2] ?? 0) + (P[5] ?? 0));
const of = (l: JointLaunch, party: string) => l.reports.find((r) => r.party === party)?.difference;

describe('states put together', () => {
  it('JF-10 what agrees is added as information, less what is common: better than each, never by more than independence', () => {
    const reports = ['P1', 'P2', 'P3'].map((party) => report(HERE, { party }));
    const [one, two, three] = [1, 2, 3].map((n) => fused(reports.slice(0, n)));
    expect([one?.method, two?.method, three?.method]).toEqual(['single', 'information', 'information']);
    const [a = 0, b = 0, c = 0] = [one, two, three].map((l) => sigmaM(l as JointLaunch));
    expect(b / a).toBeGreaterThan(Math.SQRT1_2);
    expect(b / a).toBeLessThan(0.85);
    expect(c / b).toBeLessThan(0.95);
    expect(c / a).toBeGreaterThan(1 / Math.sqrt(3));
  });

  it('JF-10 the order of the reports means nothing', () => {
    const reports = ['P1', 'P2', 'P3'].map((party, i) =>
      report(HERE, { party, s: i, sigmaM: 500 * (i + 1), errorM: [200 * i, 0, -300 * i] }),
    );
    const there = fused(reports);
    const back = fused([...reports].reverse());
    expect(sigmaM(back)).toBeCloseTo(sigmaM(there), 3);
    for (let i = 0; i < 6; i++) expect(back.kinematics.x[i]).toBeCloseTo(there.kinematics.x[i] ?? 0, 3);
  });

  it('JF-11 what contradicts is marked, and the region holds what either said', () => {
    const l = fused([report(HERE), report(HERE, { party: 'P2', errorM: [0, 0, 9000] })]);
    expect(l.method).toBe('covariance-intersection');
    expect(errorM(l)).toBeGreaterThan(1000);
    expect(errorM(l)).toBeLessThan(8000);
    expect(sigmaM(l)).toBeGreaterThan(errorM(l));
  });

  it('JF-11 one that knows far less widens nothing', () => {
    const place = (sigma: number, x: number): Estimate => ({
      x: Float64Array.of(x, 0, 0),
      P: Float64Array.of(sigma ** 2, 0, 0, 0, sigma ** 2, 0, 0, 0, sigma ** 2),
    });
    const how = { common: 0.1, gate: 21, blocks: [[0, 3]] as const };
    const along = (other: Estimate) => Math.sqrt(fuse([place(100, 0), other], how)?.P[0] ?? 0);
    expect(along(place(20e3, 120e3))).toBeLessThanOrEqual(100);
    expect(along(place(1e3, 6e3))).toBeGreaterThan(2500);
  });
});

describe('clocks', () => {
  const honest = (s: number) => report(HERE, { s, sigmaM: 300 });
  const fast = (s: number, clockS: number) => report(HERE, { s, party: 'P2', clockS, sigmaM: 600 });

  it.each([2, -2])('JF-12 a clock that is off by %d s is said, and nothing is averaged', (clockS) => {
    const l = fused([honest(0), fast(0, clockS)]);
    const [ours, theirs] = [of(l, 'P1'), of(l, 'P2')];
    expect(l.method).toBe('covariance-intersection');
    expect(theirs?.timeS).toBeCloseTo(clockS, 1);
    expect(ours?.timeS).toBeCloseTo(-clockS, 1);
    expect(theirs?.timeSigmaS).toBeLessThan(0.4);
    expect(theirs?.significant).toEqual(expect.arrayContaining(['position', 'time']));
    expect(errorM(l)).toBeLessThan(1);
    // Nobody knows whose it is: the region reaches to what the other says.
    expect(sigmaM(l)).toBeGreaterThan(7000);
  });

  it('JF-12 of three the one whose clock is off stands against the two others', () => {
    const l = fused([honest(0), report(HERE, { party: 'P3', sigmaM: 300 }), fast(0, 2)]);
    expect(of(l, 'P2')?.timeS).toBeCloseTo(2, 1);
    expect(of(l, 'P2')?.significant).toContain('time');
    expect(errorM(l)).toBeLessThan(1);
  });

  it('JF-12 who tells states of a time that has not come has the fast clock, however sure it is', () => {
    const early = (part: number) => ({ part: { givenMs: at(0) - part } });
    const sure = { party: 'P2', clockS: 2, sigmaM: 100 };
    expect(errorM(fused([honest(0), report(HERE, { ...sure, ...early(0) })]))).toBeGreaterThan(5000);
    expect(errorM(fused([honest(0), report(HERE, { ...sure, ...early(1000) })]))).toBeLessThan(1);
  });

  it('JF-12 who no longer sees it is not left out for another clock, only for what nothing explains', () => {
    const unseen = report(HERE, { sigmaM: 300, part: { looksIn30s: 0 } });
    const early = { givenMs: at(-1) };
    const l = fused([unseen, report(HERE, { party: 'P2', clockS: 2, sigmaM: 300, part: early })]);
    expect(errorM(l)).toBeLessThan(1);
    const aside = report(HERE, { party: 'P2', errorM: [0, 0, 9000], sigmaM: 300 });
    expect(errorM(fused([unseen, aside]))).toBeCloseTo(9000, 0);
  });
});

describe('the difference between the solutions', () => {
  it('JF-13 each Party is held against what the others say together, with its sigma', () => {
    const l = fused([
      report(HERE),
      report(HERE, { party: 'P2', errorM: [0, 0, 8000] }),
      report(HERE, { party: 'P3' }),
    ]);
    const d = ['P1', 'P2', 'P3'].map((p) => of(l, p));
    expect(d[1]?.positionM).toBeCloseTo(8000, -1);
    expect(d[1]?.positionSigmaM).toBeGreaterThan(1000);
    expect(d[1]?.positionSigmaM).toBeLessThan(Math.SQRT2 * 1000);
    expect(d[1]?.significant).toEqual(['position']);
    expect(d[1]?.timeS).toBeCloseTo(0, 1);
    expect(d[0]?.positionM).toBeLessThan(8000);
  });

  it('JF-13 a heading that differs is said in degrees; alone there is nothing to compare', () => {
    const turned = report(HERE, { party: 'P2' });
    turned.kinematics.x[5] = -4000 * Math.tan(Math.PI / 180);
    const l = fused([report(HERE, { sigmaMS: 3 }), turned]);
    // South of east is a larger azimuth.
    expect(of(l, 'P2')?.azimuthDeg).toBeCloseTo(1, 1);
    expect(of(l, 'P1')?.azimuthDeg).toBeCloseTo(-1, 1);
    expect(of(l, 'P2')?.significant).toContain('azimuth');
    expect(of(fused([report(HERE)]), 'P1')).toBeNull();
  });
});
