import type { Compartment, ParticipantId } from '../../domain/labels';
import { audiencesOf, type Members, type Span } from '../release/members';

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
