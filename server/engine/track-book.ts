import { national, nationalLabel, type SessionMode } from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import type { NationalTrackBody, TrackChange } from '../fusion';
import { published } from './digits';
import type { FrameObject } from './frames';
import type { Numbers } from './numbers';

interface Entry {
  number: number;
  rev: number;
}
export type TrackBookSnapshot = [trackId: string, entry: Entry][];

/** Short numbers and revisions of national tracks. */
export class TrackBook {
  readonly #mode: SessionMode;
  readonly #numbers: Numbers;
  readonly #entries: Map<string, Entry>;

  constructor(mode: SessionMode, numbers: Numbers, stored: TrackBookSnapshot = []) {
    this.#mode = mode;
    this.#numbers = numbers;
    this.#entries = new Map(stored.map(([id, e]) => [id, { ...e }]));
  }

  /** What is told of a track; why it was confirmed is told then alone. */
  change(owner: string, { track, reason }: TrackChange, reportedAs: number | null): EngineEvent {
    const entry = this.#entries.get(track.id) ?? {
      number: this.#numbers.next(national(owner), 'TK'),
      rev: 0,
    };
    entry.rev++;
    const why = reason === 'confirmed' ? track.why : null;
    const body = { ...published({ ...track, why }), number: entry.number, rev: entry.rev, reportedAs };
    if (track.status === 'ended' || track.status === 'lost') this.#entries.delete(track.id);
    else this.#entries.set(track.id, entry);
    return { kind: 'track.changed', label: nationalLabel(owner, this.#mode), body };
  }

  frameObjects(_owner: string, tracks: NationalTrackBody[], nowMs: number): FrameObject[] {
    return tracks.flatMap((t) => {
      const number = this.#entries.get(t.id)?.number;
      if (number === undefined || t.status === 'ended' || t.status === 'lost') return [];
      const stale = nowMs - t.lastLookMs > 30_000;
      return [{ number, phase: t.phase, status: t.status, stale, kinematics: t.kinematics }];
    });
  }

  snapshot(): TrackBookSnapshot {
    return [...this.#entries].map(([id, e]) => [id, { ...e }]);
  }
}
