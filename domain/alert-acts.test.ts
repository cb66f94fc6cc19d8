import { describe, expect, it } from 'vitest';
import type { Alert } from './alert';
import { absenceOf as absenceIn, awaitedParties, isAwaited } from './alert-machine';
import {
  absenceOf,
  ack,
  answerOf,
  assessmentOf,
  critical,
  follow,
  proposalOf,
  RULES,
  reduceAt,
  refusalOf,
  shelveOf,
  unshelveOf,
  updateOf,
} from './testing/alert-driver';
import { gone, raised, regions, STATES, TWO } from './testing/alert-states';
import { EPOCH, launchAlert } from './testing/samples';

const THREE = launchAlert(['P1', 'P2', 'P3']);
const is = (name: string): Alert => STATES[name] as Alert;
const code = (r: { result: { code: string } }): string =>
  'reason' in r.result ? `${r.result.code} ${String(r.result.reason)}` : r.result.code;

describe('delays and latches', () => {
  it('AL-41 before its on-delay is over nobody is told; gone by then it never was', () => {
    const pending = raised({ onDelayS: 10 });
    expect([regions(pending), isAwaited(pending), pending.dueMs]).toEqual(['u?O', false, null]);
    expect(code(reduceAt(pending, answerOf(pending, 'P1')))).toBe('NOT_FOUND');
    expect(reduceAt(pending, { type: 'TICK' }, 9).state).toBe(pending);
    const alarm = reduceAt(pending, { type: 'TICK' }, 10);
    expect([regions(alarm.state), alarm.effects, alarm.state.raisedMs]).toEqual([
      'uAO',
      ['ALARM'],
      EPOCH + 10_000,
    ]);
    const worse = reduceAt(pending, critical(pending), 5);
    expect([regions(worse.state), worse.state.severity, worse.effects]).toEqual([
      'u?O',
      'CRITICAL',
      ['REVISED'],
    ]);
    const over = reduceAt(pending, { type: 'RTN' }, 5);
    expect([regions(over.state), over.effects]).toEqual(['uiC', ['DROPPED']]);
  });

  it('AL-41 a cause is gone after the off-delay of its own rule', () => {
    const off = reduceAt(raised({ offDelayS: 7 }), { type: 'RTN' }, 1).state;
    expect(reduceAt(off, { type: 'TICK' }, 7.9).state).toBe(off);
    expect(regions(reduceAt(off, { type: 'TICK' }, 8).state)).toBe('uiO');
  });

  it('AL-54 one Party refuses what needs all of them, or takes its own proposal back; what others propose beside it stands', () => {
    const latched = is('latched');
    const reset = reduceAt(latched, proposalOf(latched, 'P1', 'RESET'), 50).state;
    const both = reduceAt(reset, proposalOf(reset, 'P2', 'WITHDRAW'), 51).state;
    const no = reduceAt(both, refusalOf(both, 'P2', 'RESET'), 52);
    expect([no.result.code, no.effects, no.state.proposals.map((p) => p.act)]).toEqual([
      ...['OK', ['REFUSED'], ['WITHDRAW']],
    ]);
    expect(regions(no.state)).toBe('alOP');
    expect(reduceAt(both, refusalOf(both, 'P1', 'RESET')).state.proposals.length).toBe(1);
    expect(code(reduceAt(no.state, refusalOf(no.state, 'P2', 'RESET')))).toBe('NOT_ACKABLE notProposed');
    expect(code(reduceAt(both, refusalOf(both, 'P3', 'RESET')))).toBe('FORBIDDEN notAsked');
    expect(code(reduceAt(both, refusalOf(both, 'P2', 'RESET', { role: 'duty' })))).toBe(
      'FORBIDDEN supervisorOnly',
    );
  });

  it('AL-42 a latched alert stays until all who were asked have answered and reset it', () => {
    const latched = is('latched');
    expect(regions(latched)).toBe('alO');
    const early = gone(follow(raised({ latched: true }), ack('P1')));
    expect(code(reduceAt(early, proposalOf(early, 'P1', 'RESET')))).toBe('FORBIDDEN answerFirst');
    expect(code(reduceAt(TWO, proposalOf(TWO, 'P1', 'RESET')))).toBe('NOT_ACKABLE notLatched');
    const one = reduceAt(latched, proposalOf(latched, 'P1', 'RESET'), 50);
    expect([one.effects, one.state.lifecycle.state]).toEqual([['PROPOSED'], 'OPEN']);
    expect(code(reduceAt(one.state, proposalOf(one.state, 'P1', 'RESET')))).toBe('ALREADY');
    const sameMan = proposalOf(one.state, 'P2', 'RESET', { user: 'user:P1' });
    expect(code(reduceAt(one.state, sameMan))).toBe('FORBIDDEN onePersonOneParty');
    const both = reduceAt(one.state, proposalOf(one.state, 'P2', 'RESET'), 60);
    expect([both.effects, both.state.lifecycle.state, both.state.proposals]).toEqual([
      ['CLOSED'],
      'CLOSED',
      [],
    ]);
    const late = reduceAt(one.state, { type: 'TICK' }, 50 + RULES.proposalStandsS);
    expect(late.state.proposals).toEqual([]);
    expect(late.effects).toContain('LAPSED');
  });
});

