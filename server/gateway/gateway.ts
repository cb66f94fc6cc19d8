import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server } from 'socket.io';
import type { CommandResult } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import { compartmentsOf } from '../../domain/participants';
import { COMMANDS, type CommandName, commandEnvelopeSchema } from '../../domain/protocol/commands';
import {
  type EventBatch,
  frameAckSchema,
  type JoinAnswer,
  joinSchema,
  type RefusedWord,
} from '../../domain/protocol/socket';
import { DEFAULT_REGIME } from '../../domain/regime';
import { originAllowed } from '../auth/edge';
import { membershipOf, projectBatch } from '../release/members';
import { mayHaveFrames } from '../release/project';
import { Breakthrough } from './breakthrough';
import { FrameSender } from './frame-sender';
import { FrameWindow } from './frame-window';
import { HandshakeError, judgeHandshake } from './handshake';
import { ChainHeads } from './heads';
import { ConsoleLocks } from './locks';
import { faultOf } from './malformed';
import { Places } from './places';
import { admit } from './policy';
import { SightingBook } from './receipts';
import { clockRoomOf, isOfSession, peopled, roomOf, roomsOf, socketsIn } from './rooms';
import { judgeSignature } from './signed';
import type { GatewayFigures, GatewayOptions, JwcServer, JwcSocket } from './types';
import { answerRefused, refusedWord, WordGate, type WordRefusal } from './words';

const MAX_WRITE_BUFFER = 256;
const RECHECK_MS = 60_000;
const MAX_SOCKETS_PER_SIGN_IN = 8;
/** A connection that has not said who it is by then is closed. */
const HANDSHAKE_MS = 10_000;
const NO_ANSWER = { field: 'answer', message: 'this word needs a way to be answered' };
const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

/** The socket: handshake, rooms by compartment, the event stream, the frame window and the one table of commands. */
export class Gateway {
  readonly io: JwcServer;
  readonly #o: GatewayOptions;
  readonly #places = new Places();
  readonly #locks: ConsoleLocks;
  readonly #heads: ChainHeads;
  readonly #breakthrough: Breakthrough;
  readonly #sightings: SightingBook;
  readonly #frames: FrameSender;
  readonly #commands = new Map<CommandName, RateLimiterMemory>();
  readonly #watch: ReturnType<typeof setInterval>;
  readonly figures: GatewayFigures = {
    ...{ joins: 0, resumes: 0, commands: 0, cutSlow: 0, framesSkipped: 0 },
    ...{ refusedCommands: {}, refusedHandshakes: {}, refusedWords: {}, malformed: {} },
    refusedSignatures: {},
  };

