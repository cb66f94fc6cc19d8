import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../../domain/protocol/frames';
import type { StoredEvent } from '../../domain/records';
import { createConsoleStore } from '../stores/console-store';
import { FakeSource } from './fake-source';
import { HandWall } from './fakes';
import { Past } from './past';
import { FakeReader } from './past-fakes';
import { RecordedSource } from './recorded-source';
import { me, note, T0 } from './testing';

const LASTS_S = 300;
/** A line of the log each ten seconds. */
const LINES: StoredEvent[] = Array.from({ length: 30 }, (_, i) => ({
  ...note(i + 1),
  atMs: T0 + 10_000 * (i + 1),
}));
const at = (s: number): number => T0 + s * 1000;
const recording = () => new FakeReader(LINES, { fromMs: T0, toMs: at(LASTS_S) });
/** Lets answers that are there be taken. */
const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

async function opened(s: number) {
  const wall = new HandWall();
  const reader = recording();
  const source = new RecordedSource({ reader, wall }, { me, participants: [], demo: true }, at(s));
  await turns();
  const lines = () => source.store.getState().views.SHARED?.log.length ?? null;
  const state = () => source.player.getState().state;
  const passes = async (seconds: number) => {
    for (let i = 0; i < seconds * 10; i++) {
      wall.pass(100);
      await turns();
    }
  };
  return { wall, reader, source, lines, state, passes };
}

describe('the past as a source', () => {
  it('RP-10 shows what was known at the moment, stands there, and takes no acts', async () => {
    const t = await opened(45);
    expect([t.lines(), t.source.nowMs(), t.state()]).toEqual([4, at(45), 'paused']);
    t.wall.pass(60_000);
    expect([t.lines(), t.source.nowMs()]).toEqual([4, at(45)]);
    expect(t.source.kind).toBe('replay');
    expect(t.source.store.getState()).toMatchObject({ me, link: 'live', clock: { speed: 0 } });
    expect(await t.source.send()).not.toEqual({ code: 'OK' });
  });

  it('RP-11 goes to any moment; of many that are asked for in one breath it reads the first and the last', async () => {
    const t = await opened(45);
    t.reader.asked.length = 0;
    t.reader.holds = true;
    for (const s of [200, 150, 120, 15]) void t.source.seek(at(s));
    expect([t.state(), t.lines()]).toEqual(['seeking', 4]);
    t.reader.answer();
    await turns();
    // The first moment is not wanted any more and is not shown.
    expect([t.state(), t.lines()]).toEqual(['seeking', 4]);
    t.reader.answer();
    await turns();
    expect([t.state(), t.lines(), t.source.nowMs()]).toEqual(['paused', 1, at(15)]);
    expect(t.reader.asked).toEqual(['picture 200000', 'picture 15000']);
  });

  it('RP-12 plays what came in its time, at a speed that can be changed, up to the end and then from the beginning', async () => {
    const t = await opened(45);
    t.source.play();
    await t.passes(4);
    expect([t.lines(), t.state()]).toEqual([4, 'playing']);
    await t.passes(2);
    expect([t.lines(), Math.round((t.source.nowMs() - T0) / 1000)]).toEqual([5, 51]);
    t.source.setSpeed(20);
    await t.passes(5);
    expect([t.lines(), Math.round((t.source.nowMs() - T0) / 1000)]).toEqual([15, 151]);
    t.source.pause();
    await t.passes(9);
    expect(t.lines()).toBe(15);
    t.source.setSpeed(600);
    t.source.play();
    await t.passes(1);
    expect([t.lines(), t.state(), t.source.nowMs()]).toEqual([30, 'paused', at(LASTS_S)]);
    t.source.setSpeed(1);
    t.source.play();
    await t.passes(12);
    expect([t.lines(), t.state()]).toEqual([1, 'playing']);
  });

  it('RP-12 states of tracks move with it', async () => {
    const t = await opened(45);
    const frame = (kind: 'key' | 'delta', s: number): string =>
      Buffer.from(
        encodeFrame({
          ...{ kind, seq: s, base: 7, nowMs: at(s) },
          entries: [
            {
              ...{ number: 3, phase: 'coast', status: 'confirmed', flags: 0, epochMs: at(s), sigmaM: 1 },
              ...{ position: [7e6, 0, 0], velocity: [0, 0, 0], thrust: [0, 0, 0] },
            },
          ],
        }),
      ).toString('base64');
    t.reader.frames = [48, 52].map((s) => ({ atMs: at(s), frame: frame('delta', s) }));
    t.source.play();
    await t.passes(1);
    const epoch = () => t.source.tracks('SHARED').entry(3)?.epochMs;
    expect(epoch()).toBeUndefined();
    await t.passes(3);
    expect(epoch()).toBe(at(48));
    await t.passes(4);
    expect(epoch()).toBe(at(52));
    await t.source.seek(at(10));
    expect(epoch()).toBeUndefined();
  });

  it('RP-13 what is not read yet is waited for, and what cannot be read is said; the picture stays', async () => {
    const t = await opened(45);
    t.reader.holds = true;
    t.source.play();
    await t.passes(3);
    expect([t.state(), t.source.nowMs()]).toEqual(['stalled', at(45)]);
    t.reader.answer();
    await t.passes(6);
    expect([t.state(), t.lines()]).toEqual(['playing', 5]);
    t.reader.holds = false;
    t.reader.problem = { error: 'DROPPED', message: '' };
    await t.source.seek(at(5));
    expect([t.state(), t.lines(), t.source.player.getState().problem?.error]).toEqual([
      'paused',
      5,
      'DROPPED',
    ]);
    t.reader.problem = null;
    await t.source.seek(at(5));
    expect([t.lines(), t.source.player.getState().problem]).toEqual([0, null]);
  });

  it('RP-13 a pause while a moment is read holds, and a press of play is not lost', async () => {
    const t = await opened(45);
    t.source.play();
    await t.passes(1);
    t.reader.holds = true;
    const done = t.source.seek(at(100));
    t.source.pause();
    t.reader.answer();
    await done;
    expect(t.state()).toBe('paused');
    const again = t.source.seek(at(110));
    t.source.play();
    t.reader.answer();
    await again;
    expect(t.state()).toBe('playing');
  });
});

