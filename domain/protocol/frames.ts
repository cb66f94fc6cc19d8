/**
 * The frame: one packed little-endian buffer a tick and compartment. The server sends a state again only when the fused
 * state leaves the console's own prediction (dead reckoning); the console propagates at display rate.
 *
 * header 32 B: magic u16 'JF' · version u8 · kind u8 (0 delta, 1 key) · seq u32 · base u32 · count u32 · nowMs f64 · reserved 8
 * entry  64 B: number u32 · phase u8 · status u8 · flags u16 · epochMs f64 · position 3×f32 m · velocity 3×f32 m/s ·
 *              thrust 3×f32 m/s² · sigma f32 m · reserved 8
 * Positions are ECEF; f32 is within 0.5 m below 8,000 km and within 4 m at geostationary height.
 */
import type { FlightPhase, TrackStatus } from '../records';

export const FRAME_MAGIC = 0x464a;
export const FRAME_VERSION = 1;
export const HEADER_BYTES = 32;
export const ENTRY_BYTES = 64;
const PHASES: FlightPhase[] = ['boost', 'coast', 'descent'];
const STATUSES: TrackStatus[] = ['tentative', 'confirmed', 'coasting', 'lost', 'ended'];
/** The object left the picture: forget its state. */
export const FLAG_GONE = 1;
export const FLAG_STALE = 2;

export interface FrameEntry {
  /** Short number within session and compartment (a launch in SHARED, a track in a national compartment). */
  number: number;
  phase: FlightPhase;
  status: TrackStatus;
  flags: number;
  epochMs: number;
  position: [number, number, number];
  velocity: [number, number, number];
  thrust: [number, number, number];
  /** One sigma of position along the worst axis, metres. */
  sigmaM: number;
}
export interface Frame {
  kind: 'delta' | 'key';
  seq: number;
  /** The frame that a delta builds on. */
  base: number;
  nowMs: number;
  entries: FrameEntry[];
}

export function encodeFrame(frame: Frame): ArrayBuffer {
  const buffer = new ArrayBuffer(HEADER_BYTES + frame.entries.length * ENTRY_BYTES);
  const v = new DataView(buffer);
  v.setUint16(0, FRAME_MAGIC, true);
  v.setUint8(2, FRAME_VERSION);
  v.setUint8(3, frame.kind === 'key' ? 1 : 0);
  v.setUint32(4, frame.seq, true);
  v.setUint32(8, frame.base, true);
  v.setUint32(12, frame.entries.length, true);
  v.setFloat64(16, frame.nowMs, true);
  let o = HEADER_BYTES;
  for (const e of frame.entries) {
    v.setUint32(o, e.number, true);
    v.setUint8(o + 4, PHASES.indexOf(e.phase));
    v.setUint8(o + 5, STATUSES.indexOf(e.status));
    v.setUint16(o + 6, e.flags, true);
    v.setFloat64(o + 8, e.epochMs, true);
    for (let i = 0; i < 3; i++) {
      v.setFloat32(o + 16 + 4 * i, e.position[i] ?? 0, true);
      v.setFloat32(o + 28 + 4 * i, e.velocity[i] ?? 0, true);
      v.setFloat32(o + 40 + 4 * i, e.thrust[i] ?? 0, true);
    }
    v.setFloat32(o + 52, e.sigmaM, true);
    o += ENTRY_BYTES;
  }
  return buffer;
}

/** Throws a RangeError with the reason on anything that is not a whole frame of this version. */
export function decodeFrame(buffer: ArrayBuffer | Uint8Array): Frame {
  const v =
    buffer instanceof ArrayBuffer
      ? new DataView(buffer)
      : new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  if (v.byteLength < HEADER_BYTES) throw new RangeError('frame: shorter than its header');
  if (v.getUint16(0, true) !== FRAME_MAGIC) throw new RangeError('frame: wrong magic');
  if (v.getUint8(2) !== FRAME_VERSION) throw new RangeError('frame: unknown version');
  const count = v.getUint32(12, true);
  if (v.byteLength !== HEADER_BYTES + count * ENTRY_BYTES)
    throw new RangeError('frame: length does not fit its count');
  const entries: FrameEntry[] = [];
  const vec = (o: number): [number, number, number] => [
    v.getFloat32(o, true),
    v.getFloat32(o + 4, true),
    v.getFloat32(o + 8, true),
  ];
  for (let i = 0, o = HEADER_BYTES; i < count; i++, o += ENTRY_BYTES) {
    const phase = PHASES[v.getUint8(o + 4)];
    const status = STATUSES[v.getUint8(o + 5)];
    if (!phase || !status) throw new RangeError('frame: unknown phase or status');
    entries.push({
      number: v.getUint32(o, true),
      phase,
      status,
      flags: v.getUint16(o + 6, true),
      epochMs: v.getFloat64(o + 8, true),
      position: vec(o + 16),
      velocity: vec(o + 28),
      thrust: vec(o + 40),
      sigmaM: v.getFloat32(o + 52, true),
    });
  }
  return {
    kind: v.getUint8(3) === 1 ? 'key' : 'delta',
    seq: v.getUint32(4, true),
    base: v.getUint32(8, true),
    nowMs: v.getFloat64(16, true),
    entries,
  };
}
