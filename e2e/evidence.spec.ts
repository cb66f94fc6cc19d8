import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;

test('UX-224 a console that comes late reads how the launch came to be; one key opens it, the arrow keys lead all plots, and own looks have their times', async ({
  desk,
}) => {
  // Party B's satellite sees it first.
  const officer = await desk('dutyB');
  const { page } = officer;
  const console = new ConsolePage(page);
  const session = await openExercise(officer, 'training-two-sensors', 'no-notification');
  await page.goto(`/console/${session}`);
  await expect(console.row('AL-0001')).toBeVisible({ timeout: SOON_MS });
  await console.choose('AL-0001');
  await expect(console.block('What, and how sure')).toContainText(/r([2-9]|\d\d)shared/, {
    timeout: SOON_MS,
  });
  // A new page has a snapshot alone: the earlier revisions are in the journal.
  await page.reload();
  await expect(console.row('AL-0001')).toBeVisible({ timeout: SOON_MS });
  await console.choose('AL-0001');
  await page.keyboard.press('e');
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await evidence.getByText(/^As a table/).click();
  const first = evidence.getByRole('row', { name: /^r1 / });
  const told = await first.getByRole('cell').first().textContent();
  await evidence.getByRole('slider', { name: 'Altitude, km' }).press('Home');
  for (const plot of ['Class over time', 'Confidence in the finding'])
    await expect(evidence.getByRole('slider', { name: plot })).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`^${told}`),
    );
  await expect(evidence.getByRole('row', { name: /^Sensed/ })).toContainText(/\d\d:\d\d:\d\d\.\d{3}Z/);
  // The first level takes the cursor away, the next one the pane.
  await page.keyboard.press('Escape');
  await expect(evidence).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(evidence).toBeHidden();
});
