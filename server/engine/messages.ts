/** What the server's main thread and the engine worker say to each other. Everything is plain data. */
import type { CommandResult } from '../../domain/alert';
import type { Compartment, SessionId } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Sighting } from '../../domain/receipts';
import type { Presence } from '../../domain/records';
import type { ActSignature } from '../../domain/signature';
import type { SystemWord } from '../../domain/system';
import type { FrameKind } from './host';
import type { EngineConfig, EngineInput, TimedEvent } from './types';

/** Where a session's inputs come from; enough to build the same source again after a restart. */
export type SourceSpec =
  | { kind: 'world'; seed: number; pace: 'brisk' | 'realistic'; historyS: number }
  /** `hash` is that of the scenario's file: another file is another session. */
  | { kind: 'scenario'; scenario: string; hash: string; variant: string };

export interface TimedInput {
  step: number;
  nowMs: number;
  input: EngineInput;
}
export interface Resume {
  snapshot: { step: number; nowMs: number; state: unknown } | null;
  tail: TimedInput[];
}

export type ToWorker =
  | {
      type: 'open';
      config: EngineConfig;
      source: SourceSpec;
      desks: Presence[];
      speed: number;
      resume: Resume | null;
    }
  | {
      type: 'command';
      session: SessionId;
      id: string;
      principal: Principal;
      command: AnyCommand;
      signature?: ActSignature | undefined;
    }
  | { type: 'desk'; session: SessionId; desk: Presence }
  | { type: 'system'; session: SessionId; words: SystemWord[] }
  | { type: 'sightings'; session: SessionId; sightings: Sighting[] }
  | { type: 'awake'; session: SessionId; awake: boolean }
  | { type: 'committed'; session: SessionId; step: number }
  | { type: 'key'; session: SessionId; compartment: Compartment }
  | { type: 'close'; session: SessionId };

/** Steps that belong together: the inputs taken and the events made; committed in one transaction. */
export interface EngineBatch {
  session: SessionId;
  engineVersion: string;
  firstStep: number;
  lastStep: number;
  nowMs: number;
  inputs: TimedInput[];
  events: TimedEvent[];
  results: { commandId: string; userId: string; result: CommandResult }[];
  /** Inputs refused so far, by code. */
  refused: Record<string, number>;
  /** Now and then the engine's own snapshot comes along, taken after `lastStep`. */
  snapshot: unknown;
}
export interface ClockState {
  session: SessionId;
  nowMs: number;
  speed: number;
  wantedSpeed: number;
  heldBy: string | null;
  state: 'preparing' | 'running' | 'finished';
}
export type FromWorker =
  /** Each second, whether it has sessions or not; how late its beats since the last one came, ms. */
  | { type: 'alive'; lateMs: number[] }
  | { type: 'batch'; batch: EngineBatch }
  | {
      type: 'frame';
      session: SessionId;
      compartment: Compartment;
      kind: FrameKind;
      seq: number;
      nowMs: number;
      frame: ArrayBuffer;
    }
  | { type: 'clock'; clock: ClockState }
  | { type: 'busy'; session: SessionId; commandId: string; userId: string }
  | { type: 'opened'; session: SessionId; resumedSteps: number; tookMs: number }
  | { type: 'failed'; session: SessionId; message: string };
