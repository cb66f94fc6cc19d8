import { describe, expect, it } from 'vitest';
import type { Consultation } from '../../domain/consultation';
import { compartmentOf, national } from '../../domain/labels';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import { claim, EPOCH, officer } from '../../domain/testing/samples';
import { Centre } from './centre';
import { LogWriter } from './log';
import { Numbers } from './numbers';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';

const THIRD = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as (typeof PARTIES)[number];
const THREE = [...PARTIES, THIRD];
const S = 1000;

/** A centre on its own, with an alert that all its members share: somebody has said that there is a launch. */
function centre(parties = THREE, stored?: string) {
  const config = twoSensorConfig(EPOCH, parties);
  const [numbers, log, snapshot] = stored ? JSON.parse(stored) : [];
  const book = new Numbers(numbers);
  const writer = new LogWriter('test', log);
  const it = new Centre(config, book, writer, snapshot);
  const events: EngineEvent[] = [];
  const keep = (made: EngineEvent[]): void => void events.push(...made);
  let commands = 0;
  const run = {
    book,
    events,
    keep,
    it,
    give(by: ReturnType<typeof officer>, command: AnyCommand, atS = 1): string {
      const out: EngineEvent[] = [];
      const nowMs = EPOCH + atS * S;
      const result = command.name.startsWith('consultation.')
        ? it.consult(by, command as never, nowMs, out)
        : it.command(`c${commands++}`, by, command as never, nowMs, () => null, out);
      keep(out);
      return result.code === 'BAD_REQUEST' ? `bad ${result.field}` : result.code;
    },
    tick: (atS: number) => keep(it.advance(EPOCH + atS * S, () => ({ byCatalogue: 0, own: [] }))),
    /** The records in one stream, latest last. */
    in: (stream: string): Consultation[] =>
      events.flatMap((e) =>
        e.kind === 'consultation.changed' && compartmentOf(e.label) === stream ? [e.body] : [],
      ),
    alert: () =>
      events.flatMap((e) => (e.kind === 'alert.changed' && e.body.id === ALERT ? [e.body] : [])).at(-1),
    /** Code, severity, who is asked and condition of each alert about consultations in a stream, latest of each. */
    asked: (stream: string): string[] => {
      const latest = new Map<string, string>();
      for (const e of events) {
        if (e.kind !== 'alert.changed' || compartmentOf(e.label) !== stream) continue;
        const { code, severity, requiredParties, condition, policy } = e.body;
        if (!code.startsWith('CONSULT_')) continue;
        latest.set(e.body.id, `${code} ${severity} ${policy} ${requiredParties} ${condition.state}`);
      }
      return [...latest.values()];
    },
    store: () => JSON.stringify([book.snapshot(), writer.snapshot(), it.snapshot()]),
  };
  if (!stored) keep(it.takeNationalClaim(null as never, { claim: claim(), before: null }, EPOCH));
  return run;
}
const ALERT = 'claim:claim_a#1';
const seen = { alert: ALERT, seq: 1, seenRev: 1 };
const ask = (name: Consultation['forum']['name'], ...members: string[]): AnyCommand => ({
  name: 'consultation.request',
  payload: { subject: { kind: 'alert', id: ALERT }, forum: { name, members } },
});
const [P1, P2, P3] = ['P1', 'P2', 'P3'].map((p) => officer(p)) as [
  ReturnType<typeof officer>,
  ReturnType<typeof officer>,
  ReturnType<typeof officer>,
];
const say = (consultation: string): AnyCommand => ({
  name: 'consultation.state',
  payload: { consultation, phrases: [{ msg: 'ask.equipment', params: {} }], text: null },
});

