/** The door of sign-in. */
import type { Principal } from '../../domain/participants';
import type { Account } from '../journal';
import { createHasher, type Hasher } from './hasher';
import { type PasswordAnswer, type PasswordSignIn, signInByPassword } from './password-door';
import { demoSeats, type Seat, userOfSeat } from './seats';
import { type EndReason, type SignInOptions, SignIns } from './sign-ins';
import { FORGET_MS } from './throttle';
import type { Credentials } from './tokens';
import { type OpenSignIn, openSignIn, publicId, Users } from './users';

export type { PasswordAnswer, PasswordSignIn } from './password-door';
export { demoSeats, openSeats, type Seat, userOfSeat } from './seats';
export { ABSOLUTE_MS, type EndReason, IDLE_MS } from './sign-ins';
export type { Credentials } from './tokens';
export { COMMAND_LINE, type Manager, type OpenSignIn, type User, type UserResult, Users } from './users';

type SignedIn = { principal: Principal; key: string; setCookie: string };

export interface Auth {
  /** Empty in service. */
  readonly seats: Seat[];
  readonly users: Users;
  /** Seats of the demo that their Party's administrator has closed. */
  closedSeats(): Promise<ReadonlySet<string>>;
  /** Who shows a token or holds the desk's cookie, and the key of that sign-in (no secret); null without a valid one. */
  principalFor(given: Credentials, desk: string): Promise<{ principal: Principal; key: string } | null>;
  /** The principal of a sign-in that still stands, as he is now. Counts as use unless told not to. */
  principalOf(key: string, use?: boolean): Promise<Principal | null>;
  stillValid(key: string): Promise<boolean>;
  /** Demo: takes a seat by its name alone. A sign-in that the desk held before is over. Null: no such seat, or closed. */
  signIn(
    seat: string,
    desk: string,
    cookieHeader: string | undefined,
    agent?: string,
  ): Promise<SignedIn | null>;
  /** Service. */
  signInByPassword(given: PasswordSignIn): Promise<PasswordAnswer>;
  /** Ends the desk's sign-in, if there is one; gives the Set-Cookie that removes its cookie. */
  signOut(cookieHeader: string | undefined, desk: string): Promise<string>;
  /** All sign-ins of the user behind one, that one marked. */
  ownSignIns(userId: string, key: string): Promise<(OpenSignIn & { here: boolean })[]>;
  /** Ends one of the user's own; false: he has none of that id. */
  endOwn(userId: string, id: string): Promise<boolean>;
  /** Ends a sign-in at once, whoever holds it. */
  revoke(key: string): Promise<void>;
  sweep(): Promise<number>;
  recheck(): Promise<number>;
  /** Called for every sign-in that ends, so that its sockets are closed. */
  onEnded(handler: (key: string, reason: EndReason) => void): void;
  /** Whether somebody could manage users here: service does not start without. */
  hasAdministrator(): Promise<boolean>;
}

export function createAuth(o: SignInOptions, hasher: Hasher = createHasher()): Auth {
  const { store, participants, demo, nowMs } = o;
  const seats = demo ? demoSeats(participants) : [];
  const signIns = new SignIns(o);
  const users = new Users({
    ...{ store, participants, demo, nowMs, hasher },
    standingOf: (account) => signIns.standingOf(account),
    ended: (keys) => {
      for (const key of keys) signIns.tell(key, 'REVOKED');
    },
  });
  const mayManage = (a: Account): boolean =>
    a.role === 'administrator' &&
    !a.disabled &&
    a.passwordHash !== '' &&
    participants.some((p) => p.id === a.participant);

  return {
    seats,
    users,
    closedSeats: async () => {
      const closed = (await store.accounts.list(null, true)).filter((a) => a.disabled).map((a) => a.id);
      return new Set(seats.map((s) => s.id).filter((id) => closed.includes(userOfSeat(id))));
    },
    principalFor: (given, desk) => signIns.principalFor(given, desk),
    principalOf: (key, use) => signIns.principalOf(key, use),
    stillValid: async (key) => (await signIns.principalOf(key)) !== null,
    signIn: async (seatId, desk, cookie, agent = '') => {
      const account = seats.some((s) => s.id === seatId)
        ? await store.accounts.get(userOfSeat(seatId))
        : null;
      return account && signIns.begin(account, { desk, cookie, agent });
    },
    signInByPassword: async (given) =>
      demo
        ? { ok: false, error: 'WRONG_CREDENTIALS' }
        : signInByPassword({ store, hasher, signIns, nowMs }, given),
    signOut: (cookie, desk) => signIns.signOut(cookie, desk),
    ownSignIns: async (userId, key) =>
      (await signIns.standingOf(userId)).map((row) => ({ ...openSignIn(row), here: row.tokenHash === key })),
    endOwn: async (userId, id) => {
      const row = (await signIns.standingOf(userId)).find((r) => publicId(r.tokenHash) === id);
      if (row) await signIns.revoke(row.tokenHash);
      return row !== undefined;
    },
    revoke: (key) => signIns.revoke(key),
    sweep: async () => {
      await store.throttle.forget(nowMs() - FORGET_MS);
      return signIns.sweep();
    },
    recheck: () => signIns.recheck(),
    onEnded: (handler) => signIns.onEnded(handler),
    hasAdministrator: async () => (await store.accounts.list(null, false)).some(mayManage),
  };
}
