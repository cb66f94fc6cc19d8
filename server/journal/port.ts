import { Worker } from 'node:worker_threads';
import { JournalError, type JournalErrorCode, reasonOf } from './errors';
import type { JournalState } from './types';
import type { ArgsOf, OpName, ResultOf, Writer, WriterStats } from './writer';

/** A writer wherever it runs. */
export interface WriterPort {
  call<K extends OpName>(name: K, args: ArgsOf<K>): Promise<ResultOf<K>>;
  stats(): Promise<WriterStats>;
  probe(): Promise<JournalState>;
  onState(handler: (state: JournalState) => void): void;
  onDeath(handler: (error: Error) => void): void;
  close(): Promise<void>;
}

/** What the two threads say to each other. */
export type ToWriter = { id: number } & (
  | { do: 'call'; name: OpName; args: unknown }
  | { do: 'stats' | 'probe' | 'close' }
);
export type FromWriter =
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'refusal'; id: number; code: JournalErrorCode; message: string }
  | { type: 'state'; state: JournalState };
export interface WriterWorkerData {
  dir: string;
  probeMs: number;
}
/** The answer that says that the worker's writer is open, or why not. */
export const OPENED_ID = 0;

/** Starts the writer in a worker of its own: the bundled entry in production, the TypeScript source through tsx else. */
export async function startWriterWorker(data: WriterWorkerData): Promise<WriterPort> {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './writer-worker.ts' : './journal-worker.mjs', import.meta.url);
  const worker = new Worker(entry, {
    workerData: data,
    ...(fromSource ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const stateHandlers: ((state: JournalState) => void)[] = [];
  const deathHandlers: ((error: Error) => void)[] = [];
  let lastId = OPENED_ID;
  let dead: JournalError | null = null;
  let closing = false;

  const die = (why: string): void => {
    if (dead) return;
    dead = new JournalError('CLOSED', why);
    for (const w of waiting.values()) w.reject(dead);
    waiting.clear();
    if (!closing) for (const handler of deathHandlers) handler(dead);
  };
  worker.on('message', (m: FromWriter) => {
    if (m.type === 'state') {
      for (const handler of stateHandlers) handler(m.state);
      return;
    }
    const w = waiting.get(m.id);
    waiting.delete(m.id);
    if (m.type === 'answer') w?.resolve(m.value);
    else w?.reject(new JournalError(m.code, m.message));
  });
  worker.on('error', (error) => die(`its writer died: ${reasonOf(error)}`));
  worker.on('exit', () => die('it is closed'));
  const opened = new Promise<unknown>((resolve, reject) => waiting.set(OPENED_ID, { resolve, reject }));

  function send(message: DistributiveOmit<ToWriter, 'id'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      const id = ++lastId;
      try {
        worker.postMessage({ id, ...message });
      } catch (error) {
        // A function or a symbol somewhere: it cannot even be handed over.
        return reject(new JournalError('BAD_RECORD', reasonOf(error)));
      }
      waiting.set(id, { resolve, reject });
    });
  }
  try {
    await opened;
  } catch (error) {
    closing = true;
    await worker.terminate();
    throw error;
  }
  return {
    call: <K extends OpName>(name: K, args: ArgsOf<K>) =>
      send({ do: 'call', name, args }) as Promise<ResultOf<K>>,
    stats: () => send({ do: 'stats' }) as Promise<WriterStats>,
    probe: () => send({ do: 'probe' }) as Promise<JournalState>,
    onState: (handler) => void stateHandlers.push(handler),
    onDeath: (handler) => void deathHandlers.push(handler),
    close: async () => {
      if (closing) return;
      closing = true;
      await send({ do: 'close' });
      await worker.terminate();
    },
  };
}
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The same in the caller's own thread: for tools and tests. */
export function portTo(
  writer: Writer,
  stateHandlers: ((state: JournalState) => void)[],
  release: () => void,
): WriterPort {
  let closing = false;
  return {
    call: (name, args) => writer.call(name, args),
    stats: async () => writer.stats(),
    probe: () => writer.probe(),
    onState: (handler) => void stateHandlers.push(handler),
    // It dies with its caller.
    onDeath: () => {},
    close: async () => {
      if (closing) return;
      closing = true;
      await writer.close();
      release();
    },
  };
}
