import { describe, expect, it } from 'vitest';
import type { Launch } from '../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../domain/regime';
import { area, classes, EPOCH } from '../../domain/testing/samples';
import type { AlertsOutput } from '.';
import { at, make, seen } from './testing/alerts';

/** Reported by P2 alone. */
const reports = [{ party: 'P2' }] as Launch['reports'];
const HOME: Regime['territories'] = { P1: [[-10, 10, -10, 10]] };
const ABROAD = area(40, 60, EPOCH);
const finding = (
  code: Launch['finding']['code'],
  ...msgs: Launch['finding']['reasons'][number]['msg'][]
) => ({
  ...{ code, confidence: 0.5 },
  reasons: msgs.map((msg) => ({ msg, params: { participant: 'P2', percent: 40 } })),
});
const run = (scope: Regime['scope'], part: Partial<Launch>) =>
  make(undefined, undefined, { ...DEFAULT_REGIME, scope, territories: HOME }).onLaunch(
    seen({ reports, ...part }),
    EPOCH,
  );
const counts = (out: AlertsOutput) =>
  out.log.flatMap((l) =>
    l.msg === 'log.launch.filtered' ? [[l.compartment, l.params.scope, l.params.objects]] : [],
  );

describe('whose launches the centre is for', () => {
  it.each<[string, Regime['scope'], Partial<Launch>, string | null]>([
    ['everybody’s in scope 3', 3, { launchPoint: ABROAD, classes: classes('MRBM') }, null],
    ['a third state’s in scope 2', 2, { launchPoint: ABROAD, classes: classes('MRBM') }, 'OWNER'],
    ['a third state’s that is not named yet', 2, { launchPoint: ABROAD }, null],
    [
      'an intercontinental one from anywhere: it may have come from the sea',
      1,
      { launchPoint: ABROAD, classes: classes('ICBM') },
      null,
    ],
    ['a Party’s smaller one in scope 2', 2, { classes: classes('MRBM') }, null],
    ['a Party’s smaller one in scope 1', 1, { classes: classes('MRBM') }, 'CLASS'],
    ['a Party’s space launch in scope 1', 1, { classes: classes('SLV') }, null],
    [
      'a third state’s that may reach a Party',
      1,
      {
        launchPoint: ABROAD,
        classes: classes('MRBM'),
        finding: finding('UNRESOLVED', 'finding.impactInTerritory'),
      },
      null,
    ],
    ['one that was notified', 1, { launchPoint: ABROAD, classes: classes('MRBM'), notification: 'n' }, null],
    ['one below the threshold in any scope', 3, { finding: finding('BELOW_THRESHOLD') }, 'THRESHOLD'],
  ])('AL-64 %s', (_what, scope, part, reason) => {
    const out = run(scope, part);
    expect([...new Set(counts(out).map(([, why]) => why))]).toEqual(reason === null ? [] : [reason]);
    expect(out.alerts.length).toBe(reason === null ? 1 : 0);
  });

  it('AL-64 what is filtered is counted for each Party that reported it, in its own compartment, once a launch', () => {
    const a = make();
    const small = (id: string, rev = 2) => seen({ id, rev, reports, finding: finding('BELOW_THRESHOLD') });
    const first = a.onLaunch(small('launch_a'), EPOCH);
    expect(counts(first)).toEqual([['NAT:P2', 'THRESHOLD', 1]]);
    expect(counts(a.onLaunch(small('launch_a', 3), at(1)))).toEqual([]);
    const b = make(undefined, a);
    expect(counts(b.onLaunch(small('launch_b'), at(2)))).toEqual([['NAT:P2', 'THRESHOLD', 2]]);
  });

  it('AL-65 that it is small, on the word of one kind of sensor alone and seen by no other in time, is an alert of its own', () => {
    const alone = finding('BELOW_THRESHOLD', 'finding.notCorroborated');
    const out = make().onLaunch(seen({ finding: alone }), EPOCH);
    expect(out.alerts).toMatchObject([{ code: 'SINGLE_PHENOM', severity: 'HIGH', policy: 'JOINT' }]);
    const burning = finding('BELOW_THRESHOLD', 'finding.oneKindLong');
    expect(make().onLaunch(seen({ finding: burning }), EPOCH).alerts).toMatchObject([
      { code: 'SINGLE_PHENOM' },
    ]);
    // Not before its time, not once a second kind has seen it, not where the Parties left others' launches out.
    expect(make().onLaunch(seen({ finding: finding('BELOW_THRESHOLD') }), EPOCH).alerts).toEqual([]);
    expect(make().onLaunch(seen({ finding: alone, corroboration: 'DUAL' }), EPOCH).alerts).toEqual([]);
    expect(run(2, { finding: alone }).alerts).toEqual([]);
    // One that has its launch alert keeps it, as an advisory.
    const a = make();
    a.onLaunch(seen(), EPOCH);
    expect(a.onLaunch(seen({ rev: 3, finding: alone }), at(100)).alerts).toMatchObject([
      { code: 'LAUNCH_UNNOTIFIED', severity: 'ADVISORY' },
    ]);
  });
});
