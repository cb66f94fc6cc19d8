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
  it('SY-27 frames are kept as they were sent, in chunks that begin with a key', () => {
    const { stored, recorder: r } = recorder();
    // Before the first key there is nothing that a delta could be added to.
    r.take('s', 'SHARED', EPOCH - 1, frame(96, 99));
    for (let s = 0; s <= 25; s++) {
      if (s % 10 === 0) r.begin('s', 'SHARED', EPOCH + s * 1000, frame(96, 100 + s));
      r.take('s', 'SHARED', EPOCH + s * 1000, frame(96, s));
    }
    expect(stored.map(([, , at, fills]) => [at - EPOCH, fills[0], fills.length])).toEqual([
      [9000, 100, 11],
      [19_000, 110, 11],
    ]);
    expect(stored.flatMap(([, , , fills]) => fills.slice(1))).toEqual(
      Array.from({ length: 20 }, (_, i) => i),
    );
  });

  it('SY-27 where nothing moves nothing is stored', async () => {
    const { stored, recorder: r } = recorder();
    for (let s = 0; s < 5; s++) r.begin('s', 'SHARED', EPOCH + s * 10_000, frame(32, s));
    await r.flush();
    expect(stored).toEqual([]);
  });

  it('SY-27 a chunk that the journal does not take is lost, counted and told; nothing else stops for it', async () => {
    const { stored, journal, warned, recorder: r } = recorder();
    const { appendFrames } = journal;
    const chunk = (fill: number): void => {
      r.begin('s', 'SHARED', EPOCH, frame(32, 0));
      r.take('s', 'SHARED', EPOCH, frame(32, fill));
    };
    journal.appendFrames = async () => {
      throw new Error('the disk takes no writes');
    };
    chunk(1);
    await r.flush();
    journal.appendFrames = appendFrames;
    chunk(2);
    await r.flush();
    expect([r.lost, warned, stored.length]).toEqual([1, ['frames not recorded'], 1]);
  });

  it('SY-27 sessions and compartments do not mix, and closing stores what is left', async () => {
    const { stored, recorder: r } = recorder();
    for (const [session, compartment, fill] of [
      ['s', 'NAT:P1', 1],
      ['s', 'NAT:P2', 2],
      ['t', 'NAT:P1', 3],
    ] as const) {
      r.begin(session, compartment, EPOCH, frame(32, 0));
      r.take(session, compartment, EPOCH, frame(32, fill));
    }
    r.take('s', 'NAT:P1', EPOCH + 1, frame(32, 4));
    await r.flush();
    expect(stored).toEqual([
      ['s', 'NAT:P1', EPOCH + 1, [0, 1, 4]],
      ['s', 'NAT:P2', EPOCH, [0, 2]],
      ['t', 'NAT:P1', EPOCH, [0, 3]],
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
