import { hash, randomBytes } from 'node:crypto';
import type { Participant, Principal, Role } from '../../domain/participants';
import { ROLES_OF } from '../../domain/participants';
import { LOGIN, normalLogin, type PasswordFault, passwordFault } from '../../domain/passwords';
import type { Words } from '../../domain/words';
import type { Account, AccountChange, Act, ActName, SignInRow, Store } from '../journal';
import type { Hasher } from './hasher';

/** Who acts on users, and whose: an administrator of the participant, or the command line in its name. */
export interface Manager {
  userId: string;
  participant: string;
}
export const COMMAND_LINE = 'jwc';

export interface UserRefusal {
  ok: false;
  error:
    | 'NOT_FOUND'
    | 'LOGIN_TAKEN'
    | 'BAD_LOGIN'
    | 'BAD_ROLE'
    | 'BAD_PASSWORD'
    | 'OWN_ACCOUNT'
    | 'SEAT_FIXED';
  field?: string;
  fault?: PasswordFault;
}
export type UserResult<T = unknown> = ({ ok: true } & T) | UserRefusal;

/** A sign-in as people may see it: its id is no secret and opens nothing. */
export interface OpenSignIn {
  id: string;
  desk: string;
  agent: string;
  createdMs: number;
  seenMs: number;
}
export interface User extends Omit<Account, 'passwordHash' | 'demo'> {
  signIns: OpenSignIn[];
}
export const publicId = (key: string): string => hash('sha256', key, 'hex').slice(0, 16);
export const openSignIn = ({ tokenHash, desk, agent, createdMs, seenMs }: SignInRow): OpenSignIn => ({
  ...{ id: publicId(tokenHash), desk, agent, createdMs, seenMs },
});

export interface UsersOptions {
  store: Store;
  participants: Participant[];
  demo: boolean;
  nowMs: () => number;
  hasher: Hasher;
  standingOf(account: string): Promise<SignInRow[]>;
  /** These sign-ins are gone: their sockets are closed. */
  ended(keys: string[]): void;
}

/**
 * The users of one participant in the hands of its administrator. Users of others are as if they were not there. Each change
 * ends the user's sign-ins and stands in the journal of administration, in the one transaction.
 */
export class Users {
  readonly #o: UsersOptions;

  constructor(options: UsersOptions) {
    this.#o = options;
  }

  async list(by: Manager): Promise<User[]> {
    const accounts = await this.#o.store.accounts.list(by.participant, this.#o.demo);
    return Promise.all(
      accounts.map(async ({ passwordHash: _, demo: __, ...user }) => ({
        ...user,
        signIns: (await this.#o.standingOf(user.id)).map(openSignIn),
      })),
    );
  }

  acts(by: Manager, limit: number): Promise<(Act & { seq: number })[]> {
    return this.#o.store.administration.acts(by.participant, limit);
  }

  head(by: Manager): Promise<{ seq: number; hash: string } | null> {
    return this.#o.store.administration.head(by.participant);
  }

  /** The password that an administrator sets is for one sign-in: the user chooses his own there. */
  async add(
    by: Manager,
    user: { login: string; name: Words; role: Role; password: string },
  ): Promise<UserResult<{ id: string }>> {
    const login = normalLogin(user.login);
    if (!LOGIN.test(login)) return { ok: false, error: 'BAD_LOGIN', field: 'login' };
    if (!this.#mayHold(by.participant, user.role)) return { ok: false, error: 'BAD_ROLE', field: 'role' };
    const fault = passwordFault(user.password, login);
    if (fault) return { ok: false, error: 'BAD_PASSWORD', field: 'password', fault };
    const account: Account = {
      ...{ id: `u-${randomBytes(9).toString('base64url')}`, participant: by.participant, login },
      ...{ name: user.name, role: user.role, mustChange: true, disabled: false, demo: this.#o.demo },
      ...{ passwordHash: await this.#o.hasher.hash(user.password), createdMs: this.#o.nowMs() },
    };
    const act = this.#act(by, 'USER_ADDED', account, user.role);
    const added = await this.#o.store.accounts.add(account, act);
    return added ? { ok: true, id: account.id } : { ok: false, error: 'LOGIN_TAKEN', field: 'login' };
  }

  disable(by: Manager, id: string): Promise<UserResult> {
    return this.#change(by, id, { disabled: true }, 'USER_DISABLED');
  }

  enable(by: Manager, id: string): Promise<UserResult> {
    return this.#change(by, id, { disabled: false }, 'USER_ENABLED');
  }

  async setRole(by: Manager, id: string, role: Role): Promise<UserResult> {
    if (!this.#mayHold(by.participant, role)) return { ok: false, error: 'BAD_ROLE', field: 'role' };
    const user = await this.#find(by, id);
    // What sits at a seat of the demo is the seat itself.
    if (user?.demo && user.passwordHash === '') return { ok: false, error: 'SEAT_FIXED' };
    return this.#change(by, id, { role }, 'ROLE_CHANGED', role);
  }

  async setPassword(by: Manager, id: string, password: string): Promise<UserResult> {
    const user = await this.#find(by, id);
    if (!user) return { ok: false, error: 'NOT_FOUND' };
    if (user.demo && user.passwordHash === '') return { ok: false, error: 'SEAT_FIXED' };
    const fault = passwordFault(password, user.login);
    if (fault) return { ok: false, error: 'BAD_PASSWORD', field: 'password', fault };
    const passwordHash = await this.#o.hasher.hash(password);
    return this.#change(by, id, { passwordHash, mustChange: true }, 'PASSWORD_SET');
  }

  async endSignIn(by: Manager, id: string, signIn: string): Promise<UserResult> {
    const user = await this.#find(by, id);
    const row = user && (await this.#o.standingOf(id)).find((r) => publicId(r.tokenHash) === signIn);
    if (!row) return { ok: false, error: 'NOT_FOUND' };
    if (await this.#o.store.signIns.drop(row.tokenHash, this.#act(by, 'SIGN_IN_ENDED', user)))
      this.#o.ended([row.tokenHash]);
    return { ok: true };
  }

  async #change(
    by: Manager,
    id: string,
    change: AccountChange,
    name: ActName,
    to?: string,
  ): Promise<UserResult> {
    const user = await this.#find(by, id);
    if (!user) return { ok: false, error: 'NOT_FOUND' };
    // Else a participant could be left without anybody who may open it again.
    if (id === by.userId) return { ok: false, error: 'OWN_ACCOUNT' };
    this.#o.ended(await this.#o.store.accounts.change(id, change, null, this.#act(by, name, user, to)));
    return { ok: true };
  }

  async #find(by: Manager, id: string): Promise<Account | null> {
    const user = await this.#o.store.accounts.get(id);
    return user?.participant === by.participant && user.demo === this.#o.demo ? user : null;
  }
  #mayHold(participant: string, role: Role): boolean {
    const kind: Principal['kind'] | undefined = this.#o.participants.find((p) => p.id === participant)?.kind;
    return kind !== undefined && ROLES_OF[kind].includes(role);
  }
  #act(by: Manager, act: ActName, of: Account, to?: string): Act {
    return {
      ...{
        participant: by.participant,
        atMs: this.#o.nowMs(),
        act,
        by: by.userId,
        subject: of.login,
        of: of.id,
      },
      ...(to !== undefined && { to }),
    };
  }
}
