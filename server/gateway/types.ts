import type { Server as HttpServer } from 'node:http';
import type { Server, Socket } from 'socket.io';
import type { Compartment } from '../../domain/labels';
import type { Participant, Principal } from '../../domain/participants';
import type { ClientToServer, ServerToClient } from '../../domain/protocol/socket';
import type { Credentials } from '../auth';
import type { EdgeRules } from '../auth/edge';
import type { Sessions } from '../sessions/manager';
import type { FrameWindow } from './frame-window';
import type { LockStore } from './locks';

/** What the gateway needs of sign-in: who is behind a cookie, whether that still holds, and word when it ends. */
export interface SocketAuth {
  principalFor(given: Credentials, desk: string): Promise<{ principal: Principal; key: string } | null>;
  stillValid(key: string): Promise<boolean>;
  /** `REPLACED` says that the same desk signed in anew; every other reason that its officer is gone. */
  onEnded(handler: (key: string, reason: string) => void): void;
}

export interface SocketData {
  principal: Principal;
  authKey: string;
  /** The console's own name, and whether it is locked. */
  console: string;
  locked: boolean;
  session: string | null;
  windows: Map<Compartment, FrameWindow>;
  /** The last sequence of each stream that the console has said it holds. */
  acked: Map<Compartment, number>;
  checkedMs: number;
}
export type JwcSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type JwcServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

export interface GatewayOptions {
  http: HttpServer;
  sessions: Sessions;
  auth: SocketAuth;
  participants: Participant[];
  edge: EdgeRules;
  demo: boolean;
  locks: LockStore;
  nowMs: () => number;
}

export interface GatewayFigures {
  joins: number;
  resumes: number;
  commands: number;
  cutSlow: number;
  framesSkipped: number;
  /** By code. */
  refusedCommands: Record<string, number>;
  refusedHandshakes: Record<string, number>;
  refusedWords: Record<string, number>;
  /** By reason. */
  refusedSignatures: Record<string, number>;
  /** Words that did not have their shape, by the word. */
  malformed: Record<string, number>;
}
