import { hash, type Options, verify } from '@node-rs/argon2';
import { normalPassword } from '../../domain/passwords';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = 2;
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const OPTIONS: Options = {
  algorithm: ARGON2ID,
  memoryCost: MEMORY_KIB,
  timeCost: PASSES,
  parallelism: LANES,
};
/** A hash costs tens of milliseconds of a core and 19 MiB: so many at a time, so many waiting, the rest come again. */
const RUNNING_MAX = 2;
const WAITING_MAX = 16;

export class HasherBusy extends Error {}

export interface Hasher {
  hash(password: string): Promise<string>;
  /** Takes the same time whether there is a hash or not (null, or one that no password opens). */
  verify(stored: string | null, password: string): Promise<boolean>;
}

/** Throws HasherBusy when too many wait. */
export function createHasher(argon2 = { hash, verify }): Hasher {
  const waiting: (() => void)[] = [];
  let running = 0;
  let nobody: Promise<string> | null = null;

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (running >= RUNNING_MAX) {
      if (waiting.length >= WAITING_MAX) throw new HasherBusy('too many sign-ins at once');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      // The place goes from hand to hand: nobody who comes now slips in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }
  return {
    hash: (password) => alone(() => argon2.hash(normalPassword(password), OPTIONS)),
    verify: (stored, password) =>
      alone(async () => {
        nobody ??= argon2.hash('nobody has this password', OPTIONS);
        const against = stored || (await nobody);
        return (await argon2.verify(against, normalPassword(password))) && against === stored;
      }),
  };
}
