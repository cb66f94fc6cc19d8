import type { CommandResult } from '../../domain/alert';
import type { FeedInput, Rejection } from '../../domain/inputs';
import type { ParticipantId, SessionId, SessionMode } from '../../domain/labels';
import type { Participant, Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import { EVENT_VERSION } from '../../domain/protocol/version';
import type { Sighting } from '../../domain/receipts';
import type { EngineEvent, Presence, SessionInfo } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { ActSignature } from '../../domain/signature';
import type { SystemWord } from '../../domain/system';

/** Version of what `step` does: a snapshot is only restored by the same one. The runtime's version is part of it (BACKEND §7). */
export const ENGINE_VERSION = 23;
/** Version of what `step` does; the runtime's belongs to it, since Math.sin is bit-equal only within one V8. */
export const engineVersion = `${ENGINE_VERSION}/${EVENT_VERSION}/node-${process.versions.node.split('.')[0]}`;

/**
 * Where a session's inputs come from. A feed of a Party speaks for that Party's sensors and sites alone, and what is refused
 * of it is that Party's to know; one without an owner (the simulation) speaks for all.
 */
export interface Feed {
  id: string;
  owner: ParticipantId | null;
}
/** The feed that every simulated session has. */
export const SIMULATION: Feed = { id: 'simulation', owner: null };

/** Everything that shapes an engine; stored with the session, so that a restart builds the same one. */
export interface EngineConfig {
  session: SessionId;
  mode: SessionMode;
  info: SessionInfo;
  participants: Participant[];
  sensors: Sensor[];
  feeds: Feed[];
  epochMs: number;
  regime: Regime;
}

/** The one ordered queue of a session. */
export type EngineInput =
  | { kind: 'open' }
  /** `feed`: by which of the session's feeds it came. */
  | { kind: 'feed'; feed: string; input: FeedInput }
  /** A record that the door refused: by itself, counted and named. `sensor` and `party` are what it said, if it did. */
  | { kind: 'refused'; feed: string; about: { sensor?: string; party?: string }; rejection: Rejection }
  /** From now on the sensors are these; those that are not among them end their service. */
  | { kind: 'sensors'; sensors: Sensor[] }
  | { kind: 'speed'; speed: number }
  /** `signature` was checked before the command came here. */
  | { kind: 'command'; id: string; principal: Principal; command: AnyCommand; signature?: ActSignature }
  /** Who is present at a desk; what a robot does there is the engine's own state. */
  | { kind: 'desk'; desk: Presence }
  /** What the server finds of itself. */
  | { kind: 'system'; word: SystemWord }
  /** What consoles acknowledged and claim to have painted, of about a second. */
  | { kind: 'sightings'; sightings: Sighting[] }
  | { kind: 'gap'; fromMs: number; toMs: number }
  | { kind: 'finish' }
  | { kind: 'tick' };

export interface TimedEvent {
  atMs: number;
  event: EngineEvent;
}

export interface StepResult {
  events: EngineEvent[];
  /** Of the command that this step took, if it took one. */
  result: CommandResult | null;
}

/** What a session's clock should do; the host obeys. */
export interface EngineClock {
  wantedSpeed: number;
  heldBy: string | null;
  speed: number;
}
