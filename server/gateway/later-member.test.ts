import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Compartment, notificationLabel, sharedLabel } from '../../domain/labels';
import { decodeFrame, encodeFrame, type Frame, type FrameEntry } from '../../domain/protocol/frames';
import type { EventBodies, EventKind, StoredEvent } from '../../domain/records';
import { EPOCH, filed, launch, launchAlert } from '../../domain/testing/samples';
import { PARTIES, twoSensorConfig } from '../engine/testing/two-sensors';
import { type Console, command, connected, GatewayRig, join, nat, note, settled } from './testing/rig';

/** Stands in every shared record of the time before P3 was a member, and in nothing else. */
const MARK = 'BEFORE';
const JOINED = 7;
const atMs = (seq: number): number => EPOCH + seq * 1000;
const event = <K extends EventKind>(seq: number, kind: K, body: EventBodies[K]): StoredEvent =>
  ({ v: 1, seq, atMs: atMs(seq), kind, label: sharedLabel('CENTER', 'LIVE'), body }) as StoredEvent;
const line = (seq: number, body: string): StoredEvent =>
  event(seq, 'log.written', {
    ...{ id: `log_${body}_${seq}`, atMs: atMs(seq), msg: 'log.note', params: {}, by: null, about: null },
    text: { body, language: 'en' },
  });
const flight = (seq: number, id: string, number: number, notification: string | null) =>
  event(seq, 'launch.changed', launch({ id, number, rev: seq, notification }));
const OLD_ALERT = `launch:${MARK}#1`;
/** A session's life before P3: two launches, an alert, desks and talk. */
const PAST: StoredEvent[] = [
  event(1, 'catalogue.set', { sensors: [] }),
  flight(2, 'launch_old', 1, MARK),
  flight(3, `launch_${MARK}`, 2, null),
  event(4, 'alert.changed', launchAlert(['P1', 'P2'], { id: OLD_ALERT })),
  line(5, MARK),
];
const admission = event(JOINED, 'member.joined', { participant: 'P3' });

const entry = (number: number, epochMs: number): FrameEntry => ({
  ...{ number, phase: 'coast', status: 'confirmed', flags: 0, epochMs, sigmaM: 10 },
  ...{ position: [1, 2, 3], velocity: [4, 5, 6], thrust: [0, 0, 0] },
});

/** A notification, and the record of NOTIF that admits somebody to it. */
const notice = (seq: number, id: string): StoredEvent => ({
  ...{ v: 1, seq, atMs: atMs(seq), kind: 'notification.changed', label: notificationLabel('P1', 'LIVE') },
  body: filed({ id }),
});
const joinsNotices = (
  seq: number,
  participant: string,
  kind: 'member.joined' | 'member.left' = 'member.joined',
): StoredEvent => ({
  ...{ v: 1, seq, atMs: atMs(seq), kind, label: notificationLabel('CENTER', 'LIVE') },
  body: { participant },
});

let rig: GatewayRig;
beforeEach(async () => {
  const third = { ...(PARTIES[1] as (typeof PARTIES)[number]), id: 'P3', letter: 'C', order: 2 };
  const fourth = { ...third, id: 'P4', letter: 'D', order: 3 };
  const config = twoSensorConfig(EPOCH, [...PARTIES, third, fourth]);
  // The session was opened by two; the third sits in its centre and becomes a member at 7.
  rig = await GatewayRig.open({ ...config, info: { ...config.info, parties: ['P1', 'P2'] } });
});
afterEach(() => rig.close());

/** Every byte that came down a console's line: text as it was, frames unpacked. */
interface Tapped {
  socket: Console;
  text: () => string;
  frames: () => Frame[];
  /** [after, to, sequences] of each batch of SHARED. */
  spans: unknown[];
}
async function tap(seat: string): Promise<Tapped> {
  const socket = rig.dial({ cookie: `sid=${seat}` });
  const text: string[] = [];
  const frames: Frame[] = [];
  const spans: unknown[] = [];
  socket.io.on('open', () => {
    socket.io.engine.on('data', (data: unknown) => {
      if (typeof data === 'string') text.push(data);
      else frames.push(decodeFrame(Uint8Array.from(data as Uint8Array)));
    });
  });
  socket.on('events', (b) => {
    if (b.compartment === 'SHARED') spans.push([b.after, b.to, b.events.map((e) => e.seq)]);
  });
  expect(await connected(socket)).toBe('connected');
  return { socket, text: () => text.join('\n'), frames: () => frames, spans };
}
const viewIn = (answer: Awaited<ReturnType<typeof join>>, compartment: Compartment) =>
  answer.ok ? answer.views.find((v) => v.compartment === compartment) : undefined;
