import { hash, randomBytes } from 'node:crypto';
import type { Participant, Principal } from '../../domain/participants';
import type { SignInRow, Store } from '../journal';
import { cookieName, readCookie, setCookie } from './cookies';
import { demoSeats, type Seat } from './seats';

export type { Seat } from './seats';

const IDLE_MS = 30 * 60_000;
/** One shift. */
const ABSOLUTE_MS = 12 * 3600_000;
/** A sign-in in use is written down as used at most this often. */
const TOUCH_MS = 60_000;

export interface Auth {
  readonly seats: Seat[];
  principalFor(
    cookieHeader: string | undefined,
    desk: string,
  ): Promise<{ principal: Principal; key: string } | null>;
  stillValid(key: string): Promise<boolean>;
  signIn(
    seat: string,
    desk: string,
    cookieHeader: string | undefined,
  ): Promise<{ principal: Principal; setCookie: string } | null>;
  signOut(cookieHeader: string | undefined, desk: string): Promise<string>;
  onEnded(handler: (key: string) => void): void;
}

/**
 * Own revocable sign-ins on the server (BACKEND §5): 32 random bytes in a cookie, only their hash stored, idle and
 * absolute expiry, a new id at each sign-in. Role and participant come from here, never from a payload.
 */
export function createAuth(o: {
  store: Store;
  participants: Participant[];
  secure: boolean;
  nowMs: () => number;
}): Auth {
  const { store, nowMs } = o;
  const seats = demoSeats(o.participants);
  const handlers: ((key: string) => void)[] = [];
  const keyOf = (token: string): string => hash('sha256', token, 'hex');

  const valid = (row: SignInRow): boolean => nowMs() - row.seenMs < IDLE_MS && nowMs() < row.endsMs;
  async function end(key: string): Promise<void> {
    await store.dropSignIn(key);
    for (const handler of handlers) handler(key);
  }
  async function find(cookieHeader: string | undefined, desk: string): Promise<SignInRow | null> {
    const token = readCookie(cookieHeader, cookieName(desk));
    if (!token) return null;
    const row = await store.signIn(keyOf(token));
    if (!row || row.desk !== desk) return null;
    if (!valid(row)) {
      await end(row.tokenHash);
      return null;
    }
    if (nowMs() - row.seenMs > TOUCH_MS) await store.touchSignIn(row.tokenHash, nowMs());
    return row;
  }

  return {
    seats,
    principalFor: async (cookieHeader, desk) => {
      const row = await find(cookieHeader, desk);
      return row && { principal: JSON.parse(row.principal) as Principal, key: row.tokenHash };
    },
    stillValid: async (key) => {
      const row = await store.signIn(key);
      if (!row) return false;
      if (!valid(row)) {
        await end(key);
        return false;
      }
      if (nowMs() - row.seenMs > TOUCH_MS) await store.touchSignIn(key, nowMs());
      return true;
    },
    signIn: async (seatId, desk, cookieHeader) => {
      const seat = seats.find((s) => s.id === seatId);
      const participant = o.participants.find((p) => p.id === seat?.participant);
      if (!seat || !participant) return null;
      const before = await find(cookieHeader, desk);
      if (before) await end(before.tokenHash);
      const token = randomBytes(32).toString('base64url');
      const principal: Principal = {
        userId: `demo:${seat.id}`,
        name: seat.name,
        participant: participant.id,
        kind: participant.kind,
        role: seat.role,
        robot: false,
      };
      const at = nowMs();
      await store.putSignIn({
        tokenHash: keyOf(token),
        principal: JSON.stringify(principal),
        desk,
        createdMs: at,
        seenMs: at,
        endsMs: at + ABSOLUTE_MS,
      });
      return { principal, setCookie: setCookie(cookieName(desk), token, ABSOLUTE_MS / 1000, o.secure) };
    },
    signOut: async (cookieHeader, desk) => {
      const row = await find(cookieHeader, desk);
      if (row) await end(row.tokenHash);
      return setCookie(cookieName(desk), '', 0, o.secure);
    },
    onEnded: (handler) => {
      handlers.push(handler);
    },
  };
}
