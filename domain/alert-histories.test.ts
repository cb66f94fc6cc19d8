import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AckPolicy, type Alert, type AlertFacts, SEVERITIES, severityRank } from './alert';
import { type AlertEvent, type AnswerCommand, isAwaited, type Reduced } from './alert-machine';
import { answerOf, reduceAt, updateOf } from './testing/alert-driver';
import { EPOCH, launchAlert } from './testing/samples';

const RUNS = process.env.JWC_LONG === '1' ? 100_000 : 20_000;
const PARTIES = ['P1', 'P2', 'P3'];
const POLICIES: AckPolicy[] = ['JOINT', 'JOINT', 'OWN', 'SINGLE', 'NOTE'];

/** Takes numbers from a list and runs on with zeros: a history is a list of numbers, so that it shrinks. */
function chooser(numbers: number[]): (of: number) => number {
  let i = 0;
  return (of) => (numbers[i++] ?? 0) % of;
}

function eventOf(alert: Alert, pick: (of: number) => number): AlertEvent {
  switch (pick(10)) {
    case 0: {
      const facts: Partial<AlertFacts> = {
        corroboration: pick(2) === 0 ? 'SINGLE' : 'DUAL',
        match: (['NONE', 'LATE', 'AMBIGUOUS'] as const)[pick(3)] ?? null,
      };
      return updateOf(alert, SEVERITIES[pick(3)] ?? 'HIGH', facts);
    }
    case 1: {
      const impact = { lat: 0, lon: pick(12) / 2, semiMajorM: 1000, atMs: EPOCH };
      return updateOf(alert, alert.severity, { impact });
    }
    case 2:
      return updateOf(alert, alert.severity, { launchNumber: pick(3) });
    case 3:
      return { type: 'RTN' };
    case 4:
      return pick(2) === 0 ? { type: 'BACK' } : { type: 'TICK' };
    case 5:
      return pick(8) === 0 ? { type: 'RETRACT', reason: 'late data' } : { type: 'TICK' };
    default: {
      const seenRev = pick(3) === 0 ? alert.rev - pick(4) + 1 : alert.rev;
      const part: Partial<AnswerCommand> = { seenRev, user: `user:${pick(4)}` };
      if (pick(5) === 0) part.role = pick(2) === 0 ? 'duty' : 'observer';
      if (pick(9) === 0) part.seq = alert.seq + 1;
      if (pick(5) === 0) part.kind = 'DISSENT';
      if (part.kind && pick(4) !== 0) part.reason = 'not so';
      return answerOf(alert, PARTIES[pick(3)] ?? 'P1', part);
    }
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const v of Object.values(value)) freeze(v);
  }
  return value;
}
/** Says what does not hold, so that a failing history names its rule. `expect` would be too slow for millions of steps. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function checkStep(before: Alert, event: AlertEvent, r: Reduced, nowMs: number): void {
  const { state, result, effects } = r;
  for (const key of ['id', 'key', 'seq', 'number', 'code', 'policy', 'requiredParties', 'raisedMs'] as const)
    must(state[key] === before[key], `${key} was fixed at raise`);
  if (result.code !== 'OK') must(state === before && effects.length === 0, 'a refusal changes nothing');
  if (before.lifecycle.state === 'CLOSED') must(state === before, 'closed is the end');
  must(state.rev >= before.rev && state.materialRev <= state.rev, 'revisions go up');
  must(state.count >= before.count, 'the count goes up');
  must(severityRank(state.mostSevere) >= severityRank(state.severity), 'most severe is the most severe');

  const parties = state.answers.map((a) => a.party);
  const users = state.answers.map((a) => a.user);
  must(new Set(parties).size === parties.length, 'one answer a Party');
  must(new Set(users).size === users.length, 'one Party a person');
  must(
    parties.every((p) => state.requiredParties.includes(p)),
    'only asked Parties answer',
  );
  const kept = [...state.archivedAnswers, ...state.answers];
  const was = [...before.archivedAnswers, ...before.answers];
  must(
    was.every((a, i) => kept[i] === a),
    'no answer is ever lost or changed',
  );

  if (state.lifecycle.state === 'CLOSED')
    must(
      state.ack.state === 'ACKED' &&
        state.condition.state === 'INACTIVE' &&
        state.answers.every((a) => a.kind === 'ACK'),
      'never closed while un-acknowledged or with its cause there',
    );
  const everyone = state.requiredParties.every((p) => parties.includes(p));
  const needsAll = state.policy === 'JOINT' || state.policy === 'OWN';
  if (state.ack.state === 'ACKED' || state.ack.state === 'ANSWERED')
    must(needsAll ? everyone : parties.length === 1, 'settled by all who are needed');
  if (state.ack.state === 'ACKED')
    must(
      state.answers.every((a) => a.kind === 'ACK'),
      'a dissent is no acknowledgement',
    );
  if (state.ack.state === 'UNACKED') must(parties.length === 0, 'unacknowledged has no answers');
  if (state.ack.state === 'PARTIAL') must(parties.length > 0 && !everyone, 'partial has some answers');
  must(state.dueMs === null || isAwaited(state), 'due only while an answer is awaited');
  if (state.answers.some((a) => a.kind === 'DISSENT'))
    must(state.consult.state !== 'NONE', 'a dissent asks for a consultation');

  if (event.type === 'ANSWER' && result.code === 'OK') {
    must(
      event.seenRev >= before.materialRev && event.seenRev <= before.rev,
      'an answer needs what was painted',
    );
    must(event.seq === before.seq && kept.length === was.length + 1, 'an answer is kept');
    const dutyMay = before.policy === 'NOTE' && event.kind === 'ACK' && event.role === 'duty';
    must(event.role === 'supervisor' || dutyMay, 'only those who may answer do');
  }
  if (event.type !== 'ANSWER') must(kept.length === was.length, 'nobody but a person answers');
  if (effects.includes('ALARM'))
    must(
      state.alarmedMs === nowMs && state.ack.state === 'UNACKED' && state.materialRev === state.rev,
      'an alarm asks everybody again',
    );
  else must(state.alarmedMs === before.alarmedMs, 'no alarm without its effect');
  if (event.type === 'UPDATE' && severityRank(state.severity) > severityRank(before.severity))
    must(effects.includes('ALARM'), 'a rise alarms');
  if (event.type === 'UPDATE' && severityRank(state.severity) < severityRank(before.severity))
    must(state.answers === before.answers, 'a fall leaves the answers');
}

describe('random histories of alerts', () => {
  it(`AL-18 the invariants hold after every step of ${RUNS.toLocaleString('en')} histories with two and three Parties`, () => {
    const seen = { closed: 0, settled3: 0, withdrawn: 0, stale: 0, steps: 0 };
    fc.assert(
      fc.property(fc.array(fc.nat(5039), { minLength: 1, maxLength: 120, size: 'max' }), (numbers) => {
        const pick = chooser(numbers);
        const parties = PARTIES.slice(0, 2 + pick(2));
        const policy = POLICIES[pick(POLICIES.length)] ?? 'JOINT';
        let alert = freeze(launchAlert(parties, { policy }));
        let atS = 0;
        for (let n = 0; n < numbers.length / 4; n++) {
          atS += pick(40);
          const event = freeze(eventOf(alert, pick));
          const reduced = reduceAt(alert, event, atS);
          checkStep(alert, event, reduced, EPOCH + atS * 1000);
          alert = freeze(reduced.state);
          seen.steps++;
          if (reduced.result.code === 'STALE_REV') seen.stale++;
        }
        if (alert.lifecycle.state === 'CLOSED') seen.closed++;
        if (alert.lifecycle.state === 'WITHDRAWN') seen.withdrawn++;
        if (alert.ack.state === 'ACKED' && parties.length === 3 && policy === 'JOINT') seen.settled3++;
      }),
      { numRuns: RUNS },
    );
    // Histories that never get anywhere would prove nothing.
    expect(Math.min(seen.closed, seen.settled3, seen.withdrawn, seen.stale)).toBeGreaterThan(RUNS / 500);
    expect(seen.steps).toBeGreaterThan(RUNS * 5);
  }, 120_000);

  it('AL-19 the same answers in any order give the same final state, with two Parties and with three', () => {
    const kinds = fc.array(fc.constantFrom('ACK' as const, 'ACK' as const, 'DISSENT' as const), {
      minLength: 3,
      maxLength: 3,
    });
    const order = fc.shuffledSubarray(PARTIES, { minLength: 3 });
    const policy = fc.constantFrom('JOINT' as const, 'OWN' as const);
    const finish = (parties: string[], order: string[], kinds: string[], policy: AckPolicy): unknown => {
      let alert = launchAlert(parties, { policy });
      for (const event of [{ type: 'RTN' }, { type: 'TICK' }] as const)
        alert = reduceAt(alert, event, 60 * (event.type === 'TICK' ? 1 : 0)).state;
      for (const party of order.filter((p) => parties.includes(p))) {
        const kind = kinds[PARTIES.indexOf(party)] === 'DISSENT' ? 'DISSENT' : 'ACK';
        alert = reduceAt(alert, answerOf(alert, party, { kind }), 90).state;
      }
      const answers = [...alert.answers].sort((a, b) => (a.party < b.party ? -1 : 1));
      // Who dissented first asks; that is the one thing that order decides.
      return { ...alert, answers, consult: alert.consult.state };
    };
    fc.assert(
      fc.property(order, kinds, policy, fc.constantFrom(2, 3), (shuffled, kinds, policy, n) => {
        const parties = PARTIES.slice(0, n);
        expect(finish(parties, shuffled, kinds, policy)).toEqual(finish(parties, PARTIES, kinds, policy));
      }),
      { numRuns: 500 },
    );
  });

  it('AL-20 a history that is told again gives the same bytes, also from a stored state', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5039), { minLength: 8, maxLength: 80, size: 'max' }), (numbers) => {
        const run = (storeEach: boolean): string => {
          const pick = chooser(numbers);
          let alert = launchAlert(PARTIES);
          for (let n = 0; n < numbers.length / 4; n++) {
            alert = reduceAt(alert, eventOf(alert, pick), n * 10).state;
            if (storeEach) alert = JSON.parse(JSON.stringify(alert)) as Alert;
          }
          return JSON.stringify(alert);
        };
        expect(run(true)).toBe(run(false));
      }),
      { numRuns: 300 },
    );
  });
});
