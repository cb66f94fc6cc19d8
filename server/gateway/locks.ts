import type { CommandResult } from '../../domain/alert';
import type { Principal } from '../../domain/participants';
import { lockSchema } from '../../domain/protocol/socket';
import type { Refusal } from '../../domain/refusals';
import { faultOf } from './malformed';

/** Consoles of one sign-in that are remembered; of more the oldest that is not locked is forgotten. */
const KEPT = 32;

/** Where locks outlast the server: beside the sign-in that they are of, oldest console first. */
export interface LockStore {
  consoles(signIn: string): Promise<[console: string, locked: boolean][]>;
  keepConsoles(signIn: string, consoles: [console: string, locked: boolean][]): Promise<void>;
}
export interface LockAnswer {
  result: CommandResult;
  /** What holds from then on; null where nothing changes. */
  lockTo: boolean | null;
  /** Fulfilled once that is stored, or could not be. */
  stored: Promise<void>;
}

/**
 * Which consoles of a sign-in are locked, by the name that each console bears through a reload. Held for as long as the
 * sign-in lasts, also through a restart of the server.
 */
export class ConsoleLocks {
  readonly #held = new Map<string, Promise<Map<string, boolean>>>();
  /** In the demo a word unlocks, for there are no passwords; elsewhere he signs in anew, and that ends the locked sign-in. */
  readonly #byWord: boolean;
  readonly #store: LockStore;

  constructor(byWord: boolean, store: LockStore) {
    this.#byWord = byWord;
    this.#store = store;
  }

  /**
   * A console opened; true if it is locked. One that was not seen before begins locked where another of its sign-in is: a
   * new window beside a locked console is no way round it. Rejects where the store cannot be asked: nobody comes in on a guess.
   */
  async enter(signIn: string, console: string): Promise<boolean> {
    const consoles = await this.#of(signIn);
    const known = consoles.get(console);
    const locked = known ?? [...consoles.values()].some(Boolean);
    set(consoles, console, locked);
    if (locked && known === undefined) await this.#keep(signIn, consoles);
    return locked;
  }

  /** What a console asks for, whose `enter` has been answered; what is answered holds already. */
  async ask(signIn: string, console: string, principal: Principal, raw: unknown): Promise<LockAnswer> {
    const parsed = lockSchema.safeParse(raw);
    const none = { lockTo: null, stored: Promise.resolve() };
    if (!parsed.success) return { result: { code: 'BAD_REQUEST', ...faultOf(parsed.error) }, ...none };
    const { data } = parsed;
    const refuse = (reason: Refusal): LockAnswer => ({ result: { code: 'FORBIDDEN', reason }, ...none });
    if (!data.locked && !this.#byWord) return refuse('signInAgain');
    if (!data.locked && data.as !== principal.userId) return refuse('notThatOfficer');
    const consoles = await this.#of(signIn);
    set(consoles, console, data.locked);
    return { result: { code: 'OK' }, lockTo: data.locked, stored: this.#keep(signIn, consoles) };
  }

  /** The sign-in has ended, and what was stored with it is gone. */
  forget(signIn: string): void {
    this.#held.delete(signIn);
  }

  #of(signIn: string): Promise<Map<string, boolean>> {
    const consoles = this.#held.get(signIn) ?? this.#store.consoles(signIn).then((stored) => new Map(stored));
    this.#held.set(signIn, consoles);
    consoles.catch(() => this.#held.delete(signIn));
    return consoles;
  }

  /** While the store takes no writes a lock holds here alone, and nobody is kept from locking or unlocking. */
  #keep(signIn: string, consoles: Map<string, boolean>): Promise<void> {
    return this.#store.keepConsoles(signIn, [...consoles]).catch(() => {});
  }
}

function set(consoles: Map<string, boolean>, console: string, locked: boolean): void {
  consoles.delete(console);
  consoles.set(console, locked);
  const oldest = consoles.size > KEPT ? [...consoles].find(([, held]) => !held) : undefined;
  if (oldest) consoles.delete(oldest[0]);
}
