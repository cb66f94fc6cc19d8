import { z } from 'zod';
import type { Alert, CommandResult } from '../alert';
import { withPlainKeys } from '../keys';
import type { Compartment, SessionMode } from '../labels';
import type { Participant, Principal } from '../participants';
import { RECEIPTED } from '../receipts';
import type { StoredEvent } from '../records';
import type { Regime } from '../regime';
import { oneLine } from '../text';
import type { CompartmentView } from '../view';
import type { CommandEnvelope } from './commands';

/**
 * The socket's typed events. Commands are imperative, facts past tense. Order of a handler: validate → persist →
 * answer → broadcast. Reliable events come by compartment with the span of sequence that they cover.
 */
export const handshakeSchema = z.strictObject({
  protocol: z.number().int(),
  /** Which of the window's desks: names the cookie that authenticates (`''`, `A`, `B`). */
  desk: z
    .string()
    .max(8)
    .regex(/^[A-Za-z0-9]*$/),
  /** The console's own name, kept by its window through a reload: a lock is of one console. Without one it is a new one. */
  console: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,40}$/)
    .optional(),
});
/** Locks this console, or unlocks it: `as` is the user who confirms that he sits there. */
export const lockSchema = z.discriminatedUnion('locked', [
  z.strictObject({ locked: z.literal(true) }),
  z.strictObject({ locked: z.literal(false), as: oneLine(120) }),
]);
export type LockRequest = z.infer<typeof lockSchema>;

export const joinSchema = withPlainKeys(
  z.strictObject({
    /** A session's id, or `live`: the watch that runs now. */
    session: oneLine(80),
    /** Last sequence held for each compartment; what is missing starts from a snapshot. */
    have: z.record(oneLine(60), z.number().int().min(0)),
    /** The id of the session that `have` is of, as a join before answered it; another session starts from snapshots. */
    of: z.string().max(80).optional(),
  }),
);
export type JoinRequest = z.infer<typeof joinSchema>;

export interface SessionClock {
  session: string;
  /** Session time at the moment of sending, and the wall clock then. */
  nowMs: number;
  wallMs: number;
  speed: number;
  wantedSpeed: number;
  heldBy: string | null;
  state: 'preparing' | 'running' | 'finished';
  /** True while the store takes nothing: the picture goes on, and every command is refused. */
  readonly: boolean;
}
/** Whether who joins is a member of the session's centre; who has left reads since when (session time). */
export type Membership = { is: 'MEMBER' | 'WAITS' } | { is: 'LEFT'; atMs: number };

export type JoinAnswer =
  | {
      ok: true;
      me: Principal;
      participants: Participant[];
      clock: SessionClock;
      /** A snapshot where the console held nothing (or too little); else the missing events follow in `events`. */
      views: { compartment: Compartment; view: CompartmentView; seq: number }[];
      resumed: { compartment: Compartment; from: number; to: number }[];
      demo: boolean;
      membership: Membership;
      /** Of the session: who is no member holds no record that says it. */
      mode: SessionMode;
      /** This console is locked: it shows everything, and nobody acts on it. */
      locked: boolean;
      /** After how long without use it is locked, and how long before it warns (s). */
      idle: Regime['console'];
    }
  | {
      ok: false;
      error: 'BAD_REQUEST' | 'NOT_FOUND' | 'FORBIDDEN' | 'NOT_READY' | 'RATE_LIMITED';
      message: string;
    };

/** Events with sequences in (after, to] of one compartment. A console that holds another number than `after` joins again. */
export interface EventBatch {
  session: string;
  compartment: Compartment;
  after: number;
  to: number;
  events: StoredEvent[];
}
export const frameAckSchema = z.strictObject({
  session: z.string().max(80),
  compartment: z.string().max(60),
  seq: z.number().int().min(0),
  /** Asks for a keyframe: the last delta did not fit what the console holds. */
  needKey: z.boolean(),
});
export type FrameAck = z.infer<typeof frameAckSchema>;

/** At most this many records a second are claimed as painted: more than any screen shows. */
export const MAX_SHOWN = 100;
/** What the console holds of each compartment's stream, and which revisions it has painted since it last said so. */
export const seenSchema = withPlainKeys(
  z.strictObject({
    session: z.string().max(80),
    held: z.record(oneLine(60), z.number().int().min(0)),
    shown: z
      .array(z.strictObject({ kind: z.enum(RECEIPTED), id: oneLine(80), rev: z.number().int().min(0) }))
      .max(MAX_SHOWN),
  }),
);
export type SeenWord = z.infer<typeof seenSchema>;

/** Words of the console, and what is none. */
export type RefusedWord = 'join' | 'command' | 'lock' | 'frameAck' | 'seen' | 'ping' | 'unknown';

/** Where a chain stood: sequence and hexadecimal hash of its last link (docs/journal.md). */
export interface ChainHead {
  compartment: Compartment;
  seq: number;
  hash: string;
}

/** An alert of the watch that runs, with the stream that it lies in. */
export interface LiveAlert {
  compartment: Compartment;
  alert: Alert;
}

export interface ServerToClient {
  events: (batch: EventBatch) => void;
  /** One packed frame (frames.ts). The header names the compartment by its place in the joined list. */
  frame: (session: string, compartment: Compartment, frame: ArrayBuffer) => void;
  clock: (clock: SessionClock) => void;
  /** Now and then, to all desks at once: the heads of the chains that this console holds. */
  heads: (told: { session: string; heads: ChainHead[] }) => void;
  /**
   * To a console that shows another session: the critical alerts of the watch that runs which await its Party, oldest first; none
   * once they are answered or the console has come to the watch.
   */
  breakthrough: (told: { session: string; alerts: LiveAlert[] }) => void;
  /** This console was locked or unlocked, by whichever of its sockets. */
  locked: (locked: boolean) => void;
  /**
   * A word that was not taken and has no answer of its own to say so: it did not have its shape, it is not for this role, or
   * there were too many. A console of this server sends none.
   */
  refused: (why: {
    word: RefusedWord;
    error: 'BAD_REQUEST' | 'FORBIDDEN' | 'RATE_LIMITED';
    field: string;
    message: string;
  }) => void;
  /** The sign-in behind this socket has ended, or the console is older than the server. */
  bye: (why: {
    error: 'SIGNED_OUT' | 'WRONG_PROTOCOL' | 'TOO_SLOW' | 'SHUTTING_DOWN';
    message: string;
  }) => void;
}
export interface ClientToServer {
  join: (request: JoinRequest, answer: (a: JoinAnswer) => void) => void;
  command: (command: CommandEnvelope, answer: (r: CommandResult) => void) => void;
  lock: (request: LockRequest, answer: (r: CommandResult) => void) => void;
  frameAck: (ack: FrameAck) => void;
  /** Acknowledges alerts and notifications that came, and says which were painted: what receipts are made of. */
  seen: (seen: SeenWord) => void;
  /** Round trip for the link figure and the clock's offset. */
  ping: (answer: (a: { wallMs: number }) => void) => void;
}
