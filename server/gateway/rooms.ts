import type { Compartment, ParticipantId } from '../../domain/labels';
import { audiencesOf, type Members, type Span } from '../release/members';
import type { JwcServer, JwcSocket } from './types';

type Kind = 'events' | 'frames';

/** Rooms are by compartment; where it is held by membership by participant too, for each holds it as long as he is a member. */
export const roomOf = (
  session: string,
  kind: Kind,
  compartment: Compartment,
  participant: ParticipantId,
): string =>
  JSON.stringify([
    ...[session, kind, compartment],
    compartment === 'SHARED' || compartment === 'NOTIF' ? participant : '',
  ]);
export const clockRoomOf = (session: string): string => JSON.stringify([session, 'clock']);
export const isOfSession = (room: string, session: string): boolean =>
  room.startsWith(`[${JSON.stringify(session)},`);

/** The rooms of a compartment, together where the same of its stream is held there; `after`: as of a batch that begins so. */
export function roomsOf(
  session: string,
  kind: Kind,
  compartment: Compartment,
  members: Members,
  after?: number,
): { span: Span; rooms: string[] }[] {
  return audiencesOf(compartment, members, after).map(({ from, to, participants }) => ({
    span: { from, to },
    rooms: (participants ?? ['']).map((p) => roomOf(session, kind, compartment, p)),
  }));
}

/** Asked before a word goes to a room: socket.io encodes it even if nobody is there. */
export const peopled = (io: JwcServer, rooms: string[]): string[] =>
  rooms.filter((room) => io.sockets.adapter.rooms.has(room));

export function socketsIn(io: JwcServer, room: string): JwcSocket[] {
  const ids = io.sockets.adapter.rooms.get(room) ?? new Set<string>();
  return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
}
