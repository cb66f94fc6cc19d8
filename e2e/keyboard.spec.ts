import type { Page } from '@playwright/test';
import { ConsolePage } from './lib/console';
import { leave, SEATS, WIDE } from './lib/seats';
import { expect, test } from './lib/test';
import { foreignRecords, participantOf, Traffic } from './lib/traffic';

const SOON_MS = 60_000;
const MOST_TABS = 60;

/** Presses Tab until the focus is on what has this name; each stop on the way must show its focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    expect(at.ring, `focus on ${at.name}`).toBe(true);
    if (name.test(at.name)) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

/** What has the focus, by its words, and whether a ring is seen around it. */
const focused = (page: Page): Promise<{ name: string; ring: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: '', ring: true };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const label = element.closest('label');
    return {
      name: element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '',
      ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
    };
  });

test('UX-85, SY-86, UX-170 both desks by keyboard alone: from the door to two signatures, F6 between them, focus always seen', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: WIDE });
  const page = await context.newPage();
  const traffic = new Traffic(page);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Open both desks' })).toBeFocused();
  await tabTo(page, /^Library of past events$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/library/);
  await tabTo(page, /Training: two sensors/);
  await page.keyboard.press('Enter');
  // Both desks are the choice that stands; the arrows walk through the seats and back.
  await tabTo(page, /Both desks/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Duty officer, Party A' })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: /Both desks/ })).toBeChecked();
  await tabTo(page, /Start at 20×/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/both\?session=x-/);

  const deskA = page.getByRole('region', { name: 'Desk A' });
  const deskB = page.getByRole('region', { name: 'Desk B' });
  const a = new ConsolePage(page, deskA);
  const b = new ConsolePage(page, deskB);
  await expect(deskA).toContainText('Keys on this desk');
  await expect(deskB).toContainText('Keys on the other desk');
  for (const c of [a, b]) await expect(c.acts).toContainText('Acknowledge r', { timeout: SOON_MS });

  await page.keyboard.press('a');
  await expect(a.acknowledge('A')).toBeFocused();
  await expect(b.acknowledge('B')).not.toBeFocused();
  expect((await focused(page)).ring).toBe(true);
  await page.keyboard.press('Enter');
  await expect(a.acts).toContainText(/Acknowledged r\d+ for Party A/);
  // Its button is gone: the next Tab goes on from where it stood.
  await expect(a.acts).toBeFocused();
  expect((await focused(page)).ring).toBe(true);
  await page.keyboard.press('Tab');
  await expect(a.acts.getByRole('button', { name: /^Consult/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const talk = deskA.getByRole('region', { name: 'Consultation', exact: true });
  await expect(talk).toBeFocused();
  await expect(b.acts).toContainText('Acknowledge r');

  await page.keyboard.press('F6');
  await expect(deskB).toContainText('Keys on this desk');
  await expect(deskA).toContainText('Keys on the other desk');
  await page.keyboard.press('a');
  await expect(b.acknowledge('B')).toBeFocused();
  await page.keyboard.press('Enter');
  await b.openLogByKeys();
  await expect(b.said(/AL-0001 acknowledged by all required Parties/)).toHaveCount(1, { timeout: SOON_MS });

  // One window, two sign-ins, two lines: neither line brought what is the other's.
  const lineA = traffic.sockets.find((s) => participantOf(s) === SEATS.supervisorA.participant);
  const lineB = traffic.sockets.find((s) => participantOf(s) === SEATS.supervisorB.participant);
  if (!lineA || !lineB) throw new Error('two lines');
  expect(foreignRecords(lineA, SEATS.supervisorA.participant, [lineB])).toEqual([]);
  expect(foreignRecords(lineB, SEATS.supervisorB.participant, [lineA])).toEqual([]);
  await leave(context);
});

test('UX-85, UX-170 in one console Tab goes from the bar through strip, lists and dossier to the timeline, and letters do what help says', async ({
  desk,
}) => {
  const { page } = await desk('dutyA');
  await page.goto('/console/live');
  const c = new ConsolePage(page);
  // Joined: before that there is nobody to act as.
  await expect(page.getByText('Sokolov, duty officer, Party A')).toBeVisible();
  // Something of one's own is selected: in the live world it is left to chance whether anything flies.
  await tabTo(page, /Pechora/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Dossier' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('?');
  await expect(page.getByText('Keys are dead while you type.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Keys are dead while you type.')).toBeHidden();
  await page.keyboard.press('m');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('am?');
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('am?');
  await page.keyboard.press('Enter');
  // Sent, the note gives the place back to what stood there.
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeHidden();
  await c.openLogByKeys();
  await expect(c.said(/am\?.*Sokolov/)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: 'Dossier' })).toBeFocused();
  await tabTo(page, /Time on the timeline/);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: /Return to now/ })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: /Following live/ })).toBeVisible();
});
