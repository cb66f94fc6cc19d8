/**
 * Appends as fast as it is answered and says what was acknowledged, one line each, until it is killed. A test's program:
 * `crash-child DIR`. Where the disk refuses, it says so and hands the same batch in again.
 */

import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { JournalError, openJournal } from './index';
import { batchOf, metaOf, STREAMS } from './test-batches';
import type { Journal } from './types';

const SESSIONS = ['s1', 's2'];
/** Steps handed in before the first of them is answered. */
const IN_FLIGHT = 4;
const say = (line: string): void => void writeSync(1, `${line}\n`);

async function appendUntilTaken(journal: Journal, session: string, step: number): Promise<void> {
  for (;;) {
    try {
      const { heads } = await journal.append(batchOf(session, step, STREAMS));
      say(`${session} ${step} ${[...heads].map(([stream, seq]) => `${stream}=${seq}`).join(' ')}`);
      return;
    } catch (error) {
      const code = error instanceof JournalError ? error.code : 'FAILED';
      if (code === 'STEP_OUT_OF_ORDER') {
        // The one before it was refused: it comes again as soon as that one is in.
        await journal.stats();
        continue;
      }
      if (code !== 'READONLY') throw error;
      say('READONLY');
      await new Promise<void>((resolve) => journal.onState(({ state }) => state === 'OK' && resolve()));
    }
  }
}

const journal = await openJournal({ dir: process.argv[2] ?? '', probeMs: 50 });
const known = await journal.summaries();
for (const id of SESSIONS) if (!known.some((s) => s.id === id)) await journal.createSession(metaOf(id));
const lane = async (session: string): Promise<void> => {
  let step = known.find((s) => s.id === session)?.lastStep ?? 0;
  for (;;) {
    const group = Array.from({ length: IN_FLIGHT }, () => appendUntilTaken(journal, session, ++step));
    const frames = journal
      .appendFrames(session, 'SHARED', step, new Uint8Array(2000).fill(step))
      .catch(() => {});
    await Promise.all([...group, frames]);
    await journal.putEngineSnapshot(session, step, 'engine-1', step, { step }).catch(() => {});
  }
};
say('open');
await Promise.race([...SESSIONS.map(lane), once(process, 'disconnect')]);
