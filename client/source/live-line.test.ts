import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import { sharedLabel } from '../../domain/labels';
import { clockAt } from './fakes';
import { batch, joined, T0 } from './testing';

describe('clock and silence', () => {
  it('SY-57 session time runs at the session’s speed between two words of the server', () => {
    const { socket, source, wall } = joined();
    wall.pass(400);
    expect(source.nowMs()).toBe(T0 + 400);
    socket.give('clock', clockAt(T0 + 400, wall.now(), { speed: 20 }));
    wall.pass(500);
    expect(source.nowMs()).toBe(T0 + 10_400);
    socket.give('clock', clockAt(T0 + 20_000, wall.now(), { state: 'finished' }));
    wall.pass(500);
    expect(source.nowMs()).toBe(T0 + 20_000);
  });

  it('SY-57 a ping gives round trip and offset', () => {
    const { socket, state, wall } = joined();
    const ping = socket.of('ping').at(-1);
    const sent = wall.now();
    wall.pass(40);
    ping?.[0]({ wallMs: sent + 20 + 5000 });
    expect(state()).toMatchObject({ rttMs: 40, offsetMs: 5000 });
  });

  it('SY-58 the line is late after 3 s of silence and lost after 10 s, and time then stands at the last word', () => {
    const { source, state, wall, alive } = joined();
    alive(5);
    const heard = source.nowMs();
    wall.pass(2900);
    expect(state().link).toBe('live');
    wall.pass(600);
    expect(state().link).toBe('late');
    expect(source.nowMs()).toBe(heard + 3500);
    wall.pass(7000);
    expect(state()).toMatchObject({ link: 'lost', lastHeardMs: heard });
    expect(source.nowMs()).toBe(heard);
    expect(source.silenceMs()).toBe(10_500);
    wall.pass(30_000);
    expect(source.nowMs()).toBe(heard);
  });

  it('SY-58 a word in time makes a late line live again', () => {
    const { socket, state, wall, alive } = joined();
    alive(1);
    wall.pass(4000);
    expect(state().link).toBe('late');
    socket.give('clock', clockAt(T0 + 5000, wall.now()));
    expect(state().link).toBe('live');
  });

  it('SY-58 a machine that slept reads what came before it calls the line lost', () => {
    const { state, wall, alive } = joined();
    alive(2);
    wall.sleep(60_000);
    wall.pass(400);
    expect(state().link).toBe('live');
    wall.pass(600);
    expect(state().link).toBe('lost');
  });

  it('SY-59 after a loss it says what was missed, and time runs again', () => {
    const { socket, source, state, wall, answerJoin, alive } = joined();
    alive(3);
    wall.pass(12_000);
    expect(state().link).toBe('lost');
    socket.line({ is: 'up' });
    expect(state().link).toBe('lost');
    answerJoin({
      clock: clockAt(T0 + 15_000, wall.now()),
      views: [],
      resumed: [{ compartment: 'SHARED', from: 11, to: 13 }],
    });
    socket.give('events', batch(10, 13));
    expect(state()).toMatchObject({ link: 'live', tries: 0 });
    expect(state().restored).toEqual({ fromMs: T0 + 3000, toMs: T0 + 15_000, events: 3, alerts: 0 });
    wall.pass(1000);
    expect(source.nowMs()).toBe(T0 + 16_000);
  });

  it('SY-59 a silent line that still counts as connected is replaced', () => {
    const { socket, wall } = joined();
    wall.pass(11_000);
    expect(socket.connects).toBe(2);
  });
});

describe('commands', () => {
  const payload = { alert: 'a', seq: 1, seenRev: 4 };

  it('SY-60 sends a command again with the same id until a result comes', async () => {
    const { socket, source, state, wall } = joined();
    const result = source.send('alert.acknowledge', payload);
    expect(state().pending).toMatchObject([{ id: 'command-1', name: 'alert.acknowledge', tries: 1 }]);
    wall.pass(4000);
    wall.pass(4000);
    const sent = socket.of('command');
    expect(sent.map(([e]) => e.id)).toEqual(['command-1', 'command-1', 'command-1']);
    const answer: CommandResult = { code: 'DUPLICATE', original: { code: 'OK' } };
    sent[2]?.[1](answer);
    expect(await result).toEqual(answer);
    expect(state().pending).toEqual([]);
    wall.pass(60_000);
    expect(socket.of('command')).toHaveLength(3);
  });

  it('SY-60 keeps a command over a break and sends it when joined again, not before', async () => {
    const { socket, source, state, wall, answerJoin } = joined();
    const result = source.send('alert.acknowledge', payload);
    socket.line({ is: 'down' });
    wall.pass(30_000);
    socket.line({ is: 'up' });
    expect(socket.of('command')).toHaveLength(1);
    answerJoin({ views: [] });
    expect(socket.of('command').map(([e]) => e.id)).toEqual(['command-1', 'command-1']);
    expect(state().pending[0]?.tries).toBe(2);
    socket.of('command')[1]?.[1]({ code: 'OK' });
    expect(await result).toEqual({ code: 'OK' });
  });

  it('SY-60 a command given while the line is down waits for the join', () => {
    const { socket, source, state, wall, answerJoin } = joined();
    socket.line({ is: 'down' });
    void source.send('alert.acknowledge', payload);
    wall.pass(10_000);
    socket.line({ is: 'up' });
    wall.pass(10_000);
    expect(socket.of('command')).toEqual([]);
    expect(state().pending).toMatchObject([{ tries: 0 }]);
    answerJoin({ views: [] });
    expect(socket.of('command')).toHaveLength(1);
  });

  it('SY-60 two clicks are two commands; a second answer to one changes nothing', async () => {
    const { socket, source } = joined();
    const first = source.send('alert.acknowledge', payload);
    const second = source.send('alert.acknowledge', payload);
    const [a, b] = socket.of('command');
    expect(a?.[0].id).not.toBe(b?.[0].id);
    a?.[1]({ code: 'OK' });
    a?.[1]({ code: 'NOT_FOUND' });
    b?.[1]({ code: 'NOT_FOUND' });
    expect(await first).toEqual({ code: 'OK' });
    expect(await second).toEqual({ code: 'NOT_FOUND' });
  });

  it('NT-47 what was sent before the page was loaded anew goes again under the id that it had', () => {
    const { socket, source } = joined();
    void source.send('alert.acknowledge', payload, 'click-before');
    expect(socket.of('command').map(([e]) => e.id)).toEqual(['click-before']);
  });
});

it('SY-61 ten minutes on, what ended a watch ago is swept out of the views', () => {
  const { socket, state, wall } = joined();
  socket.give('events', {
    session: 's',
    compartment: 'SHARED',
    after: 10,
    to: 11,
    events: [
      {
        kind: 'session.gap',
        label: sharedLabel('CENTER', 'LIVE'),
        body: { fromMs: T0 - 10 * 3600e3, toMs: T0 - 9 * 3600e3 },
        v: 1,
        seq: 11,
        atMs: T0,
      },
    ],
  });
  expect(state().views.SHARED?.gaps).toHaveLength(1);
  for (let i = 0; i < 620; i++) {
    wall.pass(1000);
    socket.give('clock', clockAt(T0 + 1000 * i, wall.now()));
  }
  expect(state().views.SHARED?.gaps).toEqual([]);
});