describe('absence', () => {
  it('AL-43 is recorded by a supervisor who has answered himself, once nobody of that Party was there for a minute', () => {
    const part = is('part');
    const since = (s: number | null) =>
      code(
        reduceAt(
          part,
          absenceOf(part, 'P1', 'P2', { absentSinceMs: s === null ? null : EPOCH - s * 1000 }),
          0,
        ),
      );
    expect([since(null), since(59.9), since(60)]).toEqual([
      ...['FORBIDDEN partyPresent', 'FORBIDDEN partyPresent', 'OK'],
    ]);
    expect(code(reduceAt(TWO, absenceOf(TWO, 'P1', 'P2')))).toBe('FORBIDDEN answerFirst');
    expect(code(reduceAt(part, absenceOf(part, 'P1', 'P1')))).toBe('NOT_ACKABLE notMissing');
    expect(code(reduceAt(part, absenceOf(part, 'P1', 'P9')))).toBe('NOT_ACKABLE notMissing');
    const duty = absenceOf(part, 'P1', 'P2', { role: 'duty' });
    expect(code(reduceAt(part, duty))).toBe('FORBIDDEN supervisorOnly');
    expect(code(reduceAt(part, absenceOf(part, 'P1', 'P2', { seenRev: 0 })))).toBe('STALE_REV');
  });

  it("AL-43 it ends the wait and acknowledges nothing: the alert does not close before that Party's own answer", () => {
    const two = follow(THREE, ack('P1'), (a) => absenceOf(a, 'P1', 'P2'));
    expect([two.ack.state, awaitedParties(two)]).toEqual(['PARTIAL', ['P3']]);
    const all = follow(two, ack('P3'));
    expect([all.ack.state, isAwaited(all), all.dueMs]).toEqual(['ANSWERED', false, null]);
    const talked = (to: 'REQUESTED' | 'CLOSED') => () => ({ type: 'CONSULT', to, by: 'P1' }) as const;
    const over = gone(follow(all, talked('REQUESTED'), talked('CLOSED')));
    expect(regions(over)).toBe('niOz');
    const last = reduceAt(over, answerOf(over, 'P2'), 99);
    expect([regions(last.state), last.effects]).toEqual(['aiCz', ['ANSWERED', 'SETTLED', 'CLOSED']]);
    expect(last.state.answers.map((a) => `${a.kind} ${a.party}`)).toEqual([
      ...['ACK P1', 'ABSENT P2', 'ACK P3', 'ACK P2'],
    ]);
  });

  it('AL-44 whoever is back finds it unacknowledged, with the time of a new alarm, and the record of his absence stays', () => {
    const { state, effects } = reduceAt(is('absent'), { type: 'RETURN', party: 'P2' }, 500);
    expect(effects).toEqual(['HANDED']);
    expect(state).toMatchObject({
      ...{ ack: { state: 'PARTIAL' }, absent: [], alarmedMs: EPOCH + 500_000 },
      dueMs: EPOCH + 500_000 + RULES.answerWithinS.HIGH * 1000,
    });
    expect(awaitedParties(state)).toEqual(['P2']);
    const answered = follow(state, ack('P2'));
    expect(answered.ack.state).toBe('ACKED');
    const worse = follow(answered, critical);
    expect(absenceIn(worse, 'P2')).toMatchObject({
      kind: 'ABSENT',
      party: 'P2',
      by: 'P1',
      reason: 'nobody there',
    });
    expect([worse.absent, awaitedParties(worse)]).toEqual([[], ['P1', 'P2']]);
    expect(reduceAt(TWO, { type: 'RETURN', party: 'P2' }).state).toBe(TWO);
  });
});

