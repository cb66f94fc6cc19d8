import type { Participant, Principal } from '../../domain/participants';
import type { Words } from '../../domain/words';

export interface Seat {
  id: string;
  participant: string;
  role: Principal['role'];
  name: Words;
}

/** Invented officers of the demo, by the letter of their Party; further Parties get theirs by number. */
const NAMES: Record<string, { duty: Words; supervisor: Words }> = {
  A: { duty: { en: 'Sokolov', ru: 'Соколов' }, supervisor: { en: 'Ivanova', ru: 'Иванова' } },
  B: { duty: { en: 'Carter', ru: 'Картер' }, supervisor: { en: 'Reed', ru: 'Рид' } },
};

/** The seats that a visitor of the demo may take: two of each Party, and the observers'. */
export function demoSeats(participants: Participant[]): Seat[] {
  return participants.flatMap((p): Seat[] => {
    if (p.kind === 'OBSERVER')
      return [{ id: `${p.id}:observer`, participant: p.id, role: 'observer', name: p.name }];
    return (['duty', 'supervisor'] as const).map((role) => ({
      id: `${p.id}:${role}`,
      participant: p.id,
      role,
      name: NAMES[p.letter]?.[role] ?? { en: `Officer ${p.letter}`, ru: `Офицер ${p.letter}` },
    }));
  });
}
