import type { Compartment } from '../../domain/labels';
import { mayHaveFrames } from '../release/project';
import { projectFrame } from '../release/project-frame';
import type { FrameMessage, Sessions } from '../sessions/manager';
import type { OpenSession } from '../sessions/session';
import { peopled, roomOf, roomsOf, socketsIn } from './rooms';
import type { GatewayFigures, JwcServer, JwcSocket } from './types';

/** Frames to the consoles: a key to whoever asked for one, deltas to those in step, no more than each one's window lets through. */
export class FrameSender {
  readonly #io: JwcServer;
  readonly #sessions: Pick<Sessions, 'get' | 'words'>;
  readonly #figures: GatewayFigures;

  constructor(io: JwcServer, sessions: Pick<Sessions, 'get' | 'words'>, figures: GatewayFigures) {
    this.#io = io;
    this.#sessions = sessions;
    this.#figures = figures;
  }

  send(message: FrameMessage): void {
    const { compartment, kind } = message;
    const session = this.#sessions.get(message.session);
    if (!session) return;
    const heldBy = { key: 'events', delta: 'frames' } as const;
    for (const { span, rooms } of roomsOf(session.id, heldBy[kind], compartment, session.members)) {
      const sockets = peopled(this.#io, rooms).flatMap((room) => socketsIn(this.#io, room));
      const first = sockets[0];
      if (!first) continue;
      // One encode for all that hold the stream from the same record.
      const frame = projectFrame(message.frame, span.from, session.viewOf(first.data.principal, compartment));
      if (kind === 'key') this.#sendKey(session, compartment, frame, sockets);
      else this.#sendDelta(session, compartment, frame, sockets, rooms);
    }
  }

  #sendKey(session: OpenSession, compartment: Compartment, frame: ArrayBuffer, sockets: JwcSocket[]): void {
    for (const socket of sockets) {
      const { principal, windows } = socket.data;
      const window = windows.get(compartment);
      if (window?.state !== 'wantsKey') continue;
      // Who gets a key is in step from then on: asked here once more whether he may be.
      if (!mayHaveFrames(principal, compartment, session.members)) continue;
      window.keySent();
      socket.emit('frame', session.id, compartment, frame);
      void socket.join(roomOf(session.id, 'frames', compartment, principal.participant));
    }
  }

  /** No volatile, it would drop after a reliable emit (BACKEND §2). */
  #sendDelta(
    session: OpenSession,
    compartment: Compartment,
    frame: ArrayBuffer,
    sockets: JwcSocket[],
    rooms: string[],
  ): void {
    this.#io.to(rooms).emit('frame', session.id, compartment, frame);
    for (const socket of sockets) {
      if (socket.data.windows.get(compartment)?.sent() !== false) continue;
      this.#figures.framesSkipped++;
      for (const room of rooms) void socket.leave(room);
    }
  }

  /** A console took a frame, or cannot use it. */
  acknowledged(socket: JwcSocket, compartment: Compartment, needKey: boolean): void {
    const window = socket.data.windows.get(compartment);
    const { session } = socket.data;
    if (!window || !session || !window.acknowledged(needKey)) return;
    void socket.leave(roomOf(session, 'frames', compartment, socket.data.principal.participant));
    this.#sessions.words.askKey(session, compartment);
  }
}