describe('shelves, suppression and service', () => {
  it('AL-45 a supervisor shelves for his own Party: with a reason, for half an hour at most, so many at a time, never a critical one', () => {
    const put = (part: object, alert = TWO) => code(reduceAt(alert, shelveOf(alert, 'P1', 1800, part)));
    expect(put({})).toBe('OK');
    expect(put({ untilMs: EPOCH + 1800_001 })).toBe('FORBIDDEN tooLong');
    expect(put({ untilMs: EPOCH })).toBe('FORBIDDEN tooLong');
    expect(put({ reason: '' })).toBe('BAD_REQUEST');
    expect(put({ role: 'duty' })).toBe('FORBIDDEN supervisorOnly');
    expect(put({ shelvedNow: RULES.shelve.most - 1 })).toBe('OK');
    expect(put({ shelvedNow: RULES.shelve.most })).toBe('FORBIDDEN tooManyShelved');
    expect(put({}, follow(TWO, critical))).toBe('FORBIDDEN criticalStays');
    const shelved = is('shelved');
    expect(code(reduceAt(shelved, shelveOf(shelved, 'P2', 60)))).toBe('ALREADY');
    expect(awaitedParties(shelved)).toEqual(['P1', 'P2']);
    const both = follow(shelved, (a) => shelveOf(a, 'P1', 60));
    expect(both.shelves.map((s) => s.party)).toEqual(['P2', 'P1']);
  });

  it('AL-45 it comes back by hand, by itself, by an alarm that is critical and by a withdrawal', () => {
    const shelved = is('shelved');
    expect(reduceAt(shelved, { type: 'TICK' }, 1799).state).toBe(shelved);
    expect(reduceAt(shelved, { type: 'TICK' }, 1800)).toMatchObject({
      state: { shelves: [] },
      effects: ['UNSHELVED'],
    });
    expect(follow(shelved, (a) => unshelveOf(a, 'P2')).shelves).toEqual([]);
    expect(code(reduceAt(shelved, unshelveOf(shelved, 'P1')))).toBe('NOT_ACKABLE notShelved');
    expect(reduceAt(shelved, critical(shelved)).effects).toEqual(['REVISED', 'ALARM', 'UNSHELVED']);
    expect(reduceAt(shelved, { type: 'RETRACT', reason: 'r' }).state.shelves).toEqual([]);
    const other = reduceAt(shelved, updateOf(shelved, 'HIGH', { corroboration: 'DUAL' }));
    expect([other.state.shelves.length, other.state.ack.state]).toEqual([1, 'UNACKED']);
  });

  it('AL-46 a rule mutes and frees it; freed, it sounds and has its full time if it still waits', () => {
    const muted = is('suppressed');
    const free = reduceAt(muted, { type: 'UNSUPPRESS' }, 200);
    expect([free.effects, free.state.alarmedMs]).toEqual([['REVISED', 'RESOUND'], EPOCH + 200_000]);
    const acked = follow(muted, ack('P1'), ack('P2'), () => ({ type: 'UNSUPPRESS' }));
    expect(acked.alarmedMs).toBe(muted.alarmedMs);
  });

  it('AL-46 only what a sensor’s health raises goes out of service, by all who are asked, for a watch at most, and back by itself', () => {
    const sensor = is('sensor');
    const ask = (alert: Alert, minutes: number | null) =>
      reduceAt(
        alert,
        proposalOf(alert, 'P1', 'OUT_OF_SERVICE', { untilMs: minutes && EPOCH + minutes * 60_000 }),
      );
    expect(code(ask(TWO, 60))).toBe('FORBIDDEN healthOnly');
    expect([code(ask(sensor, 481)), code(ask(sensor, null))]).toEqual([
      'FORBIDDEN tooLong',
      'FORBIDDEN tooLong',
    ]);
    const out = ask(sensor, 480);
    expect([regions(out.state), out.effects, isAwaited(out.state)]).toEqual([
      'uAOI',
      ['OUT_OF_SERVICE'],
      false,
    ]);
    const two: Alert = { ...sensor, requiredParties: ['P1', 'P2'] };
    const one = ask(two, 480).state;
    expect([one.suppression.state, one.proposals.length]).toEqual(['NONE', 1]);
    const both = reduceAt(one, proposalOf(one, 'P2', 'OUT_OF_SERVICE', { untilMs: EPOCH + 60_000 })).state;
    expect(both.suppression).toMatchObject({
      state: 'OUT_OF_SERVICE',
      by: ['P1', 'P2'],
      untilMs: EPOCH + 60_000,
    });
    expect(reduceAt(both, { type: 'TICK' }, 60).effects).toEqual(['IN_SERVICE', 'RESOUND']);
    expect(reduceAt(both, critical(both)).state.suppression.state).toBe('NONE');
  });
});

