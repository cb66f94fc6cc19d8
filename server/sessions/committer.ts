import type { EngineBatch } from '../engine/messages';
import { type AppendResult, type Journal, JournalError } from '../journal';

/** Whether the journal takes steps; while it does not, display goes on and commands are refused loudly. */
export interface StorageState {
  readonly: boolean;
  reason: string | null;
}
export interface CommitLog {
  warn(o: object, msg: string): void;
  error(o: object, msg: string): void;
}

const RETRY_MS = 250;
/** A journal that is READONLY says when it is not; asked again this often lest a word was lost. */
const READONLY_RETRY_MS = 2000;

/**
 * Hands steps to the journal until it has taken them. The engine is already past a step that was refused, so it must get
 * in before anything later does; what will never be taken is an error that ends the process.
 */
export class Committer {
  readonly #journal: Journal;
  readonly #log: CommitLog;
  readonly #onStorage: (state: StorageState) => void;
  readonly #waiting = new Set<() => void>();
  /** Why steps are being tried again; null while none is. */
  #refusal: string | null = null;
  #retrying = 0;
  #journalReason: string | null = null;
  #closing = false;
  /** Sessions of which a step will never be taken: nor will any after it. */
  readonly #given = new Set<string>();
  /** When the steps began that are not stored yet, by the steady clock, ms; and the longest wait of those that were. */
  readonly #begun = new Set<{ atMs: number }>();
  #longestMs = 0;
  readonly figures = { commits: 0, commitMs: 0, retries: 0, events: 0 };

  constructor(o: { journal: Journal; log: CommitLog; onStorage: (state: StorageState) => void }) {
    this.#journal = o.journal;
    this.#log = o.log;
    this.#onStorage = o.onStorage;
    o.journal.onState(({ state, reason }) =>
      this.#note(() => {
        this.#journalReason = state === 'READONLY' ? (reason ?? 'the disk takes no writes') : null;
        if (state === 'OK') this.#wakeAll();
      }),
    );
  }

  get state(): StorageState {
    const reason = this.#journalReason ?? this.#refusal;
    return { readonly: reason !== null, reason };
  }

  /** The longest that a step has waited to be stored, or waits now, since this was asked last, ms. */
  takeWaitedMs(): number {
    const now = performance.now();
    const waits = [...this.#begun].map((b) => now - b.atMs);
    const longest = Math.max(this.#longestMs, ...waits);
    this.#longestMs = 0;
    return longest;
  }

  /** Resolves once the batch is durable. Rejects on what the journal will never take, and after `close`. */
  async append(batch: EngineBatch): Promise<AppendResult> {
    const { session, engineVersion, firstStep, lastStep, nowMs: atMs, inputs, events } = batch;
    const started = performance.now();
    const begun = { atMs: started };
    this.#begun.add(begun);
    let refused = false;
    try {
      for (;;) {
        try {
          const result = await this.#journal.append({
            ...{ session, engineVersion, firstStep, lastStep, atMs, inputs, events },
          });
          this.figures.commits++;
          this.figures.events += result.events.length;
          this.figures.commitMs += performance.now() - started;
          return result;
        } catch (error) {
          const code = error instanceof JournalError ? error.code : null;
          const again = code === 'BUSY' || code === 'READONLY' || code === 'STEP_OUT_OF_ORDER';
          if (!again || this.#closing) throw error;
          const { message } = error as JournalError;
          if (!refused) {
            refused = true;
            this.#retry(1, message);
            this.#log.error(
              { session, steps: [firstStep, lastStep], error: message },
              'a step was refused; trying again',
            );
          }
          this.figures.retries++;
          await this.#pause(code === 'READONLY' ? READONLY_RETRY_MS : RETRY_MS);
          if (this.#given.has(session)) throw error;
        }
      }
    } finally {
      this.#begun.delete(begun);
      this.#longestMs = Math.max(this.#longestMs, performance.now() - started);
      if (refused) this.#retry(-1, null);
    }
  }

  /** No more second tries for a session, one of whose steps cannot be stored. */
  giveUp(session: string): void {
    this.#given.add(session);
    this.#wakeAll();
  }

  /** No more second tries: what is refused from now on is lost with the process, as after a crash. */
  close(): void {
    this.#closing = true;
    this.#wakeAll();
  }

  /** One step more or less is being tried again; the first refusal says why. */
  #retry(by: 1 | -1, reason: string | null): void {
    this.#note(() => {
      this.#retrying += by;
      this.#refusal = this.#retrying === 0 ? null : (this.#refusal ?? reason);
    });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(done);
    });
  }

  #wakeAll(): void {
    for (const done of [...this.#waiting]) done();
  }

  /** Makes a change and tells if it changed what officers should know. */
  #note(change: () => unknown): void {
    const was = this.state;
    change();
    const is = this.state;
    if (was.readonly === is.readonly) return;
    if (is.readonly) this.#log.error({ reason: is.reason }, 'journal takes no steps: commands are refused');
    else this.#log.warn({}, 'journal takes steps again');
    this.#onStorage(is);
  }
}
