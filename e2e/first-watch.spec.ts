import { type Browser, expect, type Page, test } from '@playwright/test';

/** Takes a supervisor's seat by the form and gives the page. */
async function supervisor(browser: Browser, letter: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: `Take seat Supervisor, Party ${letter}` }).click();
  await expect(page).toHaveURL(/\/console\/live/);
  return page;
}

test('UX-01 1995 as it was: one alert, two signatures, and the notification that comes late', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const a = await supervisor(browser, 'A');
  const b = await supervisor(browser, 'B');
  const frames: string[] = [];
  b.on('websocket', (socket) => socket.on('framereceived', (f) => frames.push(String(f.payload))));

  await a.goto('/library');
  await a.getByRole('button', { name: /As it was.*20×/ }).click();
  await expect(a).toHaveURL(/\/console\/x-/);
  await b.goto(new URL(a.url()).pathname);

  const rowA = a.getByRole('listitem', { name: 'AL-0001' });
  const rowB = b.getByRole('listitem', { name: 'AL-0001' });
  await expect(rowA).toContainText('Launch, no notification', { timeout: 60_000 });
  await expect(rowB).toContainText('High');

  await rowA.getByRole('button', { name: /^Acknowledge r\d+ for Party A$/ }).click();
  await expect(rowA).toContainText('acknowledged');
  await expect(rowB).toContainText('acknowledged');
  await expect(rowB).toContainText('awaited');
  await rowB.getByRole('button', { name: /^Acknowledge r\d+ for Party B$/ }).click();
  await expect(rowA).not.toContainText('awaited');
  await expect(rowB).not.toContainText('awaited');

  await expect(rowA).toContainText('notification came late', { timeout: 60_000 });
  await expect(rowA).toContainText('r');
  await expect(rowA).not.toContainText('awaited');
  const log = a.getByRole('region', { name: 'Watch log' });
  await expect(log).toContainText('AL-0001');

  expect(frames.length).toBeGreaterThan(5);
  for (const frame of frames) expect(frame).not.toContain('NAT:RU');
});

test('UX-35 the observer sees notifications and no console of a Party', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Observe' }).click();
  await expect(page.getByRole('heading', { name: 'Launch notifications' })).toBeVisible();
  await expect(page.getByRole('row').nth(3)).toBeVisible();
});
