import { ConsolePage } from './lib/console';
import { lookAt } from './lib/look';
import { expect, test } from './lib/test';

test('UX-140 from the console to the history: an own entry, corrected, is found by its words, saved, and the figures stand beside their limits', async ({
  desk,
}) => {
  const { page } = await desk('supervisorA');
  const a = new ConsolePage(page);
  await page.goto('/console/live');
  await a.openLog();
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('heard from the radar in the east');
  await page.keyboard.press('Enter');
  await a
    .said(/in the east/)
    .getByRole('button', { name: 'Correct' })
    .click();
  await expect(note).toHaveValue('heard from the radar in the east');
  await note.fill('heard from the radar in the west');
  await page.keyboard.press('Enter');
  await expect(a.said(/in the east.*corrected below/)).toHaveCount(1);
  await expect(a.said(/Correction of the entry of .*in the west/)).toHaveCount(1);

  await page.getByRole('link', { name: 'History of alerts and entries' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  const rows = page.getByRole('region', { name: 'Alerts and entries' }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await page.getByRole('textbox', { name: 'Text, name or number' }).fill('heard from the radar');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('in the west');
  await expect(rows.nth(2)).toContainText('in the east');
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('simulated-history.csv');
  await page.getByRole('textbox', { name: 'From, UTC' }).fill('tomorrow');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not a time: tomorrow' })).toBeVisible();

  await page.getByRole('tab', { name: 'Alarm performance' }).click();
  await expect(page.getByRole('img', { name: 'Alarms in each ten minutes' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Key figures' })).toContainText(/at most 1/);
  await lookAt(page, 'the figures');
  await page.getByRole('link', { name: 'Back to the console' }).click();
  await expect(page).toHaveURL(/\/console\/live/);
});
