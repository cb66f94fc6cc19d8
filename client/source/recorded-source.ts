import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import type { StoredEvent } from '../../domain/records';
import { emptyView } from '../../domain/view';
import type { ApiError, Result } from '../api';
import { Buffers } from './buffers';
import { foldBatch, prunedView } from './fold';
import { type Bounds, frameBytes, type PastReader, type PictureAnswer, type SpanAnswer } from './past-reader';
import { initialSourceState, type Source, type SourceState } from './source';
import type { TrackBuffer } from './track-buffer';
import type { Wall } from './wall';

export interface PlayerState {
  /** `seeking` until the picture of the moment that was asked for is there; `stalled` while more is read. */
  state: 'seeking' | 'paused' | 'playing' | 'stalled';
  /** Session seconds a second. */
  speed: number;
  /** What there is; null before the first answer. */
  bounds: Bounds | null;
  /** Why the last question had no answer. */
  problem: ApiError | null;
}
export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 5, 10, 20, 60, 120, 600];

const TICK_MS = 100;
/** Read ahead at least this much session time, and at least what plays in this many seconds. */
const AHEAD_MS = 60_000;
const AHEAD_WALL_S = 15;
const SPAN_MAX_MS = 3_600_000;
/** Views that have been played on for so long of session time are swept as the live ones are. */
const PRUNE_EVERY_MS = 600_000;
const NO_ACTS: CommandResult = { code: 'NOT_FOUND' };

type Item =
  | { atMs: number; compartment: Compartment; event: StoredEvent }
  | { atMs: number; compartment: Compartment; frame: string };

/**
 * The past of a session as a source: what was known at a moment, which may be any, and played on from there. It reads what is
 * stored and never runs anything again; nobody acts in it.
 */
export class RecordedSource implements Source {
  readonly kind = 'replay';
  readonly store: StoreApi<SourceState>;
  readonly player: StoreApi<PlayerState> = createStore<PlayerState>(() => ({
    ...{ state: 'seeking', speed: 1, bounds: null, problem: null },
  }));
  readonly #reader: PastReader;
  readonly #wall: Wall;
  readonly #buffers = new Buffers();
  readonly #stop: () => void;
  /** Session time at the anchor; wall time of it while it plays. */
  #atMs: number;
  #anchorWallMs: number | null = null;
  /** What is read and not yet shown, by its time. */
  #ahead: Item[] = [];
  #aheadToMs = 0;
  #reading = false;
  #wanted: number | null = null;
  /** It was playing, or was asked to, when a seek began. */
  #goOn = false;
  /** A seek makes what was asked before it worthless. */
  #generation = 0;
  #prunedMs = 0;

  /** `seed` is what the head knows of the officer and the participants. */
  constructor(
    o: { reader: PastReader; wall: Wall },
    seed: Pick<SourceState, 'me' | 'participants' | 'demo'>,
    atMs: number,
  ) {
    this.#reader = o.reader;
    this.#wall = o.wall;
    this.#atMs = atMs;
    this.store = createStore(() => ({
      ...initialSourceState(),
      ...{ me: seed.me, participants: seed.participants, demo: seed.demo, link: 'live' as const },
    }));
    this.#stop = o.wall.every(TICK_MS, () => this.#tick());
    void this.seek(atMs);
  }

