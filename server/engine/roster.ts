import type { ParticipantId } from '../../domain/labels';
import {
  changeRegime,
  type DecisionSubject,
  firstRegime,
  memberParties,
  type RegimeNow,
  whyNot,
} from '../../domain/regime-now';
import type { EngineConfig } from './types';

/** Who is a member of the session's centre now, and what its dials say: what everybody in the engine asks. */
export class Roster {
  readonly #participants: EngineConfig['participants'];
  #now: RegimeNow;

  constructor({ participants, info, regime, epochMs }: EngineConfig, stored?: RegimeNow) {
    this.#participants = participants;
    this.#now = stored ?? firstRegime({ regime, participants, parties: info.parties, atMs: epochMs });
  }

  get now(): RegimeNow {
    return this.#now;
  }
  readonly parties = (): ParticipantId[] => memberParties(this.#now);
  /** Whether a participant is a member Party: it shares, is asked and decides. */
  readonly has = (participant: ParticipantId): boolean => this.parties().includes(participant);

  whyNot(subject: DecisionSubject): ReturnType<typeof whyNot> {
    return whyNot(this.#now, subject, this.#participants);
  }
  change(subject: DecisionSubject, nowMs: number): void {
    this.#now = changeRegime(this.#now, subject, this.#participants, nowMs);
  }
}
