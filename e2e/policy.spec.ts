import { signIn } from './lib/seats';
import { expect, test } from './lib/test';

test('SY-124 no page does anything against its content security policy, and every script has its nonce', async ({
  desk,
}) => {
  const a = await desk('supervisorA');
  await signIn(a.context, 'RU:duty', 'A');
  await signIn(a.context, 'US:duty', 'B');
  const paths = ['/', '/library', '/history', '/notifications', '/health', '/both', '/console/live', '/no'];
  for (const path of paths) {
    const answer = await a.page.goto(path);
    const nonce = /'nonce-([^']+)'/.exec(answer?.headers()['content-security-policy'] ?? '')?.[1];
    expect(nonce, path).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    await expect(a.page.getByRole('heading').first()).toBeAttached();
    // A nonce is hidden from selectors and attributes; scripts alone can read it.
    const nonces = await a.page.evaluate(() => [...document.scripts].map((s) => s.nonce));
    expect(new Set(nonces), path).toEqual(new Set([nonce]));
  }
  // It is watched at all: what is against it is found, and the fixture would say so.
  expect(a.violations).toEqual([]);
  await a.page.evaluate(() => document.body.setAttribute('onclick', 'window.ran = 1'));
  await a.page.mouse.click(1, 1);
  await expect.poll(() => a.violations.splice(0).join()).toContain('script-src-attr inline');
  expect(await a.page.evaluate(() => 'ran' in window)).toBe(false);
});
