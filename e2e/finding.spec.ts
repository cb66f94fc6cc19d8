import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 90_000;

test('UX-155 9 November 1979: nobody assesses anything, and the console of the Party whose computer it was reads for both raids that there was no launch', async ({
  desk,
}) => {
  const deskB = await desk('supervisorB');
  const b = new ConsolePage(deskB.page);
  const session = await openExercise(deskB, '1979-11-09-norad-test-tape', 'as-it-was');
  await b.page.goto(`/console/${session}`);
  await b.openLog();
  // The clock waits for whoever is asked: what asks is acknowledged, which says nothing about what it is.
  await expect(async () => {
    const asked = b.acknowledge('B');
    if (await asked.isVisible()) await asked.click();
    await b.openLog();
    await expect(b.said(/finding False alarm, no launch/i)).toHaveCount(2, { timeout: 500 });
  }).toPass({ timeout: SOON_MS });
  await expect(b.said(/Party B says/)).toHaveCount(0);
});
