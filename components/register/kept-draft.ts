import type { Act, NoticeDraft } from './draft';

/** One form as it was left: an act on a notification (empty: a new one). */
export interface Kept {
  act: Act;
  notification: string;
  draft: NoticeDraft;
  /** What was sent and not answered yet: sending the same again is the same command. */
  sent: { id: string; payload: string } | null;
}
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Drafts outlive a reload and a lost link: they lie in this browser, by session and officer, until the center has taken them.
 * A browser that keeps nothing (a private window) keeps no draft either.
 */
export class DraftShelf {
  readonly #key: string;
  readonly #storage: Storage | null;

  constructor(session: string, user: string, storage: Storage | null = browserStorage()) {
    this.#key = `jwc.notice.${session}.${user}`;
    this.#storage = storage;
  }

  /** What was written at last and is not sent, if anything. */
  last(): Kept | null {
    const at = this.#read<Pick<Kept, 'act' | 'notification'>>(this.#key);
    return at && this.get(at.act, at.notification);
  }
  get(act: Act, notification: string): Kept | null {
    return this.#read<Kept>(this.#keyOf({ act, notification }));
  }
  put(kept: Kept): void {
    this.#write(this.#keyOf(kept), kept);
    this.#write(this.#key, { act: kept.act, notification: kept.notification });
  }
  drop(kept: Pick<Kept, 'act' | 'notification'>): void {
    try {
      this.#storage?.removeItem(this.#keyOf(kept));
    } catch {
      // What cannot be kept cannot be dropped.
    }
  }

  #keyOf({ act, notification }: Pick<Kept, 'act' | 'notification'>): string {
    return `${this.#key}.${act}.${notification}`;
  }
  #read<T>(key: string): T | null {
    try {
      return JSON.parse(this.#storage?.getItem(key) ?? 'null') as T | null;
    } catch {
      return null;
    }
  }
  #write(key: string, value: object): void {
    try {
      this.#storage?.setItem(key, JSON.stringify(value));
    } catch {
      // Storage may be shut off or full: the form goes on without it.
    }
  }
}

function browserStorage(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage;
  } catch {
    return null;
  }
}

/** The id to send a payload with: of the command that it was sent as before, else a new one. */
export function sentAs(
  before: Kept['sent'],
  payload: unknown,
  makeId: () => string,
): NonNullable<Kept['sent']> {
  const text = JSON.stringify(payload);
  return before?.payload === text ? before : { id: makeId(), payload: text };
}
