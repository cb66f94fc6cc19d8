import { EventEmitter } from 'node:events';
import type { CommandResult } from '../../domain/alert';
import type { Compartment, SessionId } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { ChainHead, EventBatch, SessionClock } from '../../domain/protocol/socket';
import type { Presence } from '../../domain/records';
import type { ActSignature } from '../../domain/signature';
import type { EngineBatch, FromWorker, Resume } from '../engine/messages';
import { type AppendResult, type Journal, JournalError } from '../journal';
import { type CommitLog, Committer, type StorageState } from './committer';
import { Desks } from './desks';
import { EngineEar } from './engine-ear';
import type { EngineLink } from './engine-link';
import { EngineWords } from './engine-words';
import { type FaultPoint, FaultTags } from './fault';
import { FrameRecorder } from './frame-recorder';
import type { SessionMeta } from './meta';
import { OpenSession } from './session';
import { readResume, readViews, toStore } from './stored';
import { Waiting } from './waiting';

export interface FrameMessage {
  session: SessionId;
  compartment: Compartment;
  kind: 'delta' | 'key';
  seq: number;
  frame: ArrayBuffer;
}
interface Events {
  events: [batch: EventBatch];
  frame: [frame: FrameMessage];
  clock: [clock: SessionClock];
  fatal: [error: Error];
}

export interface SessionsOptions {
  journal: Journal;
  engine: EngineLink;
  demo: boolean;
  nowMs: () => number;
  fault: (point: FaultPoint, tag: string) => void;
  log: CommitLog & { info(o: object, msg: string): void };
}

/** Events of a stream after which its fold is stored again, so that a restart reads little. */
const VIEW_EVERY_EVENTS = 500;
/** A session that fails again within this time is not opened a third time. */
const FAILS_AGAIN_MS = 60_000;
const LIVE_NAME = 'live';

/**
 * Sessions on the main thread. Order of a step: journal → fold → answer the command → broadcast. The *event*, not
 * the answer, changes what consoles show.
 */
export class Sessions extends EventEmitter<Events> {
  readonly ear: EngineEar;
  readonly words: EngineWords;
  readonly #o: SessionsOptions;
  readonly #known = new Map<SessionId, OpenSession>();
  readonly #opening = new Map<SessionId, Promise<OpenSession>>();
  readonly #desks = new Map<SessionId, Desks>();
  readonly #frames: FrameRecorder;
  readonly #committer: Committer;
  readonly #waiting = new Waiting();
  readonly #faults = new FaultTags();
  readonly #ready = new Map<SessionId, { resolve: () => void; reject: (e: Error) => void }>();
  readonly #chains = new Map<SessionId, Promise<void>>();
  #live: SessionId | null = null;
  readonly #refused = new Map<SessionId, Record<string, number>>();
  /** Sessions of which a step cannot be stored. */
  readonly #unstorable = new Set<SessionId>();
  readonly #failedMs = new Map<SessionId, number>();

