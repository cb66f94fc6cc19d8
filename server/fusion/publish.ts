import { BURNS, type NationalTrackBody } from './describe';
import type { KnownErrors } from './known-errors';
import { boostProbability } from './modes';
import type { Registry } from './registry';
import { retell, type Told, tell, toldBefore } from './told';
import type { Track, TrackEnd } from './track';

export interface TrackChange {
  /** Put together when it is read. */
  readonly track: NationalTrackBody;
  readonly reason:
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
/**
 * What is known is told of after a twentieth of the time for which it has been seen: looks add ever less to it, and whoever
 * shows it predicts it. What burns changes faster than what coasts.
 */
const BURNING_EVERY_MS = { least: 5000, most: 10_000 };
const COASTING_EVERY_MS = { least: 10_000, most: 20_000 };
const SEEN_SHARE = 0.05;
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

interface Telling {
  rev: number;
  kinds: number;
  looks: number;
  atMs: number;
}
/** What was told of a track; `last.name` is the name that it was first told under. */
interface Published extends Telling {
  last: Told;
  /** The publishings at which its track was last among the tracks, and among those that are shown. */
  seenAt: number;
  shownAt: number;
}
export type PublisherSnapshot = [id: string, published: Telling & { last: NationalTrackBody }][];

/**
 * Says what people would want to know: not each look, but each change of meaning, and an update every few seconds. It
 * only tells: nothing of it goes back into the tracks.
 */
export class Publisher {
  readonly #registry: Registry;
  #published = new Map<string, Published>();
  #publishings = 0;
  /** What is known of the sensors' errors. */
  #known: KnownErrors | null = null;

  readonly #endOf: (id: string) => TrackEnd | null;

  constructor(registry: Registry, endOf: (id: string) => TrackEnd | null) {
    this.#registry = registry;
    this.#endOf = endOf;
  }

  publish(tracks: readonly Track[], nowMs: number, known: KnownErrors | null): TrackChange[] {
    this.#known = known;
    const now = ++this.#publishings;
    for (const t of tracks) {
      const p = this.#published.get(t.id);
      if (p) p.seenAt = now;
    }
    const out: TrackChange[] = this.#inherit(tracks, nowMs);
    for (const t of tracks) {
      if (t.status === 'tentative' && t.looks < SHOWN_LOOKS) continue;
      const p = this.#published.get(t.id);
      if (p) p.shownAt = now;
      const change = this.#changeOf(t, p, nowMs);
      if (change) out.push(change);
    }
    this.#published.forEach((p, id) => {
      if (p.shownAt === now) return;
      if (!isDone(p)) out.push(this.#vanish(id, p, tracks, nowMs));
      else if (nowMs - p.atMs > REMEMBER_MS) this.#published.delete(id);
    });
    return out;
  }

  /** The last told state of tracks that are confirmed and not over. */
  confirmed(): NationalTrackBody[] {
    const out: NationalTrackBody[] = [];
    for (const { last } of this.#published.values())
      if (last.status === 'confirmed' || last.status === 'coasting') out.push(last.body);
    return out;
  }

  /** The name under which a track is told: that of its first telling, whatever detection late looks found it on since. */
  nameOf(id: string): string {
    return this.#published.get(id)?.last.name ?? id;
  }

  /** The track that is told under a name. */
  trackOf(name: string): string {
    for (const [id, p] of this.#published) if (p.last.name === name) return id;
    return name;
  }

  /** Whether a track has been told to be over. */
  isOver(id: string): boolean {
    const p = this.#published.get(id);
    return p !== undefined && isDone(p);
  }

  snapshot(): PublisherSnapshot {
    return structuredClone(
      [...this.#published].map(([id, { rev, kinds, looks, atMs, last }]) => [
        id,
        { rev, kinds, looks, atMs, last: last.body },
      ]),
    );
  }
  restore(stored: PublisherSnapshot): void {
    this.#published = new Map(
      structuredClone(stored).map(([id, p]) => [
        id,
        { ...p, last: toldBefore(p.last), seenAt: 0, shownAt: 0 },
      ]),
    );
  }

