import type { CommandResult } from '../../domain/alert';
import type { CommandEnvelope, CommandName, CommandPayload } from '../../domain/protocol/commands';
import type { PendingCommand } from './source';
import type { Wall } from './wall';

/** Waits between tries of one command, ms; the last one repeats. */
const RETRY_AFTER_MS = [4000, 4000, 8000, 15_000] as const;

export interface OutboxPort {
  wall: Wall;
  session: string;
  /** Made once a click. */
  makeId(): string;
  /** True when the console is joined, so that a command would be taken. */
  ready(): boolean;
  /** The command as it is to be sent, or null where nothing is to be done to it. */
  sign?(envelope: CommandEnvelope): Promise<CommandEnvelope> | null;
  emit(envelope: CommandEnvelope, answer: (result: CommandResult) => void): void;
  changed(pending: PendingCommand[]): void;
}
interface Item {
  pending: PendingCommand;
  resolve: (result: CommandResult) => void;
  cancelRetry: (() => void) | null;
}

/**
 * Commands that have no result yet. Each keeps the id of its click and is sent again with it, after a silence and after
 * every join, until a result comes: the server knows the id and does nothing twice.
 */
export class Outbox {
  readonly #port: OutboxPort;
  readonly #items = new Map<string, Item>();

  constructor(port: OutboxPort) {
    this.#port = port;
  }

  send<N extends CommandName>(
    name: N,
    payload: CommandPayload<N>,
    id: string = this.#port.makeId(),
  ): Promise<CommandResult> {
    return new Promise((resolve) => {
      const pending = { id, name, payload, sentWallMs: this.#port.wall.now(), tries: 0 };
      this.#items.set(id, { pending, resolve, cancelRetry: null });
      this.#try(id);
      this.#publish();
    });
  }

  /** Sends all again, oldest first: after a join. */
  flush(): void {
    for (const id of this.#items.keys()) this.#try(id);
    if (this.#items.size > 0) this.#publish();
  }

  /** The line is gone: nobody will answer, so no timer need wait. The commands stay. */
  hold(): void {
    for (const item of this.#items.values()) {
      item.cancelRetry?.();
      item.cancelRetry = null;
    }
  }

  #try(id: string): void {
    const item = this.#items.get(id);
    if (!item || !this.#port.ready()) return;
    item.cancelRetry?.();
    item.pending = { ...item.pending, tries: item.pending.tries + 1 };
    const wait = RETRY_AFTER_MS[Math.min(item.pending.tries, RETRY_AFTER_MS.length) - 1] ?? 15_000;
    item.cancelRetry = this.#port.wall.after(wait, () => {
      this.#try(id);
      this.#publish();
    });
    const { name, payload } = item.pending;
    const envelope = { id, session: this.#port.session, name, payload };
    const emit = (made: CommandEnvelope): void => this.#port.emit(made, (result) => this.#settle(id, result));
    const signing = this.#port.sign?.(envelope) ?? null;
    if (signing === null) return emit(envelope);
    // Signing takes a moment: the line may have gone meanwhile, and then the command waits for the next try.
    void signing
      .catch(() => envelope)
      .then((made) => {
        if (this.#items.has(id) && this.#port.ready()) emit(made);
      });
  }

  #settle(id: string, result: CommandResult): void {
    const item = this.#items.get(id);
    if (!item) return;
    item.cancelRetry?.();
    this.#items.delete(id);
    this.#publish();
    item.resolve(result);
  }

  #publish(): void {
    this.#port.changed([...this.#items.values()].map((i) => i.pending));
  }
}

/** What a command came to: the first result where the server answers that it knows the command already. */
export function settledResult(result: CommandResult): Exclude<CommandResult, { code: 'DUPLICATE' }> {
  let r = result;
  while (r.code === 'DUPLICATE') r = r.original;
  return r;
}
