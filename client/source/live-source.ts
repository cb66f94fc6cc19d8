import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import { isOfficer } from '../../domain/participants';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';
import type { EventBatch, JoinAnswer, SessionClock } from '../../domain/protocol/socket';
import type { Receipted } from '../../domain/receipts';
import type { OwnKeys } from '../keys/own-keys';
import { Signer } from '../keys/signer';
import { Buffers } from './buffers';
import { foldBatch, prunedView } from './fold';
import { heldAfterJoin, missedSince } from './joined';
import type { Line, LiveSocket } from './live-socket';
import type { LockMemory } from './lock-memory';
import { Outbox, settledResult } from './outbox';
import { SeenOutbox } from './seen-outbox';
import { SessionTime } from './session-time';
import { initialSourceState, type LinkState, type Source, type SourceState } from './source';
import type { TrackBuffer } from './track-buffer';
import type { Wall } from './wall';

/** Silence after which the line is called late and lost, ms (the server sends its clock each second). */
export const LATE_AFTER_MS = 3000;
export const LOST_AFTER_MS = 10_000;
const TICK_MS = 500;
const PING_EVERY_MS = 5000;
const SEEN_EVERY_MS = 1000;
/** A join without an answer is asked again. */
const JOIN_AGAIN_MS = 5000;
const COME_BACK_MS = 1000;
/** Views are swept of what ended a watch ago this often, ms of wall. */
const PRUNE_EVERY_MS = 10 * 60e3;

const ASK_AGAIN = new Set(['NOT_READY', 'RATE_LIMITED']);
const SIGNED_OUT = new Set(['SIGNED_OUT', 'UNAUTHORIZED', 'NOT_SIGNED_IN', 'FORBIDDEN']);

export interface LiveSourceOptions {
  session: string;
  socket: LiveSocket;
  wall: Wall;
  /** Ids of commands, one a click; at least 8 characters. */
  makeCommandId: () => string;
  /** Keys by which this browser's officers sign; without them acts go unsigned. */
  keys?: OwnKeys | undefined;
  /** What this window remembers through a reload; without one every load is a new console. */
  memory?: LockMemory;
}

/** The console's source in LIVE and EXERCISE: one socket, its compartments, the session's clock and the outbox. */
export class LiveSource implements Source {
  readonly kind = 'live';
  readonly store: StoreApi<SourceState> = createStore(() => initialSourceState());
  readonly #options: LiveSourceOptions;
  readonly #time = new SessionTime();
  readonly #buffers = new Buffers();
  readonly #outbox: Outbox;
  readonly #signer: Signer | null;
  readonly #seen = new SeenOutbox();
  readonly #stops: (() => void)[] = [];
  #heardWallMs: number | null = null;
  #tickWallMs = 0;
  #prunedWallMs = 0;
  /** Id of the session that is held; `live` may lead to another one at the next join. */
  #session: string | null = null;
  /** Joined on the present connection. */
  #joined = false;
  #joinAskedMs: number | null = null;
  #stopped = false;
  /** Sequences that the last join announced and that have not come yet. */
  #catchUpTo = new Map<Compartment, number>();
  #lostAt: { atMs: number; seqs: SourceState['seqs'] } | null = null;

