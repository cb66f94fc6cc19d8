import type { Compartment, SessionId } from '../../domain/labels';
import type { EngineEvent, StoredEvent } from '../../domain/records';

/** What the journal must know of a session; the rest of the meta is the caller's and comes back as it was. */
export interface SessionRecord {
  id: SessionId;
  createdMs: number;
}
export interface StepBatch {
  session: SessionId;
  engineVersion: string;
  firstStep: number;
  lastStep: number;
  atMs: number;
  /** Plain data, one an engine step; packed into the session's ENGINE stream. */
  inputs: unknown[];
  events: { atMs: number; event: EngineEvent }[];
}
export interface AppendResult {
  /** The events as stored, in order, each with its sequence. */
  events: StoredEvent[];
  /** Highest sequence of each compartment that this batch touched. */
  heads: Map<Compartment, number>;
}
export interface InputChunk {
  firstStep: number;
  lastStep: number;
  inputs: unknown[];
}
export interface Head {
  stream: string;
  seq: number;
  hash: string;
}
export interface SignInRow {
  tokenHash: string;
  principal: string;
  desk: string;
  createdMs: number;
  seenMs: number;
  endsMs: number;
}
export interface EngineSnapshot {
  step: number;
  atMs: number;
  engineVersion: string;
  json: unknown;
}

/** Small tables beside the chains: asynchronous, typed, no SQL outside the room. */
export interface Store {
  putSignIn(row: SignInRow): Promise<void>;
  signIn(tokenHash: string): Promise<SignInRow | null>;
  touchSignIn(tokenHash: string, seenMs: number): Promise<void>;
  dropSignIn(tokenHash: string): Promise<void>;
  dropSignInsBefore(seenMs: number, nowMs: number): Promise<number>;
}

/** What every step goes into before anyone sees its events. Append-only; one writer; asynchronous. */
export interface Journal {
  readonly store: Store;
  createSession(meta: SessionRecord): Promise<void>;
  sessions(): Promise<unknown[]>;
  /** One transaction: inputs into ENGINE, events into their compartments' streams. Resolves after the commit is durable. */
  append(batch: StepBatch): Promise<AppendResult>;
  /** Track updates as sent: a link of the compartment's chain, not an event. */
  appendFrames(session: SessionId, compartment: Compartment, atMs: number, frames: Uint8Array): Promise<void>;
  /** Events after a sequence, with the highest sequence that the answer covers (frames take sequences too). */
  readEvents(
    session: SessionId,
    compartment: Compartment,
    afterSeq: number,
    limit: number,
  ): Promise<{ events: StoredEvent[]; to: number }>;
  readInputs(session: SessionId, afterStep: number, limit: number): Promise<InputChunk[]>;
  putEngineSnapshot(
    session: SessionId,
    step: number,
    engineVersion: string,
    atMs: number,
    json: unknown,
  ): Promise<void>;
  latestEngineSnapshot(session: SessionId): Promise<EngineSnapshot | null>;
  putView(session: SessionId, compartment: Compartment, seq: number, json: unknown): Promise<void>;
  latestView(session: SessionId, compartment: Compartment): Promise<{ seq: number; json: unknown } | null>;
  heads(session: SessionId): Promise<Head[]>;
  close(): Promise<void>;
}
