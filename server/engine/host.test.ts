import { describe, expect, it } from 'vitest';
import type { FeedInput } from '../../domain/inputs';
import { compartmentOf } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import { EPOCH, officer } from '../../domain/testing/samples';
import { createEngine, restoreEngine } from './engine';
import { type HostPort, type InputSource, SessionHost } from './host';
import type { EngineBatch } from './messages';
import { twoSensorConfig } from './testing/two-sensors';

const CONFIG = { ...twoSensorConfig(EPOCH), mode: 'LIVE' as const };
const START = { nowMs: EPOCH, step: 0, live: true, finished: false };

/** Empty looks of the radar, `perS` a second, for ever. */
function looks(perS: number): InputSource {
  let n = 0;
  return {
    endMs: null,
    advance: (toMs) => {
      const out: FeedInput[] = [];
      for (;;) {
        const atMs = EPOCH + ((n + 1) * 1000) / perS;
        if (atMs > toMs) return out;
        out.push({ kind: 'scan', sensor: 'R1', scan: ++n, atMs, receivedMs: atMs, n: 0 });
      }
    },
  };
}

interface Watch {
  host: SessionHost;
  batches: EngineBatch[];
  busy: string[];
  frames: number;
  kinds: string[];
}
function watch(source: InputSource, from = START): Watch {
  const seen: Omit<Watch, 'host'> = { batches: [], busy: [], frames: 0, kinds: [] };
  const port: HostPort = {
    batch: (b) => void seen.batches.push(structuredClone(b)),
    frame: (compartment, kind) => {
      seen.frames++;
      seen.kinds.push(`${kind} ${compartment}`);
    },
    clock: () => {},
    busy: (id, user) => void seen.busy.push(`${user} ${id}`),
  };
  return Object.assign(seen, { host: new SessionHost(createEngine(CONFIG), source, port, from) });
}
const stepsOf = (batches: EngineBatch[]): number[] => batches.flatMap((b) => b.inputs.map((i) => i.step));
const eventsOf = (batches: EngineBatch[]) => batches.flatMap((b) => b.events.map((e) => e.event));
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const note = { name: 'log.write', payload: { body: 'x', language: 'en' } } as const;
const by: Principal = officer('P1');

