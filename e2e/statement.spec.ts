import { ConsolePage } from './lib/console';
import { lookAt } from './lib/look';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;
const SHOTS = process.env.JWC_SHOTS;

test('UX-137 a Party drafts and signs a statement of its watch, the other reads it in his language and sees it withdrawn; what one proposes the other refuses on the row', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA', { locale: 'ru-RU', viewport: { width: 1280, height: 720 } });
  const deskB = await desk('supervisorB');
  const [a, b] = [deskA.page, new ConsolePage(deskB.page)];
  const session = await openExercise(deskB, 'training-two-sensors', 'no-notification');
  await Promise.all([a, b.page].map((page) => page.goto(`/console/${session}`)));
  await expect(b.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  await b.choose('AL-0001');
  await a
    .getByRole('listitem', { name: /^AL-0001 / })
    .getByRole('button')
    .first()
    .click();

  // The draft and its figures are the own Party's; an own track there keeps it from being signed.
  await b.block('Who looked and saw nothing').locator('summary').press('Enter');
  const form = b.page.getByRole('form', { name: 'Statement of the own watch' });
  await form.getByLabel('Radius, km').fill('300');
  await form.getByRole('button', { name: 'Draft from own coverage for Party B' }).focus();
  await b.page.keyboard.press('Enter');
  await expect(form.getByRole('region', { name: /^Draft SD-0001/ })).toContainText(/Together|No own sensor/);
  if (SHOTS) await b.page.screenshot({ path: `${SHOTS}/draft-wide.png` });
  await form.getByLabel('Statement', { exact: true }).selectOption('Outage');
  await form.getByRole('button', { name: 'Draft from own coverage for Party B' }).click();
  await form.getByRole('button', { name: 'Sign for Party B' }).click();
  const said = b.block('Who looked and saw nothing').getByRole('listitem').filter({ hasText: 'ST-0001' });
  await expect(said).toContainText('Outage');

  await a.getByRole('button', { name: /Кто наблюдал и не увидел/ }).click();
  const heard = a
    .getByRole('region', { name: /Кто наблюдал и не увидел/ })
    .getByRole('listitem')
    .filter({ hasText: 'ST-0001' });
  await expect(heard).toContainText('Перерыв в наблюдении');
  if (SHOTS) await a.screenshot({ path: `${SHOTS}/said-small-ru.png` });
  await said.getByLabel('Reason').fill('wrong place');
  await said.getByRole('button', { name: 'Withdraw ST-0001 for Party B' }).click();
  await expect(said).toContainText('“wrong place”');
  await expect(heard).toContainText('«wrong place»');

  // What one Party proposes stands on the row of the other.
  await a.keyboard.press('o');
  await a.getByRole('form', { name: 'Другое действие' }).getByLabel('Действие').selectOption('Дать отбой');
  await a.getByRole('form', { name: 'Другое действие' }).getByLabel('Основание').fill('проверка');
  await a.getByRole('button', { name: 'Выполнить за Сторону A' }).click();
  await b.row('AL-0001').getByRole('button', { name: 'A proposes: withdraw' }).click();
  const proposed = b.page.getByRole('dialog', { name: 'Proposed about AL-0001' });
  await expect(proposed).toContainText('Party A proposes: withdraw, “проверка”');
  if (SHOTS) await b.page.screenshot({ path: `${SHOTS}/proposed-wide.png` });
  if (SHOTS) await a.screenshot({ path: `${SHOTS}/proposed-small-ru.png` });
  await proposed.getByRole('button', { name: 'Refuse for Party B' }).click();
  await expect(b.row('AL-0001')).not.toContainText('proposes');
  await expect(a.getByRole('listitem', { name: /^AL-0001 / })).not.toContainText('отбой');

  // The names of the tabs stay on one line, in either language.
  for (const page of [a, b.page]) {
    await page.setViewportSize({ width: 1280, height: 720 });
    const heights = await page
      .getByRole('tab')
      .evaluateAll((tabs) => tabs.map((t) => t.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(40);
  }
  await lookAt(b.page, 'a dossier with a statement');
});
