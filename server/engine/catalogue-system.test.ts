import { describe, expect, it } from 'vitest';
import type { AlertCode } from '../../domain/alert';
import type { Participant } from '../../domain/participants';
import type { SystemFault } from '../../domain/system';
import { EPOCH, officer } from '../../domain/testing/samples';
import { openTestSession, sourceOf } from './testing/session';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';

const at = (s: number) => EPOCH + s * 1000;
const P3: Participant = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as Participant;
/** Words about one fault, [second, on]; gives the session at `toS`. */
function watch(fault: SystemFault, words: [number, boolean][], toS: number, parties = PARTIES) {
  const s = openTestSession({ ...twoSensorConfig(EPOCH, parties), mode: 'LIVE' }, sourceOf([]));
  for (const [second, on] of words) {
    s.runTo(at(second));
    s.host.system([{ fault, on, params: on ? { no: 1, error: 'HASH' } : {} }], at(second));
  }
  s.runTo(at(toS));
  return s;
}
const CASES: [SystemFault, AlertCode, 'HIGH' | 'CRITICAL', 'SINGLE' | 'JOINT'][] = [
  ['STORAGE', 'STORAGE_DEGRADED', 'HIGH', 'SINGLE'],
  ['ENGINE', 'ENGINE_DEGRADED', 'HIGH', 'SINGLE'],
  ['CLOCK', 'CLOCK_SKEW', 'HIGH', 'SINGLE'],
  ['CHAIN', 'AUDIT_CHAIN_BROKEN', 'CRITICAL', 'JOINT'],
  ['RELEASE', 'RELEASE_VIOLATION_BLOCKED', 'CRITICAL', 'JOINT'],
];

describe('the center’s own faults, as inputs of the watch', () => {
  it.each(CASES.flatMap((c) => [PARTIES, [...PARTIES, P3]].map((parties) => [...c, parties] as const)))(
    'AL-78 %s raises %s, %s, %s, in what all members share, and nothing where it is not said',
    (fault, code, severity, policy, parties) => {
      const s = watch(fault, [[10, true]], 20, parties);
      const ids = parties.map((p) => p.id);
      expect(s.alerts()).toMatchObject([
        { code, severity, policy, requiredParties: ids, grp: 'SYSTEM', lifecycle: { state: 'OPEN' } },
      ]);
      expect(new Set(s.of('alert.changed').map((e) => e.label.cls))).toEqual(new Set(['CENTER']));
      expect(watch(fault, [[10, false]], 20, parties).alerts()).toEqual([]);
    },
  );

  it('AL-79 the store and the engine are over a minute after the last word, and come back within it as the same alert', () => {
    for (const fault of ['STORAGE', 'ENGINE'] as const) {
      const words: [number, boolean][] = [
        [10, true],
        [12, false],
      ];
      const s = watch(fault, words, 71);
      expect(s.alerts()[0]?.condition.state).toBe('OFF_DELAY');
      s.runTo(at(73));
      expect(s.alerts()[0]?.condition.state).toBe('INACTIVE');
      const back = watch(fault, [...words, [60, true]], 200);
      expect(back.alerts()).toMatchObject([{ seq: 1, count: 2, condition: { state: 'ACTIVE' } }]);
    }
  });

  it('AL-79 a clock that is off for less than five seconds tells nobody', () => {
    const off = (untilS: number) =>
      watch(
        'CLOCK',
        [
          [10, true],
          [untilS, false],
        ],
        100,
      );
    expect(off(14).alerts()).toEqual([]);
    expect(off(16).alerts()).toMatchObject([{ code: 'CLOCK_SKEW', key: 'system:CLOCK' }]);
  });

  it('AL-80 a broken chain stays until all have answered and reset it; a blocked record until all have answered', () => {
    const answer = (s: ReturnType<typeof watch>, name: 'alert.acknowledge' | 'alert.reset') => {
      const { id, seq, rev } = s.alerts()[0] as NonNullable<ReturnType<typeof s.alerts>[0]>;
      return ['P1', 'P2'].map((p) => {
        const payload = { alert: id, seq, seenRev: rev };
        const command =
          name === 'alert.reset'
            ? { name, payload: { ...payload, reason: 'looked into' } }
            : { name, payload };
        return s.command(`${name}-${p}`, officer(p), command as never).code;
      });
    };
    const chain = watch('CHAIN', [[10, true], [20, false]], 30); // biome-ignore format: two words
    expect(answer(chain, 'alert.acknowledge')).toEqual(['OK', 'OK']);
    expect(chain.alerts()[0]?.lifecycle.state).toBe('OPEN');
    expect(answer(chain, 'alert.reset')).toEqual(['OK', 'OK']);
    expect(chain.alerts()[0]?.lifecycle.state).toBe('CLOSED');
    const blocked = watch('RELEASE', [[10, true], [10, false]], 30); // biome-ignore format: two words
    expect(blocked.alerts()[0]?.lifecycle.state).toBe('OPEN');
    expect(answer(blocked, 'alert.acknowledge')).toEqual(['OK', 'OK']);
    expect(blocked.alerts()[0]?.lifecycle.state).toBe('CLOSED');
  });

  it('AL-81 what the center says of itself is an input: stored, and the same bytes again', () => {
    const s = watch('STORAGE', [[10, true]], 30);
    const stored = s.batches.flatMap((b) => b.inputs).filter((i) => i.input.kind === 'system');
    expect(stored.map((i) => i.nowMs)).toEqual([at(10)]);
    expect(JSON.stringify(watch('STORAGE', [[10, true]], 30).events)).toBe(JSON.stringify(s.events));
  });
});