describe('consultations at the centre', () => {
  it('CO-07 a request opens one; the same circle again is told who has asked, another is not hindered', () => {
    const c = centre();
    expect(c.give(officer('P2', 'duty'), ask('OPEN'))).toBe('OK');
    expect(c.in('SHARED')).toMatchObject([
      { number: 1, cause: 'OFFICER', requestedBy: 'P2', turn: { of: ['P1', 'P3'] }, alerts: [ALERT] },
    ]);
    expect(c.give(P1, ask('PARTNERS', 'P2', 'P3'))).toBe('ALREADY');
    expect(c.give(P1, ask('BILATERAL', 'P2'))).toBe('OK');
    expect(
      [ask('BILATERAL', 'P2', 'P3'), ask('BIG8'), ask('PARTNERS', 'P1', 'O1')].map((a) => c.give(P1, a)),
    ).toEqual(['bad forum.members', 'bad forum.members', 'bad forum.members.1']);
    const about = { kind: 'launch' as const, id: 'launch_none' };
    const none = { subject: about, forum: { name: 'OPEN' as const, members: [] } };
    expect(c.give(P1, { name: 'consultation.request', payload: none })).toBe('NOT_FOUND');
    const id = c.in('SHARED').at(-1)?.id ?? '';
    expect(c.give(P3, { name: 'consultation.close', payload: { consultation: id } })).toBe('OK');
    expect(c.give(P1, ask('OPEN'))).toBe('OK');
    expect(c.in('SHARED').at(-1)?.number).toBe(2);
  });

  it('CO-25 a phrase names a notification only that somebody has given', () => {
    const c = centre();
    c.give(P1, ask('OPEN'));
    const consultation = c.in('SHARED')[0]?.id ?? '';
    const phrases = [{ msg: 'say.notified' as const, params: { notification: 1 } }];
    const names: AnyCommand = { name: 'consultation.state', payload: { consultation, phrases, text: null } };
    expect(c.give(P1, names)).toBe('bad phrases.0.params.notification');
    c.book.next('NOTIF', 'N');
    expect(c.give(P1, names)).toBe('OK');
  });

  it('CO-08 what two of three talk about lies in their own streams alone: the third sees no byte, id or count', () => {
    const c = centre();
    const quiet = centre();
    c.give(P1, ask('BILATERAL', 'P2'));
    const [mine, his] = [c.in(national('P1'))[0], c.in(national('P2'))[0]];
    expect(mine?.id).not.toBe(his?.id);
    for (const [by, id] of [
      [P1, mine?.id],
      [P2, his?.id],
    ] as const)
      expect(c.give(by, say(id ?? ''))).toBe('OK');
    // The name in another stream is no name here.
    expect([c.give(P1, say(his?.id ?? '')), c.give(P3, say(mine?.id ?? ''))]).toEqual([
      ...['NOT_FOUND', 'NOT_FOUND'],
    ]);
    c.tick(200);
    quiet.tick(200);
    const others = (run: typeof c) =>
      JSON.stringify(run.events.filter((e) => !['NAT:P1', 'NAT:P2'].includes(compartmentOf(e.label))));
    expect(others(c)).toBe(others(quiet));
    expect(c.events.length).toBeGreaterThan(quiet.events.length);
    for (const e of c.events.filter((x) => x.kind === 'consultation.changed'))
      expect(e.label).toMatchObject({ basis: 'release', relTo: [compartmentOf(e.label).slice(4)] });
    // What the third asks for later bears the id and number that it would have had.
    c.give(P3, ask('OPEN'), 201);
    quiet.give(P3, ask('OPEN'), 201);
    expect(c.in('SHARED')).toEqual(quiet.in('SHARED'));
    c.give(P3, ask('BILATERAL', 'P1'), 202);
    quiet.give(P3, ask('BILATERAL', 'P1'), 202);
    expect(c.in(national('P3'))).toEqual(quiet.in(national('P3')));
    expect(c.in(national('P1')).at(-1)?.number).toBe(2);
  });

  it('CO-09 a dissent opens one of all members; its course is the course of the alert, which closes after it', () => {
    const c = centre();
    c.give(P1, { name: 'alert.acknowledge', payload: seen });
    c.give(P3, { name: 'alert.acknowledge', payload: seen });
    c.give(P2, { name: 'alert.dissent', payload: { ...seen, reason: 'not so' } });
    const talk = c.in('SHARED')[0];
    expect(talk).toMatchObject({
      ...{ cause: 'DISSENT', requestedBy: 'P2', forum: { name: 'OPEN', members: ['P1', 'P2', 'P3'] } },
      ...{ subject: { kind: 'alert', id: ALERT }, alerts: [ALERT], turn: { of: ['P1', 'P3'] } },
    });
    expect(c.alert()?.consult.state).toBe('REQUESTED');
    const consultation = talk?.id ?? '';
    c.give(P1, { name: 'consultation.join', payload: { consultation } });
    expect(c.alert()?.consult.state).toBe('OPEN');
    // The claim turns out to be out of scope: its alert may go once all is said.
    const over = claim({ lifecycle: 'concluded', rev: 2 });
    c.keep(c.it.takeNationalClaim(null as never, { claim: over, before: claim() }, EPOCH + 10 * S));
    c.tick(100);
    expect(c.alert()?.lifecycle.state).toBe('OPEN');
    c.give(P3, { name: 'consultation.close', payload: { consultation } }, 101);
    expect([c.alert()?.consult.state, c.alert()?.lifecycle.state]).toEqual(['CLOSED', 'CLOSED']);
  });

  it('CO-09 a dispute asks for one by itself, and so do answers that do not come', () => {
    const c = centre();
    for (const by of [P1, P2, P3]) c.give(by, { name: 'alert.acknowledge', payload: seen });
    const assess = (by: typeof P1, verdict: 'REAL' | 'TEST') =>
      c.give(by, { name: 'alert.assess', payload: { ...seen, verdict, reason: 'as seen' } });
    expect([assess(P1, 'REAL'), c.in('SHARED').length]).toEqual(['OK', 0]);
    expect(assess(P2, 'TEST')).toBe('OK');
    expect(c.in('SHARED')).toMatchObject([{ cause: 'DISPUTE', requestedBy: 'ENGINE', joined: [] }]);
    const late = centre();
    for (let s = 1; s <= 240; s++) late.tick(s);
    expect(late.in('SHARED')).toMatchObject([{ cause: 'ESCALATION', turn: { of: ['P1', 'P2', 'P3'] } }]);
  });

  it('CO-12 what was asked for because answers did not come is over with the last answer, unless somebody takes part', () => {
    const run = (joins: boolean) => {
      const c = centre();
      for (let s = 1; s <= 400; s++) c.tick(s);
      const consultation = c.in('SHARED').at(-1)?.id ?? '';
      expect(c.asked('SHARED').some((a) => a.startsWith('CONSULT_OVERDUE CRITICAL'))).toBe(true);
      if (joins) c.give(P1, { name: 'consultation.join', payload: { consultation } }, 400);
      const now = { ...seen, seenRev: c.alert()?.rev ?? 0 };
      for (const by of [P1, P2]) c.give(by, { name: 'alert.acknowledge', payload: now }, 401);
      expect(c.in('SHARED').at(-1)?.state).not.toBe('CLOSED');
      expect(c.give(P3, { name: 'alert.acknowledge', payload: now }, 402)).toBe('OK');
      return c;
    };
    const over = run(false);
    expect(over.in('SHARED').at(-1)).toMatchObject({
      state: 'CLOSED',
      closed: { outcome: 'NONE', by: null },
    });
    expect(over.asked('SHARED').every((a) => !a.endsWith(' ACTIVE'))).toBe(true);
    expect(over.alert()?.consult.state).toBe('CLOSED');
    expect(run(true).in('SHARED').at(-1)?.state).not.toBe('CLOSED');
  });

  it('CO-09 one of some members moves no alert, and a dissent opens another beside it', () => {
    const c = centre();
    c.give(P1, ask('BILATERAL', 'P2'));
    expect(c.alert()?.consult.state).toBe('NONE');
    c.give(P3, { name: 'alert.dissent', payload: { ...seen, reason: 'not so' } });
    expect(c.in('SHARED')).toMatchObject([{ number: 1, cause: 'DISSENT', requestedBy: 'P3' }]);
  });

  it('CO-11 who is invited is asked until all have joined, who is late as a critical matter', () => {
    const c = centre();
    c.give(P1, ask('OPEN'));
    const consultation = c.in('SHARED')[0]?.id ?? '';
    expect(c.asked('SHARED')).toEqual(['CONSULT_REQUESTED HIGH OWN P2,P3 ACTIVE']);
    c.give(P2, { name: 'consultation.join', payload: { consultation } }, 2);
    expect(c.asked('SHARED')).toEqual(['CONSULT_REQUESTED HIGH OWN P2,P3 ACTIVE']);
    c.give(P3, { name: 'consultation.join', payload: { consultation } }, 3);
    c.tick(4);
    expect(c.asked('SHARED')).toEqual(['CONSULT_REQUESTED HIGH OWN P2,P3 INACTIVE']);
    c.give(P2, say(consultation), 5);
    c.tick(124);
    expect(c.asked('SHARED')[1]).toBeUndefined();
    c.tick(125);
    expect(c.asked('SHARED')[1]).toBe('CONSULT_OVERDUE CRITICAL OWN P1,P3 ACTIVE');
    c.give(P1, { name: 'consultation.close', payload: { consultation } }, 126);
    c.tick(127);
    expect(c.asked('SHARED')[1]).toBe('CONSULT_OVERDUE CRITICAL OWN P1,P3 INACTIVE');
  });

  it('CO-11 of one among some each is asked in its own stream, and none asks for a consultation of its own', () => {
    const c = centre();
    c.give(P1, ask('BILATERAL', 'P2'));
    for (let s = 1; s <= 500; s++) c.tick(s);
    const streams = ['NAT:P1', 'NAT:P2', 'NAT:P3'].map((s) => c.asked(s));
    expect(streams).toEqual([
      [],
      ['CONSULT_REQUESTED HIGH SINGLE P2 ACTIVE', 'CONSULT_OVERDUE CRITICAL SINGLE P2 ACTIVE'],
      [],
    ]);
    // The claim's own alert has asked for one of all meanwhile, the alerts about consultations for none.
    expect(c.in('SHARED').map((t) => t.subject.id)).toEqual(c.in('SHARED').map(() => ALERT));
    expect(c.in(national('P2')).every((t) => t.number === 1)).toBe(true);
  });

  it('CO-10 goes on from its snapshot with the same bytes', () => {
    const whole = centre();
    whole.give(P1, ask('OPEN'));
    whole.give(P1, ask('BILATERAL', 'P2'));
    const again = centre(THREE, whole.store());
    const on = (run: typeof whole) => {
      const from = run.events.length;
      run.give(P2, say(whole.in(national('P2'))[0]?.id ?? ''), 20);
      run.tick(200);
      run.give(P3, ask('BILATERAL', 'P1'), 201);
      return JSON.stringify(run.events.slice(from)) + run.store();
    };
    expect(on(again)).toBe(on(whole));
  });
});