  constructor(options: SessionsOptions) {
    super();
    this.#o = options;
    const { journal, log, engine } = options;
    this.ear = new EngineEar(options.nowMs);
    this.words = new EngineWords(engine, this);
    this.#frames = new FrameRecorder(journal, log);
    this.#committer = new Committer({ journal, log, onStorage: () => this.#tellStorage() });
    engine.onMessage((m) => this.#fromWorker(m));
    engine.onDeath((error) => this.emit('fatal', error));
  }

  /** A session by its id, or by the name `live` the watch that runs now. */
  get(id: SessionId): OpenSession | undefined {
    return this.#known.get(id === LIVE_NAME ? (this.#live ?? id) : id);
  }
  /** The watch that runs now. */
  get live(): OpenSession | undefined {
    return this.#live === null ? undefined : this.#known.get(this.#live);
  }
  /** From now on the name `live` leads to this session. */
  beLive(id: SessionId): void {
    this.#live = id;
  }
  readonly list = (): OpenSession[] => [...this.#known.values()];
  /** See `Desks.signedOut`: the officer may have sat in any session. */
  signedOut(signIn: string): void {
    for (const desks of this.#desks.values()) desks.signedOut(signIn);
  }
  desks(id: SessionId): Desks | undefined {
    return this.#desks.get(id);
  }
  /** True while the journal cannot take a step: display goes on, commands are refused loudly. */
  get storage(): StorageState {
    return this.#committer.state;
  }
  /** The longest that a step waits for the journal, or has waited since this was asked last, ms. */
  readonly takeWaitedMs = (): number => this.#committer.takeWaitedMs();
  get figures() {
    const refused: Record<string, number> = {};
    for (const counts of this.#refused.values())
      for (const [code, n] of Object.entries(counts)) refused[code] = (refused[code] ?? 0) + n;
    return { ...this.#committer.figures, framesLost: this.#frames.lost, inputsRefused: refused };
  }

  /** Opens a new session and waits until its engine runs. */
  async create(meta: SessionMeta): Promise<OpenSession> {
    await this.#o.journal.createSession(meta);
    this.know(meta, { nowMs: meta.config.epochMs, finished: false });
    return this.#opened(meta.id, null);
  }

  /** Takes note of a session that the journal holds: it is listed, and opened once somebody asks for it. */
  know(meta: SessionMeta, at: { nowMs: number; finished: boolean; stopped?: string | null }): void {
    const session = new OpenSession(meta, {
      session: meta.id,
      nowMs: at.nowMs,
      wallMs: this.#o.nowMs(),
      speed: 0,
      wantedSpeed: meta.speed,
      heldBy: null,
      state: at.finished ? 'finished' : 'preparing',
      readonly: this.storage.readonly,
    });
    session.stopped = at.stopped ?? null;
    this.#known.set(meta.id, session);
    const post = (desk: Presence): void => {
      if (this.#ready.has(meta.id)) this.#o.engine.post({ type: 'desk', session: meta.id, desk });
    };
    this.#desks.set(meta.id, new Desks(meta.id, meta.config.participants, this.#o.demo, post));
  }

  /**
   * Opens a known session as the journal left it, once, however many ask. One whose engine cannot go on (another version, a
   * scenario that is not there any more, a fault) stands: it can be read. Rejects if the journal does not give it.
   */
  open(id: SessionId): Promise<OpenSession> {
    const known = this.#known.get(id);
    if (!known) return Promise.reject(new Error(`no session ${id}`));
    if (known.ready) return Promise.resolve(known);
    const opening =
      this.#opening.get(id) ??
      this.#resumed(known).finally(() => {
        this.#opening.delete(id);
      });
    this.#opening.set(id, opening);
    return opening;
  }

  /** Opens a session that somebody waits for; he asks again until it is there. */
  wake(id: SessionId): void {
    this.open(id).catch((e) =>
      this.#o.log.error({ session: id, error: asError(e).message }, 'session not opened'),
    );
  }

  /** Sends a command into the session's queue; resolves after its step is committed. */
  command(
    session: SessionId,
    id: string,
    principal: Principal,
    command: AnyCommand,
    signature?: ActSignature,
  ): Promise<CommandResult> {
    const open = this.#known.get(session);
    if (!open?.ready) return Promise.resolve({ code: 'NOT_FOUND' });
    if (open.stopped !== null || this.storage.readonly) return Promise.resolve({ code: 'ENGINE_READONLY' });
    const result = this.#waiting.result(session, principal.userId, id);
    this.#o.engine.post({ type: 'command', session, id, principal, command, signature });
    return result;
  }

  /** Where the chains of a session's compartments stand. */
  async heads(id: SessionId): Promise<ChainHead[]> {
    const compartments = [...(this.#known.get(id)?.streams.keys() ?? [])];
    return (await this.#o.journal.heads(id)).flatMap(({ stream, seq, hash }) => {
      const compartment = compartments.find((c) => c === stream);
      return compartment ? [{ compartment, seq, hash }] : [];
    });
  }

  async close(): Promise<void> {
    this.#committer.close();
    for (const desks of this.#desks.values()) desks.close();
    await this.#frames.flush();
    await Promise.all(this.#chains.values());
    for (const session of this.#known.values()) await this.#storeViews(session, 1);
  }

  async #resumed(session: OpenSession): Promise<OpenSession> {
    const { journal } = this.#o;
    await readViews(journal, session);
    if (session.stopped !== null) {
      this.#standStill(session, session.stopped);
      return session;
    }
    return this.#opened(session.id, await readResume(journal, session.id));
  }

  async #opened(id: SessionId, resume: Resume | null): Promise<OpenSession> {
    const session = this.#known.get(id);
    if (!session) throw new Error(`no session ${id}`);
    const { config, source, speed } = session.meta;
    const running = new Promise<void>((resolve, reject) => this.#ready.set(id, { resolve, reject }));
    const desks = this.#desks.get(id)?.all() ?? [];
    this.#o.engine.post({ type: 'open', config, source, desks, speed, resume });
    try {
      await running;
      session.ready = true;
    } catch (error) {
      // What has never run has nothing to show.
      if (resume === null) {
        this.#known.delete(id);
        throw error;
      }
      this.#standStill(session, asError(error).message);
    }
    return session;
  }

  #fromWorker(message: FromWorker): void {
    switch (message.type) {
      case 'batch': {
        const { session } = message.batch;
        if (this.#unstorable.has(session)) return;
        this.#refused.set(session, message.batch.refused);
        const before = this.#chains.get(session) ?? Promise.resolve();
        // Appends are handed to the journal at once (it keeps their order); only what follows a commit waits its turn.
        const commit = this.#committer.append(message.batch);
        // It may fail before its turn comes; it is heard then.
        commit.catch(() => {});
        const told = before.then(() => commit.then((result) => this.#committed(message.batch, result)));
        this.#chains.set(
          session,
          told.catch((e) => this.#notStored(session, asError(e))),
        );
        return;
      }
      case 'frame':
        if (message.kind === 'record') {
          this.#frames.begin(message.session, message.compartment, message.nowMs, message.frame);
          return;
        }
        if (message.kind === 'delta')
          this.#frames.take(message.session, message.compartment, message.nowMs, message.frame);
        this.emit('frame', { ...message, kind: message.kind });
        return;
      case 'alive':
        return this.ear.hear(message.lateMs);
      case 'clock': {
        const session = this.#known.get(message.clock.session);
        if (!session) return;
        session.clock = { ...message.clock, wallMs: this.#o.nowMs(), readonly: this.storage.readonly };
        this.emit('clock', session.clock);
        return;
      }
      case 'busy':
        this.#waiting.answer(message.session, message.userId, message.commandId, { code: 'ENGINE_READONLY' });
        return;
      case 'opened': {
        const { session, resumedSteps, tookMs } = message;
        this.#o.log.info({ session, resumedSteps, ms: Math.round(tookMs) }, 'session opened');
        this.#ready.get(session)?.resolve();
        return;
      }
      case 'failed':
        this.#failed(message.session, message.message);
    }
  }

  /**
   * A step that the journal refuses for what is in it is a fault of its session, whose engine is past it already: the session
   * stands as it was stored. Any other refusal for ever is the process's end.
   */
  #notStored(id: SessionId, error: Error): void {
    if (this.#unstorable.has(id)) return;
    const session = this.#known.get(id);
    if (!session || !(error instanceof JournalError && error.code === 'BAD_RECORD'))
      return void this.emit('fatal', error);
    this.#unstorable.add(id);
    this.#committer.giveUp(id);
    this.#o.engine.post({ type: 'close', session: id });
    this.#waiting.refuse(id, { code: 'ENGINE_READONLY' });
    this.#standStill(session, error.message);
  }

  /** Its engine has thrown. While it was being opened that is its opener's matter; later it is opened anew, once. */
  #failed(id: SessionId, reason: string): void {
    this.#o.log.error({ session: id, reason }, 'session failed');
    const session = this.#known.get(id);
    const opening = this.#ready.get(id);
    this.#ready.delete(id);
    this.#waiting.refuse(id, { code: 'ENGINE_READONLY' });
    if (!session?.ready) {
      opening?.reject(new Error(reason));
      return;
    }
    const again = this.#o.nowMs() - (this.#failedMs.get(id) ?? Number.NEGATIVE_INFINITY) > FAILS_AGAIN_MS;
    this.#failedMs.set(id, this.#o.nowMs());
    session.ready = false;
    if (!again) return this.#standStill(session, reason);
    // What it has handed over is committed first: the engine goes on from what the journal holds.
    void (this.#chains.get(id) ?? Promise.resolve()).then(() => this.wake(id));
  }

  /** A session without an engine: what it holds can be read, nobody acts. */
  #standStill(session: OpenSession, reason: string): void {
    session.stopped = reason;
    session.ready = true;
    session.clock = { ...session.clock, speed: 0, heldBy: null, state: 'finished' };
    this.#o.log.warn({ session: session.id, reason }, 'session stands: it can be read only');
    this.emit('clock', session.clock);
  }

  /** What follows a commit: fold, answer, broadcast. */
  async #committed(batch: EngineBatch, { events, heads }: AppendResult): Promise<void> {
    const { journal, fault, log } = this.#o;
    const session = this.#known.get(batch.session);
    if (!session) return;
    this.#o.engine.post({ type: 'committed', session: batch.session, step: batch.lastStep });
    const spans = session.fold(events, heads);
    const tag = this.#faults.tag(batch);
    if (batch.results.length > 0) {
      fault('after-append-before-reply', tag);
      for (const { commandId, userId, result } of batch.results)
        this.#waiting.answer(batch.session, userId, commandId, result);
      // Who waits takes his answer later in this turn of the loop: it is on the wire before the event.
      await endOfTurn();
      fault('after-reply-before-broadcast', tag);
    }
    for (const span of spans) this.emit('events', { session: batch.session, ...span });
    if (batch.snapshot)
      journal
        .putEngineSnapshot(batch.session, batch.lastStep, batch.engineVersion, batch.nowMs, batch.snapshot)
        .catch((e) => log.warn({ error: asError(e).message }, 'engine snapshot not stored'));
    void this.#storeViews(session, VIEW_EVERY_EVENTS);
  }

  /** Consoles hear at once whether their keys do anything. */
  #tellStorage(): void {
    for (const session of this.#known.values()) {
      const wallMs = this.#o.nowMs();
      const nowMs = session.timeAt(wallMs);
      session.clock = { ...session.clock, nowMs, wallMs, readonly: this.storage.readonly };
      this.emit('clock', session.clock);
    }
  }

  async #storeViews(session: OpenSession, everyEvents: number): Promise<void> {
    for (const [compartment, stream] of session.streams) {
      if (stream.seq - stream.storedSeq < everyEvents) continue;
      stream.storedSeq = stream.seq;
      await this.#o.journal
        .putView(session.id, compartment, stream.seq, toStore(stream))
        .catch((e) => this.#o.log.warn({ error: asError(e).message }, 'view not stored'));
    }
  }
}

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const asError = (e: unknown): Error => (e instanceof Error ? e : new Error(String(e)));
