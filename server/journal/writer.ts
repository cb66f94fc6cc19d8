import type { Kysely } from 'kysely';
import { databaseFile, named, type OpenedDatabase, openDatabase } from './database';
import { JournalError, reasonOf } from './errors';
import { Ledger } from './ledger';
import { packBatch, packSnapshot } from './pack';
import { READS } from './reads';
import type { Schema } from './schema';
import type { JournalState } from './types';
import { type Work, WRITES } from './writes';

type Writes = typeof WRITES;
type Reads = typeof READS;
export type WriteName = keyof Writes;
export type OpName = WriteName | keyof Reads;
type Packs = typeof PACKS;
export type ArgsOf<K extends OpName> = K extends keyof Packs
  ? Parameters<Packs[K]>[0]
  : Parameters<(Writes & Reads)[K]>[1];
export type ResultOf<K extends OpName> = Awaited<ReturnType<(Writes & Reads)[K]>>;

interface Job {
  name: OpName;
  args: unknown;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}
export interface WriterStats extends JournalState {
  commits: number;
  links: number;
  lastCommitMs: number;
  maxCommitMs: number;
  bytes: number;
}

/** Made here and not where the records come from: the thread that serves consoles must not stand still for it. */
const PACKS = { appendSteps: packBatch, putSnapshot: packSnapshot };
/** Frames and snapshots, which nobody waits for, wait this long for company when the writer has just committed. */
const QUIET_MS = 5;
const QUIET: ReadonlySet<OpName> = new Set<OpName>([
  'appendFrames',
  'putSnapshot',
  'touchSignIn',
  'forgetFailures',
  'dropSlice',
]);
/** Rough bytes of log after which it is moved into the tables when nothing waits, and what a commit adds beside bodies. */
const TIDY_BYTES = 4 * 1024 * 1024;
const COMMIT_BYTES = 32 * 1024;
/** A disk that takes this much takes a commit. */
const PROBE_BYTES = 256 * 1024;

export interface WriterOptions {
  dir: string;
  /** How often a writer that is READONLY tries again; 0: only when asked. */
  probeMs: number;
  onState: (state: JournalState) => void;
}

/**
 * The one writer: a queue of jobs, and turns. A turn commits everything that waits in one transaction (group commit), then
 * answers one read. What arrives while the disk syncs is the next group; when idle, a write is committed at once.
 */
export class Writer {
  readonly #database: OpenedDatabase;
  readonly #o: WriterOptions;
  #ledger: Ledger;
  #writes: Job[] = [];
  #reads: Job[] = [];
  #turn: { cancel: () => void; at: number } | null = null;
  #turning: Promise<void> | null = null;
  #state: JournalState = { state: 'OK', reason: null };
  #lastCommitEndMs = 0;
  #logBytes = 0;
  #figures = { commits: 0, lastCommitMs: 0, maxCommitMs: 0 };
  #probeTimer: NodeJS.Timeout | null = null;
  #closed = false;

  private constructor(o: WriterOptions, database: OpenedDatabase, ledger: Ledger) {
    this.#o = o;
    this.#database = database;
    this.#ledger = ledger;
  }

  /** Opens the database and checks the end of every chain. Throws JournalError. */
  static async open(
    o: WriterOptions,
    open: (dir: string) => Promise<OpenedDatabase> = openDatabase,
  ): Promise<Writer> {
    const database = await open(o.dir);
    try {
      return new Writer(o, database, await Ledger.load(database.db));
    } catch (error) {
      await database.close();
      if (error instanceof JournalError)
        throw new JournalError(error.code, `in the data directory ${o.dir} ${error.said}`);
      throw named(databaseFile(o.dir), error);
    }
  }

