import { ecefToGeodetic, type Vec3 } from '../../domain/geodesy';
import type { NationalTrack } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { inFieldOfView, type Sensor, sensorFrame } from '../../domain/sensors';
import type { SensorsDiffer } from '../alerts/rules/feed';

export type SeenTrack = Pick<NationalTrack, 'id' | 'status' | 'kinematics' | 'sensors'>;
export type DisagreementsSnapshot = [key: string, held: Held][];
interface Held {
  sinceMs: number;
  told: Omit<SensorsDiffer, 'on' | 'looks'> | null;
}
/** Worse known than this (m, one sigma) a track may as well be where the other sensor does not look. */
const KNOWN_TO_M = 20e3;
/** Nearer than this to the edge of what a sensor sees, below (m), it need not see. */
const EDGE_M = 20e3;

/** Finds sensors with cover of a track that others see and they do not, for so many of their looks in a row. */
export class Disagreements {
  readonly #regime: Regime['feed'];
  readonly #held: Map<string, Held>;

  constructor(regime: Regime['feed'], stored: DisagreementsSnapshot = []) {
    this.#regime = regime;
    this.#held = new Map(structuredClone(stored));
  }

  advance(nowMs: number, tracks: readonly SeenTrack[], looking: readonly Sensor[]): SensorsDiffer[] {
    const out: SensorsDiffer[] = [];
    const there = new Set<string>();
    for (const t of tracks) {
      const sees = this.#seenBy(t, looking, nowMs);
      if (!sees || !isKnown(t)) continue;
      for (const s of looking) {
        if (s.id === sees.id || hasSeen(t, s, nowMs) || !covers(s, sees, t, nowMs)) continue;
        const key = `${t.id} ${s.id}`;
        there.add(key);
        const held = this.#held.get(key) ?? { sinceMs: nowMs, told: null };
        this.#held.set(key, held);
        const looks = Math.floor((nowMs - held.sinceMs) / 1000 / s.revisitS);
        if (held.told || looks < this.#regime.missedLooks) continue;
        held.told = { track: t.id, sees: sees.id, misses: s.id };
        out.push({ ...held.told, on: true, looks });
      }
    }
    for (const [key, { told }] of this.#held) {
      if (there.has(key)) continue;
      this.#held.delete(key);
      if (told) out.push({ ...told, on: false, looks: 0 });
    }
    return out;
  }

  snapshot(): DisagreementsSnapshot {
    return structuredClone([...this.#held]);
  }

  /** A sensor that has just seen it. */
  #seenBy(t: SeenTrack, looking: readonly Sensor[], nowMs: number): Sensor | undefined {
    if (t.status !== 'confirmed') return undefined;
    return looking.find((s) => {
      const last = t.sensors.find((x) => x.sensor === s.id)?.lastLookMs;
      return last !== undefined && nowMs - last <= (5 * s.revisitS + 4 * s.latencyS) * 1000;
    });
  }
}

const isKnown = ({ kinematics: { P } }: SeenTrack): boolean =>
  Math.sqrt(Math.max(P[0] ?? 0, P[2] ?? 0, P[5] ?? 0)) < KNOWN_TO_M;

/** It has seen it within its last few looks. */
function hasSeen(t: SeenTrack, s: Sensor, nowMs: number): boolean {
  const last = t.sensors.find((x) => x.sensor === s.id)?.lastLookMs;
  return last !== undefined && nowMs - last <= (3 * s.revisitS + 4 * s.latencyS) * 1000;
}

/** It looks there, well inside its edge; an infrared one only while another infrared one shows that it burns. */
function covers(s: Sensor, sees: Sensor, t: SeenTrack, nowMs: number): boolean {
  if (s.kind === 'ir' && sees.kind !== 'ir') return false;
  const [x = 0, y = 0, z = 0] = t.kinematics.x;
  const r = Math.hypot(x, y, z);
  const frame = sensorFrame(s, nowMs);
  return [0, EDGE_M].every((downM) => {
    const k = (r - downM) / r;
    const at: Vec3 = [x * k, y * k, z * k];
    return inFieldOfView(s, frame, at, ecefToGeodetic(at).heightM);
  });
}