describe('the host of a session', () => {
  it('EN-38 however fast it catches up, a restart has four thousand steps and a slice to run again at most', () => {
    const w = watch(looks(20));
    const toMs = EPOCH + 1200_000;
    // No wall time goes by: steps alone ask for snapshots.
    while (w.host.runHistory(toMs, 0) !== 'done') w.host.committed();
    expect(stepsOf(w.batches)).toEqual(upTo(w.batches.at(-1)?.lastStep ?? 0));
    const ends = w.batches.map((b) => b.lastStep);
    const kept = w.batches.filter((b) => b.snapshot !== null).map((b) => b.lastStep);
    const slice = Math.max(...w.batches.map((b) => b.inputs.length));
    const apart = [...kept, ends.at(-1) ?? 0].map((at, i) => at - (kept[i - 1] ?? 0));
    expect(Math.max(...apart)).toBeLessThanOrEqual(4000 + slice);
    expect(slice).toBeLessThan(400);
    expect(kept.length).toBe(Math.floor((ends.at(-1) ?? 0) / 4100));
  });

  it('EN-38 a live watch takes one a minute; the snapshot and the inputs after it come to the same engine', () => {
    const w = watch(looks(1));
    for (let s = 1; s <= 200; s++) {
      w.host.pump(EPOCH + s * 1000);
      w.host.committed();
    }
    const kept = w.batches.filter((b) => b.snapshot !== null);
    // The wall clock of this test begins at the epoch, so the first one comes with the first batch.
    expect(kept.map((b) => Math.round((b.nowMs - EPOCH) / 1000))).toEqual([1, 61, 121, 181]);
    const last = kept.at(-1) as EngineBatch;
    const tail = w.batches.flatMap((b) => b.inputs).filter((i) => i.step > last.lastStep);
    const again = restoreEngine(CONFIG, last.snapshot);
    for (const i of tail) again.step(i.input, i.nowMs);
    const whole = createEngine(CONFIG);
    for (const i of w.batches.flatMap((b) => b.inputs)) whole.step(i.input, i.nowMs);
    expect(tail.length).toBeGreaterThan(20);
    expect(again.snapshot()).toEqual(whole.snapshot());
  });

  it('EN-39 while the journal takes nothing the picture goes on, commands are refused, and all gets in afterwards in order', () => {
    const w = watch(looks(1));
    for (let s = 1; s <= 100; s++) w.host.pump(EPOCH + s * 1000);
    expect(w.batches.length).toBe(32);
    expect(w.host.nowMs).toBe(EPOCH + 100_000);
    w.host.command('cmd-1', by, note, EPOCH + 100_000);
    expect(w.busy).toEqual([`${by.userId} cmd-1`]);
    w.host.committed();
    w.host.pump(EPOCH + 101_000);
    expect(w.batches.length).toBe(33);
    expect(w.batches[32]?.nowMs).toBe(EPOCH + 101_000);
    for (let i = 0; i < 2; i++) w.host.committed();
    w.host.command('cmd-1', by, note, EPOCH + 101_000);
    expect(w.batches[33]?.results).toMatchObject([
      { commandId: 'cmd-1', userId: by.userId, result: { code: 'OK' } },
    ]);
    expect(stepsOf(w.batches)).toEqual(upTo(w.batches[33]?.lastStep ?? 0));
  });

  it('EN-39 what waits is bounded: then time stands still, and goes on once the journal does', () => {
    const w = watch(looks(50));
    for (let s = 1; s <= 1000; s++) w.host.pump(EPOCH + s * 1000);
    const stoodMs = w.host.nowMs;
    expect(stoodMs).toBeLessThan(EPOCH + 500_000);
    w.host.pump(EPOCH + 1001_000);
    expect(w.host.nowMs).toBe(stoodMs);
    for (let i = 0; i < 32; i++) w.host.committed();
    for (let i = 0; i < 200; i++) {
      w.host.pump(EPOCH + 1001_000);
      w.host.committed();
    }
    expect(w.host.nowMs).toBe(EPOCH + 1001_000);
    expect(stepsOf(w.batches)).toEqual(upTo(w.batches.at(-1)?.lastStep ?? 0));
  });

  it('EN-39 history waits for the journal and does not run ahead of it', () => {
    const w = watch(looks(1));
    const toMs = EPOCH + 3600_000;
    const went = Array.from({ length: 40 }, () => w.host.runHistory(toMs, 0));
    expect(went.filter((g) => g === 'more').length).toBe(32);
    expect(went.slice(32)).toEqual(Array(8).fill('waiting'));
    w.host.committed();
    expect(w.host.runHistory(toMs, 0)).toBe('more');
  });

  it('EN-40 an outage is told as a gap, in the streams of members and of observers and in the log; time goes on behind it', () => {
    const w = watch(looks(1));
    w.host.pump(EPOCH);
    w.host.pump(EPOCH + 3000);
    const nowMs = EPOCH + 600_400;
    w.host.jumpOver({ endMs: null, advance: () => [] }, nowMs, nowMs);
    const told = eventsOf(w.batches.slice(-1));
    expect(told.filter((e) => e.kind === 'session.gap').map((e) => [compartmentOf(e.label), e.body])).toEqual(
      [
        ['SHARED', { fromMs: EPOCH + 3000, toMs: nowMs }],
        ['NOTIF', { fromMs: EPOCH + 3000, toMs: nowMs }],
      ],
    );
    expect(
      told.flatMap((e) => (e.kind === 'log.written' ? [[e.body.msg, e.body.params.seconds]] : [])),
    ).toEqual([['log.session.gap', 597]]);
    w.host.pump(nowMs + 2000);
    const later = w.batches.at(-1)?.inputs.map((i) => [i.input.kind, i.nowMs - EPOCH]);
    // Ticks fall on whole seconds after the epoch, whatever the restart's moment.
    expect(later).toEqual([
      ['tick', 601_000],
      ['tick', 602_000],
    ]);
  });

  it('EN-50 a key for the recording comes with every twentieth tick of frames, of each compartment that has any', () => {
    const w = watch(looks(1));
    w.host.pump(EPOCH + 1000);
    const ticksWithKey: number[] = [];
    for (let tick = 0; tick < 60; tick++) {
      const before = w.kinds.length;
      w.host.sendFrames();
      const keys = w.kinds.slice(before).filter((k) => k.startsWith('record'));
      if (keys.length === 0) continue;
      ticksWithKey.push(tick);
      expect(keys.sort()).toEqual(['record NAT:P1', 'record NAT:P2', 'record SHARED']);
    }
    expect(ticksWithKey).toEqual([0, 20, 40]);
  });
});
