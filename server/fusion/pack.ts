import type { TrackData } from './track';

type Arrays = 'x6' | 'P6' | 'x9' | 'P9';
export type PackedTrack = Omit<TrackData, Arrays> & Record<Arrays, number[]>;

/** A track as plain JSON and back; doubles keep every bit. */
export function packTrack(t: TrackData): PackedTrack {
  return { ...t, x6: [...t.x6], P6: [...t.P6], x9: [...t.x9], P9: [...t.P9] };
}
export function unpackTrack(p: PackedTrack): TrackData {
  return {
    ...p,
    x6: Float64Array.from(p.x6),
    P6: Float64Array.from(p.P6),
    x9: Float64Array.from(p.x9),
    P9: Float64Array.from(p.P9),
  };
}
