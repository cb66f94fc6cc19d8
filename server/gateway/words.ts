import type { CommandResult } from '../../domain/alert';
import type { Role } from '../../domain/participants';
import type { ClientToServer, JoinAnswer, RefusedWord } from '../../domain/protocol/socket';

/** Words a second of one socket, and as many at once. Answers to frames have their own: a picture must not cost words. */
const BUCKETS = { words: 20, frames: 200, seen: 3, refusals: 20 } as const;
type Bucket = keyof typeof BUCKETS;

interface Word {
  roles: readonly Role[];
  /** Who decides what it does; one place each. */
  policy: 'own-compartments' | 'command-table' | 'own-console' | 'own-frames' | 'signed-in';
  bucket: Bucket;
}
const KEEPS_WATCH: readonly Role[] = ['duty', 'supervisor', 'observer'];

/**
 * The one table of the words that a console may say after its handshake: who, under which policy, how often. The gateway
 * has a listener for each and for nothing else, and no word comes to it but through `WordGate`. Commands have a table of
 * their own (domain/protocol/commands.ts), routes of the API theirs (server/http/table.ts).
 */
export const WORDS = {
  join: { roles: KEEPS_WATCH, policy: 'own-compartments', bucket: 'words' },
  command: { roles: KEEPS_WATCH, policy: 'command-table', bucket: 'words' },
  lock: { roles: ['duty', 'supervisor'], policy: 'own-console', bucket: 'words' },
  frameAck: { roles: KEEPS_WATCH, policy: 'own-frames', bucket: 'frames' },
  seen: { roles: KEEPS_WATCH, policy: 'own-compartments', bucket: 'seen' },
  ping: { roles: KEEPS_WATCH, policy: 'signed-in', bucket: 'words' },
} as const satisfies Record<keyof ClientToServer, Word>;

export type WordRefusal = 'RATE_LIMITED' | 'FORBIDDEN' | 'UNKNOWN';

/** So many a second, and as many at once. A clock that goes back gives nothing. */
class TokenBucket {
  readonly #perS: number;
  readonly #nowMs: () => number;
  #left: number;
  #atMs: number;

  constructor(perS: number, nowMs: () => number) {
    this.#perS = perS;
    this.#nowMs = nowMs;
    this.#left = perS;
    this.#atMs = nowMs();
  }

  take(): boolean {
    const nowMs = this.#nowMs();
    const gained = (Math.max(0, nowMs - this.#atMs) * this.#perS) / 1000;
    this.#left = Math.min(this.#perS, this.#left + gained);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** What one socket may still say. */
export class WordGate {
  readonly #buckets: Record<Bucket, TokenBucket>;

  constructor(nowMs: () => number) {
    const bucket = (name: Bucket) => new TokenBucket(BUCKETS[name], nowMs);
    const [words, frames, seen] = [bucket('words'), bucket('frames'), bucket('seen')];
    this.#buckets = { words, frames, seen, refusals: bucket('refusals') };
  }

  /** Why a word is not taken, or null. One that is refused has cost its token all the same. */
  why(name: string, role: Role): WordRefusal | null {
    const word: Word | null = Object.hasOwn(WORDS, name) ? WORDS[name as keyof typeof WORDS] : null;
    if (!this.#buckets[word?.bucket ?? 'words'].take()) return 'RATE_LIMITED';
    if (!word) return 'UNKNOWN';
    return word.roles.includes(role) ? null : 'FORBIDDEN';
  }

  /** Whether a word without an answer of its own may still be told why: a flood is not answered by one. */
  mayTell(): boolean {
    return this.#buckets.refusals.take();
  }
}

const MESSAGES: Record<WordRefusal, string> = {
  RATE_LIMITED: 'too many words a second',
  FORBIDDEN: 'not for this role',
  UNKNOWN: 'no such word',
};

/** Words whose answer can say that they were refused. */
const ANSWERED = { join: true, command: true, lock: true };

/** Answers a refused word in its own way; false where it has none, and `refused` is to say it. */
export function answerRefused(name: string, why: WordRefusal, answer: unknown): boolean {
  if (typeof answer !== 'function' || why === 'UNKNOWN' || !Object.hasOwn(ANSWERED, name)) return false;
  const joined: JoinAnswer = { ok: false, error: why, message: MESSAGES[why] };
  const taken: CommandResult =
    why === 'RATE_LIMITED' ? { code: why, retryAfterS: 1 } : { code: why, reason: 'notForRole' };
  answer(name === 'join' ? joined : taken);
  return true;
}
export const refusedWord = (name: string, why: WordRefusal) => ({
  word: Object.hasOwn(WORDS, name) ? (name as RefusedWord) : ('unknown' as const),
  error: why === 'UNKNOWN' ? ('BAD_REQUEST' as const) : why,
  ...{ field: why === 'UNKNOWN' ? 'word' : '', message: MESSAGES[why] },
});
