import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AckPolicy,
  type Alert,
  type AlertFacts,
  JOINT_ACTS,
  SEVERITIES,
  severityRank,
  VERDICTS,
} from './alert';
import {
  type AlertEvent,
  type AnswerCommand,
  absenceOf as absenceIn,
  isAwaited,
  type Reduced,
} from './alert-machine';
import {
  absenceOf,
  answerOf,
  assessmentOf,
  proposalOf,
  reduceAt,
  refusalOf,
  shelveOf,
  unshelveOf,
  updateOf,
} from './testing/alert-driver';
import { raised } from './testing/alert-states';
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
  const party = (): string => PARTIES[pick(3)] ?? 'P1';
  switch (pick(26)) {
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
    case 6:
      return absenceOf(alert, party(), party(), { absentSinceMs: pick(3) === 0 ? null : EPOCH - 3600_000 });
    case 7:
      return { type: 'RETURN', party: party() };
    case 8:
    case 14:
    case 15: {
      // Mostly of who has answered: the rest is refused.
      const by = (pick(4) > 0 && alert.answers[pick(3)]?.party) || party();
      const part = { user: `user:${pick(4)}`, ...(pick(6) === 0 && { seenRev: alert.rev - 1 }) };
      return assessmentOf(alert, by, VERDICTS[pick(5)] ?? 'REAL', part);
    }
    case 9: {
      const to = (['REQUESTED', 'OPEN', 'ANSWERED', 'CLOSED'] as const)[pick(4)] ?? 'CLOSED';
      return { type: 'CONSULT', to, by: 'ENGINE' };
    }
    case 10:
      return pick(2) === 0
        ? shelveOf(alert, party(), pick(4000), { shelvedNow: pick(7) })
        : unshelveOf(alert, party());
    case 11: {
      const act = JOINT_ACTS[pick(3)] ?? 'RESET';
      if (pick(4) === 0) return refusalOf(alert, party(), act);
      const untilMs = pick(2) === 0 ? null : EPOCH + pick(5000) * 1000;
      return proposalOf(alert, party(), act, { user: `user:${pick(4)}`, untilMs });
    }
    case 12:
      return pick(2) === 0 ? { type: 'SUPPRESS', byRule: 'r' } : { type: 'UNSUPPRESS' };
    case 13: {
      const call = (['REPEAT', 'SUPERVISORS', 'CONSULTATION', 'LIAISON'] as const)[pick(4)] ?? 'LIAISON';
      return { type: 'ESCALATE', call, last: pick(2) === 0 };
    }
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

const wasTold = (alert: Alert): boolean => alert.condition.state !== 'PENDING';

function checkStep(before: Alert, event: AlertEvent, r: Reduced, nowMs: number): void {
  const { state, result, effects } = r;
  for (const key of ['id', 'key', 'seq', 'number', 'code', 'policy', 'requiredParties', 'raisedMs'] as const)
    must(state[key] === before[key] || !wasTold(before), `${key} was fixed at raise`);
  if (result.code !== 'OK') must(state === before && effects.length === 0, 'a refusal changes nothing');
  if (before.lifecycle.state === 'CLOSED') must(state === before, 'closed is the end');
  must(state.rev >= before.rev && state.materialRev <= state.rev, 'revisions go up');
  must(state.count >= before.count, 'the count goes up');
  must(severityRank(state.mostSevere) >= severityRank(state.severity), 'most severe is the most severe');

  const own = state.answers.filter((a) => a.kind !== 'ABSENT');
  const parties = own.map((a) => a.party);
  const users = own.map((a) => a.user);
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

  const everyone = state.requiredParties.every((p) => parties.includes(p));
  const needsAll = state.policy === 'JOINT' || state.policy === 'OWN';
  if (state.lifecycle.state === 'CLOSED')
    must(
      before.lifecycle.state === 'CLOSED' ||
        !wasTold(before) ||
        (state.condition.state === 'INACTIVE' &&
          (needsAll ? everyone : parties.length === 1) &&
          (state.consult.state === 'CLOSED' ||
            (own.every((a) => a.kind === 'ACK') && state.assessment.state !== 'DISPUTED'))),
      'never closed while un-acknowledged, with its cause there, or before what is disputed was talked over',
    );
  const answeredOrAbsent = state.requiredParties.every(
    (p) => parties.includes(p) || state.absent.includes(p),
  );
  if (state.ack.state === 'ACKED')
    must(
      needsAll ? everyone : parties.length === 1,
      'acknowledged by all who are needed, by nobody in their name',
    );
  if (state.ack.state === 'ANSWERED')
    must(needsAll ? answeredOrAbsent : parties.length === 1, 'answered by all who are there');
  for (const p of state.absent)
    must(
      !parties.includes(p) && absenceIn(state, p) !== undefined,
      'absent is who did not answer, on record',
    );
  must(
    was.every((a) => a.kind !== 'ABSENT' || absenceIn(state, a.party) !== undefined),
    'an absence is read for ever',
  );
  if (state.ack.state === 'ACKED')
    must(
      own.every((a) => a.kind === 'ACK'),
      'a dissent is no acknowledgement',
    );
  if (state.ack.state === 'UNACKED') must(parties.length === 0, 'unacknowledged has no answers');
  if (state.ack.state === 'PARTIAL')
    must(parties.length > 0 && !answeredOrAbsent, 'partial has some answers');
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
  if (event.type !== 'ANSWER' && event.type !== 'ABSENT')
    must(kept.length === was.length, 'nobody but a person answers');
  if (event.type === 'ABSENT' && result.code === 'OK')
    must(
      parties.length === before.answers.filter((a) => a.kind !== 'ABSENT').length,
      'an absence is no answer',
    );
  const verdicts = state.assessment.state === 'NONE' ? {} : state.assessment.verdicts;
  const said = new Set(Object.values(verdicts).map((v) => v.verdict));
  must((state.assessment.state === 'DISPUTED') === said.size > 1, 'disputed is what differs');
  if (state.assessment.state === 'AGREED')
    must(
      state.requiredParties.every((p) => verdicts[p]),
      'agreed by all who were asked',
    );
  must(
    Object.keys(verdicts).every((p) => parties.includes(p)),
    'a verdict comes after an answer',
  );
  if (effects.includes('DISPUTED')) must(state.consult.state !== 'NONE', 'a dispute asks for a consultation');
  must(state.severity !== 'CRITICAL' || state.shelves.length === 0, 'nothing critical is shelved');
  must(
    state.suppression.state !== 'OUT_OF_SERVICE' || state.facts.sensor !== null,
    'no launch alert is out of service',
  );
  const waited = before.proposals.length + 1;
  if (state.lifecycle.state === 'WITHDRAWN' && before.lifecycle.state === 'OPEN' && event.type === 'PROPOSE')
    must(waited >= state.requiredParties.length, 'withdrawn by all who were asked');
  if (effects.includes('ALARM'))
    must(
      state.alarmedMs === nowMs && state.ack.state === 'UNACKED' && state.materialRev === state.rev,
      'an alarm asks everybody again',
    );
  else if (!effects.includes('RESOUND') && !effects.includes('HANDED'))
    must(state.alarmedMs === before.alarmedMs, 'no sound without its effect');
  if (event.type === 'UPDATE' && severityRank(state.severity) > severityRank(before.severity))
    must(!wasTold(before) || effects.includes('ALARM'), 'a rise alarms');
  if (event.type === 'UPDATE' && severityRank(state.severity) < severityRank(before.severity))
    must(state.answers === before.answers, 'a fall leaves the answers');
}

describe('random histories of alerts', () => {
  it(`AL-18 the invariants hold after every step of ${RUNS.toLocaleString('en')} histories with two and three Parties`, () => {
    const seen = { closed: 0, settled3: 0, withdrawn: 0, stale: 0, absent: 0, disputed: 0, steps: 0 };
    fc.assert(
      fc.property(fc.array(fc.nat(5039), { minLength: 1, maxLength: 120, size: 'max' }), (numbers) => {
        const pick = chooser(numbers);
        const parties = PARTIES.slice(0, 2 + pick(2));
        const policy = POLICIES[pick(POLICIES.length)] ?? 'JOINT';
        const start = pick(6) === 0 ? { onDelayS: 20 } : { latched: pick(4) === 0 };
        let alert = freeze(raised({ requiredParties: parties, policy, ...start }));
        let atS = 0;
        for (let n = 0; n < numbers.length / 4; n++) {
          atS += pick(40);
          const event = freeze(eventOf(alert, pick));
          const reduced = reduceAt(alert, event, atS);
          checkStep(alert, event, reduced, EPOCH + atS * 1000);
          alert = freeze(reduced.state);
          seen.steps++;
          if (reduced.result.code === 'STALE_REV') seen.stale++;
          if (reduced.effects.includes('DISPUTED')) seen.disputed++;
          const joint = parties.length === 3 && policy === 'JOINT' && alert.ack.state === 'ACKED';
          if (joint && reduced.effects.includes('SETTLED')) seen.settled3++;
        }
        if (alert.lifecycle.state === 'CLOSED') seen.closed++;
        if (absenceIn(alert, 'P2')) seen.absent++;
        if (alert.lifecycle.state === 'WITHDRAWN') seen.withdrawn++;
      }),
      { numRuns: RUNS },
    );
    // Histories that never get anywhere would prove nothing.
    const { steps: _, ...each } = seen;
    expect(Math.min(...Object.values(each)), JSON.stringify(seen)).toBeGreaterThan(RUNS / 500);
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
      { numRuns: RUNS / 20 },
    );
  });

  it('AL-19 shelves, proposals, assessments and the absence of a Party commute as the answers do', () => {
    type Step = (a: Alert) => AlertEvent;
    const steps: Step[] = [
      (a) => answerOf(a, 'P1'),
      (a) => answerOf(a, 'P3', { kind: 'DISSENT' }),
      (a) => shelveOf(a, 'P1', 1700),
      (a) => shelveOf(a, 'P2', 1600),
      (a) => proposalOf(a, 'P1', 'WITHDRAW'),
      (a) => proposalOf(a, 'P3', 'WITHDRAW'),
      (a) => ({ type: 'SUPPRESS', byRule: a.key }),
    ];
    const after: Step[] = [
      (a) => absenceOf(a, 'P1', 'P2'),
      (a) => assessmentOf(a, 'P1', 'REAL'),
      (a) => assessmentOf(a, 'P3', 'FALSE'),
    ];
    const finish = (order: Step[], late: Step[]): unknown => {
      let alert = launchAlert(PARTIES);
      for (const step of [...order, ...late]) {
        const { state, result } = reduceAt(alert, step(alert), 90);
        must(result.code === 'OK', `refused ${result.code}`);
        alert = state;
      }
      const sorted = <T extends { party: string }>(list: T[]): T[] =>
        list.toSorted((a, b) => (a.party < b.party ? -1 : 1));
      const { answers, shelves, proposals } = alert;
      return {
        ...alert,
        ...{ answers: sorted(answers), shelves: sorted(shelves), proposals: sorted(proposals) },
        // A dissent and a dispute both ask: whoever was first, once.
        consult: alert.consult.state,
      };
    };
    const straight = finish(steps, after);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(steps, { minLength: steps.length }),
        fc.shuffledSubarray(after, { minLength: after.length }),
        (order, late) => {
          expect(finish(order, late)).toEqual(straight);
        },
      ),
      { numRuns: RUNS / 20 },
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
