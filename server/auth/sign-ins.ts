import { createHmac, hash, randomBytes } from 'node:crypto';
import type { Participant, Principal } from '../../domain/participants';
import type { Account, SignInRow, Store } from '../journal';
import { cookieName, readToken, setCookie } from './cookies';
import { bearerOf, type Credentials, isBearer, keyOfToken, programOf, tokenHash, tokenOfKey } from './tokens';

/** Half an hour without a request or a command ends a sign-in; every use starts it again. */
export const IDLE_MS = 30 * 60_000;
/** One shift. */
export const ABSOLUTE_MS = 12 * 3600_000;
/** A sign-in in use is written down as used at most this often. */
const TOUCH_MS = 60_000;
const AGENT_MAX = 200;

export type EndReason = 'SIGNED_OUT' | 'REPLACED' | 'EXPIRED' | 'REVOKED';

export interface SignInOptions {
  store: Store;
  participants: Participant[];
  /** False only in demo, over plain http on loopback. */
  secure: boolean;
  /** Users of the demo are nobody in service, and the other way round. */
  demo: boolean;
  /**
   * Service: sign-ins are stored under a keyed hash, so that whoever can write the store and does not know the secret cannot
   * make one. Null in demo.
   */
  secret: string | null;
  /** The wall clock, epoch ms. */
  nowMs: () => number;
}
type Standing = SignInRow & { principal: Principal };

/**
 * Own revocable sign-ins on the server: 32 random bytes in a cookie, only their hash stored; idle and absolute expiry; a
 * new id at each sign-in. Name, role and participant are those of the stored user at each look, never from a payload.
 */
export class SignIns {
  readonly #o: SignInOptions;
  readonly #handlers: ((key: string, reason: EndReason) => void)[] = [];
  /** Keys that this process has let in and not seen end: who may have an open socket. */
  readonly #known = new Set<string>();
  #acts: number | null = null;

  constructor(options: SignInOptions) {
    this.#o = options;
  }

