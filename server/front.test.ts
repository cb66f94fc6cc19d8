import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { addressOf } from './auth/address';
import { demoEdge } from './auth/edge';
import { Front, type FrontOptions } from './front';

const HEADERS = { secure: false, framed: true, mapbox: false, dev: false };
const open: Front[] = [];
afterEach(() => {
  for (const front of open.splice(0)) front.close();
});

/** A free port, held by somebody else until `close`. */
async function taken(): Promise<{ port: number; close: () => void }> {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  return { port: (other.address() as AddressInfo).port, close: () => void other.close() };
}
async function started(o: Partial<FrontOptions> = {}): Promise<{ front: Front; port: number }> {
  const { port, close } = await taken();
  close();
  const front = new Front({ edge: demoEdge(port), headers: HEADERS, ...o });
  open.push(front);
  await front.listen(port, '127.0.0.1');
  return { front, port };
}
async function get(
  port: number,
  path: string,
  { host = `127.0.0.1:${port}`, method = 'GET', ...more }: Record<string, string> = {},
) {
  const req = request({ port, path, method, host: '127.0.0.1', headers: { host, ...more } }).end();
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of res) text += chunk;
  return { status: res.statusCode, headers: res.headers, text };
}
/** Sends these bytes; gives the first line of what comes back, or nothing when the line is cut. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
    socket.end();
  });
  socket.on('error', () => {});
  await once(socket, 'close');
  return text.split('\r\n')[0] ?? '';
}

const upgrade = (port: number, target: string, host = `127.0.0.1:${port}`): Promise<string> =>
  raw(port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
/** A front whose API and pages write down what reached them. */
async function opened(o: Partial<FrontOptions> = {}) {
  const { front, port } = await started(o);
  const reached: { by: string; url: string | undefined; headers: IncomingMessage['headers'] }[] = [];
  const note = (by: string) => (req: IncomingMessage, res: ServerResponse) => {
    reached.push({ by, url: req.url, headers: req.headers });
    req.resume().on('end', () => res.end(by));
  };
  front.open({ api: note('api'), pages: note('pages'), pagesUpgrade: null });
  return { front, port, reached };
}

