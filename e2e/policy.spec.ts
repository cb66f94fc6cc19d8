import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { PAGES } from '../server/http/table';
import { violationsOf } from './lib/policy';
import { signIn } from './lib/seats';
import { expect, test } from './lib/test';

test('SY-124 no page does anything against its content security policy, and every script has its nonce', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: process.env.JWC_BASE_URL });
  const violations = await violationsOf(context);
  const page = await context.newPage();
  await signIn(context, 'RU:supervisor');
  await signIn(context, 'RU:duty', 'A');
  await signIn(context, 'US:duty', 'B');
  const paths = ['/', '/library', '/history', '/notifications', '/health', '/both', '/console/live', '/no'];
  for (const path of paths) {
    const answer = await page.goto(path);
    const nonce = /'nonce-([^']+)'/.exec(answer?.headers()['content-security-policy'] ?? '')?.[1];
    expect(nonce, path).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    await expect(page.getByRole('heading').first()).toBeAttached();
    // A nonce is hidden from selectors and attributes; scripts alone can read it.
    const nonces = await page.evaluate(() => [...document.scripts].map((s) => s.nonce));
    expect(new Set(nonces), path).toEqual(new Set([nonce]));
  }
  // It is watched at all: what is against it is found, and the fixture would say so.
  expect(violations).toEqual([]);
  await page.evaluate(() => document.body.setAttribute('onclick', 'window.ran = 1'));
  await page.mouse.click(1, 1);
  await expect.poll(() => violations.splice(0).join()).toContain('script-src-attr inline');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await context.close();
});

/** Ways in which Next's own parts ask for a page, or could be made to believe that they do. */
const WAYS: { path?: (page: string) => string; headers?: Record<string, string>; none?: true }[] = [
  {},
  { headers: { rsc: '1' } },
  { headers: { rsc: '1', 'next-router-prefetch': '1' }, path: (p) => `${p}?_rsc=abc` },
  { headers: { rsc: '1', 'next-router-segment-prefetch': '/_tree', 'next-router-prefetch': '1' } },
  { headers: { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' } },
  { headers: { 'x-matched-path': '/library', 'x-invoke-path': '/library', 'x-nextjs-data': '1' } },
  { path: (p) => `${p}.rsc`, none: true },
  { path: (p) => `${p}.segments/_tree.segment.rsc`, none: true },
  { path: (p) => `${p}?nxtPsession=live`, none: true },
  { path: (p) => `/_next/data/x${p}.json`, none: true },
];
/** Only a console's page has it. */
const CONSOLES_OWN = 'mapOff';

test('SY-133 a page is given to whom the table says, however it is asked for; others are led elsewhere and get nothing of it', async ({
  desk,
  browser,
}) => {
  const officer = await desk('dutyA');
  await signIn(officer.context, 'RU:supervisor', 'A');
  await signIn(officer.context, 'US:supervisor', 'B');
  const observer = await desk('observer');
  const stranger = await browser.newContext({ baseURL: process.env.JWC_BASE_URL });
  const visitors = { officer, observer, stranger: { context: stranger } };
  for (const [page, row] of Object.entries(PAGES))
    for (const { path = (p: string) => p, headers = {}, none } of WAYS)
      for (const [whose, { context }] of Object.entries(visitors)) {
        const target = path(page.replace('[session]', 'live'));
        const what = `${target} ${JSON.stringify(headers)} ${whose}`;
        // Data of a page are asked for by a checksum of the headers, to which Next leads who has none.
        const got = await context.request.get(target, { headers, maxRedirects: headers.rsc ? 3 : 0 });
        const text = await got.text();
        const may = row.who === 'anyone' || whose === 'officer';
        if (none) expect([got.status(), JSON.parse(text).error], what).toEqual([404, 'NOT_FOUND']);
        else if (may) expect(got.status(), what).toBe(200);
        else expect(text, what).not.toContain(CONSOLES_OWN);
        if (none || may || headers.rsc) continue;
        const leads = whose === 'observer' && page.startsWith('/console') ? '/notifications' : row.otherwise;
        expect([got.status(), got.headers().location], what).toEqual([307, leads]);
      }
  const own = await officer.context.request.get('/console/live');
  expect(await own.text()).toContain(CONSOLES_OWN);
  await stranger.close();
});

test('SY-122 with the pages behind it too, no request and no upgrade makes the server call another address', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  let called = 0;
  other.on('connection', () => called++);
  const elsewhere = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  const { host, hostname, port } = new URL(process.env.JWC_BASE_URL ?? '');
  const first = async (line: string, more: string): Promise<string> => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
      socket.end();
    });
    socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`);
    await once(socket, 'close');
    return text.split('\r\n', 1)[0] ?? '';
  };
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
  for (const target of [`http://${elsewhere}/`, `//${elsewhere}/`, `/\\${elsewhere}/`, '*']) {
    for (const method of ['GET', 'OPTIONS'])
      expect(await first(`${method} ${target}`, ''), target).toBe('HTTP/1.1 400 Bad Request');
    expect(await first(`GET ${target}`, upgrade), target).toBe('');
  }
  for (const path of ['/_next/hmr', '/_next/webpack-hmr', '/console/live', '/api/v1/me'])
    expect(await first(`GET ${path}`, upgrade), path).toBe('');
  other.close();
  expect(called).toBe(0);
});
