import type {
  ClientToServer,
  JoinAnswer,
  JoinRequest,
  ServerToClient,
  SessionClock,
} from '../../domain/protocol/socket';
import type { Line, LiveSocket } from './live-socket';
import type { Wall } from './wall';

/** A wall clock that a test turns by hand: timers fire in order of their time, none sleeps. */
export class HandWall implements Wall {
  #now: number;
  #timers: { atMs: number; everyMs: number | null; fn: () => void }[] = [];

  constructor(startMs = 1_000_000) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  every(ms: number, fn: () => void): () => void {
    return this.#add({ atMs: this.#now + ms, everyMs: ms, fn });
  }

  after(ms: number, fn: () => void): () => void {
    return this.#add({ atMs: this.#now + ms, everyMs: null, fn });
  }

  /** Lets time pass and fires what falls due in it. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter((t) => t.atMs <= end).sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      this.#now = next.atMs;
      if (next.everyMs === null) this.#timers = this.#timers.filter((t) => t !== next);
      else next.atMs += next.everyMs;
      next.fn();
    }
    this.#now = end;
  }

  /** Time passes and nothing runs: the machine sleeps. */
  sleep(ms: number): void {
    this.#now += ms;
    for (const t of this.#timers) t.atMs = Math.max(t.atMs, this.#now + 1);
  }

  #add(timer: { atMs: number; everyMs: number | null; fn: () => void }): () => void {
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((t) => t !== timer);
    };
  }
}

type Sent = {
  [E in keyof ClientToServer]: { event: E; args: Parameters<ClientToServer[E]> };
}[keyof ClientToServer];

/** The server's end of a socket in a test: what was sent to it, and a hand to answer with. */
export class FakeSocket implements LiveSocket {
  connected = false;
  readonly sent: Sent[] = [];
  connects = 0;
  readonly #listeners = new Map<string, (...args: never[]) => void>();
  #onLine: (line: Line) => void = () => undefined;

  on<E extends keyof ServerToClient>(event: E, listener: ServerToClient[E]): void {
    this.#listeners.set(event, listener as (...args: never[]) => void);
  }

  onLine(listener: (line: Line) => void): void {
    this.#onLine = listener;
  }

  emit<E extends keyof ClientToServer>(event: E, ...args: Parameters<ClientToServer[E]>): void {
    this.sent.push({ event, args } as Sent);
  }

  connect(): void {
    this.connects++;
  }

  disconnect(): void {
    if (this.connected) this.line({ is: 'down' });
  }

  line(line: Line): void {
    this.connected = line.is === 'up';
    this.#onLine(line);
  }

  give<E extends keyof ServerToClient>(event: E, ...args: Parameters<ServerToClient[E]>): void {
    const listener = this.#listeners.get(event) as
      | ((...args: Parameters<ServerToClient[E]>) => void)
      | undefined;
    listener?.(...args);
  }

  of<E extends keyof ClientToServer>(event: E): Parameters<ClientToServer[E]>[] {
    return this.sent.filter((s) => s.event === event).map((s) => s.args as Parameters<ClientToServer[E]>);
  }

  lastJoin(): { request: JoinRequest; answer: (a: JoinAnswer) => void } {
    const last = this.of('join').at(-1);
    if (!last) throw new Error('nothing joined');
    return { request: last[0], answer: last[1] };
  }
}

export function clockAt(nowMs: number, wallMs: number, part: Partial<SessionClock> = {}): SessionClock {
  return {
    session: 's',
    nowMs,
    wallMs,
    speed: 1,
    wantedSpeed: 1,
    heldBy: null,
    state: 'running',
    readonly: false,
    ...part,
  };
}
