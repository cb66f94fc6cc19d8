import { ConsolePage } from './lib/console';
import { lookAt } from './lib/look';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;
const ARRIVES_MS = 25_000;

test('RL-46, UX-184 a national track released to one participant arrives there and nowhere else; its owner sees when it was shown there; withdrawn it is gone there', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA', { locale: 'ru-RU' });
  const deskB = await desk('supervisorB');
  const deskO = await desk('observer');
  const [a, b] = [deskA.page, new ConsolePage(deskB.page)];
  const session = await openExercise(deskB, 'training-two-sensors', 'no-notification');
  await Promise.all([a, b.page, deskO.page].map((page) => page.goto(`/console/${session}`)));
  const own = b.page.getByRole('region', { name: 'Own picture' });
  await own
    .getByRole('button', { name: /TK-\d+\s*Confirmed/ })
    .first()
    .click({ timeout: SOON_MS });
  expect((await deskA.traffic.all()).texts.join('')).not.toContain('released.changed');

  await b.dossier.locator('summary', { hasText: 'Release' }).press('Enter');
  const form = b.page.getByRole('form', { name: 'Release' });
  await form.getByLabel('Russian Federation').press('Space');
  await form.getByLabel('Grid of places').selectOption('grid 20 km');
  await form.getByLabel('impact area').press('Space');
  await form.getByLabel('Reason').fill('to be looked at together');
  await form.getByRole('button', { name: 'Release for Party B' }).focus();
  await b.page.keyboard.press('Enter');

  const received = a.getByRole('region', { name: 'Переданное нам' });
  await expect(received).toContainText('передано Стороной B, сетка 20 км, без: район падения', {
    timeout: ARRIVES_MS,
  });
  await received.getByRole('button').first().press('Enter');
  await expect(a.getByRole('article', { name: 'RC-0001' })).toContainText('передано Стороной B');
  await lookAt(a, 'a released track');

  // The owner sees it as its receiver does, in a frame that says so.
  await b.page.keyboard.press('w');
  const preview = b.page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('What Russian Federation (A) sees of what we hold');
  await expect(preview.getByRole('region', { name: 'Released by us' })).toContainText(
    /RE-0001 national track.*released by Party B, grid 20 km, without impact area/,
    { timeout: ARRIVES_MS },
  );
  await expect(preview.getByRole('region', { name: 'Launches' })).toBeVisible();
  await lookAt(b.page, 'a preview as another participant');
  await b.page.keyboard.press('Escape');
  await expect(preview).toHaveCount(0);
  await expect(own).toBeVisible();

  // It lies in A's stream and in the owner's, and nowhere in what the third console was ever sent.
  const [toA, toO] = await Promise.all([deskA.traffic.all(), deskO.traffic.all()]);
  expect(toA.texts.join('')).toContain('"copyTo":"RU"');
  expect(toO.texts.join('')).not.toMatch(/release|to be looked at together|copyTo/);
  expect(toO.frames).toEqual([]);

  // Its owner reads when it was given there and stood on the screen.
  const mine = b.page.getByRole('region', { name: 'Own releases' });
  await expect(mine.getByRole('row', { name: /Russian Federation/ })).toContainText(
    /\d\d:\d\d:\d\dZ.*\d\d:\d\d:\d\dZ.*officer 1/,
    { timeout: ARRIVES_MS },
  );
  await mine.getByLabel('Reason').fill('given in error');
  await mine.getByRole('button', { name: 'Withdraw RE-0001 for Party B' }).click();
  await expect(received).toContainText('отозвано Стороной B', { timeout: ARRIVES_MS });
  await expect(received.getByRole('button')).toHaveCount(0);
});
