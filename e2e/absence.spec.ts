import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const A = 'Russian Federation';
const B = 'United States';
const SOON_MS = 60_000;

test('UX-114 nobody of Party B is there: A records its absence and shelves by keyboard; B comes back, finds it unacknowledged and answers beside the absence', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA');
  const a = new ConsolePage(deskA.page);
  const session = await openExercise(deskA, 'training-two-sensors', 'no-notification');
  await a.page.goto(`/console/${session}`);
  // A robot that is set to silence is nobody.
  await a.page
    .getByRole('button', { name: /United States/ })
    .first()
    .click();
  const panel = a.page.getByRole('dialog', { name: `Who keeps the watch of ${B}` });
  await panel.getByLabel('Robot answers').selectOption({ label: 'stays silent' });
  await panel.getByRole('button', { name: 'Set robot of Party B' }).click();
  await expect(panel.getByRole('status')).toHaveText('Done');
  await a.page.keyboard.press('Escape');
  await a.openLog();
  await expect(a.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  // The flight goes on at its own pace: what it becomes is not this test's matter.
  await a.speed.getByRole('button', { name: '1×', exact: true }).click();
  await a.choose('AL-0001');
  await a.acknowledge('A').click();
  await expect(a.cell('AL-0001', B)).toContainText('awaited');

  await a.openLog();
  await a.page.keyboard.press('o');
  const acts = a.page.getByRole('dialog', { name: 'Other acts' });
  await acts.getByLabel('Act', { exact: true }).selectOption('Record that Party B is absent');
  // Within the first minute the center refuses, and says why; then it takes it.
  await expect(async () => {
    await acts.getByLabel('Reason').fill('nobody answers the call');
    await acts.getByRole('button', { name: 'Do it for Party A' }).click();
    await expect(a.cell('AL-0001', B)).toContainText('absent', { timeout: 3000 });
  }).toPass({ timeout: 90_000 });
  await expect(a.said(/AL-0001 r\d+, Party B recorded absent, “nobody answers the call”/)).toHaveCount(1);
  await expect(a.said(/acknowledged for Party B/)).toHaveCount(0);
  await acts.getByLabel('Act', { exact: true }).selectOption('Shelve');
  await acts.getByLabel('Reason').fill('known to us');
  await acts.getByRole('button', { name: 'Do it for Party A' }).press('Enter');
  await expect(a.row('AL-0001')).toHaveCount(0);

  const deskB = await desk('supervisorB');
  const b = new ConsolePage(deskB.page);
  await b.page.goto(`/console/${session}`);
  await expect(b.row('AL-0001')).toContainText('Waits for us');
  await expect(b.cell('AL-0001', B)).toContainText('was absent');
  // What stands for ever: A has acknowledged, B was absent; nothing was signed for it.
  await expect(b.cell('AL-0001', A).getByRole('img', { name: 'acknowledged' })).toBeVisible();
  await expect(b.cell('AL-0001', B).getByRole('img', { name: 'acknowledged' })).toHaveCount(0);
  await b.choose('AL-0001');
  await b.acknowledge('B').click();
  await expect(b.cell('AL-0001', B).getByRole('img', { name: 'acknowledged' })).toBeVisible();
  await expect(b.cell('AL-0001', B)).toContainText('was absent');
  await expect(a.said(/AL-0001 handed to Party B, which was absent/)).toHaveCount(1);
  await expect(a.said(/AL-0001 acknowledged by all required Parties/)).toHaveCount(1);

  await expect(acts.getByRole('region', { name: 'Shelved by this Party' })).toContainText('known to us');
  await acts.getByRole('button', { name: 'Bring back AL-0001' }).press('Enter');
  await expect(a.row('AL-0001')).toContainText('Acknowledged by all');
});
