import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;

test('UX-176 each Party sees when the alert was delivered to and displayed by the other, and that it was not while nobody was there', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA');
  const deskB = await desk('supervisorB');
  const a = new ConsolePage(deskA.page);
  const session = await openExercise(deskA, 'training-two-sensors', 'no-notification');
  await a.page.goto(`/console/${session}`);
  await expect(a.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  await a.choose('AL-0001');
  const line = (party: string) =>
    a.dossier
      .getByRole('table')
      .filter({ hasText: 'Displayed' })
      .getByRole('row', { name: new RegExp(party) });
  await expect(line('Russian Federation')).toContainText(/\d\d:\d\d:\d\dZ.*\d\d:\d\d:\d\dZ.*officer 1/);
  await expect(line('United States')).toContainText('not delivered');

  const b = new ConsolePage(deskB.page);
  await b.page.goto(`/console/${session}`);
  await expect(b.row('AL-0001')).toBeVisible({ timeout: SOON_MS });
  await expect(line('United States')).toContainText(/\d\d:\d\d:\d\dZ.*\d\d:\d\d:\d\dZ.*officer 1/);
});
