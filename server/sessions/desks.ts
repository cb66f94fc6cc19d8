import type { ParticipantId, SessionId } from '../../domain/labels';
import type { Participant, Principal } from '../../domain/participants';
import type { DeskOfficer, Presence } from '../../domain/records';

/** A reload is not a change of the watch: a desk stays its officer's for this long after the last console was lost. */
const GRACE_MS = 10_000;
const ROLES = ['duty', 'supervisor'] as const;

interface DeskConsole {
  locked: boolean;
  /** The sign-in that it was opened with. */
  signIn: string;
}
interface Sitter {
  principal: Principal;
  /** By socket. */
  consoles: Map<string, DeskConsole>;
  /** His last console is gone, and the desk still waits for him. */
  away: (DeskConsole & { timer: ReturnType<typeof setTimeout> }) | null;
}
interface Seat {
  participant: ParticipantId;
  role: Presence['role'];
  /** By user, first come first. */
  sitters: Map<string, Sitter>;
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
        const seat = { participant: p.id, role, sitters: new Map<string, Sitter>() };
        this.#seats.set(`${p.id}/${role}`, { ...seat, shown: this.#deskOf(seat) });
      }
    }
  }

  all(): Presence[] {
    return [...this.#seats.values()].map((s) => s.shown);
  }

  /** A console opened; `key` names the socket. */
  enter(key: string, principal: Principal, { locked, signIn }: DeskConsole): void {
    const seat = this.#seats.get(`${principal.participant}/${principal.role}`);
    if (!seat) return;
    const sitter = seat.sitters.get(principal.userId) ?? { principal, consoles: new Map(), away: null };
    if (sitter.away) clearTimeout(sitter.away.timer);
    sitter.away = null;
    sitter.consoles.set(key, { locked, signIn });
    seat.sitters.set(principal.userId, sitter);
    this.#show(seat);
  }

  /** A console was locked or unlocked; his others stay as they are. */
  lock(key: string, locked: boolean): void {
    for (const { seat, sitter } of this.#of(key)) {
      const held = sitter.consoles.get(key);
      if (held) sitter.consoles.set(key, { ...held, locked });
      this.#show(seat);
    }
  }

  /** A console is gone; `signedOut` says that its officer meant it, so that nobody waits for him. */
  leave(key: string, signedOut = false): void {
    for (const { seat, sitter, user } of this.#of(key)) {
      const last = sitter.consoles.get(key);
      sitter.consoles.delete(key);
      if (sitter.consoles.size === 0 && signedOut) seat.sitters.delete(user);
      else if (last && sitter.consoles.size === 0) {
        const timer = setTimeout(() => {
          seat.sitters.delete(user);
          this.#show(seat);
        }, GRACE_MS);
        timer.unref();
        sitter.away = { ...last, timer };
      }
      this.#show(seat);
    }
  }

  /** A sign-in ended by its officer's wish while no console of his was open: nobody waits for him here either. */
  signedOut(signIn: string): void {
    for (const seat of this.#seats.values())
      for (const [user, { away }] of seat.sitters) {
        if (away?.signIn !== signIn) continue;
        clearTimeout(away.timer);
        seat.sitters.delete(user);
        this.#show(seat);
      }
  }

  close(): void {
    for (const { sitters } of this.#seats.values())
      for (const { away } of sitters.values()) if (away) clearTimeout(away.timer);
  }

  #of(key: string): { seat: Seat; sitter: Sitter; user: string }[] {
    return [...this.#seats.values()].flatMap((seat) =>
      [...seat.sitters].flatMap(([user, sitter]) =>
        sitter.consoles.has(key) ? [{ seat, sitter, user }] : [],
      ),
    );
  }

  #show(seat: Seat): void {
    const desk = this.#deskOf(seat);
    if (JSON.stringify(desk) === JSON.stringify(seat.shown)) return;
    seat.shown = desk;
    this.#onChange(desk);
  }

  #deskOf({ participant, role, sitters }: Omit<Seat, 'shown'>): Presence {
    const officers = [...sitters].map(([user, { principal, consoles, away }]): DeskOfficer => {
      // One who is away for a moment left his console as it was.
      const locks = (away ? [away] : [...consoles.values()]).map((c) => c.locked);
      return { user, name: principal.name, consoles: locks.length, locked: locks.filter(Boolean).length };
    });
    const [first] = officers;
    if (first) return { participant, role, occupant: 'person', name: first.name, officers };
    if (!this.#demo) return { participant, role, occupant: 'empty', name: null, officers };
    const name = { en: 'Robot officer', ru: 'Робот-дежурный' };
    return { participant, role, occupant: 'robot', name, officers };
  }
}
