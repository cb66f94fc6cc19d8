import { describe, expect, it } from 'vitest';
import { type Consultation, type ConsultationEvent, reduceConsultation, THREAD_KEPT } from './consultation';
import { DEFAULT_REGIME } from './regime';
import { consultation, EPOCH, officer } from './testing/samples';
import type { Phrase } from './vocabulary';

const times = DEFAULT_REGIME.consult;
const reduce = (state: Consultation, event: ConsultationEvent, atS = 0) =>
  reduceConsultation(state, event, { nowMs: EPOCH + atS * 1000, times });
/** The state after events, one a second; throws on a refusal. */
const follow = (state: Consultation, ...events: ConsultationEvent[]): Consultation =>
  events.reduce((c, event, i) => {
    const { state: next, result } = reduce(c, event, i + 1);
    if (result.code !== 'OK') throw new Error(`event ${i}: ${JSON.stringify(result)}`);
    return next;
  }, state);
const joins = (party: string): ConsultationEvent => ({ type: 'JOIN', by: officer(party) });
const said = (party: string, ...phrases: Phrase[]): ConsultationEvent => ({
  ...{ type: 'STATE', by: officer(party), phrases, text: null },
});
const proposes = (party: string, ...phrases: Phrase[]): ConsultationEvent => ({
  ...{ type: 'PROPOSE', by: officer(party), phrases },
});
const closes = (party: string): ConsultationEvent => ({ type: 'CLOSE', by: officer(party) });
const ASK: Phrase = { msg: 'ask.see', params: { launch: 1 } };
const SAY: Phrase = { msg: 'say.see', params: { launch: 1, by: 'IR' } };
const REAL: Phrase = { msg: 'joint.real', params: { launch: 1 } };
const TEST: Phrase = { msg: 'joint.test', params: { launch: 1 } };
const signs = (party: string, no = 1, ...phrases: Phrase[]): ConsultationEvent => ({
  ...{ type: 'SIGN', by: officer(party), no, phrases: phrases.length === 0 ? [REAL] : phrases },
});

