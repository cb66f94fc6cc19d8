import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;

test('UX-253, UX-250, RP-14, RP-16 a moment before the launch is looked at in place: it shows nothing of it, the alert above waits on; another window goes along, and one key is back', async ({
  desk,
}) => {
  const mine = await desk('supervisorA');
  const a = new ConsolePage(mine.page);
  const session = await openExercise(mine, 'training-two-sensors', 'no-notification');
  await a.page.goto(`/console/${session}`);
  await expect(a.row('AL-0001')).toContainText('awaited', { timeout: SOON_MS });
  const launches = a.page.getByRole('navigation', { name: /Launches/ });
  await expect(launches).toContainText('L-0001');
  const began = (await a.head.locator('time').textContent()) ?? '';

  const strip = a.page.getByRole('region', { name: 'Earlier moment' });
  await a.page.keyboard.press('ArrowLeft');
  await expect(strip).toContainText(/Reviewing\s*\d\d:\d\d:\d\dZ/);
  await expect(a.acts).toContainText('Acts are possible at the head only');
  await expect(a.acknowledge('A')).toBeDisabled();

  // The address names the moment; a link to an earlier one shows what was known then.
  await a.page.waitForURL(/[?&]at=/);
  const early = new URL(a.page.url());
  const at = new Date(Date.parse(early.searchParams.get('at') ?? '') - 10 * 60_000);
  early.searchParams.set('at', at.toISOString());
  const second = new ConsolePage(await mine.context.newPage());
  await second.page.goto(early.href);
  const secondStrip = second.page.getByRole('region', { name: 'Earlier moment' });
  await expect(secondStrip).toContainText('Reviewing', { timeout: SOON_MS });
  await expect(second.page.getByRole('navigation', { name: /Launches/ })).not.toContainText('L-0001');
  await expect(second.row('AL-0001')).toContainText('awaited');

  await test.step('what is reviewed in one window is reviewed in the other, and left in both', async () => {
    await a.page.bringToFront();
    await a.page.keyboard.press('Shift+ArrowLeft');
    await expect(async () => {
      const times = await Promise.all([strip, secondStrip].map((s) => s.locator('time').textContent()));
      expect(times[1]).toBe(times[0]);
    }).toPass({ timeout: SOON_MS });
    await a.page.keyboard.press('l');
    await expect(strip).toHaveCount(0);
    await expect(secondStrip).toHaveCount(0);
  });
  await expect(a.acknowledge('A')).toBeEnabled();
  expect(((await a.head.locator('time').textContent()) ?? '') > began).toBe(true);
});
