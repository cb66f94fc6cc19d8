import type { Principal } from '../../domain/participants';
import { normalLogin, type PasswordFault, passwordFault } from '../../domain/passwords';
import type { Store } from '../journal';
import { type Hasher, HasherBusy } from './hasher';
import type { SignIns } from './sign-ins';
import { throttleRules } from './throttle';

export interface PasswordSignIn {
  participant: string;
  login: string;
  password: string;
  /** Takes the place of the password at this sign-in. */
  newPassword?: string | undefined;
  desk: string;
  cookie: string | undefined;
  agent: string;
  address: string;
}
export type PasswordAnswer =
  | { ok: true; principal: Principal; setCookie: string }
  | { ok: false; error: 'WRONG_CREDENTIALS' | 'PASSWORD_CHANGE_REQUIRED' }
  | { ok: false; error: 'RATE_LIMITED'; retryAfterS: number }
  | { ok: false; error: 'BAD_PASSWORD'; fault: PasswordFault | 'SAME' };

const SECOND_MS = 1000;

/**
 * Sign-in by password. A login that is not there, one that is disabled and a wrong password are one answer after the same
 * work; each attempt counts as failed before it is judged. A password that somebody else has set lets in only together with
 * a new one.
 */
export async function signInByPassword(
  o: { store: Store; hasher: Hasher; signIns: SignIns; nowMs: () => number },
  given: PasswordSignIn,
): Promise<PasswordAnswer> {
  const { store, hasher, signIns, nowMs } = o;
  const login = normalLogin(given.login);
  const rules = throttleRules(given.participant, login, given.address);
  const waitMs = await store.throttle.attempt(rules, nowMs());
  if (waitMs > 0) return { ok: false, error: 'RATE_LIMITED', retryAfterS: Math.ceil(waitMs / SECOND_MS) };
  const account = await store.accounts.find(given.participant, login, false);
  const usable = account && !account.disabled ? account : null;
  let right: boolean;
  try {
    right = await hasher.verify(usable?.passwordHash ?? null, given.password);
  } catch (error) {
    if (error instanceof HasherBusy) return { ok: false, error: 'RATE_LIMITED', retryAfterS: 1 };
    throw error;
  }
  if (!usable || !right) return { ok: false, error: 'WRONG_CREDENTIALS' };
  await store.throttle.succeeded(rules[0].subject, [rules[1].subject]);
  if (given.newPassword !== undefined) {
    const fault = newPasswordFault(given.password, given.newPassword, login);
    if (fault) return { ok: false, error: 'BAD_PASSWORD', fault };
    const passwordHash = await hasher.hash(given.newPassword);
    const ended = await store.accounts.change(usable.id, { passwordHash, mustChange: false }, null, {
      ...{ participant: usable.participant, atMs: nowMs(), act: 'PASSWORD_SET' },
      ...{ by: usable.id, subject: login, of: usable.id },
    });
    for (const key of ended) signIns.tell(key, 'REVOKED');
  } else if (usable.mustChange) return { ok: false, error: 'PASSWORD_CHANGE_REQUIRED' };
  const signed = await signIns.begin(usable, given);
  return signed ? { ok: true, ...signed } : { ok: false, error: 'WRONG_CREDENTIALS' };
}

function newPasswordFault(before: string, after: string, login: string): PasswordFault | 'SAME' | null {
  return before === after ? 'SAME' : passwordFault(after, login);
}
