import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { jwc } from './lib/server';
import { expect, test } from './lib/test';

const A = 'Russian Federation';
const B = 'United States';
const SOON_MS = 60_000;
const SHOTS = process.env.JWC_SHOTS;

/** What stands in the log once for each signature and settlement, whatever the clock did meanwhile. */
const GIVEN_A = /AL-0001 r\d+ acknowledged for Party A · Ivanova/;
const GIVEN_B = /AL-0001 r\d+ acknowledged for Party B · Reed/;
const SETTLED = /AL-0001 acknowledged by all required Parties/;

test('UX-61, UX-19, UX-174 a server killed between two signatures comes back with what was given, and the second one settles', async ({
  desk,
  ownServer,
}) => {
  test.setTimeout(300_000);
  // The first command of a person that succeeds in this process is A's signature.
  const server = await ownServer(
    { JWC_LIVE: '0', JWC_MAP_OFF: '1' },
    { JWC_FAULT_AT: 'after-append-before-reply:ok1' },
  );
  const deskA = await desk('supervisorA', { baseURL: server.baseUrl });
  const deskB = await desk('supervisorB', { baseURL: server.baseUrl });
  const a = new ConsolePage(deskA.page);
  const b = new ConsolePage(deskB.page);
  const session = await openExercise(deskA, 'training-two-sensors', 'no-notification');
  await Promise.all([a, b].map((c) => c.page.goto(`/console/${session}`)));
  for (const c of [a, b]) {
    await c.openLog();
    await expect(c.row('AL-0001')).toContainText('awaited', { timeout: SOON_MS });
  }

  await test.step('killed after the append, before the reply: A does not know, and is told so', async () => {
    await a.acknowledge('A').click();
    expect(await server.ended()).toBe('SIGKILL');
    const open = a.page.getByRole('status', { name: 'Not confirmed' });
    await expect(open).toContainText('1 action not confirmed');
    await expect(open).toContainText('Acknowledgement');
    for (const c of [a, b]) {
      await expect(c.page.getByRole('alert', { name: 'Link' })).toContainText('LINK LOST since');
      await expect(c.page.getByRole('alert', { name: 'Link' })).toContainText('Picture frozen at');
      await expect(c.cell('AL-0001', B)).toContainText('unknown since');
      await expect(c.page.getByText('clock stands, link lost')).toBeVisible();
    }
    await expect(b.acknowledge('B')).toBeDisabled();
    await expect(b.acts).toContainText('Link lost');
  });

  await test.step('started again: the consoles come back by themselves, the retry is no second signature', async () => {
    // Now the second success, A's next signature, is the fault.
    await server.start({ JWC_FAULT_AT: 'after-reply-before-broadcast:ok2' });
    await Promise.all(
      [a, b].map((c) =>
        expect(c.restored).toContainText(/Missed \d\d:\d\d:\d\d.*events/, { timeout: SOON_MS }),
      ),
    );
    await expect(a.acts).toContainText(/Acknowledged r\d+ for Party A/);
    await expect(a.acts.getByRole('alert')).toHaveCount(0);
    await expect(a.page.getByRole('status', { name: 'Not confirmed' })).toHaveCount(0);
    for (const c of [a, b]) {
      await expect(c.cell('AL-0001', A).getByRole('img', { name: 'acknowledged' })).toBeVisible();
      await expect(c.cell('AL-0001', B)).toContainText('awaited');
      await expect(c.said(GIVEN_A)).toHaveCount(1);
    }
    const { texts } = await deskA.traffic.all();
    expect(texts.filter((t) => t.includes('"DUPLICATE"'))).toHaveLength(1);
  });

  await test.step('the second signature settles it', async () => {
    await b.acknowledge('B').click();
    for (const c of [a, b]) {
      await expect(c.said(GIVEN_B).getByRole('img', { name: /^Signed: key [\w-]{8}$/ })).toBeVisible();
      await expect(c.said(GIVEN_B)).toHaveCount(1);
      await expect(c.said(SETTLED)).toHaveCount(1);
    }
  });

  await test.step('killed after the reply, before the broadcast: the signature stands all the same', async () => {
    // A second kind of sensor, or an impact area on a territory, alarms again.
    await expect(a.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
    await a.acknowledge('A').click();
    expect(await server.ended()).toBe('SIGKILL');
    await server.start();
    for (const c of [a, b]) await expect(c.said(GIVEN_A)).toHaveCount(2, { timeout: SOON_MS });
    await expect(a.acts).toContainText(/Acknowledged r\d+ for Party A/);
    await expect(a.acts.getByRole('alert')).toHaveCount(0);
    await expect(b.cell('AL-0001', B)).toContainText('awaited');
    await b.acknowledge('B').click();
    for (const c of [a, b]) {
      await expect(c.said(GIVEN_B)).toHaveCount(2);
      await expect(c.said(SETTLED)).toHaveCount(2);
    }
  });

  await test.step('both desks read the same head of the shared chain', async () => {
    const headOf = async (c: ConsolePage): Promise<string> =>
      (await c.page.getByText(/^Shared chain [\d,]+ [0-9a-f]{8}$/).textContent()) ?? '';
    await expect(async () => expect(await headOf(a)).toBe(await headOf(b))).toPass({ timeout: SOON_MS });
  });

  await test.step('UX-192 a key that is revoked signs nothing more; what it has signed reads so at both desks', async () => {
    await b.page.getByRole('button', { name: /United States/ }).click();
    const keys = b.page.getByRole('region', { name: 'Signing keys of this session' });
    await keys.getByRole('button', { name: 'Revoke…' }).first().click();
    await keys.getByLabel('Reason').fill('laptop lost');
    await keys.getByRole('button', { name: /^Revoke [\w-]{8} for Party B$/ }).click();
    const revoked = /^Signed, key revoked since: key [\w-]{8}, revoked \S+, “laptop lost”$/;
    for (const c of [a, b])
      await expect(c.said(GIVEN_B).first().getByRole('img', { name: revoked })).toBeVisible();
    if (SHOTS) await b.page.screenshot({ path: `${SHOTS}/keys.png` });
    await b.page.keyboard.press('Escape');
  });

  await test.step('the chains of the journal hold, and so does every signature', async () => {
    await server.stop();
    const { code, output } = await jwc(['verify', server.data]);
    // Four acts and two keys, at least: one for each that was told above.
    const signatures = Number(/(\d+) signatures/.exec(output)?.[1]);
    expect(signatures).toBeGreaterThanOrEqual(6);
    expect(code).toBe(0);
  });
});
