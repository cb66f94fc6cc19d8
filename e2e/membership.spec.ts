import { RegimeSheet } from './lib/regime';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

test('UX-185 two supervisors admit a candidate by the sheet: its console shows what comes from then on; it leaves by decision and says so', async ({
  desk,
}) => {
  const [deskA, deskB, deskC] = [
    await desk('supervisorA'),
    await desk('supervisorB'),
    await desk('candidate'),
  ];
  const session = await openExercise(deskA, 'training-two-sensors', 'no-notification', 1);
  const [a, b, c] = [deskA.page, deskB.page, deskC.page];
  await Promise.all([a, b, c].map((page) => page.goto(`/console/${session}`)));
  const says = async (body: string): Promise<void> => {
    await b.getByRole('tab', { name: 'Watch log' }).click();
    const note = b.getByRole('textbox', { name: 'Note', exact: true });
    await note.fill(body);
    await note.press('Enter');
    await note.press('Escape');
    await expect(b.getByRole('log', { name: 'Lines of the watch log' })).toContainText(body);
  };
  const standing = c.getByRole('status', { name: 'Membership' });
  await expect(standing).toContainText('France is not a member of the center');
  await says('said before');

  const [sheetA, sheetB, sheetC] = [new RegimeSheet(a), new RegimeSheet(b), new RegimeSheet(c)];
  await sheetA.propose('Phase: Big Eight', 'the talks went well');
  await sheetB.agree('agreed');
  await sheetA.propose('Admission: France', 'asked for by note');
  await sheetB.agree('agreed');
  await expect(standing).toHaveCount(0);
  await says('said to three');
  await expect(c.getByRole('log', { name: 'Lines of the watch log' })).toContainText('said to three');

  await sheetA.propose('Departure: France', 'asked for by note');
  await sheetB.agree('agreed');
  await sheetC.agree('at our wish');
  await expect(standing).toContainText('France left the center');
  await expect(c.getByText('said to three')).toHaveCount(0);
  await says('said to two');
  const got = (await deskC.traffic.all()).texts.join('');
  expect([got.includes('said to three'), got.includes('said before'), got.includes('said to two')]).toEqual([
    ...[true, false, false],
  ]);
});
