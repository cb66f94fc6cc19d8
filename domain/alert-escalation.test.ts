import { describe, expect, it } from 'vitest';
import { type Escalation, fireEscalation, retimeEscalation, startEscalation } from './alert-escalation';
import { DEFAULT_REGIME } from './regime';

const rules = DEFAULT_REGIME.alert;
const started = (severity: 'CRITICAL' | 'HIGH' = 'CRITICAL'): Escalation =>
  startEscalation(severity, 0, rules) as Escalation;
/** What each tick fires, second by second, until nothing is due any more. */
function timeline(first: Escalation, untilS: number): [number, string][] {
  let e = first;
  const out: [number, string][] = [];
  for (let s = 0; s <= untilS; s++) {
    const fired = fireEscalation(e, s * 1000, rules);
    e = fired.escalation;
    for (const call of fired.calls) out.push([s, call]);
  }
  return out;
}

describe('escalation', () => {
  it('AL-33 calls up one after the other at its times, then repeats five times and stays', () => {
    expect(timeline(started(), 1200)).toEqual([
      [15, 'REPEAT'],
      [30, 'SUPERVISORS'],
      [60, 'DEPUTIES'],
      [120, 'CONSULTATION'],
      ...[300, 360, 420, 480, 540, 600].map((s) => [s, 'LIAISON']),
    ]);
  });

  it('AL-33 takes twice as long for HIGH, and does not begin for ADVISORY', () => {
    expect(timeline(started('HIGH'), 240).map(([s]) => s)).toEqual([30, 60, 120, 240]);
    expect(startEscalation('ADVISORY', 0, rules)).toBeNull();
  });

  it('AL-33 fires what was missed once each, late, and one repetition for all that were missed', () => {
    const late = fireEscalation(started(), 3600_000, rules);
    expect(late.calls).toEqual(['REPEAT', 'SUPERVISORS', 'DEPUTIES', 'CONSULTATION', 'LIAISON']);
    expect(late.escalation.dueMs).toBe(3660_000);
    const later = fireEscalation(late.escalation, 7200_000, rules);
    expect([later.calls, later.escalation.repeats]).toEqual([['LIAISON'], 1]);
    expect(fireEscalation(started(), 14_999, rules).calls).toEqual([]);
  });

  it('AL-33 at another severity steps done stay done, and the next one falls where that severity has it', () => {
    const { escalation } = fireEscalation(started(), 30_000, rules);
    const milder = retimeEscalation(escalation, 'HIGH', rules) as Escalation;
    expect([milder.dueMs, fireEscalation(milder, 120_000, rules).calls]).toEqual([120_000, ['DEPUTIES']]);
    expect(retimeEscalation(escalation, 'ADVISORY', rules)).toBeNull();
    expect(retimeEscalation(escalation, 'CRITICAL', rules)).toBe(escalation);
  });

  it('AL-33 goes on from a stored state as if it had not been stored', () => {
    const { escalation } = fireEscalation(started(), 61_000, rules);
    const stored = JSON.parse(JSON.stringify(escalation)) as Escalation;
    expect(timeline(stored, 700)).toEqual(timeline(escalation, 700));
  });
});
