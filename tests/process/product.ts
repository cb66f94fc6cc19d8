import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import type { CommandResult } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';
import type { ClientToServer, JoinAnswer, ServerToClient, SessionClock } from '../../domain/protocol/socket';
import { PROTOCOL_VERSION } from '../../domain/protocol/version';
import { applyEvent, type CompartmentView } from '../../domain/view';
import { ProductServer } from '../../e2e/lib/server';

/** Bundles the server if need be: the tests run what `npm start` runs, without its pages. */
export async function bundled(): Promise<void> {
  const build = pathToFileURL(join(import.meta.dirname, '../../scripts/lib/build.mjs')).href;
  const { ensureServer } = (await import(build)) as { ensureServer: () => Promise<void> };
  await ensureServer();
}

/** A server of its own, quiet unless `env` says otherwise; `root` is where another build of it lies. */
export const product = (
  env: Record<string, string> = {},
  firstRun: Record<string, string> = {},
  root?: string,
) => ProductServer.open({ JWC_PAGES: '0', JWC_LIVE: '0', ...env }, firstRun, root);

export interface Answer {
  status: number;
  text: string;
  cookie: string;
}
/** One request of a page of the product. */
export async function ask(server: ProductServer, path: string, cookie = '', body?: unknown): Promise<Answer> {
  const res = await fetch(`${server.baseUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-jwc': '1', cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const set = res.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: res.status, text: await res.text(), cookie: set };
}

/** Signs in; gives the cookie. */
export async function signIn(server: ProductServer, seat: string): Promise<string> {
  const { status, text, cookie } = await ask(server, '/api/v1/sign-in', '', { seat, desk: '' });
  if (status !== 200) throw new Error(`sign-in of ${seat}: ${status} ${text}`);
  return cookie;
}

/** Opens an exercise; gives its id. */
export async function openExercise(server: ProductServer, cookie: string, scenario: string, variant: string) {
  const body = { scenario, variant, speed: 20, desk: '' };
  const { status, text } = await ask(server, '/api/v1/sessions', cookie, body);
  if (status !== 201) throw new Error(`no exercise: ${status} ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

/** Value of one figure of /metrics, with its labels as they are written there; 0 if it is not there. */
export async function metric(server: ProductServer, name: string): Promise<number> {
  const { text } = await ask(server, '/metrics');
  const line = text.split('\n').find((l) => l.startsWith(`${name} `));
  return Number(line?.split(' ').pop() ?? 0);
}

type Wire = Socket<ServerToClient, ClientToServer>;

/** A console without a screen: it joins, folds what comes and keeps every word that it was sent. */
export class Console {
  readonly socket: Wire;
  readonly session: string;
  readonly views = new Map<Compartment, CompartmentView>();
  readonly seqs = new Map<Compartment, number>();
  /** Everything that came, as text; frames as [compartment, bytes]. */
  readonly heard: string[] = [];
  readonly frames: { compartment: string; frame: ArrayBuffer }[] = [];
  clock: SessionClock | null = null;
  #lastId = 0;
  readonly #waiting = new Set<() => void>();

  private constructor(server: ProductServer, who: string | { authorization: string }, session: string) {
    this.session = session;
    this.socket = io(server.baseUrl, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true, autoConnect: false },
      auth: { protocol: PROTOCOL_VERSION, desk: '' },
      extraHeaders: typeof who === 'string' ? { cookie: who, origin: server.baseUrl } : who,
    });
    this.socket.onAny((name: string, ...args: unknown[]) => {
      if (name === 'frame') {
        const [, compartment, frame] = args as [string, string, Uint8Array];
        this.frames.push({ compartment, frame: Uint8Array.from(frame).buffer });
      } else this.heard.push(JSON.stringify([name, ...args]));
    });
    this.socket.on('events', ({ compartment, after, to, events }) => {
      const view = this.views.get(compartment);
      if (!view || to <= (this.seqs.get(compartment) ?? 0)) return;
      if (after > (this.seqs.get(compartment) ?? 0)) throw new Error(`${compartment}: a gap before ${after}`);
      for (const event of events) applyEvent(view, event);
      this.seqs.set(compartment, to);
      this.#changed();
    });
    this.socket.on('frame', (s, compartment, frame) => {
      const seq = new DataView(new Uint8Array(frame).buffer).getUint32(4, true);
      this.socket.emit('frameAck', { session: s, compartment, seq, needKey: false });
      this.#changed();
    });
    this.socket.on('clock', (clock) => {
      this.clock = clock;
      this.#changed();
    });
    this.socket.on('disconnect', () => this.#changed());
  }

  /** Connects and joins, with a cookie or a token; a session that is still being opened is asked for again. */
  static async open(
    server: ProductServer,
    who: string | { authorization: string },
    session: string,
  ): Promise<Console> {
    const c = new Console(server, who, session);
    await new Promise<void>((resolve, reject) => {
      c.socket.on('connect', () => resolve());
      c.socket.on('connect_error', reject);
      c.socket.connect();
    });
    for (;;) {
      // Taken as it comes, not a turn later: what was missed follows the answer at once.
      const answer = await new Promise<JoinAnswer>((resolve) =>
        c.socket.emit('join', { session, have: {} }, (a) => {
          c.#joined(a);
          resolve(a);
        }),
      );
      if (answer.ok) return c;
      if (answer.error !== 'NOT_READY') throw new Error(`${answer.error}: ${answer.message}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #joined(answer: JoinAnswer): void {
    this.heard.push(JSON.stringify(['joined', answer]));
    if (!answer.ok) return;
    for (const { compartment, view, seq } of answer.views) {
      this.views.set(compartment, view);
      this.seqs.set(compartment, seq);
    }
    this.clock = answer.clock;
  }

  view(compartment: Compartment): CompartmentView {
    const view = this.views.get(compartment);
    if (!view) throw new Error(`does not hold ${compartment}`);
    return view;
  }

  /** Resolves once something is so; whatever comes is a reason to look again. */
  async until<T>(look: () => T | undefined | null | false): Promise<T> {
    for (;;) {
      const found = look();
      if (found) return found;
      if (!this.socket.connected) throw new Error('the line is down');
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Sends a command with an id of its own, or with the one given (a retry). */
  command<N extends CommandName>(
    name: N,
    payload: CommandPayload<N>,
    id = this.newId(),
  ): Promise<CommandResult> {
    return this.socket.emitWithAck('command', { id, session: this.session, name, payload });
  }

  newId(): string {
    return `test-${this.socket.id ?? ''}-${++this.#lastId}`;
  }

  /** Resolves when the server has gone, without an answer to what was asked. */
  async gone(): Promise<void> {
    while (this.socket.connected) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.socket.disconnect();
  }

  #changed(): void {
    for (const look of [...this.#waiting]) look();
    this.#waiting.clear();
  }
}
