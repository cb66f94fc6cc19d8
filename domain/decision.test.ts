import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awaitedOf, type Decision, type DecisionEvent, openDecision, reduceDecision } from './decision';
import type { DecisionSubject } from './regime-now';
import { EPOCH, officer } from './testing/samples';

const PARTIES = ['P1', 'P2', 'P3', 'P4'];
const JOIN: DecisionSubject = { kind: 'JOIN', participant: 'P9' };
const open = (parties: string[], by = officer('P1')): Decision =>
  openDecision({ ...JOIN, id: 'd', number: 1, reason: 'agreed in Moscow' }, by, parties, {
    ...{ nowMs: EPOCH, standsS: 100 },
  });
const says = (party: string, agree: boolean): DecisionEvent => ({
  ...{ type: 'ANSWER', by: officer(party), agree, reason: 'instructed' },
});

describe('a decision of all member Parties', () => {
  it('RL-22 is agreed exactly when all that are required have agreed, with two, three and four of them; never backwards', () => {
    const event = fc.oneof(
      fc.record({ is: fc.constant('say' as const), party: fc.constantFrom(...PARTIES), agree: fc.boolean() }),
      fc.record({ is: fc.constant('agree' as const), party: fc.constantFrom(...PARTIES) }),
      fc.record({ is: fc.constant('left' as const), party: fc.constantFrom('P2', 'P3', 'P4') }),
      fc.record({ is: fc.constant('tick' as const), atS: fc.integer({ min: 0, max: 120 }) }),
      fc.record({ is: fc.constant('withdraw' as const), party: fc.constantFrom(...PARTIES) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.array(event, { maxLength: 14 }), (n, events) => {
        let decision = open(PARTIES.slice(0, n));
        /** A plain account of what was said, beside the reducer's own. */
        const asked = new Set(PARTIES.slice(0, n));
        const agreed = new Set(['P1']);
        let over: Decision['state'] | null = null;
        let nowS = 0;
        for (const e of events) {
          if (e.is === 'tick') nowS = Math.max(nowS, e.atS);
          const given: DecisionEvent =
            e.is === 'say' || e.is === 'agree'
              ? says(e.party, e.is === 'agree' || e.agree)
              : e.is === 'left'
                ? { type: 'RELEASE', party: e.party }
                : e.is === 'tick'
                  ? { type: 'TICK' }
                  : { type: 'WITHDRAW', by: officer(e.party) };
          const before = decision;
          decision = reduceDecision(decision, given, EPOCH + nowS * 1000).decision;
          if (over === null) {
            if (e.is === 'left') asked.delete(e.party);
            if (e.is === 'tick' && nowS >= 100) over = 'LAPSED';
            if (e.is === 'withdraw' && e.party === 'P1') over = 'WITHDRAWN';
            const speaks = (e.is === 'say' || e.is === 'agree') && asked.has(e.party) && !agreed.has(e.party);
            if (speaks && e.is === 'say' && !e.agree) over = 'REFUSED';
            else if (speaks) agreed.add(e.party);
            if (over === null && [...asked].every((p) => agreed.has(p))) over = 'AGREED';
          }
          expect(decision.state).toBe(over ?? 'OPEN');
          // What is over stays as it was; what is open only grows.
          if (before.state !== 'OPEN') expect(decision).toBe(before);
          else if (decision !== before) expect(decision.rev).toBe(before.rev + 1);
          expect(Object.keys(before.answers).every((p) => decision.answers[p])).toBe(true);
          if (decision.state === 'OPEN')
            expect(new Set(awaitedOf(decision))).toEqual(new Set([...asked].filter((p) => !agreed.has(p))));
          else expect(awaitedOf(decision)).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('RL-22 one refusal is enough, silence agrees to nothing, and after its time it lapses', () => {
    const three = open(['P1', 'P2', 'P3']);
    const refused = reduceDecision(three, says('P3', false), EPOCH + 1000);
    expect(refused).toMatchObject({ result: { code: 'OK' }, decision: { state: 'REFUSED', rev: 2 } });
    expect(refused.decision.answers.P3).toMatchObject({ agreed: false, reason: 'instructed', robot: false });
    expect(reduceDecision(three, { type: 'TICK' }, EPOCH + 99_999).decision).toBe(three);
    expect(reduceDecision(three, { type: 'TICK' }, EPOCH + 100_000).decision.state).toBe('LAPSED');
  });

  it('RL-22 who is not asked, who has answered, who acts for two and who is no supervisor is refused with the reason', () => {
    const three = open(['P1', 'P2', 'P3']);
    const why = (event: DecisionEvent, d = three) => {
      const { result } = reduceDecision(d, event, EPOCH);
      return 'reason' in result ? result.reason : result.code;
    };
    expect(why(says('P4', true))).toBe('notAsked');
    expect(why(says('P1', false))).toBe('ALREADY');
    expect(why({ type: 'ANSWER', by: officer('P2', 'duty'), agree: true, reason: 'r' })).toBe(
      'supervisorOnly',
    );
    const same = { ...officer('P2'), userId: officer('P1').userId };
    expect(why({ type: 'ANSWER', by: same, agree: true, reason: 'r' })).toBe('onePersonOneParty');
    expect(why({ type: 'WITHDRAW', by: officer('P2') })).toBe('notYours');
    const taken = reduceDecision(three, { type: 'WITHDRAW', by: officer('P1') }, EPOCH).decision;
    expect([taken.state, why(says('P2', true), taken)]).toEqual(['WITHDRAWN', 'decided']);
  });
});
