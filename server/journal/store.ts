import type { Participant, Role } from '../../domain/participants';
import type { Words } from '../../domain/words';

/** Small tables beside the chains: asynchronous, typed, no SQL outside this room. Times are epoch ms of the wall clock. */
export interface Store {
  readonly signIns: SignIns;
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly throttle: Throttle;
  readonly administration: Administration;
}

/** A user of a participant. */
export interface Account {
  id: string;
  participant: Participant['id'];
  /** Its own within the participant. */
  login: string;
  name: Words;
  role: Role;
  /** Empty: no password opens it. */
  passwordHash: string;
  /** The password was set by somebody else and lasts for one sign-in. */
  mustChange: boolean;
  disabled: boolean;
  /** Of the demo, where seats have no passwords: nobody in service mode. */
  demo: boolean;
  createdMs: number;
}
export type AccountChange = Partial<Pick<Account, 'role' | 'passwordHash' | 'mustChange' | 'disabled'>>;

/** One act of administration. `by` is the administrator's id, or `jwc` for the command line. */
export interface Act {
  participant: Participant['id'];
  atMs: number;
  act: ActName;
  by: string;
  /** Login of the user, or name of the token, that it was done to. */
  subject: string;
  /** Their id. */
  of: string;
  /** What it was changed to, where there is more than one possibility. */
  to?: string;
  /** When what was given ends by itself. */
  untilMs?: number;
}
export type ActName =
  | 'USER_ADDED'
  | 'USER_DISABLED'
  | 'USER_ENABLED'
  | 'ROLE_CHANGED'
  | 'PASSWORD_SET'
  | 'SIGN_IN_ENDED'
  | 'TOKEN_ADDED'
  | 'TOKEN_REVOKED';

/** A sign-in on the server. `tokenHash` is what is stored of its cookie. */
export interface SignInRow {
  tokenHash: string;
  account: string;
  agent: string;
  desk: string;
  createdMs: number;
  seenMs: number;
  endsMs: number;
}
export interface SignIns {
  put(row: SignInRow): Promise<void>;
  /** With the user as he is now; null too where he is not there any more. */
  get(tokenHash: string): Promise<(SignInRow & { holder: Account }) | null>;
  /** All of one user, the newest first. */
  of(account: string): Promise<SignInRow[]>;
  touch(tokenHash: string, seenMs: number): Promise<void>;
  /** Its consoles, oldest first, and whether each is locked; none of one that is not there. */
  consoles(tokenHash: string): Promise<[name: string, locked: boolean][]>;
  keepConsoles(tokenHash: string, consoles: [name: string, locked: boolean][]): Promise<void>;
  /** True if it was there; an act stands with it in one transaction. */
  drop(tokenHash: string, act?: Act): Promise<boolean>;
  /** Drops those last seen before `seenBeforeMs` or over by `nowMs`; gives back their token hashes. */
  dropEnded(seenBeforeMs: number, nowMs: number): Promise<string[]>;
}

export interface Accounts {
  /** False: the participant has such a login. */
  add(account: Account, act: Act | null): Promise<boolean>;
  get(id: string): Promise<Account | null>;
  /** By login within a participant. */
  find(participant: string, login: string, demo: boolean): Promise<Account | null>;
  /** Of one participant, or of all; by participant and login. */
  list(participant: string | null, demo: boolean): Promise<Account[]>;
  /** Changes a user and ends all his sign-ins but `keep`, with the act in one transaction; gives their token hashes. */
  change(id: string, change: AccountChange, keep: string | null, act: Act | null): Promise<string[]>;
}

/** What a program shows instead of a cookie; participant and role are its own and fixed. */
export interface AccessToken {
  id: string;
  tokenHash: string;
  participant: Participant['id'];
  role: Role;
  name: string;
  createdMs: number;
  revokedMs: number | null;
  /** Nobody from then on; null: of a version before tokens had an end. */
  endsMs: number | null;
}
export interface Tokens {
  add(token: AccessToken, act: Act): Promise<void>;
  byHash(tokenHash: string): Promise<AccessToken | null>;
  get(id: string): Promise<AccessToken | null>;
  list(participant: string | null): Promise<AccessToken[]>;
  revoke(id: string, act: Act): Promise<void>;
}

/** How a subject's failures are answered: so many are free, then a wait that doubles from `baseMs` up to `maxMs`. */
export interface ThrottleRule {
  subject: string;
  free: number;
  baseMs: number;
  maxMs: number;
  /** After so long without an attempt it begins anew. */
  forgetMs: number;
}
export interface Throttle {
  /** Counts an attempt as failed for all subjects before it is judged; or, while one of them waits, says how long, ms. */
  attempt(rules: ThrottleRule[], nowMs: number): Promise<number>;
  /** The attempt succeeded: the first subject is forgotten, the others get back what was counted. */
  succeeded(subject: string, others: string[]): Promise<void>;
  /** Drops what last failed before. */
  forget(beforeMs: number): Promise<void>;
}

export interface Administration {
  /** The newest acts of a participant, newest first. */
  acts(participant: string, limit: number): Promise<(Act & { seq: number })[]>;
  /** Where the participant's chain stands; null while it has no act. */
  head(participant: string): Promise<{ seq: number; hash: string } | null>;
  /** Grows with each act of anybody, in this process or another. */
  count(): Promise<number>;
}
