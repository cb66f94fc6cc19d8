import { hash } from 'node:crypto';
import type { ThrottleRule } from '../journal';

const SECOND_MS = 1000;
const HOUR_MS = 3600_000;
/** The longest wait: whoever keeps failing at somebody's login keeps him out no longer than this at a time. */
const WAIT_MAX_MS = 15 * 60_000;
const FREE_A_LOGIN = 3;
/** Several officers may sit behind one address. */
const FREE_AN_ADDRESS = 20;
/** What failed so long ago counts no more. */
export const FORGET_MS = 24 * HOUR_MS;

const rule = (subject: string, free: number, forgetMs: number): ThrottleRule => ({
  ...{ subject, free, forgetMs, baseMs: SECOND_MS, maxMs: WAIT_MAX_MS },
});

/** By login first, by address second. Hashed: people type passwords where the login belongs. */
export function throttleRules(
  participant: string,
  login: string,
  address: string,
): [ThrottleRule, ThrottleRule] {
  const who = hash('sha256', JSON.stringify([participant, login]), 'hex');
  return [
    rule(`login:${who}`, FREE_A_LOGIN, FORGET_MS),
    rule(`address:${networkOf(address)}`, FREE_AN_ADDRESS, HOUR_MS),
  ];
}

/** An IPv4 address, or the /64 of an IPv6 one: a single host has all of that. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4) return v4;
  const [head = '', tail = ''] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter((g) => g !== '');
  const right = tail.split(':').filter((g) => g !== '');
  const middle = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...middle, ...right].slice(0, 4).join(':');
}
