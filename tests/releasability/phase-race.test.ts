import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Compartment, notificationLabel, sharedLabel } from '../../domain/labels';
import { encodeFrame } from '../../domain/protocol/frames';
import type { StoredEvent } from '../../domain/records';
import { EPOCH } from '../../domain/testing/samples';
import { PARTIES, twoSensorConfig } from '../../server/engine/testing/two-sensors';
import {
  type Console,
  command,
  connected,
  GatewayRig,
  join,
  note,
  settled,
} from '../../server/gateway/testing/rig';

/** What happens. What is folded is broadcast at `tell`: until then it is on its way. */
type Act = 'line' | 'join' | 'leave' | 'throughout' | 'tell' | 'come' | 'frame' | 'clock' | 'command';
const ACTS: Act[] = ['line', 'join', 'leave', 'throughout', 'tell', 'come', 'frame', 'clock', 'command'];

/** An alert that P3 never holds, by which the clock is held now and then. */
const HOLDER = 'launch:x#1';

let rig: GatewayRig;
/** What P3 may hold, by a model of its own: from the event that admits it to the one that says that it left. */
let held: Set<number>;
let member: boolean;
/** Lines of the membership that lasts. */
let lines: string[];
beforeEach(async () => {
  [held, member, lines] = [new Set(), false, []];
  const third = { ...(PARTIES[1] as (typeof PARTIES)[number]), id: 'P3', letter: 'C', order: 2 };
  const config = twoSensorConfig(EPOCH, [...PARTIES, third]);
  rig = await GatewayRig.open({ ...config, info: { ...config.info, parties: ['P1', 'P2'] } });
});
afterEach(() => rig.close());

/** A console whose every packet is kept. */
async function dial(
  seat: string,
): Promise<{ socket: Console; text: string[]; events: number[]; frames: () => number }> {
  const socket = rig.dial({ cookie: `sid=${seat}` });
  const text: string[] = [];
  const events: number[] = [];
  let frames = 0;
  socket.on('events', (b) => {
    if (b.compartment === 'SHARED') events.push(...b.events.map((e) => e.seq));
  });
  socket.on('frame', () => frames++);
  socket.io.on('open', () => {
    socket.io.engine.on('data', (data: unknown) => {
      if (typeof data === 'string') text.push(data);
    });
  });
  expect(await connected(socket)).toBe('connected');
  return { socket, text, events, frames: () => frames };
}

/** One life of a Party that comes and goes while its console stays open. */
async function live(acts: readonly Act[]) {
  const { session } = rig.sessions;
  let seq = session.streams.get('SHARED')?.seq ?? 0;
  let notices = session.streams.get('NOTIF')?.seq ?? 0;
  const waiting: (() => void)[] = [];
  const step = (kinds: ('line' | 'join' | 'leave')[]): void => {
    const shared: StoredEvent[] = [];
    const notif: StoredEvent[] = [];
    for (const kind of kinds) {
      seq++;
      const at = { v: 1 as const, atMs: EPOCH + seq };
      const label = sharedLabel('CENTER', 'LIVE');
      if (kind === 'line') {
        const body = {
          id: `log_S${seq}.`,
          atMs: EPOCH,
          msg: 'log.note',
          params: {},
          by: null,
          about: null,
          text: null,
        };
        shared.push({ ...at, seq, kind: 'log.written', label, body } as StoredEvent);
        if (member) held.add(seq);
        lines.push(body.id);
        continue;
      }
      const is = kind === 'join' ? 'member.joined' : 'member.left';
      const body = { participant: 'P3' };
      shared.push({ ...at, seq, kind: is, label, body });
      notif.push({ ...at, seq: ++notices, kind: is, label: notificationLabel('CENTER', 'LIVE'), body });
      if (member || kind === 'join') held.add(seq);
      if (!member) lines = [];
      member = kind === 'join';
    }
    const heads = new Map<Compartment, number>([['SHARED', seq]]);
    if (notif.length > 0) heads.set('NOTIF', notices);
    for (const span of session.fold([...shared, ...notif], heads))
      waiting.push(() => rig.sessions.emit('events', { session: 'test', ...span }));
  };
  const before = new Set(held);
  const p3 = await dial('p3');
  await join(p3.socket);
  const tell = (): void => {
    for (const emit of waiting.splice(0)) emit();
  };
  let wrong = 0;
  for (const [i, act] of acts.entries()) {
    if (act === 'line') step(['line', 'line']);
    if (act === 'join' || act === 'leave') step(['line', act, 'line']);
    if (act === 'throughout') step(['line', 'join', 'line', 'leave', 'line']);
    if (act === 'tell') tell();
    if (act === 'come') await join(p3.socket, i % 2 ? { SHARED: Math.max(0, seq - 3) } : {});
    if (act === 'clock') rig.sessions.emit('clock', { ...session.clock, heldBy: HOLDER, wantedSpeed: 20 });
    if (act === 'command') {
      const { code } = await command(p3.socket, 'log.write', note, `cmd-${String(i).padStart(6, '0')}`);
      if (member ? code === 'FORBIDDEN' : code === 'OK') wrong++;
    }
    if (act === 'frame') {
      await settled(p3.socket);
      const before = p3.frames();
      for (const kind of ['key', 'delta'] as const) {
        const frame = encodeFrame({ kind, seq: i, base: i, nowMs: EPOCH + seq, entries: [] });
        rig.sessions.emit('frame', { ...{ session: 'test', compartment: 'SHARED', kind, seq: i }, frame });
      }
      await settled(p3.socket);
      if (!member && p3.frames() > before) wrong++;
    }
    // Words have a rate; time goes on.
    rig.nowMs += 1000;
  }
  tell();
  await settled(p3.socket);
  const lined = [...p3.text.join('\n').matchAll(/log_S(\d+)\./g)].map((m) => Number(m[1]));
  const told = [...lined, ...p3.events];
  const missed = [...held].filter((x) => !before.has(x) && !told.includes(x));
  const word = p3.text.some((t) => t.includes(HOLDER));
  const last = await join(p3.socket);
  const fresh = last.ok ? last.views.find((v) => v.compartment === 'SHARED') : undefined;
  p3.socket.disconnect();
  return { told, missed, word, wrong, fresh: fresh?.view.log.map((l) => l.id) ?? null, lines: seq };
}

it('RL-62 whatever is on its way when a member joins or leaves: its open console is told of what it holds and of nothing else, and of all of that when it comes again', async () => {
  let [told, hidden] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTS), { minLength: 8, maxLength: 30 }), async (acts) => {
      const life = await live(acts);
      expect(life.told.filter((s) => !held.has(s))).toEqual([]);
      expect([life.missed, life.word, life.wrong]).toEqual([[], false, 0]);
      expect(life.fresh).toEqual(member ? lines : null);
      told += life.told.length;
      hidden = life.lines - held.size;
    }),
    { numRuns: 25, seed: 62 },
  );
  expect([told > 100, hidden > 100]).toEqual([true, true]);
});
