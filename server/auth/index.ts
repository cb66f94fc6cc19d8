/** The door of sign-in. */
import { hash, randomBytes } from 'node:crypto';
import type { Participant, Principal } from '../../domain/participants';
import type { SignInRow, Store } from '../journal';
import { cookieName, readToken, setCookie } from './cookies';
import { demoSeats, type Seat, userOfSeat } from './seats';

export { demoSeats, type Seat, userOfSeat } from './seats';

/** Half an hour without a request or a command ends a sign-in; every use starts it again. */
export const IDLE_MS = 30 * 60_000;
/** One shift. */
export const ABSOLUTE_MS = 12 * 3600_000;
/** A sign-in in use is written down as used at most this often. */
const TOUCH_MS = 60_000;

export type EndReason = 'SIGNED_OUT' | 'REPLACED' | 'EXPIRED' | 'REVOKED';

export interface Auth {
  readonly seats: Seat[];
  /** Who holds the desk's cookie, and the key of that sign-in (no secret); null without a valid one. Counts as use. */
  principalFor(
    cookieHeader: string | undefined,
    desk: string,
  ): Promise<{ principal: Principal; key: string } | null>;
  /** The principal of a sign-in that still stands. Role and participant are read anew. Counts as use unless told not to. */
  principalOf(key: string, use?: boolean): Promise<Principal | null>;
  stillValid(key: string): Promise<boolean>;
  /** Demo: takes a seat by its name alone. A sign-in that the desk held before is over. Null: no such seat. */
  signIn(
    seat: string,
    desk: string,
    cookieHeader: string | undefined,
  ): Promise<{ principal: Principal; key: string; setCookie: string } | null>;
  /** Ends the desk's sign-in, if there is one; gives the Set-Cookie that removes its cookie. */
  signOut(cookieHeader: string | undefined, desk: string): Promise<string>;
  /** Ends a sign-in at once, whoever holds it. */
  revoke(key: string): Promise<void>;
  /** Ends all that are over; called every minute or so, so that open sockets do not outlive their sign-ins. */
  sweep(): Promise<number>;
  /** Called for every sign-in that ends, so that its sockets are closed. */
  onEnded(handler: (key: string, reason: EndReason) => void): void;
}

export interface AuthOptions {
  store: Store;
  participants: Participant[];
  /** False only in demo, over plain http on loopback. */
  secure: boolean;
  /** The wall clock, epoch ms. */
  nowMs: () => number;
}

/**
 * Own revocable sign-ins on the server: 32 random bytes in a cookie, only their hash stored; idle and absolute expiry; a
 * new id at each sign-in. Role and participant come from here, never from a payload.
 */
export function createAuth(o: AuthOptions): Auth {
  const { nowMs, secure } = o;
  const { signIns } = o.store;
  const seats = demoSeats(o.participants);
  const handlers: ((key: string, reason: EndReason) => void)[] = [];
  const keyOf = (token: string): string => hash('sha256', token, 'hex');
  const nameOf = (desk: string): string => cookieName(desk, secure);
  const valid = (row: SignInRow): boolean => nowMs() - row.seenMs < IDLE_MS && nowMs() < row.endsMs;

  function tell(key: string, reason: EndReason): void {
    for (const handler of handlers) handler(key, reason);
  }
  async function end(key: string, reason: EndReason): Promise<void> {
    if (await signIns.drop(key)) tell(key, reason);
  }
  /** A sign-in by its key, if it stands; one that is over is ended on the way. */
  async function standing(key: string, use: boolean): Promise<SignInRow | null> {
    const row = await signIns.get(key);
    if (!row) return null;
    // While the store takes no writes nobody loses his seat for it, and nobody keeps one that is over.
    if (!valid(row)) {
      await end(key, 'EXPIRED').catch(() => {});
      return null;
    }
    if (use && nowMs() - row.seenMs >= TOUCH_MS) await signIns.touch(key, nowMs()).catch(() => {});
    return row;
  }
  async function ofDesk(cookieHeader: string | undefined, desk: string): Promise<SignInRow | null> {
    const token = readToken(cookieHeader, nameOf(desk));
    const row = token === null ? null : await standing(keyOf(token), true);
    // A cookie that was carried over to another desk's name is none.
    return row?.desk === desk ? row : null;
  }
  async function principalOf(key: string, use = true): Promise<Principal | null> {
    const row = await standing(key, use);
    return row && (JSON.parse(row.principal) as Principal);
  }

  return {
    seats,
    principalOf,
    principalFor: async (cookieHeader, desk) => {
      const row = await ofDesk(cookieHeader, desk);
      return row && { principal: JSON.parse(row.principal) as Principal, key: row.tokenHash };
    },
    stillValid: async (key) => (await principalOf(key)) !== null,
    signIn: async (seatId, desk, cookieHeader) => {
      const seat = seats.find((s) => s.id === seatId);
      const participant = o.participants.find((p) => p.id === seat?.participant);
      if (!seat || !participant) return null;
      const before = await ofDesk(cookieHeader, desk);
      if (before) await end(before.tokenHash, 'REPLACED');
      const token = randomBytes(32).toString('base64url');
      const key = keyOf(token);
      const principal: Principal = {
        userId: userOfSeat(seat.id),
        name: seat.name,
        participant: participant.id,
        kind: participant.kind,
        role: seat.role,
        robot: false,
      };
      const atMs = nowMs();
      await signIns.put({
        tokenHash: key,
        principal: JSON.stringify(principal),
        desk,
        createdMs: atMs,
        seenMs: atMs,
        endsMs: atMs + ABSOLUTE_MS,
      });
      return { principal, key, setCookie: setCookie(nameOf(desk), token, ABSOLUTE_MS / 1000, secure) };
    },
    signOut: async (cookieHeader, desk) => {
      const row = await ofDesk(cookieHeader, desk);
      if (row) await end(row.tokenHash, 'SIGNED_OUT');
      return setCookie(nameOf(desk), '', 0, secure);
    },
    revoke: (key) => end(key, 'REVOKED'),
    sweep: async () => {
      const ended = await signIns.dropEnded(nowMs() - IDLE_MS, nowMs());
      for (const key of ended) tell(key, 'EXPIRED');
      return ended.length;
    },
    onEnded: (handler) => {
      handlers.push(handler);
    },
  };
}
