import { ConsolePage } from './lib/console';
import { leave, openExercise, SEATS, WIDE } from './lib/seats';
import { expect, test } from './lib/test';
import { missingEvents } from './lib/traffic';

const B = 'United States';
const SOON_MS = 60_000;
/** A line that is silent for ten seconds counts as lost. */
const LOST_WITHIN_MS = 15_000;
const occupantOf = (seat: string) => async (): Promise<string | undefined> => {
  const answer = await fetch(`${process.env.JWC_BASE_URL}/api/v1/seats`);
  const { seats } = (await answer.json()) as { seats: { id: string; occupant: string }[] };
  return seats.find((s) => s.id === seat)?.occupant;
};

test('UX-60, UX-92 a reload in the middle comes back to the same seat, selection and signature; two windows of one officer are one; a lost line is said, and leaves no gap', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA');
  const deskB = await desk('supervisorB');
  const a = new ConsolePage(deskA.page);
  const b = new ConsolePage(deskB.page);
  const session = await openExercise(deskA, 'training-two-sensors', 'no-notification');
  await Promise.all([a, b].map((c) => c.page.goto(`/console/${session}`)));
  await b.openLog();
  await expect(a.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  await a.choose('AL-0001');
  await expect(a.page).toHaveURL(/selected=launch/);
  await a.acknowledge('A').click();
  await expect(a.acts).toContainText(/Acknowledged r\d+ for Party A/);
  await a.page.reload();
  await expect(a.dossier).toHaveAccessibleName('L-0001');
  await expect(a.row('AL-0001').getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(a.acts).toContainText(/Acknowledged r\d+ for Party A/);
  await expect(a.page.getByText('Ivanova, supervisor, Party A')).toBeVisible();

  const second = new ConsolePage(await deskA.context.newPage());
  await second.page.goto(a.page.url());
  await expect(second.dossier).toHaveAccessibleName('L-0001');
  await expect(second.acts).toContainText(/Acknowledged r\d+ for Party A/);
  await second.openLog();
  await second.page.getByRole('textbox', { name: 'Note' }).fill('two windows, one officer');
  await second.page.getByRole('button', { name: /^Write/ }).click();
  await a.openLog();
  for (const c of [a, b]) await expect(c.said(/two windows, one officer.*Ivanova/)).toHaveCount(1);
  await second.page.close();
  await a.page.getByRole('textbox', { name: 'Note' }).fill('still here');
  await a.page.getByRole('button', { name: /^Write/ }).click();
  await expect(b.said(/still here.*Ivanova/)).toHaveCount(1);
  // The watch did not change: neither the reload nor the second window was a new officer.
  await expect(b.said(/Ivanova took the seat/)).toHaveCount(1);
  await expect(b.said(/Seat left|Robot keeps the seat, Supervisor, Party A/)).toHaveCount(0);

  await test.step('the line is lost for a while: the console says so, stands still, and comes back without a gap', async () => {
    const link = a.page.getByRole('alert', { name: 'Link' });
    await deskA.context.setOffline(true);
    await expect(link).toContainText(/LINK LOST since \d\d:\d\d:\d\dZ/, { timeout: LOST_WITHIN_MS });
    await expect(link).toContainText(/Picture frozen at .* now \d\d:\d\d old/);
    await expect(a.page.getByText('clock stands, link lost')).toBeVisible();
    await expect(a.cell('AL-0001', B)).toContainText('unknown since');
    await expect(a.page.getByRole('textbox', { name: 'Note' })).toBeVisible();
    await expect(a.page.getByRole('button', { name: /^Write/ })).toBeDisabled();
    const grey = a.page
      .getByRole('region', { name: 'Map', exact: true })
      .locator('xpath=ancestor::div[contains(@class,"frozen")]');
    await expect(grey).toHaveCSS('filter', /grayscale/);

    await b.page.getByRole('textbox', { name: 'Note' }).fill('said while A was away');
    await b.page.getByRole('button', { name: /^Write/ }).click();
    await b.acknowledge('B').click();
    await expect(b.said(/AL-0001 acknowledged by all required Parties/)).toHaveCount(1);
    await expect(a.said(/said while A was away/)).toHaveCount(0);

    await deskA.context.setOffline(false);
    await expect(a.restored).toContainText(/Missed \d\d:\d\d:\d\d.*events/, { timeout: SOON_MS });
    await expect(link).toHaveCount(0);
    await expect(a.said(/said while A was away/)).toHaveCount(1);
    await expect(a.said(/AL-0001 acknowledged by all required Parties/)).toHaveCount(1);
    await expect(a.row('AL-0001')).not.toContainText('unknown');
    await expect(grey).toHaveCount(0);
    expect(missingEvents(await deskA.traffic.all())).toEqual([]);
  });
});

test('UX-83, UX-32 a seat that somebody keeps cannot be taken; who signs out leaves it, and his windows stand still', async ({
  desk,
  browser,
}) => {
  const late = await browser.newContext({ locale: 'en-GB', viewport: WIDE });
  const page = await late.newPage();
  await page.goto('/');
  const take = page.getByRole('button', { name: 'Take seat, Duty officer, Party B' });
  await expect(take).toBeEnabled();

  const duty = await desk('dutyB');
  const one = new ConsolePage(duty.page);
  await one.page.goto('/console/live');
  await expect(one.page.getByText('Carter, duty officer, Party B')).toBeVisible();
  await expect.poll(occupantOf(SEATS.dutyB.id)).toBe('person');
  await take.click();
  await expect(page.getByRole('alert').first()).toContainText('Somebody took that seat just before you');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Taken, Duty officer, Party B' })).toBeDisabled();
  await expect(page.getByText('taken by a visitor').first()).toBeVisible();

  const second = await duty.context.newPage();
  await second.goto('/console/live');
  const other = new ConsolePage(second);
  await other.openLog();
  await one.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(one.page).toHaveURL(/\/$/);
  await expect(second.getByRole('alert', { name: 'Link' })).toContainText(
    'You are signed out. The picture stands as it was.',
  );
  await expect(second.getByText('clock stands, link lost')).toBeVisible();
  await expect(second.getByRole('button', { name: /^Write/ })).toBeDisabled();
  // At once: nobody waits for who has said that he goes.
  await expect.poll(occupantOf(SEATS.dutyB.id), { timeout: 5000 }).toBe('robot');
  await page.reload();
  await take.click();
  await expect(page).toHaveURL(/\/console\/live/);
  await expect(page.getByText('Carter, duty officer, Party B')).toBeVisible();
  await leave(late);
});

test('UX-84 a robot keeps an empty desk: silent it is awaited, told to agree it signs, told to dissent it dissents, always marked', async ({
  desk,
}) => {
  const deskA = await desk('supervisorA');
  const a = new ConsolePage(deskA.page);
  const session = await openExercise(deskA, 'training-two-sensors', 'no-notification');
  await a.page.goto(`/console/${session}`);
  const setRobot = async (answer: string): Promise<void> => {
    await a.page
      .getByRole('button', { name: /United States/ })
      .first()
      .click();
    const panel = a.page.getByRole('dialog', { name: `Who keeps the watch of ${B}` });
    await expect(panel.getByRole('listitem').filter({ hasText: 'Supervisor' })).toContainText('robot');
    await panel.getByLabel('Robot answers').selectOption({ label: answer });
    await panel.getByLabel('After').selectOption({ label: '5 s' });
    await panel.getByRole('button', { name: 'Set robot of Party B' }).click();
    await expect(panel.getByRole('status')).toHaveText('Done');
    await a.page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  };
  await setRobot('stays silent');
  await a.openLog();
  await expect(a.said(/Robot keeps the seat, Supervisor, Party B, stays silent after 5 s/)).toHaveCount(1);
  await expect(a.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  await a.acknowledge('A').click();
  await expect(a.row('AL-0001')).toContainText('Answer of Party B awaited');
  // Past the delay of 5 s of the session, which runs at 1× meanwhile, and still silent.
  const heldMs = async () => a.page.getByRole('timer', { name: 'Answer of Party B' }).textContent();
  const first = await heldMs();
  await expect
    .poll(async () => secondsOf(first) - secondsOf(await heldMs()), { timeout: SOON_MS })
    .toBeGreaterThan(7);
  await expect(a.said(/acknowledged for Party B/)).toHaveCount(0);

  await setRobot('agrees');
  const agreed = a.said(/AL-0001 r\d+ acknowledged for Party B.*robot/i);
  await expect(agreed).toHaveCount(1, { timeout: SOON_MS });
  await expect(agreed.getByText('robot', { exact: true })).toBeVisible();
  await expect(a.said(/AL-0001 acknowledged by all required Parties/)).toHaveCount(1);
  await setRobot('dissents');
  await expect(a.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  await expect(a.cell('AL-0001', B)).toContainText('dissent', { timeout: SOON_MS });
  await expect(a.cell('AL-0001', B).getByRole('img', { name: 'robot' })).toBeVisible();
  await expect(a.said(/AL-0001 r\d+, Party B dissents, “set to dissent”.*robot/)).toHaveCount(1);
  await a.acknowledge('A').click();
  await expect(a.row('AL-0001')).toContainText('Consultation awaits us');
});

/** `01:24` as seconds. */
function secondsOf(text: string | null): number {
  const [minutes = 0, seconds = 0] = (text ?? '').split(':').map(Number);
  return 60 * minutes + seconds;
}
