import { EventEmitter } from 'node:events';
import type { CommandResult } from '../../domain/alert';
import type { Compartment, SessionId } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EventBatch, SessionClock } from '../../domain/protocol/socket';
import type { CompartmentView } from '../../domain/view';
import type { EngineBatch, FromWorker, Resume } from '../engine/messages';
import type { Journal } from '../journal';
import { Desks } from './desks';
import type { EngineLink } from './engine-link';
import type { FaultPoint } from './fault';
import { FrameRecorder } from './frame-recorder';
import type { SessionMeta } from './meta';
import { OpenSession } from './session';

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
  log: {
    info(o: object, msg: string): void;
    warn(o: object, msg: string): void;
    error(o: object, msg: string): void;
  };
}

/** Events of a stream after which its fold is stored again, so that a restart reads little. */
const VIEW_EVERY_EVENTS = 500;
const RETRY_MS = 250;

/**
 * Open sessions on the main thread. Order of a step: journal → fold → answer the command → broadcast. The *event*, not
 * the answer, changes what consoles show.
 */
export class Sessions extends EventEmitter<Events> {
  readonly #o: SessionsOptions;
  readonly #open = new Map<SessionId, OpenSession>();
  readonly #desks = new Map<SessionId, Desks>();
  readonly #frames: FrameRecorder;
  readonly #waiting = new Map<string, (result: CommandResult) => void>();
  readonly #ready = new Map<SessionId, { resolve: () => void; reject: (e: Error) => void }>();
  readonly #chains = new Map<SessionId, Promise<void>>();
  readonly #lastView = new Map<string, number>();
  #readonly = false;
  readonly figures = { commits: 0, commitMs: 0, retries: 0, events: 0 };

