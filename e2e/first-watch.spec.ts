import { type Browser, expect, type Page, test } from '@playwright/test';
import { ConsolePage } from './lib/console';
import { leave, openDesk, SEATS, WIDE } from './lib/seats';
import { jwc } from './lib/server';
import { foreignRecords, type Received, Traffic } from './lib/traffic';

const A = 'Russian Federation';
const B = 'United States';
const RAISED_WITHIN_MS = 60_000;
const NOTIFIED_WITHIN_MS = 90_000;
const ANDOYA = /Andøya, 25 January 1995/;

/** Takes a supervisor's seat by the form. */
async function supervisor(browser: Browser, letter: 'A' | 'B'): Promise<{ page: Page; traffic: Traffic }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: WIDE });
  const page = await context.newPage();
  const traffic = new Traffic(page);
  await page.goto('/');
  await page.getByRole('button', { name: `Take seat, Supervisor, Party ${letter}` }).click();
  await expect(page).toHaveURL(/\/console\/live/);
  return { page, traffic };
}

test('UX-01, UX-93 1995 as it was: one alert, two signatures, and the notification that comes late', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const deskA = await supervisor(browser, 'A');
  const deskB = await supervisor(browser, 'B');
  const observer = await openDesk(browser, 'observer');
  await observer.page.goto('/notifications');
  const a = new ConsolePage(deskA.page);
  const b = new ConsolePage(deskB.page);

  await test.step('the exercise begins from the library at 20×, as an exercise on a past event', async () => {
    await a.page.goto('/library');
    await a.page.getByRole('button', { name: ANDOYA }).click();
    await a.page.getByRole('radio', { name: /^As it was/ }).check();
    await a.page.getByRole('radio', { name: 'Supervisor, Party A' }).check();
    await a.page.getByRole('button', { name: 'Start at 20×' }).click();
    await expect(a.page).toHaveURL(/\/console\/x-/);
    await b.page.goto(new URL(a.page.url()).pathname);
    await expect(b.head).toContainText('25 Jan 1995');
    await expect(b.speed.getByRole('button', { name: '20×' })).toHaveAttribute('aria-pressed', 'true');
    expect(Math.abs((await b.pace(40)) / 20 - 1), 'pace at 20×').toBeLessThan(0.4);
  });

  await test.step('others start the same event at 1× and at 5× meanwhile, and their clocks run so', async () => {
    const paces = await Promise.all(
      ([1, 5] as const).map(async (speed) => {
        const duty = await openDesk(browser, speed === 1 ? 'dutyA' : 'dutyB');
        const c = new ConsolePage(duty.page);
        await c.page.goto('/library');
        await c.page.getByRole('button', { name: ANDOYA }).click();
        await c.page.getByRole('radio', { name: `Duty officer, Party ${duty.letter}` }).check();
        await c.page.getByRole('button', { name: `Start at ${speed}×` }).click();
        await expect(c.speed.getByRole('button', { name: `${speed}×`, exact: true })).toHaveAttribute(
          'aria-pressed',
          'true',
        );
        const pace = await c.pace(4 * speed);
        await leave(duty.context);
        return pace / speed;
      }),
    );
    for (const pace of paces) expect(Math.abs(pace - 1)).toBeLessThan(0.4);
  });

  await test.step('the alert reaches both supervisors, and the clock is held', async () => {
    for (const console of [a, b]) {
      await expect(console.row('AL-0001')).toContainText('Launch, no notification', {
        timeout: RAISED_WITHIN_MS,
      });
      await expect(console.row('AL-0001')).toContainText('High');
      await expect(console.cell('AL-0001', A)).toContainText('awaited');
      await expect(console.cell('AL-0001', B)).toContainText('awaited');
      await expect(console.head).toContainText('held at 1× while AL-0001 waits');
      await expect(console.head).toContainText('asked for 20×');
    }
    expect(Math.abs((await b.pace(4)) - 1), 'pace while an alert waits').toBeLessThan(0.4);
  });

  await test.step('A acknowledges and sees B awaited', async () => {
    await a.acknowledge('A').click();
    await expect(a.acts).toContainText(/Acknowledged r\d+ for Party A/);
    for (const console of [a, b]) {
      await expect(console.cell('AL-0001', A).getByRole('img', { name: 'acknowledged' })).toBeVisible();
      await expect(console.cell('AL-0001', B)).toContainText('awaited');
    }
    await expect(a.row('AL-0001')).toContainText('Answer of Party B awaited');
    await expect(b.row('AL-0001')).toContainText('Waits for us');
    await expect(a.head).toContainText('held at 1×');
  });

  await test.step('B acknowledges; both see it settled and the clock goes on', async () => {
    await b.acknowledge('B').click();
    for (const console of [a, b]) {
      await expect(console.row('AL-0001')).toContainText('Acknowledged by all');
      await expect(console.row('AL-0001')).not.toContainText('awaited');
      await expect(console.head).not.toContainText('held at 1×');
    }
    expect(Math.abs((await b.pace(40)) / 20 - 1), 'pace once it is settled').toBeLessThan(0.4);
  });

  await test.step('at T+8 min the notification turns the same alert to LATE and benign', async () => {
    await expect(a.row('AL-0001')).toContainText('notification came late', { timeout: NOTIFIED_WITHIN_MS });
    // What is read from here on takes its time: the flight must not end meanwhile.
    await a.speed.getByRole('button', { name: '1×', exact: true }).click();
    for (const console of [a, b]) {
      await expect(console.row('AL-0001')).toContainText(/notification came late.*N-0001/);
      await expect(console.row('AL-0001')).toContainText('Acknowledged by all');
      await expect(console.row('AL-0002')).toHaveCount(0);
      await console.choose('AL-0001');
      await expect(console.block('Expected?')).toContainText('match: notification came late');
      await expect(console.block('Expected?')).toContainText('came 06:32:00Z');
      await expect(console.block('Why alerted')).toContainText('Finding Notified, benign');
    }
  });

  await test.step('the watch log names all of it', async () => {
    for (const console of [a, b]) {
      const log = await console.openLog();
      for (const line of [
        /L-0001 found, first reported by Party A/,
        /AL-0001 raised, High/,
        /Speed held at 1× while AL-0001 waits/,
        /AL-0001 r\d+ acknowledged for Party A · Ivanova/,
        /AL-0001 r\d+ acknowledged for Party B · Reed/,
        /AL-0001 acknowledged by all required Parties/,
        /Speed back to 20×/,
        /Notification N-0001 received from Norway/,
        /L-0001, notification came late N-0001, finding Notified, benign/,
        /AL-0001, notification came late N-0001/,
      ])
        await expect(log.getByRole('listitem').filter({ hasText: line })).toHaveCount(1);
    }
  });

  await test.step('no console got a national record of another Party', async () => {
    const [gotA, gotB, gotO] = await Promise.all([deskA, deskB, observer].map((d) => d.traffic.all()));
    if (!gotA || !gotB || !gotO) throw new Error('three windows');
    expect(foreignRecords(gotA, SEATS.supervisorA.participant, [gotB, gotO])).toEqual([]);
    expect(foreignRecords(gotB, SEATS.supervisorB.participant, [gotA, gotO])).toEqual([]);
    expect(foreignRecords(gotO, SEATS.observer.participant, [gotA, gotB])).toEqual([]);
    // The reading itself can fail: what A has of its own would have been found, had B got it.
    expect(foreignRecords(gotA, SEATS.supervisorB.participant, [gotA])).toEqual(
      expect.arrayContaining(['a record of RU', 'OLENEGORSK-D of RU']),
    );
    const drew = (got: Received, compartment: string) =>
      got.frames.some((f) => f.compartment === compartment && f.frame.entries.length > 0);
    expect([drew(gotA, 'NAT:RU'), drew(gotB, 'SHARED'), gotO.texts.length > 0]).toEqual([true, true, true]);
  });

  await test.step('the chains of the journal hold', async () => {
    const { code, output } = await jwc(['verify', process.env.JWC_DATA_DIR ?? '']);
    expect(output).toMatch(/chains verified/);
    expect(code).toBe(0);
  });
  for (const desk of [deskA, deskB, observer]) await leave(desk.page.context());
});

test('UX-35 the observer sees notifications and no console of a Party', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Observe' }).click();
  await expect(page.getByRole('heading', { name: 'Register of launch notifications' })).toBeVisible();
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await page.goto('/console/live');
  await expect(page).toHaveURL(/\/notifications/);
});
