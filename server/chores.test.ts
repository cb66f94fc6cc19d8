import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChoresOptions, startChores } from './chores';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 31);

let sweeps: number;
let rechecks: number;
let drops: [session: string, beforeMs: number][];
let told: string[];
let failing: boolean;
let checks: number;
let chores: { stop(): void };
function start(part: Partial<ChoresOptions> = {}): void {
  chores = startChores({
    auth: {
      sweep: async () => {
        sweeps++;
        if (failing) throw new Error('the disk takes no writes');
        return 0;
      },
      recheck: async () => {
        rechecks++;
        return 0;
      },
    },
    journal: {
      dropBefore: async (session, beforeMs) => {
        drops.push([session, beforeMs]);
        return drops.length === 1 ? 12 : 0;
      },
    },
    log: { info: (_o, msg) => void told.push(msg), warn: (_o, msg) => void told.push(msg) },
    checkChains: async () => void checks++,
    ...{ nowMs: () => NOW, live: 'live', keepDays: 30, ...part },
  });
}
beforeEach(() => {
  vi.useFakeTimers();
  [sweeps, drops, told, failing, checks] = [0, [], [], false, 0];
  rechecks = 0;
});
afterEach(() => {
  chores.stop();
  vi.useRealTimers();
});

describe('chores', () => {
  it('AC-09 what administrators of any process did is looked for every two seconds', async () => {
    start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(rechecks).toBe(5);
  });

  it('SY-65 sign-ins that are over are ended within a minute, though the store failed before', async () => {
    start();
    failing = true;
    await vi.advanceTimersByTimeAsync(60_000);
    failing = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect([sweeps, told.filter((t) => t === 'chore failed')]).toEqual([2, ['chore failed']]);
  });

  it('SY-65 days of the watch older than was asked for are dropped each hour, and nothing else is', async () => {
    start({ keepDays: 7 });
    await vi.advanceTimersByTimeAsync(2 * 3600_000);
    expect(drops).toEqual(Array(3).fill(['live', NOW - 7 * DAY_MS]));
    chores.stop();
    start({ live: null });
    await vi.advanceTimersByTimeAsync(2 * 3600_000);
    expect(drops.length).toBe(3);
  });

  it('SY-113 the chains are checked after each cut that took something, and after no other', async () => {
    start();
    await vi.advanceTimersByTimeAsync(2 * 3600_000);
    expect([drops.length, checks]).toEqual([3, 1]);
  });

  it('SY-65 nothing is left running once they are stopped', async () => {
    start();
    chores.stop();
    await vi.advanceTimersByTimeAsync(3600_000);
    expect([sweeps, drops.length]).toEqual([0, 0]);
  });
});
