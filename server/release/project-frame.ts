import { decodeFrame, encodeFrame } from '../../domain/protocol/frames';
import type { CompartmentView } from '../../domain/view';
import { type From, WHOLE } from './members';

/**
 * A packed frame as it may go to who holds the stream from there on; `view` is what he holds of it. A later member gets the
 * states of launches that he was told of, and none that is older than his membership: the rest is left out, the place of
 * the frame in its stream stays.
 */
export function projectFrame(frame: ArrayBuffer, from: From, view: CompartmentView | null): ArrayBuffer {
  if (from.seq <= WHOLE.seq) return frame;
  const known = new Set(Object.values(view?.launches ?? {}).map((l) => l.number));
  const whole = decodeFrame(frame);
  const entries = whole.entries.filter((e) => known.has(e.number) && e.epochMs >= from.atMs);
  return encodeFrame({ ...whole, entries });
}