  constructor(options: GatewayOptions) {
    this.#o = options;
    this.#locks = new ConsoleLocks(options.demo, options.locks);
    this.#sightings = new SightingBook(options.nowMs);
    this.io = new Server(options.http, {
      path: '/socket.io/',
      transports: ['websocket'],
      ...{ serveClient: false, perMessageDeflate: false, destroyUpgrade: false },
      maxHttpBufferSize: 64 * 1024,
      ...{ pingInterval: 5000, pingTimeout: 5000, connectTimeout: HANDSHAKE_MS },
      allowRequest: (req, decide) => decide(null, originAllowed(req, options.edge)),
    });
    this.#frames = new FrameSender(this.io, options.sessions, this.figures);
    for (const [name, { perMinute }] of Object.entries(COMMANDS))
      this.#commands.set(name as CommandName, new RateLimiterMemory({ points: perMinute, duration: 60 }));
    this.#heads = new ChainHeads({
      session: (id) => options.sessions.get(id),
      heads: (id) => options.sessions.heads(id),
      sockets: () => this.io.sockets.sockets.values(),
    });
    this.#breakthrough = new Breakthrough({
      live: () => options.sessions.live,
      sockets: () => this.io.sockets.sockets.values(),
    });
    this.io.use((socket, next) => void this.#authenticate(socket, next));
    this.io.on('connection', (socket) => this.#connected(socket));
    options.auth.onEnded((key, reason) => this.#end(key, reason !== 'REPLACED'));
    options.sessions.on('events', (batch) => {
      this.#batch(batch);
      this.#breakthrough.heard(batch);
    });
    options.sessions.on('frame', (frame) => this.#frames.send(frame));
    options.sessions.on('clock', (clock) => {
      const session = options.sessions.get(clock.session);
      for (const socket of socketsIn(this.io, clockRoomOf(clock.session)))
        if (session) socket.emit('clock', session.clockFor(socket.data.principal, clock));
    });
    this.#watch = setInterval(() => this.#eachSecond(), 1000);
    this.#watch.unref();
  }

  /** Tells consoles to come back later and stops taking new ones. */
  async close(): Promise<void> {
    clearInterval(this.#watch);
    this.#heads.close();
    this.io.emit('bye', { error: 'SHUTTING_DOWN', message: 'the server is going down' });
    await new Promise<void>((resolve) => this.io.close(() => resolve()));
  }

  async #authenticate(socket: JwcSocket, next: (error?: Error) => void): Promise<void> {
    const { auth, headers } = socket.handshake;
    try {
      const { principal, key, ...named } = await judgeHandshake(
        { auth, given: headers },
        {
          principalFor: (given, desk) => this.#o.auth.principalFor(given, desk),
          openSockets: async (signIn) => this.#places.take(signIn, socket.conn, MAX_SOCKETS_PER_SIGN_IN),
          maxSockets: MAX_SOCKETS_PER_SIGN_IN,
        },
      );
      const checkedMs = this.#o.nowMs();
      const console = named.console ?? socket.id;
      const locked = await this.#locks.enter(key, console);
      const own = { principal, authKey: key, console, locked };
      socket.data = { ...own, session: null, windows: new Map(), acked: new Map(), checkedMs };
      next();
    } catch (error) {
      const refusal =
        error instanceof HandshakeError ? error : new HandshakeError('UNAVAILABLE', 'try again later');
      count(this.figures.refusedHandshakes, refusal.data.error);
      if (refusal.data.error === 'BAD_REQUEST') count(this.figures.malformed, 'handshake');
      next(refusal);
    }
  }

  #connected(socket: JwcSocket): void {
    void socket.join(`auth:${socket.data.authKey}`);
    const gate = new WordGate(this.#o.nowMs);
    socket.use(([name, ...said], next) => {
      const why = gate.why(name, socket.data.principal.role);
      if (why) this.#refuse(socket, gate, name, why, said.at(-1));
      else next();
    });
    socket.on('join', (request, answer) => {
      if (typeof answer !== 'function') return this.#malformed(socket, 'join', NO_ANSWER);
      const joined = this.#join(socket, request);
      // The answer goes first: the console then knows where the missed events begin. Nothing may come between them.
      answer(joined.answer);
      for (const batch of joined.missed) socket.emit('events', batch);
      void this.#heads.welcome(socket);
      this.#breakthrough.tell(socket);
    });
    socket.on('command', (envelope, answer) => {
      if (typeof answer !== 'function') return this.#malformed(socket, 'command', NO_ANSWER);
      void this.#command(socket, envelope).then(answer);
    });
    socket.on('lock', (request, answer) => {
      if (typeof answer !== 'function') return this.#malformed(socket, 'lock', NO_ANSWER);
      void this.#lock(socket, request).then(answer);
    });
    socket.on('frameAck', (ack) => {
      const parsed = frameAckSchema.safeParse(ack);
      if (parsed.success)
        this.#frames.acknowledged(socket, parsed.data.compartment as Compartment, parsed.data.needKey);
      else this.#malformed(socket, 'frameAck', faultOf(parsed.error));
    });
    socket.on('seen', (said) => {
      const fault = this.#sightings.hear(said, socket.data, this.#o.sessions);
      if (fault) this.#malformed(socket, 'seen', fault);
    });
    socket.on('ping', (answer) => {
      if (typeof answer !== 'function') return this.#malformed(socket, 'ping', NO_ANSWER);
      answer({ wallMs: this.#o.nowMs() });
      void this.#keepSignedIn(socket);
    });
    // A packet that is none; socket.io then closes the line.
    socket.on('error', () => count(this.figures.malformed, 'packet'));
    socket.on('disconnect', () => this.#leave(socket));
  }

  #join(socket: JwcSocket, request: unknown): { answer: JoinAnswer; missed: EventBatch[] } {
    const refuse = (error: Extract<JoinAnswer, { ok: false }>['error'], message: string) => ({
      answer: { ok: false as const, error, message },
      missed: [],
    });
    const parsed = joinSchema.safeParse(request);
    if (!parsed.success) {
      count(this.figures.malformed, 'join');
      const { field, message } = faultOf(parsed.error);
      return refuse('BAD_REQUEST', field === '' ? message : `${field}: ${message}`);
    }
    const session = this.#o.sessions.get(parsed.data.session);
    if (!session) return refuse('NOT_FOUND', 'no such session');
    if (!session.ready) {
      this.#o.sessions.wake(session.id);
      return refuse('NOT_READY', 'the session is being opened');
    }
    const { principal } = socket.data;
    // The name `live` leads to another session after a new one has begun: what was held then is of no use.
    const isOfThis = (parsed.data.of ?? parsed.data.session) === session.id;
    this.#leave(socket);
    socket.data.session = session.id;
    const views: Extract<JoinAnswer, { ok: true }>['views'] = [];
    const resumed: Extract<JoinAnswer, { ok: true }>['resumed'] = [];
    const batches: EventBatch[] = [];
    for (const compartment of compartmentsOf(principal)) {
      // Who is no member yet waits in his room: nothing goes there before he is one, and then he hears of it.
      void socket.join(roomOf(session.id, 'events', compartment, principal.participant));
      const view = session.viewOf(principal, compartment);
      const seq = session.streams.get(compartment)?.seq;
      if (!view || seq === undefined) continue;
      const from = isOfThis ? (parsed.data.have[compartment] ?? 0) : 0;
      const missed = session.since(principal, compartment, from);
      if (missed) {
        resumed.push({ compartment, from, to: missed.to });
        socket.data.acked.set(compartment, from);
        if (missed.to > from) batches.push({ session: session.id, compartment, after: from, ...missed });
      } else views.push({ compartment, view, seq });
      if (!mayHaveFrames(principal, compartment, session.members)) continue;
      socket.data.windows.set(compartment, new FrameWindow());
      this.#o.sessions.words.askKey(session.id, compartment);
    }
    void socket.join(clockRoomOf(session.id));
    if (resumed.length > 0) this.figures.resumes++;
    this.figures.joins++;
    this.#o.sessions
      .desks(session.id)
      ?.enter(socket.id, principal, { locked: socket.data.locked, signIn: socket.data.authKey });
    this.#o.sessions.words.setAwake(session.id, true);
    const wallMs = this.#o.nowMs();
    const clock = { ...session.clockFor(principal), wallMs, nowMs: session.timeAt(wallMs) };
    const { participants, demo } = this.#o;
    const { locked } = socket.data;
    const membership = membershipOf(principal, session.members);
    const idle = session.meta.config.regime.console ?? DEFAULT_REGIME.console;
    return {
      answer: {
        ok: true,
        me: principal,
        participants,
        clock,
        views,
        resumed,
        demo,
        membership,
        mode: session.meta.config.mode,
        locked,
        idle,
      },
      missed: batches,
    };
  }

  async #command(socket: JwcSocket, raw: unknown): Promise<CommandResult> {
    this.figures.commands++;
    // What fails on the way in (a store that does not answer) has not been taken: say so, and the console may try again.
    const result = await this.#judge(socket, raw).catch((): CommandResult => ({ code: 'ENGINE_READONLY' }));
    if (result.code === 'BAD_REQUEST') count(this.figures.malformed, 'command');
    if (result.code !== 'OK' && result.code !== 'DUPLICATE') count(this.figures.refusedCommands, result.code);
    return result;
  }

  async #judge(socket: JwcSocket, raw: unknown): Promise<CommandResult> {
    // What the console had joined when it spoke: a line that breaks meanwhile takes nothing back that has come.
    const { principal, authKey, session: joined } = socket.data;
    const envelope = commandEnvelopeSchema.safeParse(raw);
    if (!envelope.success) return { code: 'BAD_REQUEST', ...faultOf(envelope.error) };
    if (!(await this.#o.auth.stillValid(authKey))) return { code: 'FORBIDDEN', reason: 'signedOut' };
    if (socket.data.locked) return { code: 'FORBIDDEN', reason: 'locked' };
    const session = this.#o.sessions.get(envelope.data.session);
    if (!session || joined !== session.id) return { code: 'NOT_FOUND' };
    const admitted = admit(envelope.data, principal, {
      session,
      demo: this.#o.demo,
      desks: this.#o.sessions.desks(session.id)?.all() ?? [],
    });
    if (!admitted.ok) return admitted.result;
    try {
      await this.#commands.get(admitted.command.name)?.consume(principal.userId);
    } catch {
      return { code: 'RATE_LIMITED', retryAfterS: 60 };
    }
    const { id, signature } = envelope.data;
    const refused = await judgeSignature(envelope.data, admitted.command, principal, session);
    if (refused?.code === 'FORBIDDEN') count(this.figures.refusedSignatures, refused.reason);
    return refused ?? this.#o.sessions.command(session.id, id, principal, admitted.command, signature);
  }

  /** A lock is of one console, by whichever of its sockets; the others of the same officer stay as they are. */
  async #lock(socket: JwcSocket, raw: unknown): Promise<CommandResult> {
    const { authKey, console, principal } = socket.data;
    const { result, lockTo, stored } = await this.#locks.ask(authKey, console, principal, raw);
    if (result.code === 'BAD_REQUEST') count(this.figures.malformed, 'lock');
    if (lockTo === null) return result;
    for (const one of socketsIn(this.io, `auth:${authKey}`)) {
      if (one.data.console !== console) continue;
      one.data.locked = lockTo;
      one.emit('locked', lockTo);
      if (one.data.session) this.#o.sessions.desks(one.data.session)?.lock(one.id, lockTo);
    }
    await stored;
    return result;
  }

  /** A word without its shape: counted, and the console is told what was wrong. */
  #malformed(socket: JwcSocket, word: RefusedWord, fault: { field: string; message: string }): void {
    count(this.figures.malformed, word);
    socket.emit('refused', { word, error: 'BAD_REQUEST', ...fault });
  }

  /** A word that the table does not let through. */
  #refuse(socket: JwcSocket, gate: WordGate, name: string, why: WordRefusal, last: unknown): void {
    count(this.figures.refusedWords, why);
    if (why === 'UNKNOWN') count(this.figures.malformed, 'unknown');
    if (name === 'command') count(this.figures.refusedCommands, why);
    if (!answerRefused(name, why, last) && gate.mayTell()) socket.emit('refused', refusedWord(name, why));
  }

  /** Each audience of the stream gets what it holds of it; those for whom it begins alike share one encode. */
  #batch(batch: EventBatch): void {
    const members = this.#o.sessions.get(batch.session)?.members;
    if (!members) return;
    for (const { span, rooms } of roomsOf(batch.session, 'events', batch.compartment, members, batch.after)) {
      const there = peopled(this.io, rooms);
      const cut = there.length === 0 ? null : projectBatch(batch, span);
      if (cut) this.io.to(there).emit('events', cut);
    }
  }

  /** A console that is looked at is in use: an officer who watches for an hour has not gone away. */
  async #keepSignedIn(socket: JwcSocket): Promise<void> {
    if (this.#o.nowMs() - socket.data.checkedMs < RECHECK_MS) return;
    socket.data.checkedMs = this.#o.nowMs();
    if (!(await this.#o.auth.stillValid(socket.data.authKey))) this.#end(socket.data.authKey, true);
  }

  #leave(socket: JwcSocket, signedOut = false): void {
    const { session } = socket.data;
    if (!session) return;
    for (const room of socket.rooms) if (isOfSession(room, session)) void socket.leave(room);
    socket.data.windows.clear();
    socket.data.acked.clear();
    socket.data.session = null;
    this.#o.sessions.desks(session)?.leave(socket.id, signedOut);
    const others = [...this.io.sockets.sockets.values()].some(
      (s) => s.id !== socket.id && s.data.session === session,
    );
    if (!others) this.#o.sessions.words.setAwake(session, false);
  }

  #end(key: string, officerGone: boolean): void {
    this.#locks.forget(key);
    for (const socket of socketsIn(this.io, `auth:${key}`)) {
      socket.emit('bye', { error: 'SIGNED_OUT', message: 'this sign-in has ended' });
      this.#leave(socket, officerGone);
      socket.disconnect(true);
    }
    if (officerGone) this.#o.sessions.signedOut(key);
  }

  /** What was seen goes on. A reliable stream to a stalled console grows without bound: past the cap it is cut, to resume. */
  #eachSecond(): void {
    this.#sightings.drain(this.#o.sessions.words);
    for (const socket of this.io.sockets.sockets.values()) {
      const waiting = (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
      if (waiting <= MAX_WRITE_BUFFER) continue;
      this.figures.cutSlow++;
      socket.conn.close(true);
    }
  }
}
