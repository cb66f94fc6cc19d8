import type { Participant, Principal } from '../../domain/participants';
import type { Words } from '../../domain/words';
import type { Account, Store } from '../journal';

export interface Seat {
  id: string;
  participant: string;
  role: Principal['role'];
  /** The second one of its role: it stands beside the first, and no robot keeps it. */
  second: boolean;
  name: Words;
}

const CHAIRS = ['duty', 'supervisor', 'deputy', 'administrator'] as const;
type Chair = (typeof CHAIRS)[number];
/** Invented people of the demo, by the letter of their Party; further Parties get theirs by letter. */
const NAMES: Record<string, Record<Chair, Words>> = {
  A: {
    duty: { en: 'Sokolov', ru: 'Соколов' },
    supervisor: { en: 'Ivanova', ru: 'Иванова' },
    deputy: { en: 'Orlova', ru: 'Орлова' },
    administrator: { en: 'Belova', ru: 'Белова' },
  },
  B: {
    duty: { en: 'Carter', ru: 'Картер' },
    supervisor: { en: 'Reed', ru: 'Рид' },
    deputy: { en: 'Hayes', ru: 'Хейс' },
    administrator: { en: 'Fisher', ru: 'Фишер' },
  },
};
const invented = (letter: string): Record<Chair, Words> => ({
  duty: { en: `Officer ${letter}`, ru: `Офицер ${letter}` },
  supervisor: { en: `Supervisor ${letter}`, ru: `Начальник ${letter}` },
  deputy: { en: `Deputy ${letter}`, ru: `Заместитель ${letter}` },
  administrator: { en: `Administrator ${letter}`, ru: `Администратор ${letter}` },
});

/**
 * The seats that a visitor of the demo may take: a duty officer, two supervisors and an administrator of each Party, and the
 * observers'.
 */
export function demoSeats(participants: Participant[]): Seat[] {
  return participants.flatMap((p): Seat[] => {
    if (p.kind === 'OBSERVER')
      return [{ id: `${p.id}:observer`, participant: p.id, role: 'observer', second: false, name: p.name }];
    const names = NAMES[p.letter] ?? invented(p.letter);
    return CHAIRS.map((chair) => ({
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

/** Each seat is a user of the demo, whom its Party's administrator may close; what he did before stays. */
export async function openSeats(store: Store, participants: Participant[], nowMs: number): Promise<void> {
  for (const { id, participant, role, name } of demoSeats(participants)) {
    const account: Account = {
      ...{ id: userOfSeat(id), participant, login: id.slice(id.lastIndexOf(':') + 1), name, role },
      ...{ passwordHash: '', mustChange: false, disabled: false, demo: true, createdMs: nowMs },
    };
    await store.accounts.add(account, null);
  }
}
