import { compartmentsOf } from '../../domain/participants';
import type { ChainHead } from '../../domain/protocol/socket';
import { heldFrom } from '../release/members';
import type { OpenSession } from '../sessions/session';
import type { JwcSocket } from './types';

/** All desks hear the same heads at the same time, so that two of them can compare by eye. */
const TELL_MS = 10_000;

interface HeadsOptions {
  session(id: string): OpenSession | undefined;
  heads(id: string): Promise<ChainHead[]>;
  sockets(): Iterable<JwcSocket>;
}

/** Tells consoles where the chains stand that they hold: what a desk wrote down, nobody can change behind it. */
export class ChainHeads {
  readonly #o: HeadsOptions;
  readonly #last = new Map<string, ChainHead[]>();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(options: HeadsOptions) {
    this.#o = options;
    this.#timer = setInterval(() => void this.tellAll(), TELL_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Where a console has just joined: what the others were told last. */
  async welcome(socket: JwcSocket): Promise<void> {
    const { session } = socket.data;
    if (session === null) return;
    const heads = this.#last.get(session) ?? (await this.#read(session));
    if (heads && socket.data.session === session) this.#tell(socket, session, heads);
  }

  async tellAll(): Promise<void> {
    const bySession = new Map<string, JwcSocket[]>();
    for (const socket of this.#o.sockets()) {
      const { session } = socket.data;
      if (session !== null) bySession.set(session, [...(bySession.get(session) ?? []), socket]);
    }
    for (const id of this.#last.keys()) if (!bySession.has(id)) this.#last.delete(id);
    for (const [session, sockets] of bySession) {
      const heads = await this.#read(session);
      for (const socket of sockets)
        if (heads && socket.data.session === session) this.#tell(socket, session, heads);
    }
  }

  async #read(session: string): Promise<ChainHead[] | null> {
    // A journal that does not answer is told of elsewhere; what was told last stands.
    const heads = await this.#o.heads(session).catch(() => null);
    if (heads) this.#last.set(session, heads);
    return heads;
  }

  #tell(socket: JwcSocket, id: string, heads: ChainHead[]): void {
    const session = this.#o.session(id);
    if (!session) return;
    const { principal } = socket.data;
    const held = compartmentsOf(principal).filter((c) => heldFrom(principal, c, session.members));
    const told = heads.filter((h) => held.includes(h.compartment));
    socket.emit('heads', { session: id, heads: told });
  }
}
