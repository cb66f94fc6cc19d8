import type { Compartment, SessionId } from '../../domain/labels';
import type { Sighting } from '../../domain/receipts';
import type { SystemWord } from '../../domain/system';
import type { EngineLink } from './engine-link';
import type { OpenSession } from './session';

/** What the server itself says to a session's engine, beside the commands of officers; nobody waits for an answer. */
export class EngineWords {
  readonly #engine: EngineLink;
  readonly #sessions: { get(id: SessionId): OpenSession | undefined; readonly live: OpenSession | undefined };

  constructor(
    engine: EngineLink,
    sessions: { get(id: SessionId): OpenSession | undefined; readonly live: OpenSession | undefined },
  ) {
    this.#engine = engine;
    this.#sessions = sessions;
  }

  /** Tells the watch what the center finds of itself; false where no watch runs that could hear it. */
  system(words: SystemWord[]): boolean {
    const { live } = this.#sessions;
    if (!live?.ready || live.stopped !== null || live.clock.state !== 'running') return false;
    this.#engine.post({ type: 'system', session: live.id, words });
    return true;
  }

  /** What consoles saw goes into the session's queue, where an engine runs it. */
  saw(session: SessionId, sightings: Sighting[]): void {
    const open = this.#sessions.get(session);
    if (open?.ready && open.stopped === null) this.#engine.post({ type: 'sightings', session, sightings });
  }

  askKey(session: SessionId, compartment: Compartment): void {
    this.#engine.post({ type: 'key', session, compartment });
  }

  /** Tells the engine whether anybody looks at the session: an exercise without consoles sleeps. */
  setAwake(session: SessionId, awake: boolean): void {
    this.#engine.post({ type: 'awake', session, awake });
  }
}
