import type { Alert, CommandResult } from '../../domain/alert';
import { sharedLabel } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { EngineEvent } from '../../domain/records';
import type { LogWriter } from './log';
import type { EngineClock, EngineConfig } from './types';

export interface ClockHoldSnapshot {
  told: EngineClock;
  wantedSpeed: number;
}

/** How fast the session's clock should go: as was asked for, but an exercise waits at 1× for whoever is awaited. */
export class ClockHold {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  /** As last told to consoles; `#wantedSpeed` is what was asked for. */
  #told: EngineClock;
  #wantedSpeed: number;

  constructor(config: EngineConfig, log: LogWriter, stored?: ClockHoldSnapshot) {
    this.#config = config;
    this.#log = log;
    this.#told = stored?.told ?? { wantedSpeed: 1, heldBy: null, speed: 1 };
    this.#wantedSpeed = stored?.wantedSpeed ?? 1;
  }

  get told(): EngineClock {
    return this.#told;
  }

  want(speed: number): void {
    this.#wantedSpeed = speed;
  }

  /** An officer asks for another speed; a watch that is live has none. */
  command(speed: number, by: Principal, nowMs: number, events: EngineEvent[]): CommandResult {
    const { mode } = this.#config;
    if (mode !== 'EXERCISE') return { code: 'FORBIDDEN', reason: 'notThisClock' };
    this.want(speed);
    const line = { msg: 'log.session.speed', params: { speed }, by } as const;
    events.push(this.#log.line(sharedLabel('CENTER', mode), nowMs, line));
    return { code: 'OK' };
  }

  /** An exercise drops to 1× while an alert awaits someone, and goes back when it no longer does. */
  hold(awaited: () => Alert | null, nowMs: number): EngineEvent[] {
    const { mode } = this.#config;
    const exercise = mode === 'EXERCISE';
    const waiting = exercise ? awaited() : null;
    const heldBy = waiting?.id ?? null;
    const wantedSpeed = this.#wantedSpeed;
    const speed = exercise && heldBy === null ? wantedSpeed : 1;
    const was = this.#told;
    if (was.heldBy === heldBy && was.speed === speed && was.wantedSpeed === wantedSpeed) return [];
    this.#told = { wantedSpeed, heldBy, speed };
    const label = sharedLabel('CENTER', mode);
    const told: EngineEvent = { kind: 'session.clock', label, body: this.#told };
    if ((was.heldBy === null) === (heldBy === null) || wantedSpeed === 1) return [told];
    const msg = waiting ? 'log.session.held' : 'log.session.released';
    const params = { alert: waiting?.number ?? 0, speed: wantedSpeed };
    return [told, this.#log.line(label, nowMs, { msg, params })];
  }

  snapshot(): ClockHoldSnapshot {
    return { told: this.#told, wantedSpeed: this.#wantedSpeed };
  }
}
