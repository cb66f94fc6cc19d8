import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentView } from '../../domain/view';
import { freePort, jwc, type ProductServer } from '../../e2e/lib/server';
import { ask, bundled, Console, product, signIn } from './product';

let server: ProductServer | null = null;
let consoles: Console[] = [];
beforeAll(bundled, 120_000);
afterEach(async () => {
  for (const c of consoles) c.close();
  consoles = [];
  await server?.dispose();
  server = null;
});
async function sit(s: ProductServer, cookie: string): Promise<Console> {
  const c = await Console.open(s, cookie, 'live');
  consoles.push(c);
  return c;
}
const live = async (historyS: number): Promise<ProductServer> => {
  server = await product({ JWC_LIVE: '1', JWC_HISTORY_S: String(historyS) });
  return server;
};
/** Starts the product where it cannot go on; gives how it ended and all that it said of it. */
async function startOver(data: string, port: number): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['dist/main.mjs'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, JWC_PAGES: '0', PORT: String(port), JWC_DATA: data },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, said: said.trim() };
}
const gapLines = (v: CompartmentView) => v.log.filter((l) => l.msg === 'log.session.gap');

describe('a server that is started again', { timeout: 240_000 }, () => {
  it('SY-103 the outage is a gap for members and observers alike and a line in the log; the watch goes on behind it', async () => {
    const s = await live(0);
    const [cookie, observer] = [await signIn(s, 'RU:duty'), await signIn(s, 'OBS:observer')];
    const before = await sit(s, cookie);
    const seen = await before.until(() => before.clock?.state === 'running' && before.clock.nowMs);
    await s.stop('SIGKILL');
    await before.gone();
    await s.start();
    const [after, watching] = [await sit(s, cookie), await sit(s, observer)];
    const [gap] = after.view('SHARED').gaps;
    expect(after.view('SHARED').gaps).toEqual([{ fromMs: expect.any(Number), toMs: expect.any(Number) }]);
    expect(watching.view('NOTIF').gaps).toEqual([gap]);
    // What was committed last was at most a few seconds before the kill, and nothing of the outage was lived through.
    expect(gap?.fromMs).toBeGreaterThan(seen - 10_000);
    expect(gapLines(after.view('SHARED')).map((l) => l.params.fromMs)).toEqual([gap?.fromMs]);
    await after.until(() => (after.clock?.nowMs ?? 0) > (gap?.toMs ?? 0) + 1000);
    await s.stop();
    expect((await jwc(['verify', s.data])).code).toBe(0);
  });

  it('SY-103 killed in the middle of its history it goes on with that, and only what came after is an outage', async () => {
    const s = await live(900);
    const cookie = await signIn(s, 'RU:duty');
    const before = await sit(s, cookie);
    await before.until(() => Object.keys(before.view('NAT:RU').tracks).length > 0);
    const { epochMs } = before.view('SHARED').session as { epochMs: number };
    const createdMs = epochMs + 900_000;
    await s.stop('SIGKILL');
    await s.start();
    const after = await sit(s, cookie);
    expect(after.clock).toMatchObject({ state: 'preparing' });
    expect(after.view('SHARED').gaps).toEqual([]);
    await after.until(() => after.clock?.state === 'running' && after.view('SHARED').gaps.length > 0);
    expect(after.view('SHARED').gaps).toMatchObject([{ fromMs: createdMs }]);
    await s.stop();
    expect((await jwc(['verify', s.data])).code).toBe(0);
  });

  it('SY-103 a port that is taken ends the start with code 1 and one sentence, and the data is not touched', async () => {
    const s = await live(0);
    const { code, said } = await startOver(join(s.data, 'other'), s.port);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(new RegExp(`^Port ${s.port} on 127.0.0.1 is taken`)),
    ]);
    expect((await ask(s, '/readyz')).status).toBe(200);
  });

  it.each([
    ['/proc', 'the data directory /proc cannot be written'],
    ['/proc/nothing', 'the data directory /proc/nothing cannot be written'],
  ])(
    'SY-150 a data directory that takes no file (%s) ends the start with code 1 and one sentence',
    async (data, why) => {
      const { code, said } = await startOver(data, await freePort());
      expect([code, said]).toEqual([1, expect.stringContaining(why)]);
      expect(said).not.toContain('\n');
    },
  );

  it('SY-150 a data directory that another server has ends the start with code 1 and its name', async () => {
    const s = await live(0);
    const { code, said } = await startOver(s.data, await freePort());
    expect([code, said]).toEqual([1, expect.stringContaining(`${s.data} is in use by another process`)]);
    expect((await ask(s, '/readyz')).status).toBe(200);
  });

  it.runIf(process.env.JWC_LONG)(
    'SY-103 killed at any moment, ten times: each time the chains hold, nothing that was seen is gone, and it goes on',
    { timeout: 900_000 },
    async () => {
      const s = await live(1800);
      const cookie = await signIn(s, 'RU:duty');
      let seen = new Map<string, number>();
      for (let round = 1; round <= 10; round++) {
        const c = await sit(s, cookie);
        for (const [compartment, seq] of seen)
          expect(c.seqs.get(compartment as 'SHARED')).toBeGreaterThanOrEqual(seq);
        // A moment by what has come, not by the clock: another one each round, whatever the machine does.
        const start = c.heard.length;
        await c.until(() => c.heard.length >= start + round * 7);
        await s.stop('SIGKILL');
        await c.gone();
        seen = new Map(c.seqs);
        expect((await jwc(['verify', s.data])).code).toBe(0);
        await s.start();
      }
    },
  );
});
