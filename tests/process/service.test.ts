import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, jwc, ProductServer } from '../../e2e/lib/server';
import { ask, bundled, Console } from './product';

const PASSWORD = 'seven green lamps';
const SECRET = 'Qm5tX3p0c2V2ZW4tZ3JlZW4tbGFtcHMtYXQtbmlnaHQ';
let data: string;
let port: number;
let server: ProductServer | null = null;
beforeAll(async () => {
  await bundled();
  data = await mkdtemp(join(tmpdir(), 'jwc-service-'));
  port = await freePort();
}, 120_000);
afterAll(async () => {
  await server?.dispose();
  await rm(data, { recursive: true, force: true });
});
const user = (args: string, password = PASSWORD) =>
  jwc(['user', ...args.split(' ')], { env: { JWC_DATA: data }, input: `${password}\n` });

/** Starts a server that is to end by itself: its code, and what it said. */
async function refused(env: Record<string, string>): Promise<[code: number, said: string]> {
  const child = spawn(process.execPath, ['dist/main.mjs'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, JWC_MODE: 'service', JWC_PAGES: '0', JWC_DATA: data, PORT: String(port), ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return [Number(code), said.trim()];
}
const signIn = (s: ProductServer, login: string, password = PASSWORD, newPassword?: string) => {
  const body = { participant: 'US', login, password, ...(newPassword !== undefined && { newPassword }) };
  return ask(s, '/api/v1/password-sign-in', '', body);
};

describe('service mode', { timeout: 240_000 }, () => {
  it('AC-14, AC-08, AC-12, AC-11, AC-09: from nothing to a user whose socket closes when he is disabled', async () => {
    const origin = `http://127.0.0.1:${port}`;
    expect(await refused({})).toEqual([
      1,
      expect.stringMatching(/^JWC_MODE=service needs JWC_SECRET[^\n]*$/),
    ]);
    const env = {
      JWC_MODE: 'service',
      JWC_SECRET: SECRET,
      JWC_ORIGIN: origin,
      JWC_LIVE: '1',
      JWC_HISTORY_S: '0',
    };
    expect(await refused(env)).toEqual([
      1,
      expect.stringMatching(/^JWC_MODE=service needs an administrator[^\n]*$/),
    ]);

    // Without a server; the password comes through the standard input.
    expect(await user('add --participant US --login hayes --role administrator')).toMatchObject({ code: 0 });
    server = await ProductServer.at(data, port, { JWC_PAGES: '0', ...env });
    // And beside one.
    expect((await user('add --participant US --login reed --role supervisor')).code).toBe(0);
    expect((await user('add --participant US --login weak --role duty', 'password1234')).output).toContain(
      'commonest',
    );

    expect((await signIn(server, 'reed')).status).toBe(403);
    const { status, cookie, text } = await signIn(server, 'reed', PASSWORD, 'my own green lamps');
    expect([status, text.includes('"role":"supervisor"'), cookie.startsWith('__Host-sid=')]).toEqual([
      200,
      true,
      true,
    ]);
    expect((await ask(server, '/api/v1/sign-in', '', { seat: 'US:supervisor', desk: '' })).status).toBe(404);

    const failures: number[] = [];
    for (let i = 0; i < 6; i++) failures.push((await signIn(server, 'hayes', 'wrong wrong wrong')).status);
    expect(failures.slice(0, 5)).toEqual([401, 401, 401, 401, 429]);

    const desk = await Console.open(server, cookie, 'live');
    expect(desk.views.has('NAT:US')).toBe(true);
    // Robots are the demo's: an empty desk is empty.
    expect(desk.view('SHARED').desks.filter((d) => d.occupant === 'robot')).toEqual([]);
    const program = await jwc(['token', 'add', '--participant', 'US', '--role', 'duty', '--name', 'bridge'], {
      env: { JWC_DATA: data },
    });
    const bearer = { authorization: `Bearer ${program.output.trim().split('\n').at(-1)}` };
    const bridge = await Console.open(server, bearer, 'live');
    expect(bridge.views.has('NAT:US')).toBe(true);

    const began = performance.now();
    expect((await user('disable --participant US --login reed')).code).toBe(0);
    await desk.gone();
    // The look for what others did comes every two seconds; the rest is the machine's.
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(desk.heard.some((word) => word.includes('SIGNED_OUT'))).toBe(true);
    expect(bridge.socket.connected).toBe(true);
    bridge.close();
    expect((await ask(server, '/api/v1/me', cookie)).text).toBe('{"principal":null}');
    await server.stop();
    const { code, output } = await jwc(['verify', data]);
    expect([code, output]).toEqual([0, expect.stringContaining('administration US 1..')]);
  });
});
