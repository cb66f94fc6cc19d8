import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { demoEdge } from './auth/edge';
import { Front } from './front';

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
async function started(): Promise<{ front: Front; port: number }> {
  const { port, close } = await taken();
  close();
  const front = new Front({ edge: demoEdge(port) });
  open.push(front);
  await front.listen(port, '127.0.0.1');
  return { front, port };
}
async function get(port: number, path: string, host = `127.0.0.1:${port}`) {
  const req = request({ port, path, host: '127.0.0.1', headers: { host } }).end();
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of res) text += chunk;
  return { status: res.statusCode, headers: res.headers, text };
}
/** What comes back from an upgrade: the first line, or nothing when the line is cut. */
async function upgrade(port: number, target: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
    socket.end();
  });
  socket.on('error', () => {});
  await once(socket, 'close');
  return text.split('\r\n')[0] ?? '';
}

describe('the front of the server', () => {
  it('SY-62 a port that is taken is told in one sentence that names it and what to set', async () => {
    const { port, close } = await taken();
    const front = new Front({ edge: demoEdge(port) });
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
    const evil = async (path: string) => (await get(port, path, 'evil.example')).status;
    expect([await evil('/livez'), await evil('/')]).toEqual([421, 421]);
    front.open({ api: () => {}, pages: () => {}, pagesUpgrade: null });
    expect([await evil('/api/v1/me'), await evil('/console/live')]).toEqual([421, 421]);
  });

  it("SY-62 no upgrade passes but the consoles' socket, and that only once it is open", async () => {
    const { front, port } = await started();
    expect(await upgrade(port, '/socket.io/?EIO=4&transport=websocket')).toBe('');
    front.open({ api: () => {}, pages: () => {}, pagesUpgrade: null });
    front.http.on('upgrade', (req, socket) => {
      if (req.url?.startsWith('/socket.io/')) socket.end('HTTP/1.1 101 Here\r\n\r\n');
    });
    for (const target of ['http://127.0.0.1:22/', '/_next/hmr', '/', '//socket.io/', '/api/v1/me'])
      expect(await upgrade(port, target)).toBe('');
    expect(await upgrade(port, '/socket.io/?EIO=4&transport=websocket')).toBe('HTTP/1.1 101 Here');
  });
});
