import { BURNS, type Described, describeTrack, type NationalTrackBody } from './describe';
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

/** Detections that two tracks must have in common to be one whose founding detection late looks have changed. */
const HEIR_SHARES = 2;

/** What was told of a track; `last.id` is the name that it was first told under. */
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
    const out: TrackChange[] = this.#inherit(tracks, nowMs);
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

  /** The name under which a track is told: that of its first telling, whatever detection late looks found it on since. */
  nameOf(id: string): string {
    return this.#published.get(id)?.last.id ?? id;
  }

  /** The track that is told under a name. */
  trackOf(name: string): string {
    for (const [id, p] of this.#published) if (p.last.id === name) return id;
    return name;
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

  /**
   * Late looks may found a track on another detection, which makes its id another: what was told goes on under the name that
   * it has. A name once told never stands for anything else.
   */
  #inherit(tracks: readonly Track[], nowMs: number): TrackChange[] {
    const out: TrackChange[] = [];
    const ids = new Set(tracks.map((t) => t.id));
    for (const [id, p] of [...this.#published]) {
      if (ids.has(id) || isDone(p) || p.last.status === 'tentative' || this.#endOf(id) !== null) continue;
      const heir = heirOf(p.last, tracks);
      if (heir?.status !== 'confirmed' || heir.aliases.includes(id)) continue;
      const known = this.#published.get(heir.id);
      if (known && known.last.status !== 'tentative') continue;
      if (known) out.push(this.#close(heir.id, known, 'merged', nowMs));
      this.#published.delete(id);
      this.#published.set(heir.id, p);
    }
    return out;
  }

  /** Gone from the tracks: past its end, taken into another, or given up. */
  #vanish(id: string, p: Published, tracks: readonly Track[], nowMs: number): TrackChange {
    return this.#close(id, p, this.#whyGone(id, p.last, tracks, nowMs), nowMs);
  }

  #close(id: string, p: Published, reason: Gone, nowMs: number): TrackChange {
    const { last } = p;
    const status = reason === 'merged' || reason === 'ended' ? ('ended' as const) : ('lost' as const);
    const track: NationalTrackBody = { ...last, status, rev: p.rev + 1 };
    this.#published.set(id, { ...p, rev: track.rev, atMs: nowMs, last: track });
    return { track, reason };
  }

  #whyGone(id: string, last: NationalTrackBody, tracks: readonly Track[], nowMs: number): Gone {
    if (tracks.some((t) => t.aliases.includes(id))) return 'merged';
    if (isPast(last, nowMs)) return 'ended';
    const end = this.#endOf(id);
    if (end === 'over') return 'ended';
    if (end !== null) return end;
    if (heirOf(last, tracks)) return 'merged';
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
    const burning = boostProbability(t.motion, Math.max(nowMs, t.motion.tMs)) > BURNS;
    if ((last.phase === 'boost') !== burning) return 'phase';
    if (t.kinds.length !== p.kinds || t.sensors.length !== last.sensors.length) return 'sensor';
    const unseen = nowMs - t.lastMs > UNSEEN_MS;
    if (unseen !== (last.status === 'coasting')) return unseen ? 'coasting' : 'seen again';
    if (t.looks === p.looks) return null;
    return nowMs - p.atMs >= (burning ? BURNING_EVERY_MS : COASTING_EVERY_MS) ? 'update' : null;
  }

  /** A track's own id, unless something else is told under it. */
  #newName(id: string): string {
    const taken = (name: string): boolean => [...this.#published.values()].some((p) => p.last.id === name);
    let name = id;
    while (taken(name)) name += '+';
    return name;
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
    const track: NationalTrackBody = { ...said, id: p?.last.id ?? this.#newName(t.id), rev, status };
    // The air takes the energy away: what it is was seen above.
    if (said.phase === 'descent' && p) track.classes = p.last.classes;
    this.#published.set(t.id, { rev, kinds: t.kinds.length, looks: t.looks, atMs: nowMs, last: track });
    return { track, reason };
  }
}

type Gone = Extract<TrackChange['reason'], 'merged' | 'ended' | 'lost' | 'refuted' | 'dissolved'>;

/** The track that is made of what another was told to be made of, if any. */
function heirOf(last: NationalTrackBody, tracks: readonly Track[]): Track | null {
  const of = new Set(last.evidence);
  let best: Track | null = null;
  let most = HEIR_SHARES - 1;
  for (const t of tracks) {
    const shared = t.evidence.filter((e) => of.has(e)).length;
    if (shared > most) [best, most] = [t, shared];
  }
  return best;
}

const isDone = (p: Published): boolean => p.last.status === 'ended' || p.last.status === 'lost';

/** Past its predicted impact with three sigma, or long unseen in orbit. */
function isPast(last: NationalTrackBody, nowMs: number): boolean {
  if (last.impact === 'orbital' || last.impact === null) return nowMs - last.lastLookMs > UNSEEN_ORBIT_MS;
  return nowMs > last.impact.atMs + Math.max(AFTER_IMPACT_MS, 3000 * last.impact.sigmaS);
}