  constructor(options: SessionsOptions) {
    super();
    this.#o = options;
    this.#frames = new FrameRecorder(options.journal);
    options.engine.onMessage((m) => this.#fromWorker(m));
    options.engine.onDeath((error) => this.emit('fatal', error));
  }

  get(id: SessionId): OpenSession | undefined {
    return this.#open.get(id);
  }
  list(): OpenSession[] {
    return [...this.#open.values()];
  }
  desks(id: SessionId): Desks | undefined {
    return this.#desks.get(id);
  }
  /** True while the journal cannot take a step: display goes on, commands are refused loudly. */
  get readonly(): boolean {
    return this.#readonly;
  }

  /** Opens a new session and waits until its engine runs. */
  async create(meta: SessionMeta): Promise<OpenSession> {
    await this.#o.journal.createSession(meta);
    return this.#start(meta, null);
  }

  /** Opens what the journal holds: engine from its latest snapshot and the tail, views from theirs. */
  async resume(meta: SessionMeta): Promise<OpenSession> {
    const { journal } = this.#o;
    const snapshot = await journal.latestEngineSnapshot(meta.id);
    const tail: Resume['tail'] = [];
    let after = snapshot?.step ?? 0;
    for (;;) {
      const chunks = await journal.readInputs(meta.id, after, 200);
      if (chunks.length === 0) break;
      for (const chunk of chunks) {
        tail.push(...(chunk.inputs as Resume['tail']).filter((i) => i.step > (snapshot?.step ?? 0)));
        after = Math.max(after, chunk.lastStep);
      }
    }
    const resume: Resume = {
      snapshot: snapshot ? { step: snapshot.step, nowMs: snapshot.atMs, state: snapshot.json } : null,
      tail,
    };
    return this.#start(meta, resume);
  }

  /** Sends a command into the session's queue; resolves after its step is committed. */
  command(session: SessionId, id: string, principal: Principal, command: AnyCommand): Promise<CommandResult> {
    const open = this.#open.get(session);
    if (!open?.ready) return Promise.resolve({ code: 'NOT_FOUND' });
    if (this.#readonly) return Promise.resolve({ code: 'ENGINE_READONLY' });
    if (command.name === 'robot.set') {
      const { participant, ...robot } = command.payload;
      const done = this.#desks.get(session)?.setRobot(participant, robot) ?? false;
      return Promise.resolve(done ? { code: 'OK' } : { code: 'FORBIDDEN', reason: 'demoOnly' });
    }
    return new Promise((resolve) => {
      const first = this.#waiting.get(id);
      this.#waiting.set(id, (result) => {
        first?.(result);
        resolve(result);
      });
      this.#o.engine.post({ type: 'command', session, id, principal, command });
    });
  }

  askKey(session: SessionId, compartment: Compartment): void {
    this.#o.engine.post({ type: 'key', session, compartment });
  }

  /** Tells the engine whether anybody looks at the session: an exercise without consoles sleeps. */
  setAwake(session: SessionId, awake: boolean): void {
    this.#o.engine.post({ type: 'awake', session, awake });
  }

  async close(): Promise<void> {
    for (const desks of this.#desks.values()) desks.close();
    await this.#frames.flush();
    await Promise.all(this.#chains.values());
    for (const session of this.#open.values()) await this.#storeViews(session, 0);
  }

  async #start(meta: SessionMeta, resume: Resume | null): Promise<OpenSession> {
    const session = new OpenSession(meta, {
      session: meta.id,
      nowMs: meta.config.epochMs,
      wallMs: this.#o.nowMs(),
      speed: 0,
      wantedSpeed: meta.speed,
      heldBy: null,
      state: 'preparing',
    });
    if (resume) await this.#restoreViews(session);
    const desks = new Desks(meta.id, meta.config.participants, this.#o.demo, (desk) =>
      this.#o.engine.post({ type: 'desk', session: meta.id, desk }),
    );
    this.#open.set(meta.id, session);
    this.#desks.set(meta.id, desks);
    const running = new Promise<void>((resolve, reject) => this.#ready.set(meta.id, { resolve, reject }));
    this.#o.engine.post({
      type: 'open',
      config: meta.config,
      source: meta.source,
      desks: desks.all(),
      speed: meta.speed,
      resume,
    });
    await running;
    session.ready = true;
    return session;
  }

  async #restoreViews(session: OpenSession): Promise<void> {
    const { journal } = this.#o;
    for (const [compartment, stream] of session.streams) {
      const stored = await journal.latestView(session.id, compartment);
      if (stored) {
        stream.view = stored.json as CompartmentView;
        stream.seq = stored.seq;
      }
      this.#lastView.set(`${session.id}/${compartment}`, stream.seq);
      for (;;) {
        const { events, to } = await journal.readEvents(session.id, compartment, stream.seq, 1000);
        if (to <= stream.seq) break;
        session.fold(events, new Map([[compartment, to]]));
      }
    }
  }

  #fromWorker(message: FromWorker): void {
    if (message.type === 'batch') {
      const { session } = message.batch;
      const before = this.#chains.get(session) ?? Promise.resolve();
      // Appends are handed to the journal at once (it keeps their order); only what follows a commit waits its turn.
      const commit = this.#commit(message.batch);
      this.#chains.set(
        session,
        before.then(() => commit.then((done) => done())).catch((e) => void this.emit('fatal', asError(e))),
      );
    } else if (message.type === 'frame') {
      if (message.kind === 'delta')
        this.#frames.take(message.session, message.compartment, message.nowMs, message.frame);
      this.emit('frame', message);
    } else if (message.type === 'clock') {
      const session = this.#open.get(message.clock.session);
      if (!session) return;
      session.clock = { ...message.clock, wallMs: this.#o.nowMs() };
      this.emit('clock', session.clock);
    } else if (message.type === 'busy') {
      this.#answer(message.commandId, { code: 'ENGINE_READONLY' });
    } else if (message.type === 'opened') {
      this.#o.log.info(
        { session: message.session, resumedSteps: message.resumedSteps, ms: Math.round(message.tookMs) },
        'session opened',
      );
      this.#ready.get(message.session)?.resolve();
    } else {
      this.#o.log.error({ session: message.session, message: message.message }, 'session failed');
      this.#ready.get(message.session)?.reject(new Error(message.message));
    }
  }

  async #commit(batch: EngineBatch): Promise<() => Promise<void>> {
    const { journal, fault, nowMs } = this.#o;
    const startedMs = nowMs();
    for (;;) {
      try {
        const { events, heads } = await journal.append({
          session: batch.session,
          engineVersion: batch.engineVersion,
          firstStep: batch.firstStep,
          lastStep: batch.lastStep,
          atMs: batch.nowMs,
          inputs: batch.inputs,
          events: batch.events,
        });
        this.#readonly = false;
        this.figures.commits++;
        this.figures.events += events.length;
        this.figures.commitMs += nowMs() - startedMs;
        return async () => {
          const session = this.#open.get(batch.session);
          if (!session) return;
          this.#o.engine.post({ type: 'committed', session: batch.session, step: batch.lastStep });
          const spans = session.fold(events, heads);
          const tag = batch.results[0]?.result.code === 'OK' ? `ok${this.#okCommands(batch)}` : 'none';
          if (batch.results.length > 0) {
            fault('after-append-before-reply', tag);
            for (const { commandId, result } of batch.results) this.#answer(commandId, result);
            // Who waits takes his answer later in this turn of the loop: it is on the wire before the event.
            await endOfTurn();
            fault('after-reply-before-broadcast', tag);
          }
          for (const span of spans) this.emit('events', { session: batch.session, ...span });
          if (batch.snapshot) {
            void journal
              .putEngineSnapshot(
                batch.session,
                batch.lastStep,
                batch.engineVersion,
                batch.nowMs,
                batch.snapshot,
              )
              .catch((e) => this.#o.log.warn({ error: asError(e).message }, 'engine snapshot not stored'));
          }
          void this.#storeViews(session, VIEW_EVERY_EVENTS);
        };
      } catch (error) {
        // The engine is already past this step: the batch must get in before anything later does.
        this.#readonly = true;
        this.figures.retries++;
        this.#o.log.error(
          { session: batch.session, error: asError(error).message },
          'journal refused a step; retrying',
        );
        await new Promise((r) => setTimeout(r, RETRY_MS));
      }
    }
  }

  #okCount = 0;
  #okCommands(batch: EngineBatch): number {
    const people = batch.inputs.some((i) => i.input.kind === 'command' && !i.input.principal.robot);
    if (people) this.#okCount++;
    return this.#okCount;
  }

  #answer(commandId: string, result: CommandResult): void {
    const waiting = this.#waiting.get(commandId);
    this.#waiting.delete(commandId);
    waiting?.(result);
  }

  async #storeViews(session: OpenSession, everyEvents: number): Promise<void> {
    for (const [compartment, stream] of session.streams) {
      const key = `${session.id}/${compartment}`;
      if (stream.seq - (this.#lastView.get(key) ?? 0) < Math.max(1, everyEvents)) continue;
      this.#lastView.set(key, stream.seq);
      await this.#o.journal
        .putView(session.id, compartment, stream.seq, stream.view)
        .catch((e) => this.#o.log.warn({ error: asError(e).message }, 'view not stored'));
    }
  }
}

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const asError = (e: unknown): Error => (e instanceof Error ? e : new Error(String(e)));
