import { describe, expect, it } from 'vitest';
import type { Claim, FindingCode } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { claim, EPOCH } from '../../domain/testing/samples';
import { type Alerts, createAlerts } from '.';

const at = (s: number) => EPOCH + s * 1000;
function open(): Alerts {
  let n = 0;
  return createAlerts({
    ...{ session: 's', parties: ['P1', 'P2'], regime: DEFAULT_REGIME },
    numberFor: () => ++n,
  });
}
const ended = (lifecycle: Claim['lifecycle'], code: FindingCode): Claim =>
  claim({ rev: 2, lifecycle, finding: { code, confidence: 0.9, reasons: [] }, endedMs: at(60) });
const states = (a: Alerts, c: Claim, owner: string | null, s: number) =>
  a.onClaim(c, owner, at(s)).alerts.map((x) => `${x.severity} ${x.lifecycle.state} ${x.condition.state}`);

describe('alerts of claims', () => {
  it("SI-49 a Party's own claim asks that Party alone, in its compartment; one that all hear asks all", () => {
    const a = open();
    const [own] = a.onClaim(claim(), 'P2', at(0)).alerts;
    expect(own).toMatchObject({
      code: 'LAUNCH_CLAIMED',
      severity: 'HIGH',
      policy: 'SINGLE',
      requiredParties: ['P2'],
    });
    expect(own?.facts).toMatchObject({
      claim: { number: 1, sourceName: { en: 'Computer' } },
      finding: 'UNRESOLVED',
    });
    expect(a.compartmentOf(own?.id ?? '')).toBe('NAT:P2');
    const [all] = a.onClaim(claim({ id: 'b' }), null, at(0)).alerts;
    expect(all).toMatchObject({ policy: 'JOINT', requiredParties: ['P1', 'P2'] });
    expect(a.compartmentOf(all?.id ?? '')).toBe('SHARED');
  });

  it('SI-49 a false one is withdrawn as loudly as it was raised; one that is seen leaves it to the launch', () => {
    const a = open();
    expect(states(a, claim(), 'P1', 0)).toEqual(['HIGH OPEN ACTIVE']);
    expect(states(a, claim({ rev: 2, objects: 6 }), 'P1', 5)).toEqual([]);
    const out = a.onClaim(ended('concluded', 'FALSE_NO_LAUNCH'), 'P1', at(60));
    expect(out.alerts.map((x) => [x.lifecycle.state, x.alarmedMs])).toEqual([['WITHDRAWN', at(60)]]);
    const b = open();
    b.onClaim(claim(), null, at(0));
    expect(states(b, ended('seen', 'UNRESOLVED'), null, 60).at(-1)).toBe('HIGH OPEN OFF_DELAY');
  });

  it('SI-49 what is said to be out of scope raises nothing, and takes an open alert down', () => {
    const a = open();
    expect(states(a, ended('concluded', 'BELOW_THRESHOLD'), 'P1', 0)).toEqual([]);
    states(a, claim(), 'P1', 1);
    expect(states(a, ended('concluded', 'OUT_OF_SCOPE_CRUISE'), 'P1', 60).at(-1)).toBe(
      'ADVISORY OPEN OFF_DELAY',
    );
  });

  it('SI-49 a new word on a claim that was withdrawn is a new occurrence', () => {
    const a = open();
    a.onClaim(claim(), 'P1', at(0));
    a.onClaim(ended('concluded', 'FALSE_NO_LAUNCH'), 'P1', at(60));
    expect(a.onClaim(claim({ rev: 3 }), 'P1', at(90)).alerts.map((x) => x.seq)).toEqual([2]);
  });
});
