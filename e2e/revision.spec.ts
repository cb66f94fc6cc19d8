import { ConsolePage } from './lib/console';
import { allowHolding, holdPainting } from './lib/painting';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const B = 'United States';
const SOON_MS = 60_000;
const revOf = async (button: { textContent(): Promise<string | null> }): Promise<number> =>
  Number(/ r(\d+) /.exec((await button.textContent()) ?? '')?.[1]);

test('UX-82, UX-11 an answer to what was not painted yet is refused and says what changed; the new revision can be answered', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA');
  const deskB = await desk('supervisorB');
  await allowHolding(deskB.context);
  const a = new ConsolePage(deskA.page);
  const b = new ConsolePage(deskB.page);
  const session = await openExercise(deskA, 'dual-irbm', 'no-notification');
  await Promise.all([a, b].map((c) => c.page.goto(`/console/${session}`)));
  for (const c of [a, b]) {
    await c.openLog();
    await expect(c.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  }
  await a.acknowledge('A').click();
  // From here on B's window paints nothing. Settled, the clock runs on at 20× into a change that alarms again.
  await expect(b.acknowledge('B')).toBeVisible();
  await holdPainting(b.page, true);
  await b.acknowledge('B').click();
  const given = /AL-0001 r\d+ acknowledged for Party B/;
  await expect(b.said(given)).toHaveCount(1);
  await expect(b.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  await expect(a.row('AL-0001')).toContainText('Waits for us');
  const before = await revOf(b.acknowledge('B'));
  await b.acknowledge('B').click();
  const refusal = b.acts.getByRole('alert');
  await expect(refusal).toContainText('Not sent, the alert changed while you read. It is now r');
  await expect(refusal).toContainText(/Changed: \S.*Read it, then answer r\d+\./);
  await expect(a.cell('AL-0001', B)).toContainText('awaited');
  await expect(b.said(given)).toHaveCount(1);

  await holdPainting(b.page, false);
  await expect(b.acknowledge('B')).not.toContainText(` r${before} `);
  expect(await revOf(b.acknowledge('B'))).toBeGreaterThan(before);
  await b.acknowledge('B').click();
  await expect(b.said(given)).toHaveCount(2);
  await expect(a.cell('AL-0001', B)).not.toContainText('awaited');
  await expect(refusal).toHaveCount(0);
});
