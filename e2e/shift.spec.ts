import type { Locator } from '@playwright/test';
import { ConsolePage } from './lib/console';
import { heldLine } from './lib/held-line';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;

/** A list that changes between reading and signing is refused, as it should be: it is read and signed again. */
async function pressUntil(button: Locator, sheet: Locator, says: RegExp): Promise<void> {
  await expect(async () => {
    if ((await button.count()) > 0) await button.click({ timeout: 5000 });
    await expect(sheet).toContainText(says, { timeout: 5000 });
  }).toPass({ timeout: SOON_MS });
}

test('UX-146, UX-147, UX-148, UX-179 two supervisors of one Party press at once and one is told who was first; the watch is handed over and found in the history; a lock outlives a reload', async ({
  desk,
}) => {
  const first = await desk('supervisorA');
  const second = await desk('deputyA', { locale: 'ru-RU', viewport: { width: 1280, height: 720 } });
  const line = await heldLine(second.page);
  const [a, b] = [new ConsolePage(first.page), second.page];
  const session = await openExercise(first, 'training-two-sensors', 'no-notification');
  await Promise.all([a.page, b].map((page) => page.goto(`/console/${session}`)));
  const rowB = b.getByRole('listitem', { name: /^AL-0001 / });
  await expect(a.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  await expect(rowB).toContainText('Ждёт нас', { timeout: SOON_MS });

  await test.step('neither knew of the other: one counts, the other reads who and when', async () => {
    await rowB.getByRole('button').first().click();
    await b.keyboard.press('a');
    await a.choose('AL-0001');
    line.hold();
    await a.acknowledge('A').click();
    await expect(a.acts).toContainText(/Acknowledged r\d+ for Party A/);
    await b.keyboard.press('Enter');
    line.release();
    await expect(b.getByRole('region', { name: 'Действия' })).toContainText(
      /Ответ уже дал\(а\) Иванова, \d\d:\d\d:\d\dZ/,
    );
  });

  await test.step('who goes signs, who takes over signs what stands now', async () => {
    const sheetA = a.page.getByRole('region', { name: 'Handover', exact: true });
    const sheetB = b.getByRole('region', { name: 'Сдача-приём', exact: true });
    await a.page.keyboard.press('h');
    await expect(sheetA).toBeFocused();
    const remarks = sheetA.getByRole('textbox', { name: 'Remarks of who hands over' });
    await remarks.fill('watch the radar');
    await a.page.reload();
    await expect(a.row('AL-0001')).toBeVisible();
    await a.page.keyboard.press('h');
    await expect(remarks).toHaveValue('watch the radar');
    await pressUntil(sheetA.getByRole('button', { name: 'Begin handover' }), sheetA, /SH-0001/);
    await pressUntil(
      sheetA.getByRole('button', { name: 'Sign and hand over' }),
      sheetA,
      /signed by who goes/,
    );
    await expect(sheetA.getByRole('button', { name: /^Sign and/ })).toHaveCount(0);
    await b.keyboard.press('h');
    await expect(sheetB).toContainText('watch the radar');
    await expect(sheetB).toContainText('AL-0001');
    const takes = sheetB.getByRole('button', { name: 'Подписать и принять' });
    await pressUntil(takes, sheetB, /SH-0001, дежурство сдано/);
    await b.keyboard.press('Escape');
    await a.page.keyboard.press('Escape');
    const history = await second.context.newPage();
    await history.goto(`/history?session=${session}`);
    await expect(
      history.getByText(/SH-0001 Дежурство Стороны A: сдано \(Иванова\), принято \(Орлова\)/),
    ).toBeVisible();
    await history.close();
  });

  await test.step('locked: nothing is taken from it, the others see that nobody attends it, a reload does not open it', async () => {
    await a.page.keyboard.press('Shift+L');
    const lock = a.page.getByRole('status', { name: 'Lock' });
    await expect(lock).toContainText('This console is locked');
    await b
      .getByRole('button', { name: /Российская Федерация/ })
      .first()
      .click();
    await expect(b.getByRole('dialog')).toContainText('Иванова · заблокировано, у пульта никого');
    await b.keyboard.press('Escape');
    await a.page.reload();
    await expect(lock).toContainText('This console is locked');
    await a.openLog();
    await expect(a.page.getByRole('button', { name: /^Write/ })).toBeDisabled();
    await lock.getByRole('button', { name: /^I am Ivanova, supervisor of Party A/ }).click();
    await expect(lock).toHaveCount(0);
    await expect(a.said(/Ivanova unlocked the console/)).toHaveCount(1);
  });
});
