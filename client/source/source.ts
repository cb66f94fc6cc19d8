import type { StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../domain/alert';
import type { Compartment, SessionMode } from '../../domain/labels';
import type { Participant, Principal } from '../../domain/participants';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';
import type { ChainHead, LiveAlert, Membership, SessionClock } from '../../domain/protocol/socket';
import type { Receipted } from '../../domain/receipts';
import type { CompartmentView } from '../../domain/view';
import type { TrackBuffer } from './track-buffer';

/**
 * Where a console's time and data come from. Components know only this; live, replay and fake sources fit it.
 * Nothing in `components/` reads the wall clock: `nowMs()` is the session's time.
 */
export interface Source {
  readonly kind: 'live' | 'replay' | 'fake' | 'preview';
  readonly store: StoreApi<SourceState>;
  /** Session time now, epoch ms; stands still when the link is lost, so that a frozen picture reads as frozen. */
  nowMs(): number;
  /** Dead-reckoned states of one compartment, outside React: read `version` to see whether anything came. */
  tracks(compartment: Compartment): TrackBuffer;
  /** Sends a command; resolves with the server's typed result. The event, not this reply, changes the row on screen. */
  /** `id` names a command that was sent before and whose result was never heard; else each call is a new one. */
  send<N extends CommandName>(name: N, payload: CommandPayload<N>, id?: string): Promise<CommandResult>;
  /** Locks this console, or unlocks it as the officer who says that he sits there; a typed result like a command's. */
  setLocked(locked: boolean): Promise<CommandResult>;
  /** This revision of a record stood on this console's screen: the server is told, others may see it. */
  shown(kind: Receipted, id: string, rev: number): void;
  /** How long nothing was heard from the server, ms of this machine's clock; 0 before the first word. */
  silenceMs(): number;
  /** Tries the line at once instead of waiting for the next try. */
  retryNow(): void;
  close(): void;
}

export type LinkState =
  | 'connecting'
  | 'live'
  | 'late'
  | 'lost'
  | 'catching-up'
  | 'signed-out'
  | 'wrong-version';

export interface PendingCommand {
  id: string;
  name: CommandName;
  payload: unknown;
  sentWallMs: number;
  tries: number;
}

export interface SourceState {
  link: LinkState;
  /** Round trip of the last ping, ms; null before the first. */
  rttMs: number | null;
  /** Server's clock minus this machine's, ms. */
  offsetMs: number;
  /** Session time at which the last word from the server came. */
  lastHeardMs: number | null;
  /** Tries to connect since the line broke; 0 while it holds. */
  tries: number;
  /** Set when a lost line came back: what was missed. The console clears it by showing it. */
  restored: { fromMs: number; toMs: number; events: number; alerts: number } | null;
  problem: { code: string; message: string } | null;
  me: Principal | null;
  participants: Participant[];
  demo: boolean;
  /** Whether the own participant is a member; null before the first join. */
  membership: Membership | null;
  /** The session's mode; null before the first join. */
  mode: SessionMode | null;
  /** Nobody acts on this console until it is unlocked; the picture goes on. */
  locked: boolean;
  /** It shows what another participant is given, and is nobody's console. */
  preview: boolean;
  /** After how long without use it is locked, and how long before it warns (s); null before the first join. */
  idle: { lockAfterS: number; warnS: number } | null;
  clock: SessionClock | null;
  /** Immutable by compartment: a new object after each batch of events. */
  views: Partial<Record<Compartment, CompartmentView>>;
  /** Last sequence held by compartment. */
  seqs: Partial<Record<Compartment, number>>;
  /** Where the chains of what is held stood when the server last said it. */
  heads: ChainHead[];
  /** Critical alerts of the watch that runs, while this console shows another session and they await its Party. */
  breakthrough: LiveAlert[];
  /** Commands without a result yet: shown, and sent again with the same id. */
  pending: PendingCommand[];
}

export function initialSourceState(): SourceState {
  return {
    link: 'connecting',
    rttMs: null,
    offsetMs: 0,
    lastHeardMs: null,
    tries: 0,
    restored: null,
    problem: null,
    me: null,
    participants: [],
    demo: false,
    membership: null,
    mode: null,
    locked: false,
    preview: false,
    idle: null,
    clock: null,
    views: {},
    seqs: {},
    heads: [],
    breakthrough: [],
    pending: [],
  };
}
