import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../engine/messages';
import type { WorkerTables } from '../engine/open-host';

/** The main thread's end of the engine worker. */
export interface EngineLink {
  post(message: ToWorker): void;
  onMessage(handler: (message: FromWorker) => void): void;
  /** Called once if the worker dies: the process must not go on as if it lived. */
  onDeath(handler: (error: Error) => void): void;
  close(): Promise<void>;
}

/** Starts the engine worker: the bundled entry in production, the TypeScript source through tsx in development. */
export function startEngineWorker(tables: WorkerTables): EngineLink {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? '../engine/worker.ts' : './engine-worker.mjs', import.meta.url);
  const worker = new Worker(entry, {
    workerData: tables,
    ...(fromSource ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  let closing = false;
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (handler) => {
      worker.on('message', handler);
    },
    onDeath: (handler) => {
      worker.on('error', (error) => handler(error instanceof Error ? error : new Error(String(error))));
      worker.on('exit', (code) => {
        if (!closing) handler(new Error(`engine worker ended with code ${code}`));
      });
    },
    close: async () => {
      closing = true;
      await worker.terminate();
    },
  };
}
