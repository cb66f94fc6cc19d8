import { propagateFreeFlight } from '../../domain/ballistics';
import { encodeFrame, FLAG_GONE, FLAG_STALE, type FrameEntry } from '../../domain/protocol/frames';
import type { FlightPhase, Kinematics, TrackStatus } from '../../domain/records';

/** What a frame shows of one object: a launch in SHARED, a track in a national compartment. */
export interface FrameObject {
  number: number;
  phase: FlightPhase;
  status: TrackStatus;
  stale: boolean;
  kinematics: Kinematics;
}

/** A state is sent again when the console's prediction is off by more than this, or by half a sigma if that is more. */
const BOUND_M = 250;
/** States older than this are sent again even when they fit: the console's age counter needs an epoch. */
const RESEND_MS = 15_000;

/**
 * Frames of one compartment with dead reckoning: a delta holds only the states that left the console's own prediction.
 * At most two encodes a tick: the delta for those in step, the key for those who ask.
 */
export class FrameStream {
  #seq = 0;
  #sent = new Map<number, FrameEntry>();
  #nowMs = 0;

  /** The next delta, or null if every console already predicts right. */
  delta(objects: FrameObject[], nowMs: number): ArrayBuffer | null {
    this.#nowMs = nowMs;
    const entries: FrameEntry[] = [];
    const present = new Set<number>();
    for (const o of objects) {
      present.add(o.number);
      const last = this.#sent.get(o.number);
      const entry = toEntry(o);
      if (last && !differs(last, entry, nowMs)) continue;
      this.#sent.set(o.number, entry);
      entries.push(entry);
    }
    for (const [number, last] of this.#sent) {
      if (present.has(number)) continue;
      this.#sent.delete(number);
      entries.push({ ...last, flags: last.flags | FLAG_GONE });
    }
    if (entries.length === 0) return null;
    const base = this.#seq++;
    return encodeFrame({ kind: 'delta', seq: this.#seq, base, nowMs, entries });
  }

  /** Everything that the consoles should hold now. */
  key(): ArrayBuffer {
    return encodeFrame({
      kind: 'key',
      seq: this.#seq,
      base: this.#seq,
      nowMs: this.#nowMs,
      entries: [...this.#sent.values()],
    });
  }

  get seq(): number {
    return this.#seq;
  }
}

function toEntry(o: FrameObject): FrameEntry {
  const { x, P, a, epochMs } = o.kinematics;
  return {
    number: o.number,
    phase: o.phase,
    status: o.status,
    flags: o.stale ? FLAG_STALE : 0,
    epochMs,
    position: [x[0] ?? 0, x[1] ?? 0, x[2] ?? 0],
    velocity: [x[3] ?? 0, x[4] ?? 0, x[5] ?? 0],
    thrust: a,
    sigmaM: Math.sqrt(Math.max(P[0] ?? 0, P[2] ?? 0, P[5] ?? 0)),
  };
}

function differs(last: FrameEntry, next: FrameEntry, nowMs: number): boolean {
  if (last.phase !== next.phase || last.status !== next.status || last.flags !== next.flags) return true;
  if (next.epochMs - last.epochMs > RESEND_MS) return true;
  const a = predict(last, nowMs);
  const b = predict(next, nowMs);
  const off = Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0), (a[2] ?? 0) - (b[2] ?? 0));
  return off > Math.max(BOUND_M, next.sigmaM / 2);
}

const predict = (e: FrameEntry, nowMs: number): Float64Array =>
  propagateFreeFlight([...e.position, ...e.velocity], (nowMs - e.epochMs) / 1000, e.thrust);
