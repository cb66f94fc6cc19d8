import type { ParticipantId, SessionId } from '../../domain/labels';
import type { Participant, Principal } from '../../domain/participants';
import type { Presence } from '../../domain/records';

/** A reload is not a change of the watch: a desk stays its officer's for this long after the last console was lost. */
const GRACE_MS = 10_000;
const ROLES = ['duty', 'supervisor'] as const;

interface Seat {
  participant: ParticipantId;
  role: Presence['role'];
  consoles: Map<string, Principal>;
  /** Who was the last to leave, while the desk still waits for him. */
  away: { principal: Principal; timer: ReturnType<typeof setTimeout> } | null;
  shown: Presence;
}

/** Who sits at which desk of a session: people by their open consoles, robots where nobody sits (demo only). */
export class Desks {
  readonly #seats = new Map<string, Seat>();
  readonly #demo: boolean;
  readonly #onChange: (desk: Presence) => void;
  readonly session: SessionId;

  constructor(
    session: SessionId,
    participants: Participant[],
    demo: boolean,
    onChange: (desk: Presence) => void,
  ) {
    this.session = session;
    this.#demo = demo;
    this.#onChange = onChange;
    for (const p of participants) {
      if (p.kind !== 'PARTY') continue;
      for (const role of ROLES) {
        const seat = {
          participant: p.id,
          role,
          consoles: new Map<string, Principal>(),
          away: null,
        };
        this.#seats.set(`${p.id}/${role}`, { ...seat, shown: this.#deskOf({ ...seat, shown: null }) });
      }
    }
  }

  all(): Presence[] {
    return [...this.#seats.values()].map((s) => s.shown);
  }

  /** A console opened; `key` names the socket. */
  enter(key: string, principal: Principal): void {
    const seat = this.#seats.get(`${principal.participant}/${principal.role}`);
    if (!seat) return;
    if (seat.away) clearTimeout(seat.away.timer);
    seat.away = null;
    seat.consoles.set(key, principal);
    this.#show(seat);
  }

  /** A console is gone; `signedOut` says that its officer meant it, so that nobody waits for him. */
  leave(key: string, signedOut = false): void {
    for (const seat of this.#seats.values()) {
      const principal = seat.consoles.get(key);
      if (!principal) continue;
      seat.consoles.delete(key);
      if (seat.consoles.size === 0 && !signedOut) {
        const timer = setTimeout(() => {
          seat.away = null;
          this.#show(seat);
        }, GRACE_MS);
        timer.unref();
        seat.away = { principal, timer };
      }
      this.#show(seat);
    }
  }

  close(): void {
    for (const seat of this.#seats.values()) if (seat.away) clearTimeout(seat.away.timer);
  }

  #show(seat: Seat): void {
    const desk = this.#deskOf(seat);
    if (JSON.stringify(desk) === JSON.stringify(seat.shown)) return;
    seat.shown = desk;
    this.#onChange(desk);
  }

  #deskOf(seat: Omit<Seat, 'shown'> & { shown: Presence | null }): Presence {
    const person = [...seat.consoles.values()][0] ?? seat.away?.principal;
    const { participant, role } = seat;
    if (person) return { participant, role, occupant: 'person', name: person.name };
    if (!this.#demo) return { participant, role, occupant: 'empty', name: null };
    return {
      participant,
      role,
      occupant: 'robot',
      name: { en: 'Robot officer', ru: 'Робот-дежурный' },
    };
  }
}
