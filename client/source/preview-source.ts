import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../domain/alert';
import { type Compartment, national } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { Preview } from '../../domain/preview';
import { emptyView } from '../../domain/view';
import { initialSourceState, type Source, type SourceState } from './source';
import { TrackBuffer } from './track-buffer';

/**
 * The picture that another participant is given, for the same components as one's own. Nothing goes out of it: no act, no lock and
 * no word of what stood on screen. Its time and its states are those of the console that it lies in.
 */
export class PreviewSource implements Source {
  readonly kind = 'preview';
  readonly store: StoreApi<SourceState>;
  readonly #outer: Source;
  readonly #of: Participant;
  readonly #nothing = new TrackBuffer();

  constructor(outer: Source, of: Participant) {
    this.#outer = outer;
    this.#of = of;
    const { id: participant, kind, name } = of;
    this.store = createStore(() => ({
      ...initialSourceState(),
      // An observer's role: whoever looks has no part in it, and no pane offers him one.
      me: { userId: '', name, participant, kind, role: 'observer', robot: false },
      locked: true,
      preview: true,
    }));
    this.#follow();
  }

  /** Follows the console that it lies in, until what it gives back is called. */
  open(): () => void {
    this.#follow();
    return this.#outer.store.subscribe(() => this.#follow());
  }

  #follow(): void {
    const { link, clock, participants, demo } = this.#outer.store.getState();
    this.store.setState({ link, clock, participants, demo });
  }

  take({ views, given }: Preview): void {
    const { id, kind } = this.#of;
    const held: SourceState['views'] = {};
    // What its own sensors cover its console makes of states that are not ours to see: they are none here.
    for (const { compartment, view } of views)
      held[compartment] = { ...view, sensors: view.sensors.filter((s) => s.assignedTo !== id) };
    const own = national(id);
    if (kind === 'PARTY')
      held[own] = { ...emptyView(own), released: Object.fromEntries(given.map((r) => [r.id, r])) };
    this.store.setState({ views: held });
  }

  nowMs(): number {
    return this.#outer.nowMs();
  }
  silenceMs(): number {
    return this.#outer.silenceMs();
  }
  /** States are drawn of launches that the picture holds, and of no others. */
  tracks(compartment: Compartment): TrackBuffer {
    return compartment === 'SHARED' ? this.#outer.tracks(compartment) : this.#nothing;
  }
  async send(): Promise<CommandResult> {
    return { code: 'FORBIDDEN', reason: 'notForRole' };
  }
  async setLocked(): Promise<CommandResult> {
    return { code: 'FORBIDDEN', reason: 'notForRole' };
  }
  shown(): void {}
  retryNow(): void {}
  close(): void {}
}
