import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, subjectOf } from '../../domain/decision';
import { compartmentOf } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { EngineEvent } from '../../domain/records';
import { memberParties, type RegimeNow } from '../../domain/regime-now';
import { EPOCH, officer } from '../../domain/testing/samples';
import { createEngine, type Engine, restoreEngine } from './engine';
import { RobotOfficers } from './robots';
import { OBSERVER, PARTIES, twoSensorConfig } from './testing/two-sensors';
import type { EngineConfig } from './types';

const S = 1000;
const party = (n: number, candidate?: Participant['candidate']): Participant => ({
  ...(PARTIES[0] as Participant),
  ...{ id: `P${n}`, letter: 'ABCDEF'[n - 1] ?? 'X', order: n, ...(candidate && { candidate }) },
});
const WATCHER: Participant = { ...OBSERVER, id: 'O2', candidate: 'OPEN' };
/** A centre of so many Parties, in the phase of the Big Eight, with two more that may join and an observer that may. */
function centreOf(parties: number, membership: RegimeNow['membership'] = 'BIG8'): EngineConfig {
  const members = Array.from({ length: parties }, (_, i) => party(i + 1));
  const config = twoSensorConfig(EPOCH, members);
  const candidates = [party(parties + 1, 'BIG8'), party(parties + 2, 'BIG8'), WATCHER];
  return {
    ...config,
    participants: [...config.participants, ...candidates],
    regime: { ...config.regime, membership, decision: { standsS: 600 } },
  };
}

/** An engine that keeps what it made. */
function centre(config: EngineConfig, engine: Engine = createEngine(config), made: EngineEvent[] = []) {
  const step = (input: Parameters<Engine['step']>[0], atS: number) => {
    const out = engine.step(input, EPOCH + atS * S);
    made.push(...out.events);
    return out;
  };
  const say = (
    by: string,
    name: string,
    payload: object,
    atS: number,
    role: 'supervisor' | 'duty' = 'supervisor',
  ) => {
    const id = `cmd-${by}-${name}-${atS}-${made.length}`;
    const { events, result } = step(
      { kind: 'command', id, principal: officer(by, role), command: { name, payload } as never },
      atS,
    );
    return { events, code: result && 'reason' in result ? result.reason : (result?.code ?? '') };
  };
  return {
    ...{ engine, made, step, say },
    propose: (by: string, subject: object, atS = 1) =>
      say(by, 'decision.propose', { ...subject, reason: 'agreed' }, atS),
    answer: (by: string, agree: boolean, atS = 2, decision = latest(made)?.id ?? '') => {
      const of = decisions(made).find((d) => d.id === decision);
      const subject = of ? subjectOf(of) : { kind: 'SCOPE', scope: 2 };
      return say(by, 'decision.answer', { decision, subject, agree, reason: 'instructed' }, atS);
    },
    regime: () => engine.snapshot().regime,
  };
}
const decisions = (events: readonly EngineEvent[]): Decision[] =>
  events.flatMap((e) => (e.kind === 'decision.changed' ? [e.body] : []));
const latest = (events: readonly EngineEvent[]): Decision | undefined => decisions(events).at(-1);
const told = (events: readonly EngineEvent[]): string[] =>
  events.map((e) => {
    const about = e.kind === 'log.written' ? e.body.msg : 'participant' in e.body ? e.body.participant : '';
    return `${compartmentOf(e.label)} ${e.kind} ${about}`.trim();
  });
const lines = (events: readonly EngineEvent[]): string[] =>
  events.flatMap((e) =>
    e.kind === 'log.written' && /decision|member|regime/.test(e.body.msg) ? [e.body.msg] : [],
  );

