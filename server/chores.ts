import type { Auth } from './auth';
import type { Journal } from './journal';

export interface ChoresOptions {
  auth: Pick<Auth, 'sweep' | 'recheck'>;
  journal: Pick<Journal, 'dropBefore'>;
  /** Wall clock; the session time of the live watch. */
  nowMs: () => number;
  log: { info(o: object, msg: string): void; warn(o: object, msg: string): void };
  /** The live watch's session; null where there is none. */
  live: string | null;
  keepDays: number;
  /** Looks at every chain of the journal. */
  checkChains: () => Promise<void>;
}

const SWEEP_MS = 60_000;
/** So soon what `jwc user` has done closes sockets of a running server. */
const RECHECK_MS = 2000;
const RETENTION_MS = 3600_000;
/** The first look for old days waits until the start is over. */
const RETENTION_FIRST_MS = 60_000;
const DAY_MS = 86_400_000;

/** What is to be done now and then while the server runs. A chore that fails is tried again at its next time. */
export function startChores(o: ChoresOptions): { stop(): void } {
  const chore = (name: string, work: () => Promise<void>) => async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      o.log.warn(
        { chore: name, error: error instanceof Error ? error.message : String(error) },
        'chore failed',
      );
    }
  };
  const sweep = chore('sign-ins', async () => void (await o.auth.sweep()));
  // Only the watch grows without end.
  const drop = chore('retention', async () => {
    if (o.live === null) return;
    const links = await o.journal.dropBefore(o.live, o.nowMs() - o.keepDays * DAY_MS);
    if (links === 0) return;
    o.log.info({ links, keepDays: o.keepDays }, 'old days of the watch dropped');
    await o.checkChains();
  });
  const recheck = chore('users', async () => void (await o.auth.recheck()));
  const first = setTimeout(() => void drop(), RETENTION_FIRST_MS);
  const timers = [
    setInterval(() => void sweep(), SWEEP_MS),
    setInterval(() => void recheck(), RECHECK_MS),
    setInterval(() => void drop(), RETENTION_MS),
  ];
  for (const timer of [first, ...timers]) timer.unref();
  return {
    stop: () => {
      clearTimeout(first);
      for (const timer of timers) clearInterval(timer);
    },
  };
}
