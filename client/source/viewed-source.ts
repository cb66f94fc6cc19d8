import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';
import type { Receipted } from '../../domain/receipts';
import type { Source, SourceState } from './source';
import type { TrackBuffer } from './track-buffer';

/**
 * What a console looks at: its session's head, or an earlier moment of it. One source for all that lies under it, so that going
 * there and back neither builds the map anew nor loses what is open.
 */
export class ViewedSource implements Source {
  readonly store: StoreApi<SourceState>;
  readonly #head: Source;
  #now: Source;
  #unsubscribe: () => void;

  constructor(head: Source) {
    this.#head = head;
    this.#now = head;
    this.store = createStore(() => head.store.getState());
    this.#unsubscribe = this.#follow(head);
  }

  /** From now on another one; null is the head. */
  look(past: Source | null): void {
    this.#unsubscribe();
    this.#now = past ?? this.#head;
    this.#unsubscribe = this.#follow(this.#now);
    this.store.setState(this.#now.store.getState(), true);
  }

  get kind(): Source['kind'] {
    return this.#now.kind;
  }
  nowMs(): number {
    return this.#now.nowMs();
  }
  tracks(compartment: Compartment): TrackBuffer {
    return this.#now.tracks(compartment);
  }
  send<N extends CommandName>(name: N, payload: CommandPayload<N>, id?: string): Promise<CommandResult> {
    return this.#now.send(name, payload, id);
  }
  setLocked(locked: boolean): Promise<CommandResult> {
    return this.#head.setLocked(locked);
  }
  shown(kind: Receipted, id: string, rev: number): void {
    this.#now.shown(kind, id, rev);
  }
  silenceMs(): number {
    return this.#now.silenceMs();
  }
  retryNow(): void {
    this.#now.retryNow();
  }
  close(): void {
    this.#unsubscribe();
  }

  #follow(source: Source): () => void {
    return source.store.subscribe((state) => this.store.setState(state, true));
  }
}