describe('the front of the server', () => {
  it('SY-62 a port that is taken is told in one sentence that names it and what to set', async () => {
    const { port, close } = await taken();
    const front = new Front({ edge: demoEdge(port), headers: HEADERS });
    await expect(front.listen(port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken: this server or another program listens there already; set PORT to a free one.`,
    );
    close();
  });

  it('SY-62 it answers while the rest starts: alive, not ready, and all else later; a browser comes again by itself', async () => {
    const { front, port } = await started();
    expect(front.address).toBe(`http://127.0.0.1:${port}`);
    expect(await get(port, '/livez')).toMatchObject({ status: 200, text: '{"ok":true}' });
    expect(await get(port, '/readyz')).toMatchObject({
      status: 503,
      text: '{"ok":false,"reasons":["starting"]}',
    });
    const api = await get(port, '/api/v1/sessions');
    expect([api.status, JSON.parse(api.text).error, api.headers.refresh]).toEqual([
      503,
      'STARTING',
      undefined,
    ]);
    const page = await get(port, '/console/live');
    expect([page.status, page.headers.refresh, page.headers['retry-after']]).toEqual([503, '1', '1']);
  });

  it('SY-62 open, it shares out by path; closing, it says starting again and takes no one new', async () => {
    const { front, port } = await started();
    const says = (text: string) => (_req: IncomingMessage, res: { end(text: string): unknown }) =>
      void res.end(text);
    front.open({ api: says('api'), pages: says('pages'), pagesUpgrade: null });
    const got = async (path: string) => (await get(port, path)).text;
    for (const path of ['/api/v1/me', '/metrics', '/livez', '/readyz?x=1'])
      expect(await got(path)).toBe('api');
    for (const path of ['/', '/console/live', '/_next/x.js', '/?to=/api/'])
      expect(await got(path)).toBe('pages');
    front.close();
    await expect(get(port, '/livez')).rejects.toThrow();
  });

  it('SY-62 another Host is refused on every path, before and after it is open', async () => {
    const { front, port } = await started();
    const evil = async (path: string) => (await get(port, path, { host: 'evil.example' })).status;
    expect([await evil('/livez'), await evil('/')]).toEqual([421, 421]);
    front.open({ api: () => {}, pages: () => {}, pagesUpgrade: null });
    expect([await evil('/api/v1/me'), await evil('/console/live')]).toEqual([421, 421]);
  });

  it("SY-62 no upgrade passes but the consoles' socket, and that only once it is open", async () => {
    const { front, port } = await started();
    expect(await upgrade(port, '/socket.io/?EIO=4&transport=websocket')).toBe('');
    front.open({ api: () => {}, pages: () => {}, pagesUpgrade: null });
    front.sockets.on('upgrade', (_req, socket) => void socket.end('HTTP/1.1 101 Here\r\n\r\n'));
    for (const target of ['http://127.0.0.1:22/', '/_next/hmr', '/', '//socket.io/', '/api/v1/me'])
      expect(await upgrade(port, target)).toBe('');
    expect(await upgrade(port, '/socket.io/?EIO=4&transport=websocket')).toBe('HTTP/1.1 101 Here');
  });

  it('SY-120 every answer has the security headers: pages, API, refusals, while it starts and after', async () => {
    const { port } = await started();
    const later = await opened();
    const answers = [
      ...[await get(port, '/livez'), await get(port, '/console/live')],
      ...[await get(later.port, '/api/v1/me'), await get(later.port, '/'), await get(later.port, '//x')],
      await get(later.port, '/', { host: 'evil.example' }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('geolocation=()'),
        'content-security-policy': expect.stringMatching(/^default-src '(?:self|none)'; .*frame-ancestors/),
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    }
    expect(answers.map((a) => a.headers['content-security-policy']?.slice(0, 19))).toEqual([
      ...["default-src 'none';", "default-src 'none';", "default-src 'none';", "default-src 'self';"],
      ...["default-src 'none';", "default-src 'none';"],
    ]);
  });

  it("SY-121 each page has a nonce of its own, and what renders it is told so; a visitor's own policy is not", async () => {
    const { port, reached } = await opened();
    const visit = () => get(port, '/', { 'content-security-policy': "script-src 'nonce-mine'" });
    const policies = [await visit(), await visit()].map((a) => a.headers['content-security-policy']);
    expect(reached.map((r) => r.headers['content-security-policy'])).toEqual(policies);
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
    expect(policies[0]).not.toBe(policies[1]);
    expect(policies.join()).not.toContain('mine');
  });

  it("SY-122 what is no path of this server reaches nothing behind: absolute addresses, asterisks, other hosts' names", async () => {
    const { port, reached } = await opened();
    const targets = [
      ...['http://127.0.0.1:22/', 'http://evil.example/api/v1/me', `http://127.0.0.1:${port}/`, '*'],
      ...['//evil.example/', '/\\evil.example/', 'evil.example:80', 'api/v1/me'],
    ];
    for (const method of ['GET', 'OPTIONS', 'POST'])
      for (const target of targets) {
        const head = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 0\r\n\r\n`;
        expect(await raw(port, head), `${method} ${target}`).toBe('HTTP/1.1 400 Bad Request');
      }
    expect(await raw(port, `CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)).toBe('');
    expect(reached).toEqual([]);
  });

  it('SY-122 an upgrade to another address opens no connection there', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    let asked = 0;
    other.on('connection', () => asked++);
    const there = (other.address() as AddressInfo).port;
    const { front, port, reached } = await opened();
    for (const target of [
      ...[`http://127.0.0.1:${there}/`, `//127.0.0.1:${there}/`, `/_next/../http://127.0.0.1:${there}/`],
      ...[`http://127.0.0.1:${there}/socket.io/`, `/@127.0.0.1:${there}/`],
    ])
      expect(await upgrade(port, target), target).toBe('');
    front.sockets.on('upgrade', (_req, socket) => void socket.end('HTTP/1.1 101 Here\r\n\r\n'));
    expect(await upgrade(port, '/socket.io/', 'evil.example')).toBe('');
    expect(await upgrade(port, '/socket.io/')).toBe('HTTP/1.1 101 Here');
    other.close();
    expect([asked, reached]).toEqual([0, []]);
  });

  it('SY-122 an address of the API that does not decode is answered 400', async () => {
    const { port, reached } = await opened();
    for (const path of ['/api/%E0%A4%A', '/api/v1/%', '/api/v1/%ff', '/api/v1/x%00y', '/livez%0d%0a'])
      expect([path, (await get(port, path)).status]).toEqual([path, 400]);
    expect(reached).toEqual([]);
    expect((await get(port, '/api/v1/%D0%9F?x=%')).text).toBe('api');
  });

  it('SY-122 a page whose address does not decode is nobody’s page, and found so by the pages themselves', async () => {
    const { port, reached } = await opened();
    for (const path of ['/console/%E0%A4%A', '/%', '/console/live?x=%'])
      expect((await get(port, path)).text).toBe('pages');
    expect(reached.map((r) => r.url)).toEqual(['/nowhere', '/nowhere', '/console/live?x=%']);
  });

  it("SY-122 pages are read only, and not by the names that only Next's own parts use", async () => {
    const { port, reached } = await opened();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get(port, '/console/live', { method })).status).toBe(405);
    for (const path of [
      ...['/console/live.rsc', '/console/live.segments/_tree.segment.rsc', '/_next/data/x/console/live.json'],
      ...['/console/live?nxtPsession=x', '/console/live?desk=&nxtIsession=x', '/?__nextLocale=ru'],
    ])
      expect([path, (await get(port, path)).status]).toEqual([path, 404]);
    expect(reached).toEqual([]);
    const inner = [
      ...['x-middleware-subrequest', 'x-middleware-rewrite', 'x-invoke-path', 'x-matched-path'],
      ...['next-action', 'x-nextjs-data', 'x-forwarded-host', 'x-prerender-revalidate'],
    ];
    await get(port, '/', { ...Object.fromEntries(inner.map((h) => [h, '1'])), rsc: '1' });
    const kept = Object.keys(reached[0]?.headers ?? {});
    expect(kept).toContain('rsc');
    expect(kept.filter((h) => inner.includes(h))).toEqual([]);
  });

  it('SY-123 the socket is no polling, whoever asks; a foreign page is told that it is none of ours', async () => {
    const { port, reached } = await opened();
    const poll = async (more: Record<string, string>, method = 'GET') => {
      const { status, text } = await get(port, '/socket.io/?EIO=4&transport=polling', { method, ...more });
      return `${status} ${JSON.parse(text).error}`;
    };
    const cookie = 'sid=x';
    for (const method of ['GET', 'POST'])
      expect([
        await poll({ origin: `http://127.0.0.1:${port}`, cookie }, method),
        await poll({ origin: 'http://evil.example', cookie }, method),
        await poll({ cookie }, method),
      ]).toEqual(['400 BAD_REQUEST', '403 FORBIDDEN', '403 FORBIDDEN']);
    expect(reached).toEqual([]);
  });

  it('SY-125 a request whose head or body does not come is cut', async () => {
    const { port, reached } = await opened({ headersMs: 40, requestMs: 120 });
    const head = `POST /api/v1/sign-in HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
    expect(await raw(port, head)).toBe('HTTP/1.1 408 Request Timeout');
    expect(reached).toEqual([]);
    expect(await raw(port, `${head}Content-Length: 9\r\n\r\n{`)).toBe('HTTP/1.1 408 Request Timeout');
  });

  it('SY-129 one address asks so often a second, where the configuration says so; a named proxy speaks for others', async () => {
    const { front, port } = await opened({ perAddress: 3, proxies: new Set(['127.0.0.1']) });
    front.sockets.on('upgrade', (_req, socket) => void socket.end('HTTP/1.1 101 Here\r\n\r\n'));
    const ask = async (from: string) =>
      (await get(port, '/', { 'x-forwarded-for': `10.9.9.9, ${from}` })).status;
    const all = await Promise.all(Array.from({ length: 5 }, () => ask('10.0.0.1')));
    expect(all.sort()).toEqual([200, 200, 200, 429, 429]);
    expect(await ask('10.0.0.2')).toBe(200);
    const through = `127.0.0.1:${port}\r\nX-Forwarded-For: 10.0.0.3`;
    const upgraded = await Promise.all(
      Array.from({ length: 5 }, () => upgrade(port, '/socket.io/', through)),
    );
    expect(new Set(upgraded)).toEqual(new Set(['HTTP/1.1 101 Here', 'HTTP/1.1 429 Too Many Requests']));
    // Pages ask the API of their own process: this machine itself is no visitor. Nor is there a limit where none is set.
    const { port: free } = await opened();
    const many = await Promise.all([
      ...Array.from({ length: 40 }, () => get(port, '/')),
      ...Array.from({ length: 40 }, () => get(free, '/', { 'x-forwarded-for': '10.0.0.1' })),
    ]);
    expect(new Set(many.map((a) => a.status))).toEqual(new Set([200]));
  });

  it('SY-129 the word of a proxy that nobody named says nothing', () => {
    const from = (remoteAddress: string, said?: string) =>
      addressOf({ socket: { remoteAddress }, headers: said ? { 'x-forwarded-for': said } : {} }, proxies);
    const proxies = new Set(['10.0.0.1']);
    expect(from('192.0.2.7', '203.0.113.9')).toBe('192.0.2.7');
    expect(from('10.0.0.1', '203.0.113.9, 192.0.2.8')).toBe('192.0.2.8');
    expect(from('::ffff:10.0.0.1', '192.0.2.8')).toBe('192.0.2.8');
    expect(from('10.0.0.1')).toBe('10.0.0.1');
  });
});
