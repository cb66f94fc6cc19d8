import { describe, expect, it } from 'vitest';
import { propagateFreeFlight } from '../../domain/ballistics';
import {
  decodeFrame,
  FLAG_GONE,
  FLAG_STALE,
  type Frame,
  type FrameEntry,
} from '../../domain/protocol/frames';
import { EPOCH, kinematics } from '../../domain/testing/samples';
import { type FrameObject, FrameStream } from './frames';

const object = (part: Partial<FrameObject> = {}): FrameObject => ({
  ...{ number: 1, phase: 'coast', status: 'confirmed', stale: false, kinematics: kinematics() },
  ...part,
});
/** The object as a perfect filter has it `s` seconds after the epoch. */
const flown = (s: number, part: Partial<FrameObject> = {}): FrameObject => {
  const k = kinematics({ epochMs: EPOCH + s * 1000 });
  return object({ kinematics: { ...k, x: [...propagateFreeFlight(kinematics().x, s)] }, ...part });
};
const at = (s: number): number => EPOCH + s * 1000;
const read = (buffer: ArrayBuffer | null): Frame | null => buffer && decodeFrame(buffer);

describe('frames with dead reckoning', () => {
  it('EN-17 a console that propagates what it was sent is never off by more than the bound', () => {
    const stream = new FrameStream();
    const held = new Map<number, FrameEntry>();
    let x: ArrayLike<number> = kinematics().x;
    let sent = 0;
    let worstM = 0;
    for (let s = 0; s <= 300; s++) {
      // It flies freely, then turns under thrust that the states do not tell, then flies freely again.
      const thrust = s > 60 && s < 120 ? [0, 12, 9] : [0, 0, 0];
      x = propagateFreeFlight(x, 1, thrust, 1);
      const k = kinematics({ epochMs: at(s + 1), x: Array.from(x) }, 200);
      const frame = read(stream.delta([object({ kinematics: k })], at(s + 1)));
      for (const e of frame?.entries ?? []) held.set(e.number, e);
      sent += frame ? 1 : 0;
      const e = held.get(1) as FrameEntry;
      const p = propagateFreeFlight([...e.position, ...e.velocity], (at(s + 1) - e.epochMs) / 1000, e.thrust);
      worstM = Math.max(worstM, Math.hypot(...[0, 1, 2].map((i) => (p[i] ?? 0) - (x[i] ?? 0))));
    }
    expect(worstM).toBeLessThan(251);
    expect(worstM).toBeGreaterThan(100);
    // 301 states, of which free flight needs one each 15 s and the turn one each few seconds.
    expect(sent).toBeLessThan(50);
  });

  it('EN-17 the bound grows to half a sigma of an object that is known badly', () => {
    const sentAt = (sigmaM: number, offM: number): boolean => {
      const stream = new FrameStream();
      stream.delta([object({ kinematics: kinematics({}, sigmaM) })], EPOCH);
      const k = kinematics({ epochMs: at(1) }, sigmaM);
      const moved = flown(1).kinematics.x.map((v, i) => (i === 0 ? v + offM : v));
      return stream.delta([object({ kinematics: { ...k, x: moved } })], at(1)) !== null;
    };
    expect([sentAt(100, 240), sentAt(100, 260), sentAt(5000, 2400), sentAt(5000, 2600)]).toEqual([
      ...[false, true, false, true],
    ]);
  });

  it('EN-18 what the console predicts right is not sent, but once in a while for its age', () => {
    const stream = new FrameStream();
    const sentAtS = Array.from({ length: 40 }, (_, s) => (stream.delta([flown(s)], at(s)) ? [s] : [])).flat();
    expect(sentAtS).toEqual([0, 16, 32]);
  });

  it.each<[string, Partial<FrameObject>]>([
    ['phase', { phase: 'descent' }],
    ['status', { status: 'coasting' }],
    ['staleness', { stale: true }],
  ])('EN-18 a change of %s is sent at once, of that object only', (_what, part) => {
    const stream = new FrameStream();
    stream.delta([flown(0), flown(0, { number: 2 })], at(0));
    const frame = read(stream.delta([flown(1), flown(1, { number: 2, ...part })], at(1)));
    expect(frame?.entries.map((e) => e.number)).toEqual([2]);
    expect(frame?.entries[0]?.flags).toBe(part.stale ? FLAG_STALE : 0);
  });

  it('EN-19 an object that is gone is said so once', () => {
    const stream = new FrameStream();
    stream.delta([flown(0), flown(0, { number: 2, stale: true })], at(0));
    const frame = read(stream.delta([flown(1)], at(1)));
    expect(frame?.entries.map((e) => [e.number, e.flags])).toEqual([[2, FLAG_STALE | FLAG_GONE]]);
    expect(stream.delta([flown(2)], at(2))).toBeNull();
    expect(read(stream.key())?.entries.map((e) => e.number)).toEqual([1]);
  });

  it('EN-19 each delta builds on the frame before; a key stands where the last delta did, with all that consoles hold', () => {
    const stream = new FrameStream();
    expect(read(stream.key())).toMatchObject({ kind: 'key', seq: 0, base: 0, entries: [] });
    const first = read(stream.delta([flown(0)], at(0)));
    expect(first).toMatchObject({ kind: 'delta', base: 0, seq: 1, nowMs: at(0) });
    expect(stream.delta([flown(1)], at(1))).toBeNull();
    const second = read(stream.delta([flown(2), flown(2, { number: 7 })], at(2)));
    expect(second).toMatchObject({ base: 1, seq: 2 });
    expect(stream.delta([flown(3), flown(3, { number: 7 })], at(3))).toBeNull();
    const key = read(stream.key());
    expect(key).toMatchObject({ kind: 'key', seq: 2, base: 2, nowMs: at(3) });
    // A key must not say more than the deltas did: who is in step holds exactly this.
    expect(key?.entries).toEqual([...(first?.entries ?? []), ...(second?.entries ?? [])]);
    expect(stream.seq).toBe(2);
  });
});
