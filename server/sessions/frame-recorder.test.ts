import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPOCH } from '../../domain/testing/samples';
import type { Journal } from '../journal';
import { FrameRecorder, packFrames, unpackFrames } from './frame-recorder';

const frame = (bytes: number, fill: number): ArrayBuffer => new Uint8Array(bytes).fill(fill).buffer;
function recorder() {
  const stored: [session: string, compartment: string, atMs: number, fills: number[]][] = [];
  const journal = {
    appendFrames: async (session: string, compartment: string, atMs: number, packed: Uint8Array) => {
      stored.push([session, compartment, atMs, unpackFrames(packed).map((f) => f[0] ?? 0)]);
    },
  };
  const warned: string[] = [];
  const log = { warn: (_o: object, msg: string) => void warned.push(msg) };
  return { stored, journal, warned, recorder: new FrameRecorder(journal as unknown as Journal, log) };
}

describe('the recorder of frames', () => {
  it('SY-27 frames are kept as they were sent, in chunks of ten seconds', () => {
    const { stored, recorder: r } = recorder();
    for (let s = 0; s <= 25; s++) r.take('s', 'SHARED', EPOCH + s * 1000, frame(96, s));
    expect(stored.map(([, , at, fills]) => [at - EPOCH, fills.length])).toEqual([
      [10_000, 11],
      [21_000, 11],
    ]);
    expect(stored.flatMap(([, , , fills]) => fills)).toEqual(Array.from({ length: 22 }, (_, i) => i));
  });

  it('SY-27 a chunk never grows past 64 KiB by more than a frame', () => {
    const { stored, recorder: r } = recorder();
    for (let i = 0; i < 30; i++) r.take('s', 'SHARED', EPOCH + i, frame(10_000, i));
    expect(stored.map(([, , , fills]) => fills.length)).toEqual([7, 7, 7, 7]);
  });

  it('SY-27 a chunk that the journal does not take is lost, counted and told; nothing else stops for it', async () => {
    const { stored, journal, warned, recorder: r } = recorder();
    const { appendFrames } = journal;
    journal.appendFrames = async () => {
      throw new Error('the disk takes no writes');
    };
    r.take('s', 'SHARED', EPOCH, frame(32, 1));
    await r.flush();
    journal.appendFrames = appendFrames;
    r.take('s', 'SHARED', EPOCH + 1, frame(32, 2));
    await r.flush();
    expect([r.lost, warned, stored.length]).toEqual([1, ['frames not recorded'], 1]);
  });

  it('SY-27 sessions and compartments do not mix, and closing stores what is left', async () => {
    const { stored, recorder: r } = recorder();
    r.take('s', 'NAT:P1', EPOCH, frame(32, 1));
    r.take('s', 'NAT:P2', EPOCH, frame(32, 2));
    r.take('t', 'NAT:P1', EPOCH, frame(32, 3));
    r.take('s', 'NAT:P1', EPOCH + 1, frame(32, 4));
    await r.flush();
    expect(stored).toEqual([
      ['s', 'NAT:P1', EPOCH + 1, [1, 4]],
      ['s', 'NAT:P2', EPOCH, [2]],
      ['t', 'NAT:P1', EPOCH, [3]],
    ]);
    await r.flush();
    expect(stored.length).toBe(3);
  });

  it('SY-28 a chunk is read as it was packed, also from within a larger buffer', () => {
    const frames = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(frames, (list) => {
        const packed = packFrames(list.map((f) => f.slice().buffer));
        const large = new Uint8Array(packed.length + 7);
        large.set(packed, 5);
        for (const bytes of [packed, large.subarray(5, 5 + packed.length)])
          expect(unpackFrames(bytes).map((f) => [...f])).toEqual(list.map((f) => [...f]));
      }),
    );
  });

  it('SY-28 a torn chunk is refused and the place is said', () => {
    const packed = packFrames([frame(10, 1), frame(10, 2)]);
    expect(() => unpackFrames(packed.subarray(0, packed.length - 1))).toThrow('torn frame');
    expect(() => unpackFrames(packed.subarray(0, 16))).toThrow('torn length');
    expect(() => unpackFrames(packed.subarray(0, 14))).not.toThrow();
  });
});
