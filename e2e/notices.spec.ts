import type { Page } from '@playwright/test';
import { lookAt } from './lib/look';
import { expect, test } from './lib/test';

const HOUR_MS = 3600e3;
const inHours = (h: number): string => `${new Date(Date.now() + h * HOUR_MS).toISOString().slice(0, 16)}Z`;

/** Writes into the fields that follow one another from the focus on; null passes one by, a `+` before chooses by its word. */
async function write(page: Page, values: (string | null)[]): Promise<void> {
  for (const value of values) {
    if (value !== null) {
      if (!value.startsWith('+')) await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(value.replace(/^\+/, ''));
    }
    await page.keyboard.press('Tab');
  }
}

test('UX-125 by keyboard and in Russian: a faulty notification is told its faults, filed, found, changed, and its history says who did it', async ({
  desk,
}) => {
  const { page } = await desk('supervisorA', { locale: 'ru-RU', viewport: { width: 1280, height: 720 } });
  await page.goto('/console/live');
  await expect(page.getByRole('tab').first()).toBeVisible();
  await page.keyboard.press('r');
  const form = page.getByRole('form', { name: 'Уведомление о пуске' });
  await expect(form.getByLabel('Свой номер')).toBeFocused();
  // Reference, class, window, kind of area, centre, radius, unit, names, azimuth, tolerance.
  await write(page, ['РФ-77/26', null, inHours(31 * 24), inHours(31 * 24 + 3), null, '95N 40E', '25', null]);
  await write(page, ['Northern range', 'Северный полигон', '80,5', '5']);
  const file = form.getByRole('button', { name: 'Подать за Сторону A' });
  await file.press('Enter');
  const centre = form.getByLabel('Центр');
  await expect(centre).toBeFocused();
  await expect(form).toContainText('Это не координаты');
  await write(page, ['62,9 с.ш. 40,6 в.д.']);

  // It outlives the page; what only the center refuses stands at its field too.
  await page.reload();
  await expect(page.getByRole('tab').first()).toBeVisible();
  await page.keyboard.press('r');
  await expect(centre).toHaveValue('62,9 с.ш. 40,6 в.д.');
  await expect(form).toContainText('Не раньше чем за 30 сут до начала окна');
  await file.press('Enter');
  await expect(form).toContainText('Слишком рано для этого окна, не больше чем за 30 сут');
  await expect(form.getByLabel('Начало окна, UTC')).toBeFocused();
  // The brisk world asks an hour and a half.
  await write(page, [inHours(0.5), inHours(3)]);
  await expect(form).toContainText(/За 1 ч 30 мин до начала окна, сейчас позже на 1 ч/);
  await lookAt(page, 'the form in a console');
  await file.press('Enter');
  await expect(form.getByRole('status').filter({ hasText: /Подано под номером N-\d+/ })).toBeVisible();

  await page.goto('/notifications');
  await page.getByLabel('Район содержит или касается').fill('62.8N 40.5E / 63N 41E');
  await page.getByLabel('Номер или слова').fill('северный полигон');
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('малый срок');
  await rows.nth(1).getByRole('button').press('Enter');
  const detail = page.getByRole('article', { name: /^N-\d+$/ });
  await expect(detail).toContainText('РФ-77/26');
  await detail.getByRole('button', { name: 'Изменить…' }).press('Enter');
  await form.getByLabel('Азимут пуска, °').focus();
  await write(page, ['85']);
  await lookAt(page, 'the form in the register');
  await form.getByRole('button', { name: 'Отправить изменение за Сторону A' }).press('Enter');
  await expect(form.getByRole('status').filter({ hasText: /N-\d+ изменено/ })).toBeVisible();
  await rows.nth(1).getByRole('button').press('Enter');
  await expect(detail).toContainText('085° ±5°');
  const steps = detail.getByRole('listitem');
  await expect(steps).toContainText(['Подано', 'Изменено: азимут']);
  await expect(steps.nth(1)).toContainText('Иванова');
  await lookAt(page, 'a notification with its history');
  await page.getByRole('tab', { name: 'Обязательства' }).press('Enter');
  await lookAt(page, 'the undertakings');
});
