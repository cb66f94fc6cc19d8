import type { CommandResult } from '../../domain/alert';
import type { Principal } from '../../domain/participants';
import { lockSchema } from '../../domain/protocol/socket';
import type { Refusal } from '../../domain/refusals';
import { faultOf } from './malformed';

/** Consoles of one sign-in that are remembered; of more the oldest that is not locked is forgotten. */
const KEPT = 32;

/**
 * Which consoles of a sign-in are locked, by the name that each console bears through a reload. Held for as long as the
 * sign-in and the server last; a console that was locked before a restart says so itself when it comes back.
 */
export class ConsoleLocks {
  readonly #held = new Map<string, Map<string, boolean>>();
  /** In the demo a word unlocks, for there are no passwords; elsewhere he signs in anew, and that ends the locked sign-in. */
  readonly #byWord: boolean;

  constructor(byWord: boolean) {
    this.#byWord = byWord;
  }

  /**
   * A console opened; true if it is locked. One that was not seen before begins locked where another of its sign-in is: a
   * new window beside a locked console is no way round it.
   */
  enter(signIn: string, console: string): boolean {
    const consoles = this.#of(signIn);
    const locked = consoles.get(console) ?? [...consoles.values()].some(Boolean);
    this.#set(consoles, console, locked);
    return locked;
  }

  /** What a console asks for; `lockTo` is what holds from then on, null where nothing changes. */
  ask(
    signIn: string,
    console: string,
    principal: Principal,
    raw: unknown,
  ): { result: CommandResult; lockTo: boolean | null } {
    const parsed = lockSchema.safeParse(raw);
    if (!parsed.success) return { result: { code: 'BAD_REQUEST', ...faultOf(parsed.error) }, lockTo: null };
    const { data } = parsed;
    const refuse = (reason: Refusal) => ({ result: { code: 'FORBIDDEN' as const, reason }, lockTo: null });
    if (!data.locked && !this.#byWord) return refuse('signInAgain');
    if (!data.locked && data.as !== principal.userId) return refuse('notThatOfficer');
    this.#set(this.#of(signIn), console, data.locked);
    return { result: { code: 'OK' }, lockTo: data.locked };
  }

  /** The sign-in has ended. */
  forget(signIn: string): void {
    this.#held.delete(signIn);
  }

  #of(signIn: string): Map<string, boolean> {
    const consoles = this.#held.get(signIn) ?? new Map<string, boolean>();
    this.#held.set(signIn, consoles);
    return consoles;
  }

  #set(consoles: Map<string, boolean>, console: string, locked: boolean): void {
    consoles.delete(console);
    consoles.set(console, locked);
    const oldest = consoles.size > KEPT ? [...consoles].find(([, held]) => !held) : undefined;
    if (oldest) consoles.delete(oldest[0]);
  }
}
