import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;

test('UX-132, UX-133 two acknowledge, one assesses real and the other a test: a consultation opens; both speak, sign one joint statement, each in his language, and it is closed', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA', { locale: 'ru-RU', viewport: { width: 1280, height: 720 } });
  const deskB = await desk('supervisorB');
  const [a, b] = [deskA.page, new ConsolePage(deskB.page)];
  const session = await openExercise(deskB, 'training-two-sensors', 'no-notification');
  await Promise.all([a, b.page].map((page) => page.goto(`/console/${session}`)));
  await expect(b.row('AL-0001')).toContainText('Launch, no notification', { timeout: SOON_MS });
  const rowA = a.getByRole('listitem', { name: /^AL-0001 / });
  await expect(rowA).toContainText('Пуск без уведомления');
  await b.choose('AL-0001');
  await b.acknowledge('B').click();
  await rowA.getByRole('button').first().click();
  await a.keyboard.press('a');
  await a.keyboard.press('Enter');
  await expect(b.row('AL-0001')).toContainText('Acknowledged by all');
  await expect(rowA).toContainText('Квитировано всеми');
  // Both have acknowledged: from here on the flight goes on at its own pace.
  await b.speed.getByRole('button', { name: '1×', exact: true }).click();

  // One calls it real, the other a test: that they differ asks for a consultation.
  const assessB = b.page.getByRole('form', { name: 'Assess' });
  await assessB.getByLabel('It is').selectOption('Real launch');
  await assessB.getByLabel('Reason').fill('rises as a rocket does');
  await assessB.getByRole('button', { name: 'Assess for Party B' }).click();
  await a.getByRole('button', { name: /Как это оценивают Стороны/ }).click();
  const assessA = a.getByRole('form', { name: 'Оценка' });
  await assessA.getByLabel('Это').selectOption('Испытание');
  await assessA.getByLabel('Основание').fill('плановая проверка');
  await a.keyboard.press('Tab');
  await a.keyboard.press('Enter');
  await expect(b.dossier).toContainText('The Parties differ', { timeout: SOON_MS });
  await expect(b.dossier).toContainText('плановая проверка');
  const agreement = a.getByRole('region', { name: 'Как это оценивают Стороны' });
  await expect(agreement).toContainText('Оценки Сторон расходятся');
  await expect(agreement).toContainText('rises as a rocket does');
  await expect(b.row('AL-0001')).toContainText('Consultation awaits us', { timeout: SOON_MS });

  await b.page.keyboard.press('k');
  const talkB = b.page.getByRole('article', { name: 'CN-0001' });
  await expect(talkB).toContainText('because assessments differ');
  await expect(talkB).toContainText('Your word is awaited');
  await talkB.getByRole('button', { name: 'Join for Party B' }).click();
  await talkB.getByLabel('Phrase').selectOption('Is L-0001 yours?');
  await talkB.getByRole('button', { name: 'Say for Party B' }).click();

  // The other reads it in Russian, and proposes without a mouse.
  await a.keyboard.press('k');
  const talkA = a.getByRole('article', { name: 'CN-0001' });
  await expect(talkA).toContainText('L-0001 — ваш пуск?');
  await expect(talkA).toContainText('Ждут вашего слова');
  await talkA.getByLabel('Фраза').focus();
  await talkA.getByLabel('Фраза').selectOption('Стороны оценивают L-0001 как испытание.');
  await a.keyboard.press('Tab');
  await a.keyboard.press('Enter');
  const statement = 'The Parties assess L-0001 as a test.';
  await expect(talkB.getByRole('region', { name: 'Joint statement 1' })).toContainText(statement);
  await talkB.getByRole('button', { name: 'Sign joint statement 1 for Party B' }).click();
  await expect(talkB).toContainText(/Closed \S+ with a joint statement/);
  await expect(talkB).toContainText(statement);
  await expect(talkA).toContainText(/Закрыта \S+ совместным заявлением/);
  await expect(talkA).toContainText('Стороны оценивают L-0001 как испытание.');
  await b.openLog();
  for (const letter of ['A', 'B'])
    await expect(
      b.said(new RegExp(`Party ${letter} (proposed|signed) joint statement 1 (in|of) CN-0001`)),
      `signed by ${letter}`,
    ).toHaveCount(1);
  await expect(b.said(/CN-0001 closed/)).toHaveCount(1);
  await expect(b.said(/AL-0001, the Parties differ on what it is/)).toHaveCount(1);
  await expect(b.said(/Joint statement 1 of CN-0001 signed by all its members/)).toHaveCount(1);
  await expect(b.row('AL-0001')).not.toContainText('Consultation');
  await expect(rowA).not.toContainText('Консультация');
});