describe('assessment and withdrawal', () => {
  it('AL-47 each Party says what it is after its own answer, and may say otherwise; the engine asks for a consultation where they differ', () => {
    const part = is('part');
    expect(code(reduceAt(part, assessmentOf(part, 'P2', 'REAL')))).toBe('FORBIDDEN answerFirst');
    expect(code(reduceAt(part, assessmentOf(part, 'P1', 'REAL', { reason: '' })))).toBe('BAD_REQUEST');
    expect(code(reduceAt(part, assessmentOf(part, 'P1', 'REAL', { seenRev: 0 })))).toBe('STALE_REV');
    const given = is('given');
    expect(given.assessment).toMatchObject({ state: 'GIVEN', verdicts: { P1: { verdict: 'REAL', rev: 1 } } });
    expect(code(reduceAt(given, assessmentOf(given, 'P1', 'REAL')))).toBe('ALREADY');
    const differ = reduceAt(given, assessmentOf(given, 'P2', 'TEST'), 9);
    expect(differ.effects).toEqual(['ASSESSED', 'DISPUTED', 'CONSULT']);
    expect(differ.state.consult).toMatchObject({ state: 'REQUESTED', by: 'ENGINE' });
    const agreed = reduceAt(differ.state, assessmentOf(differ.state, 'P2', 'REAL'), 10);
    expect([agreed.effects, agreed.state.assessment.state]).toEqual([['ASSESSED', 'AGREED'], 'AGREED']);
    const three = follow(THREE, ack('P1'), ack('P2'), ack('P3'), (a) => assessmentOf(a, 'P1', 'REAL'));
    const two = follow(three, (a) => assessmentOf(a, 'P3', 'REAL'));
    expect(two.assessment.state).toBe('GIVEN');
    expect(follow(two, (a) => assessmentOf(a, 'P2', 'FALSE')).assessment.state).toBe('DISPUTED');
  });

  it('AL-47 what is disputed does not close before it was talked over; a new alarm asks for new assessments', () => {
    const over = gone(is('disputed'));
    expect(over.lifecycle.state).toBe('OPEN');
    const closed = follow(over, () => ({ type: 'CONSULT', to: 'CLOSED', by: 'P1' }));
    expect(closed.lifecycle.state).toBe('CLOSED');
    expect(follow(is('disputed'), critical).assessment).toEqual({ state: 'NONE' });
  });

  it('AL-48 acknowledged and not assessed by all: a reminder after 10 minutes, after 20 the answers are taken back', () => {
    const acked = is('given');
    expect(acked.assessDue?.reminded).toBe(false);
    const due = ((acked.assessDue?.dueMs ?? 0) - EPOCH) / 1000;
    expect(reduceAt(acked, { type: 'TICK' }, due - 1).state).toBe(acked);
    const told = reduceAt(acked, { type: 'TICK' }, due);
    expect([told.effects, told.state.ack.state]).toEqual([['ASSESS_REMINDER'], 'ACKED']);
    expect(reduceAt(told.state, { type: 'TICK' }, due + 599).state).toBe(told.state);
    const back = reduceAt(told.state, { type: 'TICK' }, due + 600);
    expect(back.effects).toEqual(['REVISED', 'ALARM']);
    expect(back.state).toMatchObject({
      ...{
        ack: { state: 'UNACKED' },
        answers: [],
        assessment: { state: 'NONE' },
        changes: [{ field: 'assessment' }],
      },
    });
    const said = follow(acked, (a) => assessmentOf(a, 'P2', 'REAL'));
    expect([said.assessDue, reduceAt(said, { type: 'TICK' }, 9999).state]).toEqual([null, said]);
    // Nobody is asked what an advisory, or what one Party alone answers, is.
    const single = launchAlert(['P1', 'P2'], { policy: 'SINGLE' });
    expect(follow(single, ack('P1')).assessDue).toBeNull();
  });

  it('AL-49 a withdrawal is of all Parties, or of the one that gave all of the data; it is as loud as the raise and says by whom', () => {
    const shared = reduceAt(is('acked'), proposalOf(is('acked'), 'P1', 'WITHDRAW'));
    expect([shared.effects, shared.state.lifecycle.state]).toEqual([['PROPOSED'], 'OPEN']);
    const both = reduceAt(
      shared.state,
      proposalOf(shared.state, 'P2', 'WITHDRAW', { reason: 'sun glint' }),
      40,
    );
    expect(both.effects).toEqual(['WITHDRAWN', 'ALARM']);
    expect(both.state).toMatchObject({
      lifecycle: { state: 'WITHDRAWN', reason: 'sun glint', by: ['P1', 'P2'] },
      ...{ ack: { state: 'UNACKED' }, alarmedMs: EPOCH + 40_000, proposals: [] },
    });
    const own = { ...TWO, facts: { ...TWO.facts, source: 'P2' } };
    expect(reduceAt(own, proposalOf(own, 'P2', 'WITHDRAW')).state.lifecycle).toMatchObject({ by: ['P2'] });
    expect(reduceAt(own, proposalOf(own, 'P1', 'WITHDRAW')).state.lifecycle.state).toBe('OPEN');
    expect(code(reduceAt(TWO, proposalOf(TWO, 'P1', 'WITHDRAW', { reason: '' })))).toBe('BAD_REQUEST');
    // What one has proposed does not stand for what it says after a change.
    expect(follow(shared.state, critical).proposals).toEqual([]);
  });
});
