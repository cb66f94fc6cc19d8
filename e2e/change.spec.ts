import { ConsolePage } from './lib/console';
import { cuttableLine } from './lib/cuttable-line';
import { allowHolding, holdPainting } from './lib/painting';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const A = 'Russian Federation';
const B = 'United States';
const SOON_MS = 60_000;
const revOf = async (button: { textContent(): Promise<string | null> }): Promise<number> =>
  Number(/ r(\d+) /.exec((await button.textContent()) ?? '')?.[1]);

test('UX-150, UX-151, UX-152, UX-153, UX-82 a signature over a line that is cut counts once; a second kind of sensor takes it back and both read what changed; a dissent stands on the other desk', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA', { locale: 'ru-RU' });
  const deskB = await desk('supervisorB');
  const line = await cuttableLine(deskA.page);
  await allowHolding(deskB.context);
  const [a, b] = [deskA.page, new ConsolePage(deskB.page)];
  // The second kind of sensor sees it 34 s after the first one has raised the alert.
  const session = await openExercise(deskB, '2017-08-28-hwasong-12-overflight', 'every-sensor-looks');
  await Promise.all([a, b.page].map((page) => page.goto(`/console/${session}`)));
  await b.openLog();
  await expect(b.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  const actsA = a.getByRole('region', { name: 'Действия', exact: true });
  const signA = actsA.getByRole('button', { name: /^Квитировать r\d+ за Сторону A/ });
  const rowA = a.getByRole('listitem', { name: /^AL-0001 / });
  const cellA = (party: RegExp) => rowA.locator('span', { has: a.getByRole('img', { name: party }) });

  await test.step('the line is cut between the command and its answer: the retry is the same act', async () => {
    await expect(signA).toBeVisible();
    line.cutAfterNextCommand();
    await signA.click();
    await expect(actsA).toContainText(/r\d+ квитирована за Сторону A/);
    await expect(actsA.getByRole('alert')).toHaveCount(0);
    await expect(b.cell('AL-0001', A).getByRole('img', { name: 'acknowledged' })).toBeVisible();
    const commands = line.sent.filter((m) => m.includes('"alert.acknowledge"'));
    expect(commands.length).toBeGreaterThanOrEqual(2);
    const ids = new Set(commands.map((m) => /"id":"([^"]+)"/.exec(m)?.[1]));
    expect(ids.size).toBe(1);
    // The row changes by the event; the answer to the retry may come after it.
    await expect.poll(() => line.came.filter((m) => m.includes('"DUPLICATE"'))).toHaveLength(1);
    await expect(b.said(/AL-0001 r\d+ acknowledged for Party A · Ivanova/)).toHaveCount(1);
  });

  const before =
    await test.step('the severity rises before B has answered: A is asked again and reads the difference', async () => {
      await holdPainting(b.page, true);
      const rev = await revOf(b.acknowledge('B'));
      await expect(signA).toBeVisible({ timeout: SOON_MS });
      await expect(rowA).toContainText('Критический');
      await expect(cellA(/Российская/)).toContainText('ожидается');
      const table = a.getByRole('region', { name: 'Изменения с прошлого просмотра' });
      await expect(table.getByRole('row', { name: /^Уровень/ })).toHaveText('УровеньВысокийКритический');
      await expect(table.getByRole('row', { name: /^Виды средств/ })).toHaveText(
        'Виды средстводин вид средствдва вида средств',
      );
      return rev;
    });

  await test.step('B, whose window has not painted it yet, is refused and told what changed', async () => {
    await expect(b.cell('AL-0001', A)).toContainText('awaited');
    await b.acknowledge('B').click();
    const refusal = b.acts.getByRole('alert');
    await expect(refusal).toContainText('Not sent, the alert changed while you read. It is now r');
    await expect(refusal).toContainText(
      /Changed: level, kinds of sensor, finding\. Read it, then answer r\d+\./,
    );
    await expect(b.said(/acknowledged for Party B/)).toHaveCount(0);
    await holdPainting(b.page, false);
    await expect(b.acknowledge('B')).not.toContainText(` r${before} `);
    expect(await revOf(b.acknowledge('B'))).toBeGreaterThan(before);
    await b.page.keyboard.press('a');
    const table = b.page.getByRole('region', { name: 'Changed since you last looked' });
    await expect(table.getByRole('row', { name: /^Level/ })).toHaveText('LevelHighCritical');
    await expect(table.getByRole('row', { name: /^Kinds of sensor/ })).toHaveText(
      'Kinds of sensorone kind of sensortwo kinds of sensor',
    );
  });

  await test.step('B dissents with a reason: A reads it, it counts as an answer and not as a signature', async () => {
    await b.page.keyboard.press('x');
    await b.page
      .getByRole('textbox', { name: 'Reason, for both Parties to read' })
      .fill('our radar saw nothing');
    await b.page.getByRole('button', { name: /^Dissent from r\d+ for Party B/ }).click();
    await expect(b.acts).toContainText(/Dissented from r\d+ for Party B/);
    await expect(cellA(/Соединённые/)).toContainText('возражение');
    const seen = a.getByRole('region', { name: 'Кто, что и когда видел' });
    await expect(seen).toContainText(/Сторона B возражает, «our radar saw nothing»/);
    await expect(cellA(/Российская/)).toContainText('ожидается');
    await signA.click();
    await b.openLog();
    await expect(b.said(/AL-0001 answered by all, with dissent/)).toHaveCount(1);
    await expect(b.said(/AL-0001 acknowledged by all required Parties/)).toHaveCount(0);
    await expect(rowA).toContainText('Консультация ждёт нас');
    await expect(b.cell('AL-0001', B)).toContainText('dissent');
  });
});
