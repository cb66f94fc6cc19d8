import { describe, expect, it } from 'vitest';
import type { Alert } from './alert';
import { type AlertEvent, awaitedParties, isAwaited, raiseAlert } from './alert-machine';
import { destination } from './geodesy';
import {
  ack,
  answerOf,
  back,
  critical,
  follow,
  matched,
  RULES,
  reduceAt,
  retract,
  updateOf,
} from './testing/alert-driver';
import { gone, offDelayed, regions, STATES, TWO } from './testing/alert-states';
import { EPOCH, LAUNCH_FACTS, launchAlert } from './testing/samples';

describe('the alert machine', () => {
  it('AL-05 a raise opens one occurrence, unacknowledged, due by its severity', () => {
    expect(TWO).toMatchObject({
      ...{ id: 'launch:launch_a#1', rev: 1, materialRev: 1, count: 1, answers: [], mostSevere: 'HIGH' },
      ...{ raisedMs: EPOCH, alarmedMs: EPOCH, dueMs: EPOCH + RULES.answerWithinS.HIGH * 1000 },
    });
    expect(regions(TWO)).toBe('uAO');
    expect(awaitedParties(TWO)).toEqual(['P1', 'P2']);
    const advisory = raiseAlert(
      {
        ...{ type: 'RAISE', key: 'k', seq: 3, number: 9, code: 'LAUNCH_NOTIFIED', policy: 'SINGLE' },
        ...{ requiredParties: ['P1'], severity: 'ADVISORY', facts: LAUNCH_FACTS },
      },
      { nowMs: EPOCH, regime: RULES },
    );
    expect([advisory.id, advisory.dueMs]).toEqual(['k#3', null]);
  });

  it('AL-06 JOINT needs every required Party, and different people', () => {
    const three = launchAlert(['P1', 'P2', 'P3']);
    const two = follow(three, ack('P3'), ack('P1'));
    expect([two.ack.state, awaitedParties(two), two.dueMs]).toEqual(['PARTIAL', ['P2'], three.dueMs]);
    const sameMan = reduceAt(two, answerOf(two, 'P2', { user: 'user:P1' }));
    expect(sameMan.result).toEqual({ code: 'FORBIDDEN', reason: 'onePersonOneParty' });
    const all = reduceAt(two, answerOf(two, 'P2'));
    expect([all.state.ack.state, all.state.dueMs]).toEqual(['ACKED', null]);
    expect(all.effects).toContain('SETTLED');
    expect(awaitedParties(all.state)).toEqual([]);
  });

  it('RL-28 a Party that leaves is asked no more: its leaving answers nothing, what it said stands, and the others are still asked', () => {
    const leaves = (a: Alert, party: string, heirs = ['P8', 'P9']) =>
      reduceAt(a, { type: 'RELEASE', party, heirs });
    const three = launchAlert(['P1', 'P2', 'P3']);
    const untouched = leaves(three, 'P3').state;
    expect([untouched.requiredParties, untouched.ack.state, untouched.answers]).toEqual([
      ...[['P1', 'P2'], 'UNACKED', []],
    ]);
    expect([untouched.rev, untouched.materialRev, awaitedParties(untouched)]).toEqual([
      three.rev + 1,
      three.materialRev,
      ['P1', 'P2'],
    ]);
    expect(leaves(three, 'P4').state).toBe(three);
    const one = leaves(follow(three, ack('P1')), 'P3').state;
    expect([one.ack.state, awaitedParties(one)]).toEqual(['PARTIAL', ['P2']]);
    // All that are left have answered: settled by them. Who has left had dissented: that stands.
    const two = leaves(follow(three, ack('P1'), ack('P2')), 'P3');
    expect([two.state.ack.state, two.effects.includes('RELEASED')]).toEqual(['ACKED', true]);
    const no = reduceAt(three, answerOf(three, 'P3', { kind: 'DISSENT', reason: 'no' })).state;
    const said = leaves(follow(no, ack('P1'), ack('P2')), 'P3').state;
    expect([said.ack.state, said.answers.length]).toEqual(['ANSWERED', 3]);
    // Nobody is left of those that were asked: the members are.
    const none = leaves(leaves(launchAlert(['P1', 'P2']), 'P1').state, 'P2').state;
    expect([none.requiredParties, none.ack.state, isAwaited(none)]).toEqual([['P8', 'P9'], 'UNACKED', true]);
    const away = leaves({ ...three, absent: ['P3'] }, 'P3').state;
    expect([away.absent, awaitedParties(away)]).toEqual([[], ['P1', 'P2']]);
  });

  it('AL-07 SINGLE is settled by one supervisor; NOTE also by a duty officer, who never dissents', () => {
    const single = launchAlert(['P1', 'P2'], { policy: 'SINGLE' });
    expect(follow(single, ack('P2')).ack.state).toBe('ACKED');
    expect(reduceAt(single, answerOf(single, 'P2', { role: 'duty' })).result).toEqual({
      ...{ code: 'FORBIDDEN', reason: 'supervisorOnly' },
    });
    const note = launchAlert(['P1', 'P2'], { policy: 'NOTE' });
    expect(reduceAt(note, answerOf(note, 'P2', { role: 'duty' })).state.ack.state).toBe('ACKED');
    expect(reduceAt(note, answerOf(note, 'P2', { role: 'duty', kind: 'DISSENT' })).result.code).toBe(
      'FORBIDDEN',
    );
    expect(reduceAt(note, answerOf(note, 'P2', { role: 'observer' })).result.code).toBe('FORBIDDEN');
  });

  it('AL-08 an answer is kept as it was given: who, for which Party, when, to which revision', () => {
    const { state } = reduceAt(TWO, answerOf(TWO, 'P1', { robot: true, commandId: 'c9' }), 7);
    expect(state.answers).toEqual([
      {
        ...{ kind: 'ACK', party: 'P1', user: 'user:P1', nameEn: 'P1', nameRu: 'P1', robot: true },
        ...{ atMs: EPOCH + 7000, rev: 1, reason: null, commandId: 'c9' },
      },
    ]);
  });

  it('AL-09 a second answer of one Party is told who was first', () => {
    const once = follow(TWO, ack('P1'));
    const again = reduceAt(once, answerOf(once, 'P1', { user: 'deputy' }), 9);
    expect(again.result).toEqual({
      ...{ code: 'ALREADY', by: 'user:P1', nameEn: 'P1', nameRu: 'P1', atMs: EPOCH + 1000 },
    });
  });

  it('AL-10 an answer to a revision before the last material change is stale, and the change is shown', () => {
    const worse = follow(TWO, critical);
    const { result } = reduceAt(worse, answerOf(worse, 'P1', { seenRev: 1 }));
    expect(result).toEqual({
      ...{ code: 'STALE_REV', currentRev: 2, materialRev: 2 },
      changes: [
        { field: 'severity', from: 'HIGH', to: 'CRITICAL' },
        { field: 'corroboration', from: 'SINGLE', to: 'DUAL' },
      ],
    });
    const minor = follow(worse, (a) => updateOf(a, 'CRITICAL', { launchAt: { lat: 1, lon: 2, atMs: 3 } }));
    expect([minor.rev, minor.materialRev]).toEqual([3, 2]);
    // The revision that was painted is good enough as long as nothing material came after it; a later one is no revision.
    for (const [seenRev, code] of [
      [1, 'STALE_REV'],
      [2, 'OK'],
      [3, 'OK'],
      [4, 'STALE_REV'],
    ] as const)
      expect(reduceAt(minor, answerOf(minor, 'P1', { seenRev })).result.code).toBe(code);
  });

  it('AL-10 another occurrence is told apart by its number', () => {
    expect(reduceAt(TWO, answerOf(TWO, 'P1', { seq: 2 })).result).toEqual({ code: 'WRONG_SEQ', open: 1 });
    const closed = STATES.closed as Alert;
    expect(reduceAt(closed, answerOf(closed, 'P1', { seq: 2 })).result).toEqual({
      code: 'WRONG_SEQ',
      open: null,
    });
  });

  it('AL-11 a change for the worse takes the answers away, keeps them on file, alarms and starts the time again', () => {
    const before = follow(TWO, ack('P1'));
    const { state, effects } = reduceAt(before, critical(before), 50);
    expect(effects).toEqual(['REVISED', 'ALARM']);
    expect(state).toMatchObject({
      ...{ ack: { state: 'UNACKED' }, answers: [], archivedAnswers: before.answers, mostSevere: 'CRITICAL' },
      ...{ alarmedMs: EPOCH + 50_000, dueMs: EPOCH + 50_000 + RULES.answerWithinS.CRITICAL * 1000 },
    });
    const twice = follow(state, ack('P2'), (a) => updateOf(a, 'CRITICAL', { corroboration: 'SINGLE' }));
    expect(twice.archivedAnswers.map((a) => a.party)).toEqual(['P1', 'P2']);
  });

  it('AL-12 a notification that turns up keeps the acknowledgements and takes the severity down, without an alarm', () => {
    const before = follow(TWO, critical, ack('P1'));
    const { state, effects } = reduceAt(before, matched(before), 100);
    expect(effects).toEqual(['REVISED']);
    expect(state).toMatchObject({
      ...{ id: before.id, severity: 'HIGH', mostSevere: 'CRITICAL', ack: { state: 'PARTIAL' } },
      ...{ answers: before.answers, alarmedMs: before.alarmedMs, dueMs: before.dueMs, materialRev: 3 },
    });
    expect(state.changes.map((c) => c.field)).toEqual(['severity', 'match', 'finding']);
    expect(awaitedParties(state)).toEqual(['P2']);
    expect(reduceAt(state, answerOf(state, 'P2', { seenRev: 2 })).result.code).toBe('STALE_REV');
    expect(reduceAt(state, answerOf(state, 'P2')).state.ack.state).toBe('ACKED');
  });

  it('AL-12 one that is settled already stays settled', () => {
    const { state } = reduceAt(STATES.acked as Alert, matched(STATES.acked as Alert), 100);
    expect([state.ack.state, state.dueMs, isAwaited(state)]).toEqual(['ACKED', null, false]);
  });

  it('AL-13 a retraction alarms again as withdrawn and is to be acknowledged by all, who then close it', () => {
    const { state, effects } = reduceAt(STATES.acked as Alert, retract(), 60);
    expect(effects).toEqual(['WITHDRAWN', 'ALARM']);
    expect(state).toMatchObject({
      ...{ lifecycle: { state: 'WITHDRAWN', reason: 'late data' }, ack: { state: 'UNACKED' } },
      ...{
        answers: [],
        alarmedMs: EPOCH + 60_000,
        changes: [{ field: 'retracted', from: '', to: 'late data' }],
      },
    });
    expect(state.archivedAnswers.length).toBe(2);
    expect(state.dueMs).toBe(EPOCH + 60_000 + RULES.answerWithinS.HIGH * 1000);
    expect(reduceAt(state, answerOf(state, 'P1', { seenRev: 1 })).result.code).toBe('STALE_REV');
    expect(follow(state, ack('P1'), ack('P2')).lifecycle.state).toBe('CLOSED');
  });

  it('AL-14 a dissent has a reason, counts as answered and asks for a consultation; the alert does not close by itself', () => {
    expect(reduceAt(TWO, answerOf(TWO, 'P1', { kind: 'DISSENT', reason: '' })).result).toMatchObject({
      ...{ code: 'BAD_REQUEST', field: 'reason' },
    });
    const { state, effects } = reduceAt(
      STATES.part as Alert,
      answerOf(STATES.part as Alert, 'P2', { kind: 'DISSENT' }),
      20,
    );
    expect(effects).toEqual(['ANSWERED', 'SETTLED', 'CONSULT']);
    expect(state.ack.state).toBe('ANSWERED');
    expect(state.consult).toMatchObject({ state: 'REQUESTED', by: 'P2', atMs: EPOCH + 20_000 });
    expect(isAwaited(state)).toBe(false);
    expect(gone(state).lifecycle.state).toBe('OPEN');
  });

  it('AL-15 an alert whose cause is gone waits for the off delay, then closes once all have acknowledged', () => {
    const off = offDelayed(STATES.acked as Alert);
    expect(reduceAt(off, { type: 'TICK' }, RULES.offDelayS).state).toBe(off);
    const closed = reduceAt(off, { type: 'TICK' }, RULES.offDelayS + 1);
    expect([regions(closed.state), closed.effects]).toEqual(['aiC', ['REVISED', 'CLOSED']]);
    const waiting = STATES.gonePart as Alert;
    expect(regions(waiting)).toBe('piO');
    const last = reduceAt(waiting, answerOf(waiting, 'P2'));
    expect([regions(last.state), last.effects]).toEqual(['aiC', ['ANSWERED', 'SETTLED', 'CLOSED']]);
  });

  it('AL-15 one that is latched stays open until it is reset', () => {
    const latched: Alert = { ...TWO, condition: { state: 'INACTIVE', latched: true } };
    expect(follow(latched, ack('P1'), ack('P2')).lifecycle.state).toBe('OPEN');
  });

  it('AL-15 a cause that comes back keeps the occurrence, its answers and its silence, and counts', () => {
    for (const name of ['offDelay', 'gonePart'] as const) {
      const before = STATES[name] as Alert;
      const { state, effects } = reduceAt(before, back());
      expect([state.condition.state, state.count, effects]).toEqual(['ACTIVE', 2, ['REVISED']]);
      expect(state.answers).toEqual(before.answers);
    }
  });

  it('AL-16 small steps of the impact add up to a material one, also across a match', () => {
    const at = (km: number) => ({
      impact: { ...destination({ lat: 10, lon: 20 }, 90, km * 1000), semiMajorM: 1000, atMs: EPOCH },
    });
    const start = follow(TWO, (a) => updateOf(a, 'HIGH', at(0)), ack('P1'));
    expect(start.rev).toBe(2);
    const small = follow(start, (a) => updateOf(a, 'HIGH', at(60)));
    expect([small.materialRev, small.answers.length]).toEqual([1, 1]);
    const far = follow(small, (a) => updateOf(a, 'HIGH', at(120)));
    expect([far.materialRev, far.answers.length, far.changes[0]?.field]).toEqual([3, 0, 'impact']);
    const met = follow(start, (a) => updateOf(a, 'HIGH', { ...at(60), match: 'LATE' }));
    expect(met.answers.length).toBe(1);
    // While a notification covers the launch, a moved impact makes the answers to come stale, and takes none away.
    const moved = follow(met, (a) => updateOf(a, 'HIGH', at(120)));
    expect([moved.answers.length, moved.changes[0]?.field, moved.materialRev]).toEqual([
      1,
      'impact',
      moved.rev,
    ]);
  });

  it('AL-14 an alert that was answered with a dissent closes once its consultation is closed', () => {
    const to = (to: 'REQUESTED' | 'OPEN' | 'ANSWERED' | 'CLOSED') => (): AlertEvent => ({
      type: 'CONSULT',
      to,
      by: 'P1',
    });
    const answered = gone(STATES.answered as Alert);
    const talked = follow(answered, to('OPEN'), to('ANSWERED'));
    expect([talked.consult, talked.lifecycle.state]).toMatchObject([
      { state: 'ANSWERED', dueMs: null },
      'OPEN',
    ]);
    expect(follow(talked, to('CLOSED')).lifecycle.state).toBe('CLOSED');
    // It does not go back, does not begin unasked, and closes nothing whose cause is there or whose answers are missing.
    expect(reduceAt(talked, to('OPEN')()).state).toBe(talked);
    expect(reduceAt(TWO, to('CLOSED')()).state).toBe(TWO);
    expect(follow(STATES.answered as Alert, to('CLOSED')).lifecycle.state).toBe('OPEN');
    expect(follow(STATES.gone as Alert, to('REQUESTED'), to('CLOSED')).lifecycle.state).toBe('OPEN');
  });

  it('AL-14 a consultation that nobody takes up in its time is overdue, once', () => {
    const asked = STATES.answered as Alert;
    const dueS = ((asked.consult.state === 'REQUESTED' && asked.consult.dueMs) || 0) / 1000 - EPOCH / 1000;
    expect(reduceAt(asked, { type: 'TICK' }, dueS - 1).state).toBe(asked);
    const { state, effects } = reduceAt(asked, { type: 'TICK' }, dueS);
    expect([state.consult.state, effects]).toEqual(['OVERDUE', ['REVISED', 'CONSULT_OVERDUE']]);
    expect(reduceAt(state, { type: 'TICK' }, dueS + 60).state).toBe(state);
  });

  it('AL-31 what was notified and turns out otherwise asks for more: the same alert, all Parties, again', () => {
    const facts = { ...LAUNCH_FACTS, match: 'ON_FILE' as const, finding: 'NOTIFIED_SLV' as const };
    const single = launchAlert(['P1', 'P2'], {
      code: 'LAUNCH_NOTIFIED',
      policy: 'SINGLE',
      severity: 'ADVISORY',
      facts,
    });
    const acked = follow(single, ack('P1'));
    const worse: AlertEvent = {
      ...{ type: 'UPDATE', severity: 'HIGH', code: 'LAUNCH_UNNOTIFIED', policy: 'JOINT' },
      facts: { ...facts, match: 'NONE', finding: 'UNRESOLVED' },
    };
    const { state, effects } = reduceAt(acked, worse, 9);
    expect(effects).toContain('ALARM');
    expect(state).toMatchObject({
      id: acked.id,
      code: 'LAUNCH_UNNOTIFIED',
      policy: 'JOINT',
      ack: { state: 'UNACKED' },
    });
    expect(follow(state, ack('P1')).ack.state).toBe('PARTIAL');
    const same = { ...worse, severity: 'ADVISORY' as const, facts };
    expect(reduceAt(acked, same, 9).effects).toContain('ALARM');
    const milder = reduceAt(
      state,
      { ...worse, severity: 'ADVISORY', code: 'LAUNCH_NOTIFIED', policy: 'SINGLE', facts },
      10,
    );
    expect(milder.state).toMatchObject({ policy: 'JOINT', code: 'LAUNCH_UNNOTIFIED', severity: 'ADVISORY' });
  });

  it('AL-32 a reminder sounds again and changes nothing else; nobody is reminded of what is settled', () => {
    const call = { type: 'ESCALATE', call: 'LIAISON', last: true } as const;
    const { state } = reduceAt(STATES.part as Alert, call, 300);
    const escalation = { call: 'LIAISON', exhausted: true };
    expect(state).toEqual({
      ...STATES.part,
      alarmedMs: EPOCH + 300_000,
      updatedMs: EPOCH + 300_000,
      escalation,
    });
    expect(reduceAt(STATES.acked as Alert, call, 300).state).toBe(STATES.acked);
  });
});