  /**
   * Late looks may found a track on another detection, which makes its id another: what was told goes on under the name that
   * it has. A name once told never stands for anything else.
   */
  #inherit(tracks: readonly Track[], nowMs: number): TrackChange[] {
    const out: TrackChange[] = [];
    const gone: [id: string, p: Published][] = [];
    // By a closure: pairs of a map's iterator would be most of what a quiet look allocates.
    this.#published.forEach((p, id) => {
      if (p.seenAt < this.#publishings && !isDone(p) && p.last.status !== 'tentative') gone.push([id, p]);
    });
    for (const [id, p] of gone) {
      if (this.#endOf(id) !== null) continue;
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
    const rev = p.rev + 1;
    const last = retell(p.last, rev, reason === 'merged' || reason === 'ended' ? 'ended' : 'lost');
    this.#published.set(id, { ...p, rev, atMs: nowMs, last });
    return changeOf(last, reason);
  }

  #whyGone(id: string, last: Told, tracks: readonly Track[], nowMs: number): Gone {
    if (tracks.some((t) => t.aliases.includes(id))) return 'merged';
    if (isPast(last, nowMs)) return 'ended';
    const end = this.#endOf(id);
    if (end === 'over') return 'ended';
    if (end !== null) return end;
    if (heirOf(last, tracks)) return 'merged';
    return last.status === 'tentative' ? 'lost' : 'dissolved';
  }

  #changeOf(t: Track, p: Published | undefined, nowMs: number): TrackChange | null {
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
    if (last.burning !== burning) return 'phase';
    if (t.kinds.length !== p.kinds || t.sensors.length !== last.sensors) return 'sensor';
    const unseen = nowMs - t.lastMs > UNSEEN_MS;
    if (unseen !== (last.status === 'coasting')) return unseen ? 'coasting' : 'seen again';
    if (t.looks === p.looks) return null;
    const { least, most } = burning ? BURNING_EVERY_MS : COASTING_EVERY_MS;
    const everyMs = Math.min(most, Math.max(least, SEEN_SHARE * (nowMs - t.firstMs)));
    return nowMs - p.atMs >= everyMs ? 'update' : null;
  }

  /** A track's own id, unless something else is told under it. */
  #newName(id: string): string {
    const taken = (name: string): boolean => [...this.#published.values()].some((p) => p.last.name === name);
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
    const now = this.#publishings;
    // What is over is told as it was last; it has come down since.
    const last =
      status === 'ended' && p
        ? retell(p.last, rev, status)
        : tell(
            t,
            nowMs,
            { name: p?.last.name ?? this.#newName(t.id), rev, status },
            p?.last ?? null,
            this.#registry,
            this.#known,
          );
    this.#published.set(t.id, {
      ...{ rev, kinds: t.kinds.length, looks: t.looks, atMs: nowMs, last },
      ...{ seenAt: now, shownAt: now },
    });
    return changeOf(last, reason);
  }
}

const changeOf = (told: Told, reason: TrackChange['reason']): TrackChange => ({
  get track() {
    return told.body;
  },
  reason,
});

type Gone = Extract<TrackChange['reason'], 'merged' | 'ended' | 'lost' | 'refuted' | 'dissolved'>;

/** The track that is made of what another was told to be made of, if any. */
function heirOf(last: Told, tracks: readonly Track[]): Track | null {
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
function isPast({ body, lastLookMs }: Told, nowMs: number): boolean {
  const { impact } = body;
  if (impact === 'orbital' || impact === null) return nowMs - lastLookMs > UNSEEN_ORBIT_MS;
  return nowMs > impact.atMs + Math.max(AFTER_IMPACT_MS, 3000 * impact.sigmaS);
}