describe.each([[['P1', 'P2']], [['P1', 'P2', 'P3']]])('a consultation of %s', (parties) => {
  const c = consultation(parties);
  const others = parties.slice(1);

  it('CO-01 is asked for until a second member is there, open while a word is awaited, then answered', () => {
    expect([c.state, c.turn?.of, c.joined]).toEqual(['REQUESTED', others, ['P1']]);
    expect(follow(c, said('P1', SAY)).state).toBe('REQUESTED');
    const joined = follow(c, joins('P2'));
    expect([joined.state, joined.turn?.of]).toEqual(['OPEN', others]);
    const answered = follow(c, ...others.map((p) => said(p, SAY)));
    expect([answered.state, answered.turn]).toEqual(['ANSWERED', null]);
    const asked = follow(answered, said('P2', ASK));
    expect([asked.state, asked.turn?.of]).toEqual(['OPEN', parties.filter((p) => p !== 'P2')]);
    const closed = follow(asked, closes('P1'));
    expect([closed.state, closed.turn, closed.closed]).toEqual([
      ...['CLOSED', null],
      { atMs: EPOCH + 1000, outcome: 'NONE', by: 'P1' },
    ]);
    expect(follow(c, joins('P2'), joins('P2')).rev).toBe(2);
  });

  it('CO-02 only supervisors of its members act, and nobody after it is closed', () => {
    const acts = (by: ReturnType<typeof officer>): ConsultationEvent[] => [
      { type: 'JOIN', by },
      { type: 'STATE', by, phrases: [SAY], text: null },
      { type: 'PROPOSE', by, phrases: [REAL] },
      { type: 'SIGN', by, no: 1, phrases: [REAL] },
      { type: 'CLOSE', by },
    ];
    const codes = (state: Consultation, by: ReturnType<typeof officer>) => [
      ...new Set(acts(by).map((e) => JSON.stringify(reduce(state, e).result))),
    ];
    const proposed = follow(c, proposes('P1', REAL));
    expect(codes(proposed, officer('P9'))).toEqual(['{"code":"NOT_FOUND"}']);
    expect(codes(proposed, officer('P2', 'duty'))).toEqual([
      '{"code":"FORBIDDEN","reason":"supervisorOnly"}',
    ]);
    expect(codes(follow(proposed, closes('P2')), officer('P2'))).toEqual([
      '{"code":"NOT_ACKABLE","reason":"closed"}',
    ]);
  });

  it('CO-25 a phrase names what is consulted about and nothing else', () => {
    const astray = (event: ConsultationEvent) => reduce(c, event).result;
    expect(astray(said('P1', ASK, { ...SAY, params: { launch: 2, by: 'IR' } }))).toMatchObject({
      ...{ code: 'BAD_REQUEST', field: 'phrases.1.params.launch' },
    });
    expect(astray(proposes('P1', { msg: 'joint.claimTrue', params: { alert: 1 } }))).toMatchObject({
      ...{ code: 'BAD_REQUEST', field: 'phrases.0.params.alert' },
    });
    expect(astray(proposes('P1', REAL)).code).toBe('OK');
  });

  it('CO-03 a late word and a late whole are said once each, and a word that comes takes it back', () => {
    const tick = (state: Consultation, atS: number) => reduce(state, { type: 'TICK' }, atS);
    expect(tick(c, 119).effects).toEqual([]);
    const late = tick(c, 120);
    expect([late.effects, late.state.state]).toEqual([['TURN_OVERDUE'], 'OVERDUE']);
    expect(tick(late.state, 130).effects).toEqual([]);
    const all = others.reduce((s, p) => reduce(s, said(p, SAY), 131).state, late.state);
    expect([all.state, all.late.turn]).toEqual(['ANSWERED', false]);
    const again = reduce(all, said('P1', ASK), 140).state;
    expect(again.turn).toEqual({ of: others, fromMs: EPOCH + 140_000, dueMs: EPOCH + 260_000 });
    expect(tick(again, 260).effects).toEqual(['TURN_OVERDUE']);
    const whole = tick(all, 600);
    expect([whole.effects, whole.state.state]).toEqual([['WHOLE_OVERDUE'], 'OVERDUE']);
    expect(tick(whole.state, 900).effects).toEqual([]);
    expect(reduce(whole.state, said('P1', SAY), 901).state.state).toBe('OVERDUE');
    expect(tick(reduce(whole.state, closes('P1'), 902).state, 2000).effects).toEqual([]);
  });

  it('CO-04 is closed as agreed once all members have signed the same number', () => {
    const last = parties[parties.length - 1] ?? '';
    const before = follow(c, proposes('P1', REAL), ...others.slice(0, -1).map((p) => signs(p)));
    expect(before.closed).toBeNull();
    const { state, effects } = reduce(before, signs(last), 9);
    expect(effects).toEqual(['SIGNED', 'AGREED', 'CLOSED']);
    expect([state.state, state.closed?.outcome]).toEqual(['CLOSED', 'JOINT']);
    expect(state.joint?.signatures.map((s) => s.party)).toEqual(parties);
    expect(state.thread.map((e) => `${e.party} ${e.act}`)).toEqual([
      'P1 PROPOSED',
      ...others.map((p) => `${p} SIGNED`),
    ]);
  });

  it('CO-04 another proposal lapses what was signed; the old number is refused, the same Party and person once', () => {
    const second = follow(c, proposes('P1', REAL), proposes('P2', TEST));
    expect(second.joint).toMatchObject({ no: 2, proposedBy: 'P2', phrases: [TEST] });
    expect(second.joint?.signatures.map((s) => s.party)).toEqual(['P2']);
    expect(second.turn?.of).toEqual(parties.filter((p) => p !== 'P2'));
    expect(reduce(second, signs('P1', 1)).result).toEqual({ code: 'WRONG_SEQ', open: 2 });
    expect(reduce(second, signs('P2', 2, TEST)).result).toMatchObject({
      code: 'ALREADY',
      by: officer('P2').userId,
    });
    const twice: ConsultationEvent = {
      ...{ type: 'SIGN', no: 2, phrases: [TEST], by: { ...officer('P1'), userId: officer('P2').userId } },
    };
    expect(reduce(second, twice).result).toEqual({ code: 'FORBIDDEN', reason: 'onePersonOneParty' });
    expect(reduce(c, signs('P1')).result).toEqual({ code: 'NOT_FOUND' });
  });

  it('AC-52 a joint statement is signed by its words: under its number with other words it is not', () => {
    const proposed = follow(c, proposes('P1', REAL));
    expect(reduce(proposed, signs('P2', 1, TEST))).toMatchObject({
      ...{ state: proposed, result: { code: 'BAD_REQUEST', field: 'phrases' } },
    });
    expect(reduce(proposed, signs('P2', 1, REAL)).result).toEqual({ code: 'OK' });
  });

  it('CO-04 what is for all to sign is proposed, not said, and nothing else can be signed', () => {
    const field = (e: ConsultationEvent) => (reduce(c, e).result as { field?: string }).field;
    expect(field(said('P1', SAY, REAL))).toBe('phrases.1.msg');
    expect(field(proposes('P1', REAL, SAY))).toBe('phrases.1.msg');
    expect([field(said('P1')), field(proposes('P1'))]).toEqual(['phrases', 'phrases']);
    const text = { body: 'свободно', language: 'ru' } as const;
    const free = reduce(c, { type: 'STATE', by: officer('P2'), phrases: [], text });
    expect(free.state.thread[0]).toMatchObject({ text, phrases: [], party: 'P2', atMs: EPOCH });
  });

  it('CO-04 its record carries the last acts only', () => {
    let long = c;
    for (let i = 0; i < THREAD_KEPT + 5; i++) long = follow(long, said(i % 2 ? 'P1' : 'P2', SAY));
    expect(long.thread.length).toBe(THREAD_KEPT);
    expect(long.rev).toBe(THREAD_KEPT + 6);
  });
});

describe('a member that leaves the center', () => {
  const left = (c: Consultation, party: string) => reduce(c, { type: 'LEFT', party }, 9);

  it('RL-28 nobody waits for its word or signature; what it said stands; one member alone consults with nobody', () => {
    const three = consultation(['P1', 'P2', 'P3']);
    const waits = left(follow(three, said('P2', SAY)), 'P3').state;
    expect([waits.forum.members, waits.turn, waits.state, waits.thread.length]).toEqual([
      ...[['P1', 'P2'], null, 'ANSWERED', 1],
    ]);
    const proposed = follow(three, proposes('P1', REAL), signs('P2'));
    const signed = left(proposed, 'P3');
    expect([signed.state.closed, signed.effects]).toEqual([
      { atMs: EPOCH + 9000, outcome: 'JOINT', by: null },
      ['CLOSED'],
    ]);
    expect(left(proposed, 'P2').state).toMatchObject({ state: 'OPEN', closed: null, turn: { of: ['P3'] } });
    expect(left(consultation(['P1', 'P2']), 'P2').state.closed).toMatchObject({ outcome: 'NONE', by: null });
    expect(left(three, 'P4').state).toBe(three);
  });
});
