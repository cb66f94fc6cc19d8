import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { VerifyReport } from './verify';

/** Checks every chain of a data directory in a thread of its own. Rejects where it cannot be read. */
export async function verifyAside(dir: string): Promise<VerifyReport> {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './verify-worker.ts' : './verify-worker.mjs', import.meta.url);
  const worker = new Worker(entry, {
    workerData: dir,
    ...(fromSource ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  worker.unref();
  const [report] = await once(worker, 'message');
  return report as VerifyReport;
}
