import { describe, expect, it } from 'vitest';
import { AS_IS, type Coarsening } from '../../domain/coarsen';
import type { LaunchReport } from '../../domain/records';
import { invertSpd, quadratic, unpackLower } from '../fusion/kernels/matrix';
import { createJoint } from '../joint';
import { at, flight, report, stateOf } from '../joint/testing/reports';
import { coarseReport, ReportPolicy } from './report-policy';

const HERE = flight();
const SIGMA_M = 2000;
/** χ² of three degrees of freedom at 95 %. */
const CHI2_3 = 7.814728;
const TRIES = 1500;
const PRIMES = [7919, 6271, 4157];

/** Normal errors of a place, the same ones for every policy. */
function errorsOf(seed: number): () => [number, number, number] {
  let s = seed >>> 0;
  const even = (): number => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return (s + 0.5) / 2 ** 32;
  };
  const normal = () => SIGMA_M * Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even());
  return () => [normal(), normal(), normal()];
}

/** How often the joint 95 % region of the place holds the truth, of reports of two Parties each as coarse as this. */
function heldBy(coarsen: Coarsening): number {
  const error = errorsOf(7);
  let inside = 0;
  for (let i = 0; i < TRIES; i++) {
    // Each at another place of the grid.
    const there = {
      ...HERE,
      x: HERE.x.map((v, k) => (k < 3 ? v + ((i * (PRIMES[k] as number)) % 60_000) : v)),
    };
    const joint = createJoint({ session: 's' });
    const launches = ['P1', 'P2'].flatMap((party) => {
      const honest = report(there, { party, sigmaM: SIGMA_M, errorM: error() });
      const named = { ...honest, series: `series ${i} of ${party}` };
      return joint.take(coarseReport(named, coarsen, named.givenMs), named.givenMs);
    });
    const k = launches.at(-1)?.launch.kinematics;
    if (!k) throw new Error('no launch');
    const truth = stateOf(there, 0);
    const P = unpackLower(k.P, 6);
    const place = [0, 1, 2].flatMap((r) => [0, 1, 2].map((c) => P[r * 6 + c] as number));
    const S = invertSpd(Float64Array.from(place), 3);
    const d = Float64Array.from([0, 1, 2].map((n) => (k.x[n] as number) - (truth[n] as number)));
    if (S && quadratic(S.inverse, d, 3) <= CHI2_3) inside++;
  }
  return inside / TRIES;
}

describe('a Party’s policy for its launch reports', () => {
  it.each([0, 5000, 20_000, 50_000])(
    'RL-47 of reports on a grid of %i m the joint 95 percent region still holds the truth',
    (gridM) => {
      expect(heldBy({ ...AS_IS, gridM })).toBeGreaterThanOrEqual(0.93);
    },
  );

  it('RL-47 what is held back is not in the report, and the report says how coarse it is', () => {
    const whole = report(HERE, {});
    const coarse = { gridM: 20_000, delayS: 0, withheld: ['impact', 'class'] };
    const out = coarseReport(whole, coarse, whole.givenMs);
    expect([out.impact, out.corridor, out.coarse]).toEqual([null, null, coarse]);
    expect(new Set(Object.values(out.classes)).size).toBe(1);
    expect(out.kinematics.x).not.toEqual(whole.kinematics.x);
  });

  it('RL-48 reports leave in order after their delay, dated by when they leave, over a restart too; without a policy they leave as they are', () => {
    const [one, two] = [0, 10].map((s) => ({ ...report(HERE, { s }), reportNo: s })) as [
      LaunchReport,
      LaunchReport,
    ];
    expect(new ReportPolicy().leaving([one, two], at(10))).toEqual([one, two]);
    const policy = new ReportPolicy({ ...AS_IS, delayS: 30 });
    expect([policy.leaving([one], at(0)), policy.leaving([two], at(10)), policy.leaving([], at(29))]).toEqual(
      [[], [], []],
    );
    const again = new ReportPolicy({ ...AS_IS, delayS: 30 }, policy.snapshot());
    for (const p of [policy, again]) {
      const [first] = p.leaving([], at(30));
      expect([first?.reportNo, first?.givenMs, (first?.validUntilMs ?? 0) - one.validUntilMs]).toEqual([
        0,
        at(30),
        30_000,
      ]);
      expect(first?.kinematics.epochMs).toBe(one.kinematics.epochMs);
      expect(p.leaving([], at(40)).map((r) => r.reportNo)).toEqual([10]);
    }
  });
});