const sendFrame = (kind: 'key' | 'delta', seq: number, entries: FrameEntry[]) =>
  rig.sessions.emit('frame', {
    ...{ session: 'test', compartment: 'SHARED', kind, seq },
    frame: encodeFrame({ kind, seq, base: kind === 'key' ? seq : seq - 1, nowMs: atMs(20), entries }),
  });

describe('a Party that becomes a member later', () => {
  it('RL-18 before it is one it gets nothing shared: no snapshot, no event, no frame, no word of an alert', async () => {
    rig.sessions.commit(...PAST);
    const held = { ...rig.sessions.session.clock, speed: 1, wantedSpeed: 20, heldBy: OLD_ALERT };
    rig.sessions.session.clock = held;
    const [p1, p3] = [await tap('p1'), await tap('p3')];
    for (const s of [p1, p3]) expect(await join(s.socket)).toMatchObject({ ok: true });
    expect(await join(p3.socket, { SHARED: 3, NOTIF: 1 })).toMatchObject({
      ...{ resumed: [], views: [{ compartment: 'NAT:P3' }] },
    });
    rig.sessions.commit(line(6, MARK), nat('P3', 1));
    sendFrame('key', 1, [entry(1, atMs(2))]);
    sendFrame('delta', 2, [entry(1, atMs(3))]);
    rig.sessions.emit('clock', held);
    const answers = [
      await command(p3.socket, 'alert.acknowledge', { alert: OLD_ALERT, seq: 1, seenRev: 1 }),
      await command(p3.socket, 'log.write', note, 'cmd-00002'),
      await command(p3.socket, 'robot.set', { participant: 'P3', answer: 'agree', delayS: 5 }, 'cmd-00003'),
      await command(p3.socket, 'session.speed', { speed: 5 }, 'cmd-00004'),
    ];
    expect(answers).toEqual([
      { code: 'NOT_FOUND' },
      ...new Array(3).fill({ code: 'FORBIDDEN', reason: 'membersOnly' }),
    ]);
    for (const s of [p1, p3]) await settled(s.socket);
    expect([p1.text().includes(MARK), p1.frames().length]).toEqual([true, 2]);
    expect(p3.text()).toContain('track_of_P3');
    expect(p3.text()).not.toMatch(/SHARED|BEFORE|launch_|launch:|wantedSpeed":20/);
    expect([p3.frames(), p3.spans]).toEqual([[], []]);
    expect(rig.sessions.calls.filter((c) => c.startsWith('command'))).toEqual([]);
  });

  it('RL-18 from its joining on it gets what comes, also where one step spans it, and every byte is from after', async () => {
    rig.sessions.commit(...PAST);
    const [p1, early] = [await tap('p1'), await tap('p3')];
    for (const s of [p1, early]) await join(s.socket);
    rig.sessions.commit(line(6, MARK), admission, line(8, 'after'));
    await settled(early.socket);
    // Who was on the line hears of it, and joins again: what it was told does not follow what it holds.
    expect(early.spans).toEqual([[6, 8, [7, 8]]]);
    const answer = await join(early.socket, { SHARED: 0 });
    const fresh = viewIn(answer, 'SHARED');
    expect([fresh?.seq, Object.keys(fresh?.view.launches ?? {}), fresh?.view.log.length]).toEqual([8, [], 1]);
    expect(fresh?.view.members).toEqual([
      { participant: 'P3', is: 'JOINED', seq: JOINED, atMs: atMs(JOINED) },
    ]);

    // A claim to hold more is no way to the past: the tail begins at the joining or not at all.
    for (const have of [1, 3, 6]) {
      const s = await tap('p3');
      const claimed = await join(s.socket, { SHARED: have });
      expect(viewIn(claimed, 'SHARED')?.view).toEqual(fresh?.view);
      expect([claimed.ok && claimed.resumed, s.spans]).toEqual([[], []]);
      expect(s.text()).not.toContain(MARK);
      s.socket.disconnect();
    }
    const back = await tap('p3');
    expect(await join(back.socket, { SHARED: JOINED })).toMatchObject({
      resumed: [{ compartment: 'SHARED', from: 7, to: 8 }],
    });
    // What it never saw changes: it is told as it is now. An alert of now holds the clock, one of before did.
    rig.sessions.commit(flight(9, 'launch_old', 1, null));
    rig.sessions.commit(event(10, 'alert.changed', launchAlert(['P1', 'P3'], { id: 'launch:new#1' })));
    rig.sessions.emit('clock', { ...rig.sessions.session.clock, heldBy: OLD_ALERT, wantedSpeed: 20 });
    sendFrame('key', 1, [entry(1, atMs(6)), entry(2, atMs(9))]);
    sendFrame('delta', 2, [entry(1, atMs(9)), entry(2, atMs(9))]);
    for (const s of [p1, early, back]) await settled(s.socket);
    expect(back.spans).toEqual([
      [7, 8, [8]],
      [8, 9, [9]],
      [9, 10, [10]],
    ]);
    const numbers = (s: Tapped) => s.frames().map((f) => [f.seq, f.entries.map((e) => e.number)]);
    expect(numbers(p1)).toEqual([
      [1, [1, 2]],
      [2, [1, 2]],
    ]);
    for (const s of [early, back]) {
      expect(numbers(s)).toEqual([
        [1, []],
        [2, [1]],
      ]);
      expect(s.text()).toContain('launch_old');
      expect(s.text()).not.toMatch(/BEFORE|wantedSpeed":20/);
    }
    expect(p1.text()).toContain(MARK);
    const ack = { alert: 'launch:new#1', seq: 1, seenRev: 1 };
    expect(await command(back.socket, 'alert.acknowledge', ack)).toEqual({ code: 'OK' });
    expect(await command(back.socket, 'log.write', note, 'cmd-00002')).toEqual({ code: 'OK' });
    const old = { ...ack, alert: OLD_ALERT };
    expect(await command(back.socket, 'alert.acknowledge', old, 'cmd-00003')).toEqual({ code: 'NOT_FOUND' });
  });

  it('RL-18 a join between the commit and its broadcast gets no part of the step from before', async () => {
    rig.sessions.commit(...PAST);
    const s = await tap('p3');
    // Folded, and told only after the join, as when a join comes while a reply is on its way.
    const told: unknown[] = [];
    const emit = rig.sessions.emit.bind(rig.sessions);
    rig.sessions.emit = (...args: Parameters<typeof emit>) => told.push(args) > 0;
    rig.sessions.commit(line(6, MARK), admission, line(8, 'after'));
    rig.sessions.emit = emit;
    const answer = await join(s.socket);
    expect(viewIn(answer, 'SHARED')).toMatchObject({ seq: 8, view: { launches: {}, alerts: {} } });
    for (const args of told) emit(...(args as Parameters<typeof emit>));
    await settled(s.socket);
    expect(s.spans).toEqual([[6, 8, [7, 8]]]);
    expect(s.text()).not.toContain(MARK);
  });

  it('RL-18 its name alone makes no member of an observer', async () => {
    rig.sessions.commit(...PAST, line(6, MARK), event(JOINED, 'member.joined', { participant: 'O1' }));
    const obs = await tap('obs');
    await join(obs.socket, { SHARED: JOINED });
    rig.sessions.commit(line(8, 'after'));
    sendFrame('key', 1, [entry(1, atMs(9))]);
    await settled(obs.socket);
    expect(obs.text()).toContain('NOTIF');
    expect(obs.text()).not.toMatch(/SHARED|BEFORE|after"|launch_/);
    expect(obs.frames()).toEqual([]);
  });

  it('RL-29 two join one after the other; each holds what comes from its joining on, notifications too', async () => {
    rig.sessions.commit(...PAST, notice(1, MARK));
    const [p3, p4] = [await tap('p3'), await tap('p4')];
    for (const s of [p3, p4]) await join(s.socket);
    rig.sessions.commit(
      line(6, MARK),
      admission,
      line(8, 'third'),
      joinsNotices(2, 'P3'),
      notice(3, 'third'),
    );
    rig.sessions.commit(event(9, 'member.joined', { participant: 'P4' }), joinsNotices(4, 'P4'));
    rig.sessions.commit(line(10, 'fourth'), notice(5, 'fourth'));
    const views = [];
    for (const s of [p3, p4]) {
      const answer = await join(s.socket, { SHARED: 0, NOTIF: 0 });
      const log = viewIn(answer, 'SHARED')?.view.log.map((l) => l.text?.body);
      views.push([log, Object.keys(viewIn(answer, 'NOTIF')?.view.notifications ?? {})]);
      await settled(s.socket);
      expect(s.text()).not.toContain(MARK);
    }
    expect(views).toEqual([
      [
        ['third', 'fourth'],
        ['third', 'fourth'],
      ],
      [['fourth'], ['fourth']],
    ]);
    expect(p4.text()).not.toContain('third');
  });

  it('RL-29 who leaves is told so, and from that record on nothing: no event, no frame, no clock, no command', async () => {
    rig.sessions.commit(...PAST, line(6, MARK), admission, joinsNotices(1, 'P3'));
    const [p1, p3] = [await tap('p1'), await tap('p3')];
    for (const s of [p1, p3]) await join(s.socket);
    rig.sessions.commit(flight(8, 'launch_new', 3, null));
    sendFrame('key', 1, [entry(3, atMs(9))]);
    await settled(p3.socket);
    expect(p3.frames()).toHaveLength(1);
    expect(await command(p3.socket, 'log.write', note)).toEqual({ code: 'OK' });
    const open = event(9, 'alert.changed', launchAlert(['P1', 'P3'], { id: 'launch:new#1' }));
    rig.sessions.commit(open, event(10, 'member.left', { participant: 'P3' }), line(11, 'LATER'));
    rig.sessions.commit(joinsNotices(2, 'P3', 'member.left'), notice(3, 'LATER'));
    rig.sessions.commit(line(12, 'LATER'), notice(4, 'LATER'), nat('P3', 1));
    sendFrame('delta', 2, [entry(3, atMs(12))]);
    sendFrame('key', 3, [entry(3, atMs(13))]);
    rig.sessions.emit('clock', { ...rig.sessions.session.clock, heldBy: 'launch:new#1', wantedSpeed: 20 });
    const after = [
      await command(p3.socket, 'log.write', note, 'cmd-00002'),
      await command(p3.socket, 'decision.propose', { kind: 'SCOPE', scope: 2, reason: 'r' }, 'cmd-00003'),
      await command(
        p3.socket,
        'alert.acknowledge',
        { alert: 'launch:new#1', seq: 1, seenRev: 1 },
        'cmd-00004',
      ),
    ];
    expect(after).toEqual([
      ...new Array(2).fill({ code: 'FORBIDDEN', reason: 'membersOnly' }),
      { code: 'NOT_FOUND' },
    ]);
    for (const s of [p1, p3]) await settled(s.socket);
    // The step is cut at the record that says it.
    expect(p3.spans.at(-1)).toEqual([8, 10, [9, 10]]);
    expect(p3.frames()).toHaveLength(1);
    expect(p3.text()).toContain('track_of_P3');
    expect(p3.text()).not.toMatch(/LATER|wantedSpeed":20/);
    expect([p1.text().includes('LATER'), p1.frames().length]).toEqual([true, 2]);

    // No claim to hold something, and no other console, is a way back.
    for (const have of [{ SHARED: 10, NOTIF: 2 }, { SHARED: 8 }, {}] as Record<string, number>[]) {
      const s = await tap('p3');
      expect(await join(s.socket, have)).toMatchObject({ resumed: [], views: [{ compartment: 'NAT:P3' }] });
      rig.sessions.emit('clock', { ...rig.sessions.session.clock, heldBy: 'launch:new#1', wantedSpeed: 20 });
      await settled(s.socket);
      expect(s.text()).not.toMatch(/SHARED|LATER|wantedSpeed":20/);
      s.socket.disconnect();
    }

    // It comes again: a new span, and nothing of the time between.
    rig.sessions.commit(event(13, 'member.joined', { participant: 'P3' }), line(14, 'again'));
    const back = await join(p3.socket, { SHARED: 10 });
    expect(viewIn(back, 'SHARED')).toMatchObject({ seq: 14, view: { alerts: {}, launches: {} } });
    expect(viewIn(back, 'SHARED')?.view.log.map((l) => l.text?.body)).toEqual(['again']);
    await settled(p3.socket);
    expect(p3.text()).not.toContain('LATER');
  });
});