describe('decisions on the regime', () => {
  it.each([2, 3, 4])(
    'RL-24 a Party joins with the last agreement of %i member Parties, in that step, and not before',
    (n) => {
      const at = centre(centreOf(n));
      at.step({ kind: 'open' }, 0);
      const third = `P${n + 1}`;
      expect(at.propose('P1', { kind: 'JOIN', participant: third }).code).toBe('OK');
      for (let i = 2; i < n; i++) {
        expect(at.answer(`P${i}`, true).code).toBe('OK');
        expect(told(at.made).some((t) => t.includes('member.joined'))).toBe(false);
        expect(memberParties(at.regime()).length).toBe(n);
      }
      const last = at.answer(`P${n}`, true);
      expect(last.code).toBe('OK');
      expect(told(last.events)).toEqual([
        `SHARED decision.changed ${third}`,
        `SHARED act.taken P${n}`,
        'SHARED log.written log.decision.consented',
        'SHARED log.written log.decision.agreed',
        `NOTIF member.joined ${third}`,
        `SHARED member.joined ${third}`,
        'SHARED log.written log.member.joined',
        'SHARED regime.changed',
        // What every console needs of its session, told to who comes now.
        'SHARED session.opened',
        'NOTIF session.opened',
        'SHARED catalogue.set',
        'SHARED undertaking.set',
      ]);
      expect(memberParties(at.regime()).length).toBe(n + 1);
      // From now on it decides too.
      at.propose('P1', { kind: 'JOIN', participant: `P${n + 2}` }, 3);
      expect(latest(at.made)?.requiredParties).toEqual(memberParties(at.regime()));
    },
  );

  it('RL-24 takes effect exactly when all required have agreed, whatever is said in whatever order, and opens nothing else', () => {
    const act = fc.record({
      by: fc.integer({ min: 1, max: 4 }),
      what: fc.constantFrom('JOIN', 'LEAVE', 'PHASE', 'SCOPE', 'yes', 'yes', 'yes', 'no', 'withdraw', 'tick'),
      of: fc.integer({ min: 1, max: 6 }),
      pick: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.array(act, { maxLength: 30 }), (n, acts) => {
        const at = centre(centreOf(n));
        let s = 0;
        for (const { by, what, of, pick } of acts) {
          s += 40;
          const was = at.regime();
          const from = at.made.length;
          const open = [...new Map(decisions(at.made).map((d) => [d.id, d])).values()].filter(
            (d) => d.state === 'OPEN',
          );
          const id = open[pick % Math.max(1, open.length)]?.id ?? 'none';
          if (what === 'tick') at.step({ kind: 'tick' }, s);
          else if (what === 'yes' || what === 'no') at.answer(`P${by}`, what === 'yes', s, id);
          else if (what === 'withdraw') at.say(`P${by}`, 'decision.withdraw', { decision: id }, s);
          else if (what === 'PHASE') at.propose(`P${by}`, { kind: what, membership: 'OPEN' }, s);
          else if (what === 'SCOPE') at.propose(`P${by}`, { kind: what, scope: ((of % 3) + 1) as 1 }, s);
          else at.propose(`P${by}`, { kind: what, participant: `P${of}` }, s);
          const step = at.made.slice(from);
          const agreed = decisions(step).filter((d) => d.state === 'AGREED');
          // Every agreement changes the regime, and nothing else does.
          expect(step.filter((e) => e.kind === 'regime.changed').length).toBe(agreed.length);
          if (agreed.length === 0) expect(at.regime()).toEqual(was);
          for (const d of agreed) expect(d.requiredParties.every((p) => d.answers[p]?.agreed)).toBe(true);
          const now = at.regime();
          expect(memberParties(now).length).toBeGreaterThanOrEqual(2);
          expect(now.membership === was.membership || was.membership === 'BIG8').toBe(true);
          for (const d of decisions(step))
            if (d.state === 'OPEN')
              expect(d.requiredParties.every((p) => memberParties(now).includes(p))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('RL-24 one refusal ends it; the proposer may take it back; without all of them it lapses; each with a line', () => {
    const at = centre(centreOf(3));
    at.propose('P1', { kind: 'SCOPE', scope: 2 });
    expect([at.propose('P2', { kind: 'SCOPE', scope: 2 }).code, at.answer('P3', false).code]).toEqual([
      ...['ALREADY', 'OK'],
    ]);
    expect([latest(at.made)?.state, at.answer('P2', true).code]).toEqual(['REFUSED', 'decided']);
    at.propose('P2', { kind: 'SCOPE', scope: 2 });
    const withdraw = (by: string) =>
      at.say(by, 'decision.withdraw', { decision: latest(at.made)?.id }, 3).code;
    expect([withdraw('P1'), withdraw('P2'), latest(at.made)?.state]).toEqual(['notYours', 'OK', 'WITHDRAWN']);
    at.propose('P1', { kind: 'SCOPE', scope: 2 }, 10);
    at.step({ kind: 'tick' }, 609);
    expect(latest(at.made)?.state).toBe('OPEN');
    at.step({ kind: 'tick' }, 610);
    expect(latest(at.made)?.state).toBe('LAPSED');
    expect(at.regime().scope).toBe(3);
    expect(lines(at.made)).toEqual([
      ...['log.decision.proposed', 'log.decision.refused', 'log.decision.proposed'],
      ...['log.decision.withdrawn', 'log.decision.proposed', 'log.decision.lapsed'],
    ]);
  });

  it('RL-25 who leaves reads the line of it, then no more; who is left is asked without him, and what has come to nothing lapses', () => {
    const at = centre(centreOf(3));
    at.propose('P1', { kind: 'SCOPE', scope: 2 });
    const scope = latest(at.made)?.id ?? '';
    at.answer('P2', true, 2, scope);
    at.propose('P1', { kind: 'LEAVE', participant: 'P2' }, 3);
    const other = latest(at.made)?.id ?? '';
    at.propose('P1', { kind: 'LEAVE', participant: 'P3' }, 3);
    const leave = latest(at.made)?.id ?? '';
    at.answer('P2', true, 4, leave);
    const { events } = at.answer('P3', true, 4, leave);
    expect(told(events).slice(3, 8)).toEqual([
      'SHARED log.written log.decision.agreed',
      'SHARED log.written log.member.left',
      'NOTIF member.left P3',
      'SHARED member.left P3',
      'SHARED regime.changed',
    ]);
    // P3 alone had not agreed to the scope: it is agreed now. That P2 leaves too would leave one Party.
    const ends = new Map(decisions(events).map((d) => [d.id, d.state]));
    expect([ends.get(scope), ends.get(other)]).toEqual(['AGREED', 'LAPSED']);
    expect([at.regime().scope, memberParties(at.regime())]).toEqual([2, ['P1', 'P2']]);
    expect(at.propose('P3', { kind: 'SCOPE', scope: 1 }, 5).code).toBe('membersOnly');
    expect(at.say('P3', 'log.write', { body: 'still here', language: 'en' }, 5).code).toBe('membersOnly');
    // It may come again.
    at.propose('P1', { kind: 'JOIN', participant: 'P3' }, 6);
    at.answer('P2', true, 7);
    expect(at.propose('P3', { kind: 'SCOPE', scope: 1 }, 8).code).toBe('OK');
  });

  it('AC-54 who joins reads neither the last agreement nor the act of it, who leaves reads both', () => {
    const at = centre(centreOf(2));
    const acts = (events: readonly EngineEvent[]) =>
      events.map((e) => e.kind).filter((k) => k === 'act.taken');
    at.propose('P1', { kind: 'JOIN', participant: 'P3' });
    const { events: joining } = at.answer('P2', true);
    const from = joining.findIndex((e) => e.kind === 'member.joined' && compartmentOf(e.label) === 'SHARED');
    expect([acts(joining.slice(0, from)), acts(joining.slice(from))]).toEqual([['act.taken'], []]);
    expect(decisions(joining.slice(from))).toEqual([]);
    at.propose('P1', { kind: 'LEAVE', participant: 'P3' }, 3);
    at.answer('P2', true, 4);
    const { events: leaving } = at.answer('P3', true, 5);
    const to = leaving.findIndex((e) => e.kind === 'member.left' && compartmentOf(e.label) === 'SHARED') + 1;
    expect([acts(leaving.slice(0, to)), acts(leaving.slice(to))]).toEqual([['act.taken'], []]);
    expect(decisions(leaving.slice(0, to))).toHaveLength(1);
  });

  it('AC-58 a decision is answered by what it is about: under its name with another subject it is not', () => {
    const at = centre(centreOf(2));
    at.propose('P1', { kind: 'SCOPE', scope: 2 });
    const decision = latest(at.made)?.id ?? '';
    const say = (subject: object, atS: number) =>
      at.say('P2', 'decision.answer', { decision, subject, agree: true, reason: 'instructed' }, atS).code;
    expect([say({ kind: 'SCOPE', scope: 1 }, 2), at.regime().scope]).toEqual(['BAD_REQUEST', 3]);
    expect([say({ kind: 'SCOPE', scope: 2 }, 3), at.regime().scope]).toEqual(['OK', 2]);
  });

  it('RL-26 an observer is admitted by decision: what is told to who joins goes to NOTIF alone', () => {
    const at = centre(centreOf(2, 'BILATERAL'));
    at.propose('P1', { kind: 'JOIN', participant: 'O2' });
    const { events } = at.answer('P2', true);
    expect(told(events).slice(4)).toEqual([
      'NOTIF member.joined O2',
      'SHARED member.joined O2',
      'SHARED log.written log.member.joined',
      'SHARED regime.changed',
      'NOTIF session.opened',
    ]);
    expect(at.propose('P1', { kind: 'JOIN', participant: 'P3' }, 3).code).toBe('phaseTooNarrow');
    expect(memberParties(at.regime())).toEqual(['P1', 'P2']);
  });

  it('RL-24 a snapshot in the middle goes on as if there had been none', () => {
    const config = centreOf(3);
    const at = centre(config);
    at.propose('P1', { kind: 'JOIN', participant: 'P4' });
    at.answer('P2', true);
    const stored = JSON.parse(JSON.stringify(at.engine.snapshot()));
    const again = centre(config, restoreEngine(config, stored), [...at.made]);
    for (const c of [at, again]) c.answer('P3', true, 4);
    expect(again.made).toEqual(at.made);
    expect(again.engine.snapshot()).toEqual(at.engine.snapshot());
    expect(memberParties(again.regime())).toEqual(['P1', 'P2', 'P3', 'P4']);
  });

  it('RL-27 the robot of an empty desk agrees after its delay while it is set to agree, and is told as a robot', () => {
    const config = centreOf(2);
    for (const [set, state] of [
      ['agree', 'AGREED'],
      ['dissent', 'OPEN'],
      ['silent', 'OPEN'],
    ] as const) {
      const at = centre(config);
      const robots = new RobotOfficers('test');
      const name = { en: 'Robot', ru: 'Робот' };
      const desk = { participant: 'P2', role: 'supervisor', occupant: 'robot', name, officers: [] } as const;
      at.step({ kind: 'desk', desk: { ...desk, officers: [] } }, 0);
      at.say('P1', 'robot.set', { participant: 'P2', answer: set, delayS: 30 }, 0);
      at.propose('P1', { kind: 'JOIN', participant: 'P3' }, 1);
      robots.observe(at.made, EPOCH + S);
      expect(robots.due(EPOCH + 30 * S)).toEqual([]);
      for (const { id, principal, command } of robots.due(EPOCH + 31 * S))
        at.step({ kind: 'command', id, principal, command }, 31);
      expect(latest(at.made)?.state).toBe(state);
      expect(latest(at.made)?.answers.P2?.robot).toBe(state === 'AGREED' ? true : undefined);
    }
  });
});
