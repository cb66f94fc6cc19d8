import type { Compartment, ParticipantId } from '../../domain/labels';
import { audiencesOf, type From, type Members } from '../release/members';

type Kind = 'events' | 'frames';

/** Rooms are by compartment; in SHARED by participant too, for each holds it from where it joined. */
export const roomOf = (
  session: string,
  kind: Kind,
  compartment: Compartment,
  participant: ParticipantId,
): string => JSON.stringify([session, kind, compartment, compartment === 'SHARED' ? participant : '']);
export const clockRoomOf = (session: string): string => JSON.stringify([session, 'clock']);
export const isOfSession = (room: string, session: string): boolean =>
  room.startsWith(`[${JSON.stringify(session)},`);

/** The rooms of a compartment, together where its stream begins at the same record for them. */
export function roomsFrom(
  session: string,
  kind: Kind,
  compartment: Compartment,
  members: Members,
): { from: From; rooms: string[] }[] {
  return audiencesOf(compartment, members).map(({ from, participants }) => ({
    from,
    rooms: (participants ?? ['']).map((p) => roomOf(session, kind, compartment, p)),
  }));
}
