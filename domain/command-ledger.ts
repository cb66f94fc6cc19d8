import type { CommandResult } from './alert';

const KEEP_MS = 24 * 3600_000;
type Entry = { user: string; result: CommandResult; atMs: number };
export type LedgerSnapshot = [id: string, entry: Entry][];

/** First results by command id, kept a day: the same command again is answered, not applied again. */
export class CommandLedger {
  readonly #entries: Map<string, Entry>;

  constructor(stored: LedgerSnapshot = []) {
    this.#entries = new Map(stored);
  }

  /** The first result of this user's command, or null. Another user's command with the same id is another command. */
  lookup(id: string, user: string): CommandResult | null {
    return this.#entries.get(`${user}\n${id}`)?.result ?? null;
  }

  record(id: string, user: string, result: CommandResult, nowMs: number): void {
    this.#entries.set(`${user}\n${id}`, { user, result, atMs: nowMs });
    // Insertion order is time order: the old ones stand in front.
    for (const [key, entry] of this.#entries) {
      if (nowMs - entry.atMs <= KEEP_MS) break;
      this.#entries.delete(key);
    }
  }

  snapshot(): LedgerSnapshot {
    return [...this.#entries];
  }
}
