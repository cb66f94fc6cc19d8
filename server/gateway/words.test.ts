import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/participants';
import { EPOCH } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { command, connected, GatewayRig, join, note } from './testing/rig';
import { WORDS, WordGate } from './words';

const ROLES: Role[] = ['duty', 'supervisor', 'observer'];

describe('the table of words', () => {
  it('SY-126 each word has roles, a policy and a rate; another word is none, also one that every object has', () => {
    for (const { roles, policy, bucket } of Object.values(WORDS)) {
      expect(roles.length).toBeGreaterThan(0);
      expect([policy, bucket].every((s) => s.length > 3)).toBe(true);
    }
    const gate = new WordGate(() => 0);
    // A lock takes the right to act, which an observer never had.
    for (const word of Object.keys(WORDS))
      expect([word, ROLES.map((r) => gate.why(word, r))]).toEqual([
        ...[word, [null, null, word === 'lock' ? 'FORBIDDEN' : null]],
      ]);
    expect(gate.why('join', 'nobody' as Role)).toBe('FORBIDDEN');
    for (const word of ['toString', '__proto__', '', 'disconnect'])
      expect(gate.why(word, 'duty')).toBe('UNKNOWN');
  });

  it('SY-127 twenty words a second and as many at once; answers to frames have their own; the clock going back gives none', () => {
    let nowMs = 1e6;
    const gate = new WordGate(() => nowMs);
    const taken = (word: string, n: number): number =>
      Array.from({ length: n }, () => gate.why(word, 'duty')).filter((why) => why === null).length;
    expect([taken('join', 15), taken('ping', 15), taken('frameAck', 300)]).toEqual([15, 5, 200]);
    // Words that are none cost the same.
    nowMs += 1000;
    for (let i = 0; i < 20; i++) gate.why('nonsense', 'duty');
    expect(taken('command', 1)).toBe(0);
    nowMs += 250;
    expect(taken('command', 9)).toBe(5);
    nowMs -= 3600e3;
    expect(taken('command', 1)).toBe(0);
    nowMs += 3600e3;
    expect(taken('command', 40)).toBe(20);
    expect(Array.from({ length: 30 }, () => gate.mayTell()).filter(Boolean).length).toBe(20);
  });
});

describe('the gateway by its table', () => {
  let rig: GatewayRig;
  beforeEach(async () => {
    rig = await GatewayRig.open(twoSensorConfig(EPOCH));
  });
  afterEach(() => rig.close());

  it('SY-127 what is over the rate is answered so, each word in its own way, and counted; a second later it is taken', async () => {
    const s = await rig.watch('p1');
    const told: unknown[] = [];
    s.socket.on('refused', (why) => told.push(why));
    for (let i = 0; i < 19; i++) await s.socket.emitWithAck('ping');
    expect(await join(s.socket)).toEqual({
      ok: false,
      error: 'RATE_LIMITED',
      message: 'too many words a second',
    });
    expect(await command(s.socket, 'log.write', note)).toEqual({ code: 'RATE_LIMITED', retryAfterS: 1 });
    const raw = s.socket as unknown as Socket;
    const answered: unknown[] = [];
    raw.emit('ping', (answer: unknown) => answered.push(answer));
    raw.emit('nonsense');
    await join(s.socket);
    expect([told, answered]).toEqual([
      [
        { word: 'ping', error: 'RATE_LIMITED', field: '', message: 'too many words a second' },
        { word: 'unknown', error: 'RATE_LIMITED', field: '', message: 'too many words a second' },
      ],
      [],
    ]);
    expect(rig.gateway.figures).toMatchObject({
      refusedWords: { RATE_LIMITED: 5 },
      refusedCommands: { RATE_LIMITED: 1 },
    });
    rig.nowMs += 1000;
    expect(await join(s.socket)).toMatchObject({ ok: true });
    expect(await command(s.socket, 'log.write', note)).toEqual({ code: 'OK' });
  });

  it('SY-126 a word of no name is told so and counted, and never answered', async () => {
    const s = await rig.watch('p1');
    const told: unknown[] = [];
    s.socket.on('refused', (why) => told.push(why));
    (s.socket as unknown as Socket).emit('toString', () => told.push('answered'));
    await s.socket.emitWithAck('ping');
    expect(told).toEqual([{ word: 'unknown', error: 'BAD_REQUEST', field: 'word', message: 'no such word' }]);
    expect(rig.gateway.figures).toMatchObject({ malformed: { unknown: 1 }, refusedWords: { UNKNOWN: 1 } });
  });

  it('SY-128 of many sockets that come at once a sign-in has eight; a closed one leaves its place', async () => {
    const dialled = Array.from({ length: 12 }, () => rig.dial());
    const told = await Promise.all(dialled.map(connected));
    expect(told.filter((t) => t === 'connected').length).toBe(8);
    expect(told.filter((t) => t === 'TOO_MANY_SOCKETS').length).toBe(4);
    expect(await connected(rig.dial())).toBe('TOO_MANY_SOCKETS');
    const one = dialled[told.indexOf('connected')];
    const there = rig.gateway.io.sockets.sockets.get(one?.id ?? '');
    const closed = new Promise((resolve) => there?.conn.once('close', resolve));
    one?.disconnect();
    await closed;
    expect(await connected(rig.dial())).toBe('connected');
  });

  it('SY-128 a word of more than 64 kB closes the line that sent it, and no other', async () => {
    const [s, other] = [await rig.watch('p1'), await rig.watch('p2')];
    const closed = new Promise((resolve) => s.socket.on('disconnect', resolve));
    const sent = command(s.socket, 'log.write', { ...note, body: 'x'.repeat(70_000) });
    await expect(sent).rejects.toThrow('disconnected');
    await closed;
    expect(await other.socket.emitWithAck('ping')).toEqual({ wallMs: rig.nowMs });
    expect(rig.sessions.calls.filter((c) => c.startsWith('command'))).toEqual([]);
  });
});