  constructor(options: LiveSourceOptions) {
    this.#options = options;
    const { socket, wall, memory, keys } = options;
    this.#signer = keys
      ? new Signer({
          keys,
          me: () => this.store.getState().me,
          session: () => this.#session,
          registered: (user) => this.store.getState().views.SHARED?.keys[user]?.keyId ?? null,
          revoked: (keyId) => Boolean(this.store.getState().views.SHARED?.pastKeys[keyId]?.revoked),
          register: (payload) => this.#outbox.send('key.register', payload).then(settledResult),
        })
      : null;
    if (memory?.locked()) this.store.setState({ locked: true });
    this.#tickWallMs = wall.now();
    this.#prunedWallMs = wall.now();
    this.#outbox = new Outbox({
      wall,
      session: options.session,
      makeId: options.makeCommandId,
      sign: (envelope) => this.#signer?.sign(envelope) ?? null,
      ready: () => this.#joined && socket.connected,
      emit: (envelope, answer) =>
        socket.emit('command', envelope, (result) => {
          this.#hear();
          answer(result);
        }),
      // That a key is made known is nothing that its officer waits for.
      changed: (all) => this.store.setState({ pending: all.filter((p) => p.name !== 'key.register') }),
    });
    socket.onLine((line) => this.#onLine(line));
    socket.on('clock', (clock) => this.#onClock(clock));
    socket.on('events', (batch) => this.#onEvents(batch));
    socket.on('frame', (session, compartment, frame) => this.#onFrame(session, compartment, frame));
    socket.on('heads', (told) => {
      if (told.session === this.#session) this.store.setState({ heads: told.heads });
    });
    socket.on('breakthrough', ({ alerts }) => this.store.setState({ breakthrough: alerts }));
    socket.on('locked', (locked) => this.#onLocked(locked));
    socket.on('bye', (why) => this.#onBye(why));
    this.#stops.push(wall.every(TICK_MS, () => this.#tick()));
    this.#stops.push(wall.every(SEEN_EVERY_MS, () => this.#tellSeen()));
    this.#stops.push(wall.every(PING_EVERY_MS, () => this.#ping()));
    socket.connect();
  }

  nowMs(): number {
    return this.#time.nowMs(this.#options.wall.now());
  }

  silenceMs(): number {
    return this.#heardWallMs === null ? 0 : Math.max(0, this.#options.wall.now() - this.#heardWallMs);
  }

  tracks(compartment: Compartment): TrackBuffer {
    return this.#buffers.of(compartment);
  }

  send<N extends CommandName>(name: N, payload: CommandPayload<N>, id?: string): Promise<CommandResult> {
    return this.#outbox.send(name, payload, id);
  }

  setLocked(locked: boolean): Promise<CommandResult> {
    const { socket } = this.#options;
    const { me } = this.store.getState();
    if (!socket.connected || !me) return Promise.resolve({ code: 'ENGINE_READONLY' });
    return new Promise((resolve) => {
      socket.emit('lock', locked ? { locked } : { locked, as: me.userId }, (result) => {
        this.#hear();
        resolve(result);
      });
    });
  }

  shown(kind: Receipted, id: string, rev: number): void {
    if (!this.store.getState().locked) this.#seen.shown(kind, id, rev);
  }

  retryNow(): void {
    const { socket } = this.#options;
    this.#stopped = false;
    this.store.setState({ problem: null });
    socket.disconnect();
    socket.connect();
  }

  close(): void {
    this.#stopped = true;
    for (const stop of this.#stops) stop();
    this.#outbox.hold();
    this.#options.socket.disconnect();
  }

  #onLine(line: Line): void {
    if (line.is === 'up') {
      this.#hear();
      this.#join();
      this.#ping();
      return;
    }
    if (line.is === 'down') {
      this.#joined = false;
      this.#joinAskedMs = null;
      this.#outbox.hold();
      return;
    }
    this.store.setState((s) => ({ tries: s.tries + 1 }));
    if (SIGNED_OUT.has(line.code)) return this.#stop('signed-out', line.code, line.message);
    if (line.code === 'WRONG_PROTOCOL') return this.#stop('wrong-version', line.code, line.message);
    if (line.willRetry || this.#stopped) return;
    if (line.code !== 'CLOSED') this.store.setState({ problem: { code: line.code, message: line.message } });
    this.#options.wall.after(COME_BACK_MS, () => {
      if (!this.#stopped && !this.#options.socket.connected) this.#options.socket.connect();
    });
  }

  #onBye(why: { error: string; message: string }): void {
    if (why.error === 'SIGNED_OUT') this.#stop('signed-out', why.error, why.message);
    else if (why.error === 'WRONG_PROTOCOL') this.#stop('wrong-version', why.error, why.message);
    else this.store.setState({ problem: { code: why.error, message: why.message } });
  }

  /** The picture stays, frozen and readable; nothing more is sent. */
  #stop(link: LinkState, code: string, message: string): void {
    // Who signs in here next is another sign-in: nothing of this one's lock stays.
    if (link === 'signed-out') this.#onLocked(false);
    this.#freeze();
    this.#stopped = true;
    this.#joined = false;
    this.#outbox.hold();
    this.store.setState({ link, problem: { code, message } });
    this.#options.socket.disconnect();
  }

  #join(): void {
    const { socket, session, wall } = this.#options;
    if (!socket.connected || this.#stopped) return;
    const asked = wall.now();
    this.#joinAskedMs = asked;
    socket.emit(
      'join',
      {
        session,
        have: { ...this.store.getState().seqs } as Record<string, number>,
        ...(this.#session === null ? {} : { of: this.#session }),
      },
      (a) => {
        if (this.#joinAskedMs !== asked) return;
        this.#joinAskedMs = null;
        this.#hear();
        this.#onJoined(a);
      },
    );
  }

  #onJoined(answer: JoinAnswer): void {
    if (!answer.ok) {
      this.store.setState({ problem: { code: answer.error, message: answer.message } });
      if (ASK_AGAIN.has(answer.error)) this.#options.wall.after(COME_BACK_MS, () => this.#join());
      return;
    }
    this.#session = answer.clock.session;
    const { mine, views, seqs } = heldAfterJoin(answer, this.store.getState());
    this.#buffers.joined(mine);
    this.#joined = true;
    this.#seen.joined();
    this.#time.take(answer.clock, this.#options.wall.now());
    this.#time.release();
    this.store.setState({
      views,
      seqs,
      me: answer.me,
      participants: answer.participants,
      demo: answer.demo,
      membership: answer.membership,
      mode: answer.mode,
      idle: answer.idle,
      clock: answer.clock,
      problem: null,
      tries: 0,
    });
    // A server that was restarted knows of no lock: the console was locked and stays so.
    const relock = this.store.getState().locked && !answer.locked;
    if (relock) void this.setLocked(true);
    else this.#onLocked(answer.locked);
    this.#catchUpTo = new Map(answer.resumed.map((r) => [r.compartment, r.to]));
    this.#settleLink();
    this.#outbox.flush();
    const holds = [...answer.views, ...answer.resumed].some((c) => c.compartment === 'SHARED');
    const acts = isOfficer(answer.me) && holds && answer.clock.state === 'running';
    if (acts && !answer.locked && !relock) void this.#signer?.introduce();
  }

  /** Catching up until every compartment holds what the join announced; then live, with a word about what was missed. */
  #settleLink(): void {
    const { seqs, views } = this.store.getState();
    for (const [c, to] of this.#catchUpTo) if ((seqs[c] ?? 0) >= to) this.#catchUpTo.delete(c);
    if (this.#catchUpTo.size > 0) return this.store.setState({ link: 'catching-up' });
    const lost = this.#lostAt;
    this.#lostAt = null;
    if (!lost) return this.store.setState({ link: 'live' });
    const missed = missedSince(lost, { seqs, views });
    const toMs = this.#time.runningMs(this.#options.wall.now());
    this.store.setState({ link: 'live', restored: { fromMs: lost.atMs, toMs, ...missed } });
  }

  #onLocked(locked: boolean): void {
    this.#options.memory?.keep(locked);
    this.store.setState({ locked });
  }

  #onClock(clock: SessionClock): void {
    if (clock.session !== this.#session) return;
    this.#time.take(clock, this.#options.wall.now());
    this.#hear();
    this.store.setState({ clock });
  }

  #onEvents(batch: EventBatch): void {
    if (batch.session !== this.#session) return;
    this.#hear();
    const { views, seqs } = this.store.getState();
    const held = seqs[batch.compartment];
    const view = views[batch.compartment];
    if (!this.#joined || held === undefined || !view || batch.to <= held) return;
    if (batch.after > held) return this.#rejoin();
    const fresh = batch.events.filter((e) => e.seq > held);
    this.#seen.came(fresh);
    this.store.setState({
      views: { ...views, [batch.compartment]: foldBatch(view, fresh) },
      seqs: { ...seqs, [batch.compartment]: batch.to },
    });
    if (this.store.getState().link === 'catching-up') this.#settleLink();
    const own = this.store.getState().me?.participant;
    // The own membership is over: what is held still is asked for anew.
    if (fresh.some((e) => e.kind === 'member.left' && e.body.participant === own)) this.#rejoin();
  }

  /** Something is missing between what is held and what came: ask from the last sequence held, once. */
  #rejoin(): void {
    if (this.#joinAskedMs === null) this.#join();
  }

  #onFrame(session: string, compartment: Compartment, frame: ArrayBuffer): void {
    if (session !== this.#session || !this.#joined) return;
    if (!(compartment in this.store.getState().views)) return;
    this.#hear();
    const { seq, needKey, fault } = this.#buffers.take(compartment, frame);
    if (fault !== null) this.store.setState({ problem: { code: 'BAD_FRAME', message: fault } });
    this.#options.socket.emit('frameAck', { session, compartment, seq, needKey });
  }

  #tellSeen(): void {
    const { socket } = this.#options;
    if (!this.#joined || this.#session === null || !socket.connected) return;
    const word = this.#seen.take(this.#session, this.store.getState().seqs);
    if (word) socket.emit('seen', word);
  }

  #ping(): void {
    const { socket, wall } = this.#options;
    if (!socket.connected) return;
    const sentMs = wall.now();
    socket.emit('ping', ({ wallMs }) => {
      this.#hear();
      this.store.setState(this.#time.measure(sentMs, wall.now(), wallMs));
    });
  }

  /** A word came. After a loss the time stays frozen until the join is answered. */
  #hear(): void {
    this.#heardWallMs = this.#options.wall.now();
    if (this.#joined && this.store.getState().link === 'late') this.store.setState({ link: 'live' });
  }

  #tick(): void {
    const { wall } = this.#options;
    const now = wall.now();
    // A tick that comes much too late means that this machine slept; what came meanwhile is read after it.
    const slept = now - this.#tickWallMs > 4 * TICK_MS;
    this.#tickWallMs = now;
    if (this.#stopped || this.#heardWallMs === null || slept) return;
    if (this.#joinAskedMs !== null && now - this.#joinAskedMs > JOIN_AGAIN_MS) this.#join();
    const silence = now - this.#heardWallMs;
    const { link } = this.store.getState();
    if (this.#time.clock && silence < LATE_AFTER_MS)
      this.store.setState({ lastHeardMs: this.#heardSessionMs() });
    if (link === 'connecting' || link === 'lost') return;
    if (silence >= LOST_AFTER_MS) {
      this.#freeze();
      this.store.setState({ link: 'lost' });
      // A line that is silent and still counts as connected is dead: a new one is quicker than its own time-out.
      if (this.#options.socket.connected) this.retryNow();
    } else if (silence >= LATE_AFTER_MS && link === 'live') this.store.setState({ link: 'late' });
    if (now - this.#prunedWallMs > PRUNE_EVERY_MS) this.#prune(now);
  }

  #heardSessionMs(): number {
    return this.#time.runningMs(this.#heardWallMs ?? 0);
  }

  #freeze(): void {
    const atMs = this.#heardSessionMs();
    this.#time.freeze(atMs);
    this.#lostAt ??= { atMs, seqs: this.store.getState().seqs };
    this.store.setState({ lastHeardMs: atMs });
  }

  #prune(nowWallMs: number): void {
    this.#prunedWallMs = nowWallMs;
    const views: SourceState['views'] = {};
    for (const [c, view] of Object.entries(this.store.getState().views) as [
      Compartment,
      SourceState['views'][Compartment],
    ][])
      if (view) views[c] = prunedView(view, this.nowMs());
    this.store.setState({ views });
  }
}
