import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';
import type { Receipted } from '../../domain/receipts';
import type { StoredEvent } from '../../domain/records';
import { emptyView } from '../../domain/view';
import { foldBatch } from './fold';
import { initialSourceState, type Source, type SourceState } from './source';
import { TrackBuffer } from './track-buffer';

/** A source for tests: time stands until it is set, events are given by hand, commands are kept and answered by `answer`. */
export class FakeSource implements Source {
  readonly kind = 'fake';
  readonly store: StoreApi<SourceState>;
  readonly sent: { name: CommandName; payload: unknown; id?: string }[] = [];
  answer: (name: CommandName, payload: unknown) => CommandResult = () => ({ code: 'OK' });
  atMs: number;
  silentMs = 0;
  readonly shownRevs: { kind: Receipted; id: string; rev: number }[] = [];
  readonly #buffers = new Map<Compartment, TrackBuffer>();

  constructor(state: Partial<SourceState> = {}, atMs = 0) {
    this.store = createStore(() => ({ ...initialSourceState(), link: 'live' as const, ...state }));
    this.atMs = atMs;
  }

  /** Folds events into the view of a compartment, as a batch from the server would. */
  give(compartment: Compartment, ...events: StoredEvent[]): void {
    const { views, seqs } = this.store.getState();
    const view = foldBatch(views[compartment] ?? emptyView(compartment), events);
    const last = events[events.length - 1]?.seq ?? seqs[compartment] ?? 0;
    this.store.setState({ views: { ...views, [compartment]: view }, seqs: { ...seqs, [compartment]: last } });
  }

  nowMs(): number {
    return this.atMs;
  }

  silenceMs(): number {
    return this.silentMs;
  }

  tracks(compartment: Compartment): TrackBuffer {
    const buffer = this.#buffers.get(compartment) ?? new TrackBuffer();
    this.#buffers.set(compartment, buffer);
    return buffer;
  }

  async send<N extends CommandName>(
    name: N,
    payload: CommandPayload<N>,
    id?: string,
  ): Promise<CommandResult> {
    this.sent.push({ name, payload, ...(id !== undefined && { id }) });
    return this.answer(name, payload);
  }

  async setLocked(locked: boolean): Promise<CommandResult> {
    this.store.setState({ locked });
    return { code: 'OK' };
  }

  shown(kind: Receipted, id: string, rev: number): void {
    this.shownRevs.push({ kind, id, rev });
  }

  retryNow(): void {
    this.store.setState({ tries: this.store.getState().tries + 1 });
  }

  close(): void {
    this.store.setState({ link: 'lost' });
  }
}
