import type { Compartment, SessionId, SessionMode } from '../../domain/labels';
import type { EngineEvent, EventKind, StoredEvent } from '../../domain/records';
import type { Words } from '../../domain/words';
import type { Store } from './store';

/** What the journal must know of a session; the rest of the meta is the caller's and comes back as it was. */
export interface SessionMeta {
  id: SessionId;
  createdMs: number;
  config: { mode: SessionMode; info: { title: Words } };
}
export interface SessionSummary {
  id: SessionId;
  mode: SessionMode;
  title: Words;
  createdMs: number;
  /** Of the latest step; empty before the first. */
  engineVersion: string;
  lastStep: number;
  /** Session time of the latest step. */
  lastMs: number;
}

/** Steps that belong together: inputs taken and events made. Steps count from 1 and leave no gap between batches. */
export interface StepBatch {
  session: SessionId;
  engineVersion: string;
  firstStep: number;
  lastStep: number;
  /** Session time of the last step. */
  atMs: number;
  /** Plain data, with their step numbers and times in them; packed into the session's ENGINE stream. */
  inputs: readonly unknown[];
  events: readonly { atMs: number; event: EngineEvent }[];
}
export interface AppendResult {
  /** The events as stored, in the order given, each with its sequence. */
  events: StoredEvent[];
  /** Highest sequence of each compartment that this batch touched. */
  heads: Map<Compartment, number>;
}
export interface EventPage {
  events: StoredEvent[];
  /** Highest sequence that the page covers: other links (frames, snapshots) take sequences of the same chain. */
  to: number;
}
export interface FrameChunk {
  seq: number;
  atMs: number;
  blob: Uint8Array;
}
export interface InputChunk {
  firstStep: number;
  lastStep: number;
  atMs: number;
  engineVersion: string;
  inputs: unknown[];
}
export interface EngineSnapshot {
  step: number;
  atMs: number;
  engineVersion: string;
  json: unknown;
}
export interface JoinSnapshot {
  seq: number;
  json: unknown;
}
export interface Head {
  /** A compartment, or ENGINE. */
  stream: string;
  seq: number;
  /** Hexadecimal. */
  hash: string;
}
export interface JournalState {
  /** READONLY: the disk refused a commit; nothing is taken until a probe gets through. */
  state: 'OK' | 'READONLY';
  reason: string | null;
}
export interface JournalStats extends JournalState {
  /** Appends handed in and not yet committed. */
  pending: number;
  pendingBytes: number;
  commits: number;
  links: number;
  /** Duration of the latest commit and of the longest, ms. */
  lastCommitMs: number;
  maxCommitMs: number;
  /** Size of the files on the disk. */
  bytes: number;
}

/**
 * What every step goes into before anyone sees its events: append-only, one writer, asynchronous. Every method may reject
 * with JournalError; a refused write leaves nothing behind. Writes of one caller are stored in the order of their calls.
 */
export interface Journal {
  readonly dir: string;
  readonly store: Store;
  /** The meta is kept for ever as it is given: its hash begins every chain of the session. */
  createSession(meta: SessionMeta): Promise<void>;
  /** The metas of all sessions, oldest first. */
  sessions(): Promise<unknown[]>;
  summaries(): Promise<SessionSummary[]>;
  /** One transaction: inputs into ENGINE, events into their compartments' streams. Resolves when the commit is durable. */
  append(batch: StepBatch): Promise<AppendResult>;
  /** Track updates as sent: a link of the compartment's chain, not an event. Resolves with its sequence. */
  appendFrames(session: SessionId, compartment: Compartment, atMs: number, blob: Uint8Array): Promise<number>;
  /**
   * At most `limit` events after a sequence, of these kinds (the page's `to` covers the others too). Rejects with `DROPPED`
   * when retention has dropped some of them.
   */
  readEvents(
    session: SessionId,
    compartment: Compartment,
    afterSeq: number,
    limit: number,
    kinds?: readonly EventKind[],
  ): Promise<EventPage>;
  /** The last sequence before a session time, as far back as retention kept: what comes after it is at that time or later. */
  lastBefore(session: SessionId, compartment: Compartment, atMs: number): Promise<number>;
  readFrames(
    session: SessionId,
    compartment: Compartment,
    afterSeq: number,
    limit: number,
  ): Promise<{ chunks: FrameChunk[]; to: number }>;
  /** Chunks that hold steps after `afterStep`, in order; the first may begin before it. */
  readInputs(session: SessionId, afterStep: number, limit: number): Promise<InputChunk[]>;
  /** The state after `step`, which must be stored. The last two are kept. */
  putEngineSnapshot(
    session: SessionId,
    step: number,
    engineVersion: string,
    atMs: number,
    json: unknown,
  ): Promise<void>;
  /** The newest that fits the hash in its chain. */
  latestEngineSnapshot(session: SessionId): Promise<EngineSnapshot | null>;
  /**
   * The fold of a compartment's events up to `seq`, which must be stored. The last two are kept, and one in some thousand
   * sequences besides until retention drops what they are folds of.
   */
  putView(session: SessionId, compartment: Compartment, seq: number, json: unknown): Promise<void>;
  latestView(session: SessionId, compartment: Compartment): Promise<JoinSnapshot | null>;
  /** The newest stored fold at a sequence or before it; null if the look back has to begin with the first event. */
  viewThrough(session: SessionId, compartment: Compartment, seq: number): Promise<JoinSnapshot | null>;
  /** The chunks of frames about a session time: the last before it, if any, and the first that reaches it. */
  framesAround(session: SessionId, compartment: Compartment, atMs: number): Promise<FrameChunk[]>;
  heads(session: SessionId): Promise<Head[]>;
  /**
   * Retention: drops links older than `beforeMs` (session time) that no kept snapshot needs; the chains go on verifying
   * from where they were cut. Resolves with the number of links dropped.
   */
  dropBefore(session: SessionId, beforeMs: number): Promise<number>;
  stats(): Promise<JournalStats>;
  /** Tries a write at once; a journal that is READONLY does so by itself every second. */
  probe(): Promise<JournalState>;
  /** Called at every change between OK and READONLY. */
  onState(handler: (state: JournalState) => void): void;
  /** Called once if the writer dies: the process must not go on as if it lived. */
  onDeath(handler: (error: Error) => void): void;
  /** Commits what waits, then gives the data directory free. */
  close(): Promise<void>;
}