  nowMs(): number {
    if (this.#anchorWallMs === null) return this.#atMs;
    const { speed } = this.player.getState();
    return Math.min(this.#atMs + (this.#wall.now() - this.#anchorWallMs) * speed, this.#aheadToMs);
  }
  tracks(compartment: Compartment): TrackBuffer {
    return this.#buffers.of(compartment);
  }
  send(): Promise<CommandResult> {
    return Promise.resolve(NO_ACTS);
  }
  setLocked(): Promise<CommandResult> {
    return Promise.resolve(NO_ACTS);
  }
  shown(): void {}
  silenceMs(): number {
    return 0;
  }
  retryNow(): void {
    void this.seek(this.nowMs());
  }
  close(): void {
    this.#generation++;
    this.#stop();
  }

  /** Shows the picture of another moment. Asked again meanwhile only the last one is read; what plays goes on from there. */
  async seek(atMs: number): Promise<void> {
    const first = this.#wanted === null;
    this.#wanted = atMs;
    this.player.setState({ state: 'seeking' });
    if (!first) return;
    this.#goOn = this.#anchorWallMs !== null;
    this.#atMs = this.nowMs();
    this.#anchorWallMs = null;
    const generation = ++this.#generation;
    for (let asked: number | null = atMs; asked !== null; ) {
      const answer: Result<PictureAnswer> = await this.#reader.picture(asked);
      if (generation !== this.#generation) return;
      if (this.#wanted !== asked) {
        asked = this.#wanted;
        continue;
      }
      asked = null;
      if (answer.ok) this.#show(answer.value);
      else this.#goOn = false;
      this.player.setState({
        ...{ state: 'paused', problem: answer.ok ? null : answer.problem },
        ...(answer.ok ? { bounds: answer.value.bounds } : {}),
      });
    }
    this.#wanted = null;
    if (this.#goOn) this.play();
  }

  /** Plays on; at the end of what there is it begins anew. */
  play(): void {
    const { state, bounds } = this.player.getState();
    if (state === 'seeking') this.#goOn = true;
    if (state !== 'paused') return;
    if (bounds && this.#atMs >= bounds.toMs) {
      void this.seek(bounds.fromMs);
      this.#goOn = true;
      return;
    }
    this.#anchorWallMs = this.#wall.now();
    this.player.setState({ state: 'playing' });
    this.#readAhead();
    this.#tellClock();
  }

  pause(): void {
    this.#goOn = false;
    if (this.#anchorWallMs === null) return;
    this.#atMs = this.nowMs();
    this.#anchorWallMs = null;
    if (this.player.getState().state !== 'seeking') this.player.setState({ state: 'paused' });
    this.#tellClock();
  }

  setSpeed(speed: number): void {
    this.#atMs = this.nowMs();
    if (this.#anchorWallMs !== null) this.#anchorWallMs = this.#wall.now();
    this.player.setState({ speed });
    this.#readAhead();
    this.#tellClock();
  }

  /** The time of the next record of some kinds, or of the one before; null where there is none within an hour. */
  async neighbour(direction: 1 | -1, kinds: ReadonlySet<StoredEvent['kind']>): Promise<number | null> {
    const at = this.nowMs();
    const span =
      direction > 0
        ? await this.#reader.span(at, at + SPAN_MAX_MS)
        : await this.#reader.span(at - SPAN_MAX_MS, at - 1);
    if (!span.ok) {
      this.player.setState({ problem: span.problem });
      return null;
    }
    const times = span.value.streams.flatMap((s) =>
      s.events.filter((e) => kinds.has(e.kind)).map((e) => e.atMs),
    );
    if (times.length === 0) return null;
    return direction > 0 ? Math.min(...times) : Math.max(...times);
  }

  #show(picture: PictureAnswer): void {
    this.#atMs = picture.atMs;
    this.#prunedMs = picture.atMs;
    this.#ahead = [];
    this.#aheadToMs = picture.atMs;
    const views: SourceState['views'] = {};
    const seqs: SourceState['seqs'] = {};
    for (const { compartment, seq, view } of picture.streams) {
      views[compartment] = view;
      seqs[compartment] = seq;
    }
    this.#buffers.emptied();
    for (const { compartment, frame } of picture.frames) this.#buffers.take(compartment, frameBytes(frame));
    this.store.setState({ views, seqs, clock: this.#clock(picture.session) });
  }

  #clock(session: string): NonNullable<SourceState['clock']> {
    const { speed } = this.player.getState();
    const plays = this.#anchorWallMs !== null;
    return {
      ...{ session, nowMs: this.#atMs, wallMs: this.#wall.now(), heldBy: null },
      ...{ speed: plays ? speed : 0, wantedSpeed: speed, state: 'running', readonly: true },
    };
  }
  #tellClock(): void {
    const { clock } = this.store.getState();
    if (clock) this.store.setState({ clock: this.#clock(clock.session) });
  }

  #readAhead(): void {
    const { speed, bounds } = this.player.getState();
    if (this.#reading || this.#anchorWallMs === null || this.#wanted !== null) return;
    const ahead = Math.min(SPAN_MAX_MS, Math.max(AHEAD_MS, speed * AHEAD_WALL_S * 1000));
    if (this.#aheadToMs - this.nowMs() > ahead / 2) return;
    if (bounds && this.#aheadToMs >= bounds.toMs) return;
    const generation = this.#generation;
    this.#reading = true;
    void this.#reader.span(this.#aheadToMs, this.#aheadToMs + ahead).then((answer) => {
      this.#reading = false;
      if (generation !== this.#generation) return;
      if (!answer.ok) {
        this.pause();
        this.player.setState({ problem: answer.problem });
        return;
      }
      this.#take(answer.value);
    });
  }

  #take(span: SpanAnswer): void {
    const items: Item[] = [];
    for (const { compartment, events } of span.streams)
      for (const event of events) items.push({ atMs: event.atMs, compartment, event });
    for (const f of span.frames) items.push(f);
    // Stable: of one stream and one time in the order of their sequence.
    items.sort((a, b) => a.atMs - b.atMs);
    this.#ahead.push(...items);
    this.#aheadToMs = Math.max(this.#aheadToMs, span.toMs);
    this.player.setState({ bounds: span.bounds });
  }

  #tick(): void {
    if (this.#anchorWallMs === null || this.#wanted !== null) return;
    const { bounds, state } = this.player.getState();
    const now = this.nowMs();
    this.#pass(now);
    if (bounds && now >= bounds.toMs) {
      this.pause();
      return;
    }
    const stalled = now >= this.#aheadToMs;
    if (stalled !== (state === 'stalled')) this.player.setState({ state: stalled ? 'stalled' : 'playing' });
    if (stalled) {
      this.#atMs = now;
      this.#anchorWallMs = this.#wall.now();
    }
    this.#readAhead();
  }

  /** Shows what came up to a moment. */
  #pass(nowMs: number): void {
    let n = 0;
    while (n < this.#ahead.length && (this.#ahead[n]?.atMs ?? 0) <= nowMs) n++;
    const due = this.#ahead.splice(0, n);
    const events = new Map<Compartment, StoredEvent[]>();
    for (const item of due) {
      if ('frame' in item) this.#buffers.fit(item.compartment, frameBytes(item.frame));
      else events.set(item.compartment, [...(events.get(item.compartment) ?? []), item.event]);
    }
    const prune = nowMs - this.#prunedMs > PRUNE_EVERY_MS;
    if (events.size === 0 && !prune) return;
    if (prune) this.#prunedMs = nowMs;
    const { views, seqs } = this.store.getState();
    const next = { ...views };
    const held = { ...seqs };
    for (const [c, batch] of events) {
      next[c] = foldBatch(next[c] ?? emptyView(c), batch);
      held[c] = batch.at(-1)?.seq ?? held[c] ?? 0;
    }
    if (prune)
      for (const [c, view] of Object.entries(next) as [Compartment, SourceState['views'][Compartment]][])
        if (view) next[c] = prunedView(view, nowMs);
    this.store.setState({ views: next, seqs: held });
  }
}