async function console_() {
  const wall = new HandWall();
  const head = new FakeSource({ me }, at(LASTS_S));
  head.give('SHARED', ...LINES);
  const clock = { session: 's', nowMs: at(LASTS_S), wallMs: 0, speed: 1, wantedSpeed: 1, heldBy: null };
  head.store.setState({ clock: { ...clock, state: 'running', readonly: false } });
  const store = createConsoleStore();
  const reader = recording();
  const past = new Past({ head, console: store, wall, open: () => reader });
  past.open();
  const { review } = store.getState();
  const lines = () => past.viewed.store.getState().views.SHARED?.log.length;
  return { wall, head, store, reader, past, review, lines };
}

describe('an earlier moment on a console', () => {
  it('RP-14 is opened by wish and left by one; meanwhile the head goes on by itself and hears nothing', async () => {
    const t = await console_();
    expect([t.lines(), t.past.viewed.kind, t.past.player()]).toEqual([30, 'fake', null]);
    t.review(at(45));
    await turns();
    expect([t.lines(), t.past.viewed.kind, t.past.viewed.nowMs()]).toEqual([4, 'replay', at(45)]);
    t.past.viewed.shown('alert', 'a', 1);
    await t.past.viewed.send('log.note' as never, {} as never);
    expect([t.head.sent, t.head.shownRevs]).toEqual([[], []]);
    t.head.give('SHARED', { ...note(31), atMs: at(301) });
    expect(t.lines()).toBe(4);
    t.review(null);
    expect([t.lines(), t.past.viewed.kind, t.past.player()]).toEqual([31, 'fake', null]);
    t.head.give('SHARED', { ...note(32), atMs: at(302) });
    expect(t.lines()).toBe(32);
  });

  it('RP-14 while it plays the console’s moment follows, and does not ask for it again', async () => {
    const t = await console_();
    t.review(at(45));
    await turns();
    t.past.toggle();
    await turns();
    for (let i = 0; i < 20; i++) {
      t.wall.pass(500);
      await turns();
    }
    expect(t.store.getState().reviewMs).toBe(at(55));
    expect(t.reader.asked.filter((q) => q.startsWith('picture'))).toHaveLength(1);
    t.past.toggle();
    t.wall.pass(5000);
    expect(t.store.getState().reviewMs).toBe(at(55));
  });

  it('RP-15 steps to what happened before or next, from the head too, and by a second within what there is', async () => {
    const t = await console_();
    await t.past.step(-1);
    await turns();
    // The last line was at the head's own time; what is before it is the one before.
    expect([t.store.getState().reviewMs, t.lines()]).toEqual([at(290), 29]);
    await t.past.step(-1);
    expect(t.store.getState().reviewMs).toBe(at(280));
    await turns();
    await t.past.step(1);
    expect(t.store.getState().reviewMs).toBe(at(290));
    await turns();
    t.past.shift(1000);
    expect(t.store.getState().reviewMs).toBe(at(291));
    await turns();
    t.past.shift(60_000);
    expect(t.store.getState().reviewMs).toBe(at(LASTS_S));
    t.past.faster(1);
    t.past.faster(1);
    expect(t.past.player()?.speed).toBe(5);
    t.past.faster(-1);
    expect(t.past.player()?.speed).toBe(2);
  });

  it('RP-14 a wish from an address waits for the first join', async () => {
    const t = await console_();
    const { clock } = t.head.store.getState();
    t.head.store.setState({ clock: null });
    t.review(at(45));
    await turns();
    expect(t.past.viewed.kind).toBe('fake');
    t.head.store.setState({ clock });
    await turns();
    expect([t.past.viewed.kind, t.lines()]).toEqual(['replay', 4]);
    t.past.close();
    expect(t.past.viewed.kind).toBe('fake');
  });
});
