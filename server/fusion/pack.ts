import { newAnchor } from './anchor';
import { BOOST_SIZE, COAST_SIZE, storeMotion } from './store';
import type { Sight, Track } from './track';

type Sighting = [sensor: number, atMs: number, ...z: number[]];
export interface PackedTrack extends Omit<Track, 'motion' | 'anchor' | 'sight'> {
  motion: {
    tMs: number;
    pBoost: number;
    boost: number[];
    coast: number[];
    lean: { sensors: number[]; boost: number[]; coast: number[] } | null;
  };
  anchor: { tMs: number; sigmaV: number; x: number[] } | null;
  sight: Sighting[];
}

/** A track as plain JSON and back; doubles keep every bit. */
export function packTrack(t: Track): PackedTrack {
  const m = t.motion;
  const list = (at: number, n: number): number[] => (at < 0 ? [] : [...m.block.subarray(at, at + n)]);
  const sight: Sighting[] = [];
  for (let s = t.sight; s; s = s.before) sight.push([s.sensor, s.atMs, ...s.z]);
  return {
    ...t,
    motion: {
      tMs: m.tMs,
      pBoost: m.pBoost,
      boost: list(m.boostAt, BOOST_SIZE),
      coast: list(m.coastAt, COAST_SIZE),
      lean: m.lean && {
        sensors: [...m.lean.sensors],
        boost: [...(m.lean.boost ?? [])],
        coast: [...(m.lean.coast ?? [])],
      },
    },
    anchor: t.anchor && { tMs: t.anchor.tMs, sigmaV: t.anchor.sigmaV, x: [...t.anchor.x] },
    sight: sight.reverse(),
  };
}

/** `sensorAt`: where each sensor stands in today's registry, by where it stood when the track was packed. */
export function unpackTrack(p: PackedTrack, sensorAt: readonly number[]): Track {
  const { tMs, pBoost, boost, coast, lean } = p.motion;
  const part = (list: number[], from: number, to?: number) => Float64Array.from(list.slice(from, to));
  const motion = storeMotion(
    tMs,
    pBoost,
    part(boost, 0, 9),
    part(boost, 9),
    part(coast, 0, 7),
    part(coast, 7),
    lean && {
      sensors: lean.sensors.map((s) => sensorAt[s] as number),
      boost: Float64Array.from(lean.boost),
      coast: Float64Array.from(lean.coast),
    },
  );
  let sight: Sight | null = null;
  let n = 0;
  for (const [sensor, atMs, ...z] of p.sight)
    sight = { sensor: sensorAt[sensor] as number, atMs, z, before: sight, n: ++n };
  const anchor = p.anchor ? newAnchor(p.anchor.tMs, p.anchor.sigmaV, Float64Array.from(p.anchor.x)) : null;
  return { ...p, motion, anchor, sight };
}
