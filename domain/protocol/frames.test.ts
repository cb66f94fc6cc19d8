import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFrame,
  ENTRY_BYTES,
  encodeFrame,
  FLAG_GONE,
  FLAG_STALE,
  type Frame,
  type FrameEntry,
  HEADER_BYTES,
} from './frames';

const f32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const vec = fc.tuple(f32, f32, f32);
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const entry: fc.Arbitrary<FrameEntry> = fc.record({
  number: u32,
  phase: fc.constantFrom('boost', 'coast', 'descent'),
  status: fc.constantFrom('tentative', 'confirmed', 'coasting', 'lost', 'ended'),
  flags: fc.constantFrom(0, FLAG_GONE, FLAG_STALE, FLAG_GONE | FLAG_STALE),
  epochMs: fc.double({ min: -5e12, max: 5e12, noNaN: true }),
  position: vec,
  velocity: vec,
  thrust: vec,
  sigmaM: f32,
});
const frame: fc.Arbitrary<Frame> = fc.record({
  kind: fc.constantFrom('delta', 'key'),
  seq: u32,
  base: u32,
  nowMs: fc.double({ min: -5e12, max: 5e12, noNaN: true }),
  entries: fc.array(entry, { maxLength: 8 }),
});
const ONE: Frame = {
  ...{ kind: 'key', seq: 5, base: 4, nowMs: 1234.5 },
  entries: [
    {
      ...{ number: 42, phase: 'coast', status: 'confirmed', flags: FLAG_STALE, epochMs: 99.25 },
      ...{ position: [1, 2, 3], velocity: [4, 5, 6], thrust: [7, 8, 9], sigmaM: 10 },
    },
  ],
};
const bytes = (change: (v: DataView) => void): ArrayBuffer => {
  const buffer = encodeFrame(ONE);
  change(new DataView(buffer));
  return buffer;
};

describe('frame codec', () => {
  it('SY-01 a frame is read as it was written', () => {
    fc.assert(
      fc.property(frame, (f) => {
        expect(decodeFrame(encodeFrame(f))).toEqual(f);
      }),
    );
  });

  it('SY-01 a frame is read from a view into a larger buffer, as a socket hands it over', () => {
    const packed = new Uint8Array(encodeFrame(ONE));
    const large = new Uint8Array(packed.length + 24);
    large.set(packed, 13);
    expect(decodeFrame(large.subarray(13, 13 + packed.length))).toEqual(ONE);
  });

  it('SY-01 the layout is what it was: header 32 bytes, 64 an object, little-endian', () => {
    const v = new DataView(encodeFrame(ONE));
    expect(v.byteLength).toBe(HEADER_BYTES + ENTRY_BYTES);
    expect([HEADER_BYTES, ENTRY_BYTES]).toEqual([32, 64]);
    expect([v.getUint8(0), v.getUint8(1), v.getUint8(2), v.getUint8(3)]).toEqual([0x4a, 0x46, 1, 1]);
    expect([v.getUint32(4, true), v.getUint32(8, true), v.getUint32(12, true)]).toEqual([5, 4, 1]);
    expect(v.getFloat64(16, true)).toBe(1234.5);
    expect([v.getUint32(32, true), v.getUint8(36), v.getUint8(37), v.getUint16(38, true)]).toEqual([
      42, 1, 1, 2,
    ]);
    expect([v.getFloat32(48, true), v.getFloat32(60, true), v.getFloat32(72, true)]).toEqual([1, 4, 7]);
  });

  it('SY-01 a position is kept within half a metre at 8,000 km and 4 m at geostationary height', () => {
    const at = (m: number) => {
      const e = { ...(ONE.entries[0] as FrameEntry), position: [m, -m, m] as [number, number, number] };
      const p = decodeFrame(encodeFrame({ ...ONE, entries: [e] })).entries[0]?.position[0] ?? 0;
      return Math.abs(p - m);
    };
    for (let i = 0; i < 500; i++) {
      expect(at(8e6 - i * 1237.7)).toBeLessThanOrEqual(0.5);
      expect(at(42.2e6 - i * 1237.7)).toBeLessThanOrEqual(4);
    }
  });

  it.each([
    ['an empty buffer', new ArrayBuffer(0), 'shorter than its header'],
    ['half a header', encodeFrame(ONE).slice(0, 20), 'shorter than its header'],
    ['another magic', bytes((v) => v.setUint16(0, 1, true)), 'wrong magic'],
    ['another version', bytes((v) => v.setUint8(2, 9)), 'unknown version'],
    ['a cut tail', encodeFrame(ONE).slice(0, 95), 'length does not fit'],
    ['a byte too many', new Uint8Array([...new Uint8Array(encodeFrame(ONE)), 0]), 'length does not fit'],
    ['a count too high', bytes((v) => v.setUint32(12, 0xffffffff, true)), 'length does not fit'],
    ['an unknown phase', bytes((v) => v.setUint8(36, 3)), 'unknown phase or status'],
    ['an unknown status', bytes((v) => v.setUint8(37, 5)), 'unknown phase or status'],
  ])('SY-02 refuses %s and says why', (_what, buffer, why) => {
    expect(() => decodeFrame(buffer)).toThrow(RangeError);
    expect(() => decodeFrame(buffer)).toThrow(why);
  });

  it('SY-02 never reads past its buffer, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (junk) => {
        try {
          decodeFrame(junk);
        } catch (error) {
          expect((error as Error).message).toMatch(/^frame: /);
        }
      }),
    );
  });
});
