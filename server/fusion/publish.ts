import { type Described, describeTrack, type NationalTrackBody } from './describe';
import { boostProbability } from './modes';
import type { Registry } from './registry';
import type { Track, TrackEnd } from './track';

export interface TrackChange {
  track: NationalTrackBody;
  reason:
    | 'founded'
    | 'confirmed'
    | 'phase'
    | 'sensor'
    | 'update'
    | 'coasting'
    | 'seen again'
    | 'merged'
    | 'lost'
    /** The score came to say that there never was an object. */
    | 'refuted'
    /** Late looks took back what it was made of. */
    | 'dissolved'
    | 'ended';
}

/** Tentative tracks are shown from this many looks on. */
const SHOWN_LOOKS = 3;
const BURNING_EVERY_MS = 5000;
const COASTING_EVERY_MS = 10_000;
const TENTATIVE_EVERY_MS = 5000;
/** Unseen this long a track coasts. */
const UNSEEN_MS = 30_000;
/** A confirmed one past its predicted impact and unseen is over; so is one that stays in orbit, this long unseen. */
const AFTER_IMPACT_MS = 15_000;
const UNSEEN_ORBIT_MS = 15 * 60_000;
/** Published ends are remembered this long: a rollback may bring a track back. */
const REMEMBER_MS = 120_000;

interface Published {
  rev: number;
  kinds: number;
  looks: number;
  atMs: number;
  last: NationalTrackBody;
}
export type PublisherSnapshot = [id: string, published: Published][];

/**
 * Says what people would want to know: not each look, but each change of meaning, and an update every few seconds. It
 * only tells: nothing of it goes back into the tracks.
 */
export class Publisher {
  readonly #registry: Registry;
  #published = new Map<string, Published>();

  readonly #endOf: (id: string) => TrackEnd | null;

  constructor(registry: Registry, endOf: (id: string) => TrackEnd | null) {
    this.#registry = registry;
    this.#endOf = endOf;
  }

  publish(tracks: readonly Track[], nowMs: number): TrackChange[] {
    const out: TrackChange[] = [];
    const alive = new Set<string>();
    for (const t of tracks) {
      if (t.status === 'tentative' && t.looks < SHOWN_LOOKS) continue;
      alive.add(t.id);
      const change = this.#changeOf(t, nowMs);
      if (change) out.push(change);
    }
    for (const [id, p] of this.#published) {
      if (alive.has(id)) continue;
      if (isDone(p)) {
        if (nowMs - p.atMs > REMEMBER_MS) this.#published.delete(id);
        continue;
      }
      out.push(this.#vanish(id, p, tracks, nowMs));
    }
    return out;
  }

  /** The last told state of tracks that are confirmed and not over. */
  confirmed(): NationalTrackBody[] {
    const out: NationalTrackBody[] = [];
    for (const { last } of this.#published.values())
      if (last.status === 'confirmed' || last.status === 'coasting') out.push(last);
    return out;
  }

  /** Whether a track has been told to be over. */
  isOver(id: string): boolean {
    const p = this.#published.get(id);
    return p !== undefined && isDone(p);
  }

  snapshot(): PublisherSnapshot {
    return structuredClone([...this.#published]);
  }
  restore(stored: PublisherSnapshot): void {
    this.#published = new Map(structuredClone(stored));
  }

  /** Gone from the tracks: past its end, taken into another, or given up. */
  #vanish(id: string, p: Published, tracks: readonly Track[], nowMs: number): TrackChange {
    const { last } = p;
    const reason = this.#whyGone(id, last, tracks, nowMs);
    const status = reason === 'merged' || reason === 'ended' ? ('ended' as const) : ('lost' as const);
    const track: NationalTrackBody = { ...last, status, rev: p.rev + 1 };
    this.#published.set(id, { ...p, rev: track.rev, atMs: nowMs, last: track });
    return { track, reason };
  }

  #whyGone(
    id: string,
    last: NationalTrackBody,
    tracks: readonly Track[],
    nowMs: number,
  ): 'merged' | 'ended' | 'lost' | 'refuted' | 'dissolved' {
    if (tracks.some((t) => t.aliases.includes(id))) return 'merged';
    if (isPast(last, nowMs)) return 'ended';
    const end = this.#endOf(id);
    if (end === 'over') return 'ended';
    if (end !== null) return end;
    return last.status === 'tentative' ? 'lost' : 'dissolved';
  }

  #changeOf(t: Track, nowMs: number): TrackChange | null {
    const p = this.#published.get(t.id);
    if (p && isDone(p)) return this.#backAgain(t, p, nowMs);
    const reason = this.#reason(t, p, nowMs);
    if (reason === null) return null;
    return this.#tell(t, p, reason, nowMs);
  }

  /** Late data brought back what was told to be over. */
  #backAgain(t: Track, p: Published, nowMs: number): TrackChange | null {
    if (t.looks <= p.looks || t.lastMs <= p.last.lastLookMs) return null;
    return this.#tell(t, p, 'seen again', nowMs);
  }

  #reason(t: Track, p: Published | undefined, nowMs: number): TrackChange['reason'] | null {
    const { last } = p ?? {};
    if (t.status === 'tentative') {
      if (!p) return 'founded';
      return t.looks > p.looks && nowMs - p.atMs >= TENTATIVE_EVERY_MS ? 'update' : null;
    }
    if (!p || !last || last.status === 'tentative') return 'confirmed';
    if (nowMs - t.lastMs > AFTER_IMPACT_MS && isPast(last, nowMs)) return 'ended';
    const burning = boostProbability(t.motion, Math.max(nowMs, t.motion.tMs)) > 0.5;
    if ((last.phase === 'boost') !== burning) return 'phase';
    if (t.kinds.length !== p.kinds || t.sensors.length !== last.sensors.length) return 'sensor';
    const unseen = nowMs - t.lastMs > UNSEEN_MS;
    if (unseen !== (last.status === 'coasting')) return unseen ? 'coasting' : 'seen again';
    if (t.looks === p.looks) return null;
    return nowMs - p.atMs >= (burning ? BURNING_EVERY_MS : COASTING_EVERY_MS) ? 'update' : null;
  }

  #tell(t: Track, p: Published | undefined, reason: TrackChange['reason'], nowMs: number): TrackChange {
    const rev = (p?.rev ?? 0) + 1;
    const unseen = nowMs - t.lastMs > UNSEEN_MS;
    const status =
      reason === 'ended'
        ? 'ended'
        : t.status === 'tentative'
          ? 'tentative'
          : unseen
            ? 'coasting'
            : 'confirmed';
    // What is over is told as it was last; it has come down since.
    const said: Described =
      reason === 'ended' && p ? p.last : describeTrack(t, Math.max(nowMs, t.motion.tMs), this.#registry);
    const track: NationalTrackBody = { ...said, rev, status };
    // The air takes the energy away: what it is was seen above.
    if (said.phase === 'descent' && p) track.classes = p.last.classes;
    this.#published.set(t.id, { rev, kinds: t.kinds.length, looks: t.looks, atMs: nowMs, last: track });
    return { track, reason };
  }
}

const isDone = (p: Published): boolean => p.last.status === 'ended' || p.last.status === 'lost';

/** Past its predicted impact with three sigma, or long unseen in orbit. */
function isPast(last: NationalTrackBody, nowMs: number): boolean {
  if (last.impact === 'orbital' || last.impact === null) return nowMs - last.lastLookMs > UNSEEN_ORBIT_MS;
  return nowMs > last.impact.atMs + Math.max(AFTER_IMPACT_MS, 3000 * last.impact.sigmaS);
}
