import type { Participant, Principal } from '../../domain/participants';
import type { Words } from '../../domain/words';

export interface Seat {
  id: string;
  participant: string;
  role: Principal['role'];
  /** The second one of its role: it stands beside the first, and no robot keeps it. */
  second: boolean;
  name: Words;
}

type Chair = 'duty' | 'supervisor' | 'deputy';
/** Invented officers of the demo, by the letter of their Party; further Parties get theirs by letter. */
const NAMES: Record<string, Record<Chair, Words>> = {
  A: {
    duty: { en: 'Sokolov', ru: 'Соколов' },
    supervisor: { en: 'Ivanova', ru: 'Иванова' },
    deputy: { en: 'Orlova', ru: 'Орлова' },
  },
  B: {
    duty: { en: 'Carter', ru: 'Картер' },
    supervisor: { en: 'Reed', ru: 'Рид' },
    deputy: { en: 'Hayes', ru: 'Хейс' },
  },
};
const invented = (letter: string): Record<Chair, Words> => ({
  duty: { en: `Officer ${letter}`, ru: `Офицер ${letter}` },
  supervisor: { en: `Supervisor ${letter}`, ru: `Начальник ${letter}` },
  deputy: { en: `Deputy ${letter}`, ru: `Заместитель ${letter}` },
});

/** The seats that a visitor of the demo may take: a duty officer and two supervisors of each Party, and the observers'. */
export function demoSeats(participants: Participant[]): Seat[] {
  return participants.flatMap((p): Seat[] => {
    if (p.kind === 'OBSERVER')
      return [{ id: `${p.id}:observer`, participant: p.id, role: 'observer', second: false, name: p.name }];
    const names = NAMES[p.letter] ?? invented(p.letter);
    return (['duty', 'supervisor', 'deputy'] as const).map((chair) => ({
      id: `${p.id}:${chair}`,
      participant: p.id,
      role: chair === 'deputy' ? 'supervisor' : chair,
      second: chair === 'deputy',
      name: names[chair],
    }));
  });
}

/** The user that a seat of the demo signs in as. */
export const userOfSeat = (seat: string): string => `demo:${seat}`;
