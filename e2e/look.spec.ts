import { lookAt } from './lib/look';
import { leave, openExercise, WIDE } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;

for (const [locale, seat] of [
  ['en-GB', 'supervisorA'],
  ['ru-RU', 'supervisorB'],
] as const)
  test(`UX-86, UX-87 every page is accessible and fits, wide and small, in ${locale}`, async ({ desk }) => {
    test.setTimeout(120_000);
    const a = await desk(seat, { locale });
    const observer = await desk('observer', { locale });
    const stranger = await a.context.browser()?.newContext({ locale, baseURL: process.env.JWC_BASE_URL });
    if (!stranger) throw new Error('no browser');
    const door = await stranger.newPage();
    // The rocket rises while the other pages are looked at.
    const session = await openExercise(a, 'training-two-sensors', 'no-notification');
    await a.page.goto(`/console/${session}`);

    await door.goto('/');
    await expect(door.getByRole('button').first()).toBeVisible();
    await lookAt(door, 'the door');
    await stranger.close();

    await observer.page.goto('/notifications');
    await expect(observer.page.getByRole('heading').first()).toBeVisible();
    await lookAt(observer.page, 'notifications');

    const alert = a.page
      .getByRole('listitem', { name: /^AL-0001 / })
      .getByRole('button')
      .first();
    await alert.click({ timeout: SOON_MS });
    await expect(a.page.getByRole('article').first()).toBeVisible();
    await lookAt(a.page, 'a console with an open alert');
    await a.page.getByRole('tab').nth(1).click();
    await lookAt(a.page, 'its second tab');
    await a.page.keyboard.press('x');
    await expect(a.page.getByRole('textbox', { name: /^(Reason|Причина)/ })).toBeVisible();
    await lookAt(a.page, 'a dissent being written');
    await a.page.keyboard.press('Escape');
    await a.page.keyboard.press('o');
    await expect(a.page.getByRole('dialog')).toBeVisible();
    await lookAt(a.page, 'the other acts');
    await a.page.keyboard.press('Escape');
    await a.page.keyboard.press('e');
    await expect(a.page.getByRole('region', { name: /^(Evidence|Данные)$/ })).toBeVisible();
    await lookAt(a.page, 'the evidence');

    for (const path of ['/console/live', '/library', '/health', '/console/%E0%A4%A']) {
      await a.page.goto(path);
      await expect(a.page.getByRole('heading').first()).toBeAttached();
      await lookAt(a.page, path);
    }
  });

test('UX-86, UX-87 both desks in one window are accessible and fit, also on the small screen', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: WIDE });
  const page = await context.newPage();
  await page.goto('/');
  // A console that was lost before its officer signed out keeps the seat a little longer.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: /^Занято, Начальник/ })).toHaveCount(0, { timeout: 1000 });
  }).toPass({ timeout: SOON_MS });
  await page.getByRole('button', { name: 'Открыть оба места' }).click();
  await expect(page).toHaveURL(/\/both/);
  await expect(page.getByRole('region', { name: 'Сигналы тревоги', exact: true })).toHaveCount(2);
  await lookAt(page, 'both desks');
  await leave(context);
});
