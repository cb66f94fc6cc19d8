import type { EventKind } from '../../domain/records';
import type { ConsoleStore } from '../stores/console-store';
import type { PastReader } from './past-reader';
import { type PlayerState, RecordedSource, SPEEDS } from './recorded-source';
import type { Source } from './source';
import { ViewedSource } from './viewed-source';
import type { Wall } from './wall';

/** What a step goes to: what an officer would stop at. */
const STOPS: ReadonlySet<EventKind> = new Set<EventKind>([
  ...(['alert.changed', 'log.written', 'notification.changed', 'consultation.changed'] as const),
  ...(['member.joined', 'member.left', 'session.gap', 'released.changed'] as const),
]);
/** While an earlier moment plays the console's own moment follows so often. */
const FOLLOW_MS = 250;

/**
 * An earlier moment of the session that a console holds. The console's `reviewMs` is the wish: it opens the past, moves in it
 * and, null again, closes it. While the past plays, `reviewMs` follows it.
 */
export class Past {
  /** The head, or the earlier moment while one is looked at. */
  readonly viewed: ViewedSource;
  readonly #o: {
    head: Source;
    console: ConsoleStore;
    wall: Wall;
    open: (session: string) => PastReader;
  };
  #stops: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();
  #recorded: RecordedSource | null = null;
  #toldMs: number | null = null;
  #played = false;
  #unfollow: (() => void) | null = null;

  constructor(o: { head: Source; console: ConsoleStore; wall: Wall; open: (session: string) => PastReader }) {
    this.#o = o;
    this.viewed = new ViewedSource(o.head);
  }

  /** Begins to follow the console; may be called again after `close`. */
  open(): void {
    const { console, wall } = this.#o;
    this.viewed.look(null);
    this.#stops.push(
      console.subscribe((s) => this.#wish(s.reviewMs)),
      wall.every(FOLLOW_MS, () => this.#follow()),
    );
    this.#wish(console.getState().reviewMs);
  }

  /** State of the player while an earlier moment is looked at, else null; the same object until it changes. */
  readonly player = (): PlayerState | null => this.#recorded?.player.getState() ?? null;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  toggle(): void {
    const recorded = this.#recorded;
    if (!recorded) return;
    const { state } = recorded.player.getState();
    if (state === 'playing' || state === 'stalled') recorded.pause();
    else recorded.play();
  }
  /** One speed up or down the ladder. */
  faster(by: 1 | -1): void {
    const recorded = this.#recorded;
    if (!recorded) return;
    const at = SPEEDS.indexOf(recorded.player.getState().speed);
    const next = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))];
    if (next !== undefined) recorded.setSpeed(next);
  }
  setSpeed(speed: number): void {
    this.#recorded?.setSpeed(speed);
  }
  /** To the next or the last thing that happened; a step back from the head begins to look at the past. */
  async step(direction: 1 | -1): Promise<void> {
    const { console, head } = this.#o;
    if (!this.#recorded && direction < 0) console.getState().review(head.nowMs());
    const recorded = this.#recorded;
    if (!recorded) return;
    recorded.pause();
    const atMs = await recorded.neighbour(direction, STOPS);
    if (atMs !== null && recorded === this.#recorded) console.getState().review(atMs);
  }
  /** Reads the moment again that could not be read. */
  again(): void {
    const { reviewMs } = this.#o.console.getState();
    if (reviewMs !== null) void this.#recorded?.seek(reviewMs);
  }
  /** By so many ms of session time. */
  shift(byMs: number): void {
    const recorded = this.#recorded;
    const bounds = recorded?.player.getState().bounds;
    if (!recorded || !bounds) return;
    recorded.pause();
    const to = Math.min(bounds.toMs, Math.max(bounds.fromMs, recorded.nowMs() + byMs));
    this.#o.console.getState().review(to);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#toldMs = null;
    this.#end();
    this.viewed.close();
  }

  #wish(atMs: number | null): void {
    if (atMs === this.#toldMs) return;
    this.#toldMs = atMs;
    if (atMs === null) return this.#end();
    if (this.#recorded) {
      void this.#recorded.seek(atMs);
      return;
    }
    const { head, wall, open } = this.#o;
    const state = head.store.getState();
    // Before the first join there is no session whose past it could be: the wish waits for it.
    const session = state.clock?.session;
    if (session === undefined) {
      const stop = head.store.subscribe((s) => {
        if (!s.clock) return;
        stop();
        this.#toldMs = null;
        this.#wish(this.#o.console.getState().reviewMs);
      });
      this.#stops.push(stop);
      return;
    }
    const recorded = new RecordedSource({ reader: open(session), wall }, state, atMs);
    this.#recorded = recorded;
    this.#unfollow = recorded.player.subscribe(() => this.#tell());
    this.viewed.look(recorded);
    this.#tell();
  }

  /** Where a moment plays, the console's goes along; a moment that was asked for stands as it was asked for. */
  #follow(): void {
    const state = this.#recorded?.player.getState().state;
    const plays = state === 'playing' || state === 'stalled';
    const played = this.#played;
    this.#played = plays;
    if (!this.#recorded || state === 'seeking' || !(plays || played)) return;
    const atMs = this.#recorded.nowMs();
    if (atMs === this.#toldMs) return;
    this.#toldMs = atMs;
    this.#o.console.getState().review(atMs);
  }

  #end(): void {
    this.#unfollow?.();
    this.#recorded?.close();
    if (!this.#recorded) return;
    this.#recorded = null;
    this.viewed.look(null);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
