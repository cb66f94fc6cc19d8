import type { CommandResult } from '../../domain/alert';
import type { FeedInput } from '../../domain/inputs';
import type { Compartment } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EngineEvent, Presence } from '../../domain/records';
import type { ActSignature } from '../../domain/signature';
import type { SystemWord } from '../../domain/system';
import { dueMs, isName, malformed } from './door';
import type { Engine } from './engine';
import { FrameStream } from './frames';
import type { ClockState, EngineBatch, TimedInput } from './messages';
import { RobotOfficers } from './robots';
import { type EngineInput, SIMULATION, type TimedEvent } from './types';

/** Where inputs come from: ordered by time of receipt, forward only. */
export interface InputSource {
  endMs: number | null;
  advance(toMs: number): FeedInput[];
}

/** `record` is a key for the recording alone: each stored chunk begins with one, so that a seek reads from there. */
export type FrameKind = 'delta' | 'key' | 'record';
export interface HostPort {
  batch(batch: EngineBatch): void;
  frame(compartment: Compartment, kind: FrameKind, seq: number, nowMs: number, frame: ArrayBuffer): void;
  clock(clock: ClockState): void;
  busy(commandId: string, userId: string): void;
}

/** Session time between two ticks: timers of the alert machine, staleness and predictions are looked at this often. */
const TICK_MS = 1000;
/** Inputs that made no event wait at most this long for company before they are committed. */
const QUIET_FLUSH_MS = 1000;
const MAX_BATCH_INPUTS = 4000;
/** Batches that may wait for the journal; past that commands are refused loudly and what is made waits here, in one piece. */
const MAX_UNCOMMITTED_BATCHES = 32;
/** Inputs that may wait here while the journal takes nothing (half an hour of the live world); past that time stands still. */
const MAX_HELD_INPUTS = 20_000;
const SNAPSHOT_EVERY_MS = 60_000;
/** While catching up steps come fast: a restart never has more than this many to run again. */
const SNAPSHOT_EVERY_STEPS = 4000;
/** Ticks of frames between two keys for the recording. */
const RECORD_KEY_EVERY = 20;
/** Session time of one slice of catching up: between two the worker hears commands and other sessions have their turn. */
const SLICE_MS = 10_000;

/**
 * One session in a worker: its clock, its source, its robots and the one ordered queue into the engine.
 * Time is session time; the wall clock comes in as an argument.
 */
export class SessionHost {
  readonly #engine: Engine;
  #source: InputSource;
  readonly #robots: RobotOfficers;
  readonly #port: HostPort;
  readonly #frames = new Map<Compartment, FrameStream>();
  readonly #live: boolean;
  #frameTicks = 0;
  #queue: FeedInput[] = [];
  #fedToMs = 0;
  #nowMs = 0;
  #tickMs = 0;
  #lastWallMs: number | null = null;
  #awake: boolean;
  #finished = false;
  #inputs: TimedInput[] = [];
  #events: TimedEvent[] = [];
  #results: EngineBatch['results'] = [];
  #lastFlushWallMs = 0;
  #lastSnapshotWallMs = 0;
  #lastSnapshotStep: number;
  #uncommitted = 0;
  #step: number;

  constructor(
    engine: Engine,
    source: InputSource,
    port: HostPort,
    at: { nowMs: number; step: number; live: boolean; finished: boolean },
  ) {
    this.#engine = engine;
    this.#source = source;
    this.#port = port;
    this.#live = at.live;
    this.#awake = at.live;
    this.#enter(at.nowMs);
    this.#step = at.step;
    this.#lastSnapshotStep = at.step;
    this.#finished = at.finished;
    this.#robots = new RobotOfficers(engine.config.session);
    this.#robots.observe(engine.standing(), at.nowMs);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Sets session time; nothing up to it is asked of the source. */
  #enter(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#fedToMs = nowMs;
    // Ticks fall on whole seconds after the epoch, whatever the wall clock does and wherever a restart cut in.
    const { epochMs } = this.#engine.config;
    this.#tickMs = epochMs + Math.floor((nowMs - epochMs) / TICK_MS) * TICK_MS;
  }

  /** Puts inputs of the server's own into the queue, at the present session time; they are stored together or not at all. */
  inject(inputs: EngineInput[], wallMs: number): void {
    for (const input of inputs) this.#take(input);
    this.#flush(wallMs, true);
  }