  async principalFor(
    given: Credentials,
    desk: string,
  ): Promise<{ principal: Principal; key: string } | null> {
    if (isBearer(given)) {
      const shown = bearerOf(given);
      const token = shown === null ? null : await this.#o.store.tokens.byHash(tokenHash(shown));
      const principal = programOf(token, this.#o.participants, this.#o.nowMs());
      return token && principal && this.#letIn(keyOfToken(token.id), principal);
    }
    const row = await this.#ofDesk(given.cookie, desk);
    return row && this.#letIn(row.tokenHash, row.principal);
  }

  async principalOf(key: string, use = true): Promise<Principal | null> {
    const token = tokenOfKey(key);
    if (token !== null) {
      const { store, participants, nowMs } = this.#o;
      return programOf(await store.tokens.get(token), participants, nowMs());
    }
    return (await this.#standing(key, use))?.principal ?? null;
  }

  /** A new sign-in of a user at a desk; the one that the desk held before is over. */
  async begin(
    account: Account,
    at: { desk: string; cookie: string | undefined; agent: string },
  ): Promise<{ principal: Principal; key: string; setCookie: string } | null> {
    const principal = this.#principal(account);
    if (!principal) return null;
    const before = await this.#ofDesk(at.cookie, at.desk);
    if (before) await this.#end(before.tokenHash, 'REPLACED');
    const token = randomBytes(32).toString('base64url');
    const key = this.#keyOf(token);
    const atMs = this.#o.nowMs();
    await this.#o.store.signIns.put({
      ...{ tokenHash: key, account: account.id, agent: at.agent.slice(0, AGENT_MAX), desk: at.desk },
      ...{ createdMs: atMs, seenMs: atMs, endsMs: atMs + ABSOLUTE_MS },
    });
    const { secure } = this.#o;
    return { principal, key, setCookie: setCookie(this.#nameOf(at.desk), token, ABSOLUTE_MS / 1000, secure) };
  }

  async signOut(cookieHeader: string | undefined, desk: string): Promise<string> {
    const row = await this.#ofDesk(cookieHeader, desk);
    if (row) await this.#end(row.tokenHash, 'SIGNED_OUT');
    return setCookie(this.#nameOf(desk), '', 0, this.#o.secure);
  }

  revoke(key: string): Promise<void> {
    return this.#end(key, 'REVOKED');
  }

  /** All of a user that stand, the newest first. */
  async standingOf(account: string): Promise<SignInRow[]> {
    return (await this.#o.store.signIns.of(account)).filter((row) => this.#inTime(row));
  }

  /** Ends all that are over; called every minute or so, so that open sockets do not outlive their sign-ins. */
  async sweep(): Promise<number> {
    const nowMs = this.#o.nowMs();
    const ended = await this.#o.store.signIns.dropEnded(nowMs - IDLE_MS, nowMs);
    for (const key of [...this.#known])
      if (tokenOfKey(key) !== null && (await this.principalOf(key)) === null) ended.push(key);
    for (const key of ended) this.tell(key, 'EXPIRED');
    return ended.length;
  }

  /**
   * Looks whether an administrator has acted, in this process or by `jwc`, and if so asks of each sign-in that was let in
   * whether it still stands. Gives how many ended.
   */
  async recheck(): Promise<number> {
    const acts = await this.#o.store.administration.count();
    if (acts === this.#acts) return 0;
    let ended = 0;
    for (const key of [...this.#known]) {
      if ((await this.principalOf(key, false)) !== null || !this.#known.has(key)) continue;
      this.tell(key, 'REVOKED');
      ended++;
    }
    this.#acts = acts;
    return ended;
  }

  /** Says that a sign-in has ended, so that its sockets are closed. */
  tell(key: string, reason: EndReason): void {
    this.#known.delete(key);
    for (const handler of this.#handlers) handler(key, reason);
  }
  onEnded(handler: (key: string, reason: EndReason) => void): void {
    this.#handlers.push(handler);
  }

  #letIn(key: string, principal: Principal): { principal: Principal; key: string } {
    this.#known.add(key);
    return { principal, key };
  }
  #keyOf(token: string): string {
    const { secret } = this.#o;
    return secret === null
      ? hash('sha256', token, 'hex')
      : createHmac('sha256', secret).update(token).digest('hex');
  }
  #nameOf(desk: string): string {
    return cookieName(desk, this.#o.secure);
  }
  #inTime(row: SignInRow): boolean {
    const nowMs = this.#o.nowMs();
    return nowMs - row.seenMs < IDLE_MS && nowMs < row.endsMs;
  }
  #principal(account: Account): Principal | null {
    const participant = this.#o.participants.find((p) => p.id === account.participant);
    if (!participant || account.disabled || account.demo !== this.#o.demo) return null;
    const { id: userId, name, role } = account;
    return { userId, name, participant: participant.id, kind: participant.kind, role, robot: false };
  }
  async #end(key: string, reason: EndReason): Promise<void> {
    if (await this.#o.store.signIns.drop(key)) this.tell(key, reason);
  }
  /** A sign-in by its key, if it stands; one that is over is ended on the way. */
  async #standing(key: string, use: boolean): Promise<Standing | null> {
    const { store, nowMs } = this.#o;
    const row = await store.signIns.get(key);
    if (!row) return null;
    const principal = this.#principal(row.holder);
    // While the store takes no writes nobody loses his seat for it, and nobody keeps one that is over.
    if (!principal || !this.#inTime(row)) {
      await this.#end(key, principal ? 'EXPIRED' : 'REVOKED').catch(() => {});
      return null;
    }
    if (use && nowMs() - row.seenMs >= TOUCH_MS) await store.signIns.touch(key, nowMs()).catch(() => {});
    return { ...row, principal };
  }
  async #ofDesk(cookieHeader: string | undefined, desk: string): Promise<Standing | null> {
    const token = readToken(cookieHeader, this.#nameOf(desk));
    const row = token === null ? null : await this.#standing(this.#keyOf(token), true);
    // A cookie that was carried over to another desk's name is none.
    return row?.desk === desk ? row : null;
  }
}
