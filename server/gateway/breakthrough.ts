import { breaksThrough } from '../../domain/breakthrough';
import { compartmentsOf, isOfficer } from '../../domain/participants';
import type { EventBatch, LiveAlert } from '../../domain/protocol/socket';
import type { OpenSession } from '../sessions/session';
import type { JwcSocket } from './types';

interface BreakthroughOptions {
  live(): OpenSession | undefined;
  sockets(): Iterable<JwcSocket>;
}
/** The most that is told at once: more is a raid, and its officer is called away by any of them. */
const TOLD_MAX = 8;

/**
 * Critical alerts of the watch that runs break through into consoles that show another session, of whoever is entitled to them
 * and whose Party has not answered. It goes this way only: of other sessions the watch's consoles hear nothing.
 */
export class Breakthrough {
  readonly #o: BreakthroughOptions;
  readonly #told = new WeakMap<JwcSocket, string>();

  constructor(options: BreakthroughOptions) {
    this.#o = options;
  }

  /** After events of any session: only alerts of the watch count. */
  heard(batch: EventBatch): void {
    const live = this.#o.live();
    if (!live || batch.session !== live.id) return;
    if (!batch.events.some((e) => e.kind === 'alert.changed' || e.kind.startsWith('member.'))) return;
    for (const socket of this.#o.sockets()) this.tell(socket);
  }

  /** What stands for this console now, if it was told otherwise last. */
  tell(socket: JwcSocket): void {
    const live = this.#o.live();
    const { principal, session } = socket.data;
    if (!live || session === null || !isOfficer(principal)) return;
    const alerts = session === live.id ? [] : this.#standing(live, socket);
    const said = alerts.map(({ alert }) => `${alert.id} ${alert.rev}`).join();
    if (said === (this.#told.get(socket) ?? '')) return;
    this.#told.set(socket, said);
    socket.emit('breakthrough', { session: live.id, alerts });
  }

  #standing(live: OpenSession, { data: { principal } }: JwcSocket): LiveAlert[] {
    return compartmentsOf(principal)
      .flatMap((compartment) =>
        Object.values(live.viewOf(principal, compartment)?.alerts ?? {})
          .filter((alert) => breaksThrough(alert, compartment, principal.participant))
          .map((alert) => ({ compartment, alert })),
      )
      .sort((a, b) => a.alert.alarmedMs - b.alert.alarmedMs)
      .slice(0, TOLD_MAX);
  }
}