  command(
    id: string,
    principal: Principal,
    command: AnyCommand,
    wallMs: number,
    signature?: ActSignature,
  ): void {
    if (this.#behindJournal) {
      this.#port.busy(id, principal.userId);
      return;
    }
    this.pump(wallMs);
    const signed = signature && { signature };
    const result = this.#take({ kind: 'command', id, principal, command, ...signed }) ?? {
      code: 'NOT_FOUND',
    };
    this.#results.push({ commandId: id, userId: principal.userId, result });
    this.#flush(wallMs, true);
  }

  desk(desk: Presence, wallMs: number): void {
    this.inject([{ kind: 'desk', desk }], wallMs);
  }

  system(words: SystemWord[], wallMs: number): void {
    this.inject(
      words.map((word) => ({ kind: 'system', word })),
      wallMs,
    );
  }

  /**
   * An exercise that nobody looks at sleeps: its clock stands still. The clock is told where it changes and at its own beat,
   * never because of a command or a console, which others would count by it.
   */
  setAwake(awake: boolean): void {
    if (this.#live || awake === this.#awake) return;
    this.#awake = awake;
    this.#lastWallMs = null;
    this.#tellClock();
  }

  committed(): void {
    this.#uncommitted = Math.max(0, this.#uncommitted - 1);
  }

  get #behindJournal(): boolean {
    return this.#uncommitted >= MAX_UNCOMMITTED_BATCHES;
  }

  /** Brings the session to where it should be at this wall time. True while there is more to catch up now. */
  pump(wallMs: number): boolean {
    const last = this.#lastWallMs ?? wallMs;
    this.#lastWallMs = wallMs;
    if (this.#finished || !this.#awake) {
      this.#flush(wallMs, false);
      return false;
    }
    let behind = false;
    if (this.#live) {
      const target = Math.min(wallMs, this.#nowMs + SLICE_MS);
      this.#runTo(target, () => target);
      behind = target < wallMs && !this.#behindJournal;
    } else {
      // At a change of speed the rest of the slice runs at the new one: a hold takes effect at the alert, not after the slice.
      let wall = last;
      const end = (): number => this.#nowMs + (wallMs - wall) * this.#engine.clock.speed;
      while (wall < wallMs && !this.#finished) {
        const speed = this.#engine.clock.speed;
        const from = this.#nowMs;
        this.#runTo(end(), (at) => (this.#engine.clock.speed === speed ? null : at));
        wall += (this.#nowMs - from) / speed;
        if (this.#engine.clock.speed === speed) break;
      }
    }
    this.#flush(wallMs, false);
    return behind;
  }

  /**
   * Full speed, without regard to the wall clock: the first start's hours of history. `waiting`: the journal must catch up
   * first.
   */
  runHistory(toMs: number, wallMs: number): 'more' | 'waiting' | 'done' {
    if (this.#behindJournal) return 'waiting';
    const target = Math.min(toMs, this.#nowMs + SLICE_MS);
    this.#runTo(target, () => target);
    this.#flush(wallMs, true);
    this.#lastWallMs = null;
    return target < toMs ? 'more' : 'done';
  }

  /** The world went on without the centre: time jumps to `toMs`, the outage is told, and inputs come from `source`. */
  jumpOver(source: InputSource, toMs: number, wallMs: number): void {
    const fromMs = this.#nowMs;
    this.#source = source;
    this.#queue = [];
    this.#enter(toMs);
    this.inject([{ kind: 'gap', fromMs, toMs }], wallMs);
  }

  /** Frames of this tick; picture way, so that they never wait for the journal. */
  sendFrames(): void {
    const begins = this.#frameTicks++ % RECORD_KEY_EVERY === 0;
    for (const { compartment, objects } of this.#engine.frameObjects(this.#nowMs)) {
      const stream = this.#frameStream(compartment);
      if (begins) this.#port.frame(compartment, 'record', stream.seq, this.#nowMs, stream.key());
      const frame = stream.delta(objects, this.#nowMs);
      if (frame) this.#port.frame(compartment, 'delta', stream.seq, this.#nowMs, frame);
    }
  }

  sendKey(compartment: Compartment): void {
    const stream = this.#frameStream(compartment);
    this.#port.frame(compartment, 'key', stream.seq, this.#nowMs, stream.key());
  }

  #frameStream(compartment: Compartment): FrameStream {
    const stream = this.#frames.get(compartment) ?? new FrameStream();
    this.#frames.set(compartment, stream);
    return stream;
  }

  tellClock(): void {
    this.#tellClock();
  }

  #tellClock(): void {
    const { speed, wantedSpeed, heldBy } = this.#engine.clock;
    this.#port.clock({
      session: this.#engine.config.session,
      nowMs: this.#nowMs,
      speed: this.#awake && !this.#finished ? speed : 0,
      wantedSpeed,
      heldBy,
      state: this.#finished ? 'finished' : 'running',
    });
  }

  /** Steps everything due up to `targetMs`; `stopAt` may name an earlier end after any step. */
  #runTo(targetMs: number, stopAt: (atMs: number) => number | null): void {
    if (this.#inputs.length >= MAX_HELD_INPUTS) return;
    const limit = this.#source.endMs === null ? targetMs : Math.min(targetMs, this.#source.endMs);
    if (limit > this.#fedToMs) {
      for (const input of this.#source.advance(limit)) this.#queue.push(input);
      this.#fedToMs = limit;
    }
    let used = 0;
    for (;;) {
      const head = this.#queue[used];
      const inputMs = head === undefined ? Number.POSITIVE_INFINITY : dueMs(head, this.#nowMs, this.#fedToMs);
      const robotMs = this.#robots.nextDueMs() ?? Number.POSITIVE_INFINITY;
      const tickMs = this.#tickMs + TICK_MS;
      const next = Math.min(inputMs, robotMs, tickMs);
      if (next > limit) break;
      this.#nowMs = Math.max(this.#nowMs, next);
      if (inputMs === next && head !== undefined) {
        used++;
        this.#take(this.#atTheDoor(head));
      } else if (robotMs === next) {
        for (const { id, principal, command } of this.#robots.due(next))
          this.#take({ kind: 'command', id, principal, command });
      } else {
        this.#tickMs = tickMs;
        this.#take({ kind: 'tick' });
      }
      const stop = stopAt(this.#nowMs);
      if (stop !== null && stop < targetMs) {
        this.#queue.splice(0, used);
        return;
      }
    }
    this.#queue.splice(0, used);
    this.#nowMs = Math.max(this.#nowMs, limit);
    if (this.#source.endMs !== null && this.#nowMs >= this.#source.endMs && !this.#finished) {
      this.#take({ kind: 'finish' });
      this.#finished = true;
      this.#tellClock();
    }
  }

  /** What is no input at all stops here: a step is stored, and nothing may be stored that cannot be read again. */
  #atTheDoor(input: FeedInput): EngineInput {
    const rejection = malformed(input);
    const feed = SIMULATION.id;
    if (!rejection) return { kind: 'feed', feed, input };
    const said = Object(input) as { sensor?: unknown; party?: unknown };
    const about: { sensor?: string; party?: string } = {};
    if (isName(said.sensor)) about.sensor = said.sensor;
    if (isName(said.party)) about.party = said.party;
    return { kind: 'refused', feed, about, rejection };
  }

  #take(input: EngineInput): CommandResult | null {
    const { events, result } = this.#engine.step(input, this.#nowMs);
    this.#step++;
    this.#inputs.push({ step: this.#step, nowMs: this.#nowMs, input });
    if (events.length > 0) {
      this.#robots.observe(events, this.#nowMs);
      for (const event of events) this.#events.push({ atMs: this.#nowMs, event });
      if (events.some(isClock)) this.#tellClock();
    }
    return result;
  }

  /** Hands over what is pending: at once if it made events, else when it is old or large enough. */
  #flush(wallMs: number, now: boolean): void {
    const first = this.#inputs[0];
    if (!first || this.#behindJournal) return;
    const due = wallMs - this.#lastFlushWallMs >= QUIET_FLUSH_MS || this.#inputs.length >= MAX_BATCH_INPUTS;
    if (!now && !due && this.#events.length === 0) return;
    const withSnapshot =
      wallMs - this.#lastSnapshotWallMs >= SNAPSHOT_EVERY_MS ||
      this.#step - this.#lastSnapshotStep >= SNAPSHOT_EVERY_STEPS;
    const batch: EngineBatch = {
      session: this.#engine.config.session,
      engineVersion: this.#engine.version,
      firstStep: first.step,
      lastStep: this.#step,
      nowMs: this.#nowMs,
      inputs: this.#inputs,
      events: this.#events,
      results: this.#results,
      refused: this.#engine.refused,
      snapshot: withSnapshot ? this.#engine.snapshot() : null,
    };
    if (withSnapshot) {
      this.#lastSnapshotWallMs = wallMs;
      this.#lastSnapshotStep = this.#step;
    }
    this.#inputs = [];
    this.#events = [];
    this.#results = [];
    this.#lastFlushWallMs = wallMs;
    this.#uncommitted++;
    this.#port.batch(batch);
  }
}

const isClock = (e: EngineEvent): boolean => e.kind === 'session.clock';
