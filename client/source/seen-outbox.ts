import type { Compartment } from '../../domain/labels';
import { MAX_SHOWN, type SeenWord } from '../../domain/protocol/socket';
import { type Receipted, revisionOf } from '../../domain/receipts';
import type { StoredEvent } from '../../domain/records';

/** What is to be acknowledged and what was painted since the server was last told; it is told at most once a second. */
export class SeenOutbox {
  /** A stream that brought something to acknowledge, or was joined. */
  #due = false;
  readonly #shown = new Map<string, SeenWord['shown'][number]>();
  /** Revision of each record that was claimed last: claimed once. */
  readonly #claimed = new Map<string, number>();

  joined(): void {
    this.#due = true;
  }

  came(events: readonly StoredEvent[]): void {
    if (events.some((e) => revisionOf(e) !== null)) this.#due = true;
  }

  shown(kind: Receipted, id: string, rev: number): void {
    if ((this.#claimed.get(id) ?? -1) >= rev) return;
    this.#claimed.set(id, rev);
    this.#shown.set(id, { kind, id, rev });
  }

  /** The word to send, or null if there is nothing to say. */
  take(session: string, seqs: Partial<Record<Compartment, number>>): SeenWord | null {
    if (!this.#due && this.#shown.size === 0) return null;
    const shown = [...this.#shown.values()].slice(0, MAX_SHOWN);
    for (const { id } of shown) this.#shown.delete(id);
    const held = this.#due ? ({ ...seqs } as Record<string, number>) : {};
    this.#due = false;
    return { session, held, shown };
  }
}
