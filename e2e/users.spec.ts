import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { lookAt } from './lib/look';
import { signIn, WIDE } from './lib/seats';
import { freePort, jwc, ProductServer } from './lib/server';
import { expect, test } from './lib/test';

const FIRST = 'seven green lamps';
const OWN = 'my own green lamps';
const SECRET = 'Qm5tX3p0c2V2ZW4tZ3JlZW4tbGFtcHMtYXQtbmlnaHQ';

for (const locale of ['en-GB', 'ru-RU'])
  test(`UX-160 the administrator's page and one's own sign-ins are accessible and fit, in ${locale}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale, viewport: WIDE });
    await signIn(context, 'US:administrator');
    const page = await context.newPage();
    for (const path of ['/admin', '/account']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await lookAt(page, path);
    }
    await page.goto('/admin');
    const seat = page.getByRole('button', { name: /^(Set password, duty|Задать пароль, duty)/ });
    await expect(seat).toBeDisabled();
    await context.close();
  });

test('UX-161 in the demo an administrator closes a seat: its console ends at once, and it cannot be taken', async ({
  browser,
  desk,
}) => {
  const duty = await desk('dutyB');
  await duty.page.goto('/console/live');
  await expect(duty.page.getByText('Live', { exact: true }).first()).toBeVisible();
  const context = await browser.newContext({ viewport: WIDE });
  const page = await context.newPage();
  await page.goto('/');
  const administrator = page.getByRole('button', { name: 'Take seat, Administrator, Party B' });
  await administrator.click();
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole('heading', { name: 'Users of United States' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Disable administrator' })).toBeDisabled();
  // Only his own participant's.
  await expect(page.getByText('Carter')).toBeVisible();
  await expect(page.getByText('Sokolov')).toHaveCount(0);
  try {
    await page.getByRole('button', { name: 'Disable duty' }).click();
    await expect(page.getByRole('button', { name: 'Enable duty' })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'disabled duty' }).first()).toBeVisible();
    await expect(duty.page.getByRole('alert').filter({ hasText: /signed out/i })).toBeVisible();
    await duty.page.goto('/');
    await expect(duty.page.getByRole('button', { name: 'Closed, Duty officer, Party B' })).toBeDisabled();
  } finally {
    await page.getByRole('button', { name: 'Enable duty' }).click();
    await expect(page.getByRole('button', { name: 'Disable duty' })).toBeVisible();
  }
  await context.close();
});

test('UX-162 own sign-ins are seen and ended, and the console there closes', async ({ browser, desk }) => {
  const here = await desk('dutyA');
  const there = await browser.newContext({ viewport: WIDE, userAgent: 'Another console' });
  await signIn(there, 'RU:duty', '');
  await here.page.goto('/account');
  const other = here.page.getByRole('listitem').filter({ hasText: 'Another console' });
  await other.getByRole('button').click();
  await expect(here.page.getByRole('status')).toHaveText('The sign-in was ended.');
  await expect(other).toHaveCount(0);
  await expect(here.page.getByRole('listitem').filter({ hasText: 'this one' })).toHaveCount(1);
  const me = await there.request.get('/api/v1/me');
  expect(await me.json()).toEqual({ principal: null });
  await there.close();
});

test('UX-163 in service the door asks for a password, is used by the keyboard alone, and a user is added and ended', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const [data, port] = [await mkdtemp(join(tmpdir(), 'jwc-e2e-service-')), await freePort()];
  const add = ['user', 'add', '--participant', 'US', '--login', 'fisher', '--role', 'administrator'];
  expect((await jwc(add, { env: { JWC_DATA: data }, input: `${FIRST}\n` })).code).toBe(0);
  const baseURL = `http://127.0.0.1:${port}`;
  const env = { JWC_MODE: 'service', JWC_SECRET: SECRET, JWC_ORIGIN: baseURL };
  const server = await ProductServer.at(data, port, { ...env, JWC_HISTORY_S: '0', JWC_MAP_OFF: '1' });
  try {
    await inService(browser, baseURL);
  } finally {
    await server.dispose();
    await rm(data, { recursive: true, force: true });
  }
});

async function inService(browser: Browser, baseURL: string): Promise<void> {
  const door = await (await browser.newContext({ baseURL, viewport: WIDE, locale: 'ru-RU' })).newPage();
  await door.goto('/');
  await expect(door.getByRole('button', { name: 'Войти' })).toBeVisible();
  await expect(door.getByRole('button', { name: /^Занять/ })).toHaveCount(0);
  await lookAt(door, 'the door of service mode');

  const page = await (await browser.newContext({ baseURL, viewport: WIDE })).newPage();
  await page.goto('/');
  await page.getByLabel('Participant').focus();
  const type = (text: string) => page.keyboard.type(text);
  await type('United States');
  await page.keyboard.press('Tab');
  await type('fisher');
  await page.keyboard.press('Tab');
  await type('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'no such user' })).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(FIRST);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'for one sign-in' })).toBeVisible();
  await lookAt(page, 'a password that must be changed');
  await page.getByLabel('New password', { exact: true }).fill(OWN);
  await page.keyboard.press('Tab');
  await type(OWN);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin$/);

  await page.getByLabel('Login').fill('reed');
  await page.getByLabel('Name in English').fill('Reed');
  await page.getByLabel('Name in Russian').fill('Рид');
  await page.getByLabel('Role', { exact: true }).selectOption('supervisor');
  await page.getByLabel('First password').fill('password1234');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'one of the commonest' })).toBeVisible();
  await page.getByLabel('First password').fill(FIRST);
  await page.getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByRole('status')).toHaveText('reed was added.');

  const officer = await (await browser.newContext({ baseURL, viewport: WIDE })).newPage();
  const body = { participant: 'US', login: 'reed', password: FIRST, newPassword: OWN, desk: '' };
  const signed = await officer.request.post('/api/v1/password-sign-in', {
    headers: { 'x-jwc': '1' },
    data: body,
  });
  expect(signed.status()).toBe(200);
  await officer.goto('/console/live');
  await expect(officer.getByText(/Live/i).first()).toBeVisible();
  await page.reload();
  await page.getByRole('combobox', { name: 'Role of reed' }).selectOption('duty');
  // Another role is another desk: who held the old one is out.
  await expect(officer.getByRole('alert').filter({ hasText: /signed out/i })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'made reed duty officer' })).toBeVisible();
}