  /** Queues a job. Writes are committed in the order of their calls; a read sees every write that was answered before it. */
  call<K extends OpName>(name: K, args: ArgsOf<K>): Promise<ResultOf<K>> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#closed) return reject(new JournalError('CLOSED', 'it is closed'));
      // At once, so that nothing the caller changes later is stored; a refusal ends here, as a rejection.
      const job = { name, args: packed(name, args), resolve, reject };
      if (name in WRITES) this.#writes.push(job);
      else this.#reads.push(job);
      this.#schedule();
    }) as Promise<ResultOf<K>>;
  }

  get state(): JournalState {
    return this.#state;
  }

  stats(): WriterStats {
    return { ...this.#state, ...this.#figures, links: this.#ledger.links, bytes: this.#database.bytes() };
  }

  /** Tries a write of some size where the last one failed; the book is read again before anything is taken. */
  async probe(): Promise<JournalState> {
    await this.#turning;
    if (this.#state.state === 'OK' || this.#closed) return this.#state;
    try {
      await this.#database.db.transaction().execute(async (trx) => {
        // A probe before this one may have been cut off half-way.
        await trx.deleteFrom('probe').execute();
        await trx
          .insertInto('probe')
          .values({ id: 1, filler: Buffer.alloc(PROBE_BYTES, 1) })
          .execute();
      });
      await this.#database.db.deleteFrom('probe').execute();
      this.#ledger = await Ledger.load(this.#database.db);
      this.#enter({ state: 'OK', reason: null });
    } catch (error) {
      this.#state = { state: 'READONLY', reason: reasonOf(error) };
    }
    return this.#state;
  }

  /** Commits and answers what waits, then closes the database. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#probeTimer) clearInterval(this.#probeTimer);
    this.#turn?.cancel();
    this.#turn = null;
    await this.#turning;
    while (this.#writes.length + this.#reads.length > 0) await this.#take();
    await this.#database.close();
  }

  #schedule(): void {
    if (this.#turning || this.#closed) return;
    const urgent = this.#reads.length > 0 || this.#writes.some((j) => !QUIET.has(j.name));
    const waitMs = urgent ? 0 : Math.max(0, this.#lastCommitEndMs + QUIET_MS - performance.now());
    const at = performance.now() + waitMs;
    if (this.#turn && this.#turn.at <= at) return;
    this.#turn?.cancel();
    const run = (): void => {
      this.#turn = null;
      this.#turning = this.#take().finally(() => {
        this.#turning = null;
        if (this.#writes.length + this.#reads.length > 0) this.#schedule();
        else this.#tidy();
      });
    };
    if (waitMs > 0) {
      const timer = setTimeout(run, waitMs);
      this.#turn = { at, cancel: () => clearTimeout(timer) };
    } else {
      const immediate = setImmediate(run);
      this.#turn = { at, cancel: () => clearImmediate(immediate) };
    }
  }

  /** One turn: all writes that wait, one read. */
  async #take(): Promise<void> {
    const group = this.#writes;
    this.#writes = [];
    if (group.length > 0) await this.#commit(group);
    const read = this.#reads.shift();
    if (!read) return;
    try {
      const op = READS[read.name as keyof Reads] as (db: Kysely<Schema>, args: unknown) => Promise<unknown>;
      read.resolve(await op(this.#database.db, read.args));
    } catch (error) {
      read.reject(error instanceof JournalError ? error : new JournalError('FAILED', reasonOf(error)));
    }
  }

  async #commit(group: Job[]): Promise<void> {
    if (this.#state.state === 'READONLY') {
      const error = new JournalError('READONLY', `the disk takes no writes (${this.#state.reason})`);
      for (const job of group) job.reject(error);
      return;
    }
    const startedMs = performance.now();
    let answers: (() => void)[];
    try {
      answers = await this.#database.db
        .transaction()
        .execute((trx) => this.#write(group, { trx, ledger: this.#ledger }));
    } catch (error) {
      const reason = reasonOf(error);
      this.#enter({ state: 'READONLY', reason });
      for (const job of group) job.reject(new JournalError('READONLY', `nothing was stored: ${reason}`));
      return;
    }
    this.#lastCommitEndMs = performance.now();
    const took = this.#lastCommitEndMs - startedMs;
    this.#figures.commits++;
    this.#figures.lastCommitMs = took;
    this.#figures.maxCommitMs = Math.max(this.#figures.maxCommitMs, took);
    this.#logBytes += COMMIT_BYTES;
    for (const answer of answers) answer();
  }

  /** A job that is refused before it wrote anything is refused alone; any other fault fails the whole group. */
  async #write(group: Job[], work: Work): Promise<(() => void)[]> {
    const answers: (() => void)[] = [];
    for (const job of group) {
      const op = WRITES[job.name as WriteName] as (w: Work, args: unknown) => Promise<unknown>;
      try {
        const value = await op(work, job.args);
        answers.push(() => job.resolve(value));
      } catch (error) {
        if (!(error instanceof JournalError)) throw error;
        answers.push(() => job.reject(error));
      }
    }
    await work.ledger.flush(work.trx);
    return answers;
  }

  #enter(state: JournalState): void {
    this.#state = state;
    if (this.#probeTimer) clearInterval(this.#probeTimer);
    this.#probeTimer = null;
    if (state.state === 'READONLY' && this.#o.probeMs > 0 && !this.#closed)
      this.#probeTimer = setInterval(() => void this.probe(), this.#o.probeMs);
    this.#o.onState(state);
  }

  #tidy(): void {
    if (this.#logBytes < TIDY_BYTES || this.#closed) return;
    this.#logBytes = 0;
    this.#database.tidy();
  }
}

function packed<K extends OpName>(name: K, args: ArgsOf<K>): unknown {
  const pack = (PACKS as Partial<Record<OpName, (args: never) => unknown>>)[name];
  return pack ? pack(args as never) : args;
}
