/**
 * What the default live world costs while nobody looks (DESIGN §7): CPU of the whole process over some minutes, and disk a
 * day. CPU time, not wall time, so that a busy machine changes little. Disk: all that history and the minutes after it left.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProductServer } from '../e2e/lib/server';
import { line } from './line';

const HISTORY_S = 7200;
const DAY_S = 86_400;
const LIMIT = { core: 0.1, mbADay: 200, historyCpuS: 15 };

interface Reading {
  atMs: number;
  cpuS: number;
}

async function read(server: ProductServer): Promise<Reading> {
  const text = await (await fetch(`${server.baseUrl}/metrics`)).text();
  const value = (name: string): number => {
    const found = text.split('\n').find((l) => l.startsWith(`${name} `));
    if (!found) throw new Error(`/metrics has no ${name}`);
    return Number(found.split(' ').pop());
  };
  return { atMs: Date.now(), cpuS: value('process_cpu_seconds_total') };
}

async function historyDone(server: ProductServer): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-jwc': '1' };
  const body = JSON.stringify({ seat: 'OBS:observer', desk: '' });
  const signedIn = await fetch(`${server.baseUrl}/api/v1/sign-in`, { method: 'POST', headers, body });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  for (;;) {
    const answer = await fetch(`${server.baseUrl}/api/v1/sessions`, { headers: { cookie, 'x-jwc': '1' } });
    const sessions = (await answer.json()) as { live: boolean; state: string }[];
    if (sessions.some((s) => s.live && s.state === 'running')) return;
    await sleep(500);
  }
}

export async function idle(args: string[], print: (text: string) => void): Promise<number> {
  const at = args.indexOf('--minutes');
  const minutes = at < 0 ? 5 : Number(args[at + 1]);
  if (!(minutes > 0)) throw new Error('--minutes needs a number above 0');
  const server = await ProductServer.open({ JWC_HISTORY_S: String(HISTORY_S), JWC_E2E: '0' });
  try {
    const begun = await read(server);
    await historyDone(server);
    const lived = await read(server);
    await sleep(minutes * 60_000);
    const end = await read(server);
    const coreShare = (end.cpuS - lived.cpuS) / ((end.atMs - lived.atMs) / 1000);
    print(line('idle.history cpu', lived.cpuS - begun.cpuS, 's', LIMIT.historyCpuS));
    print(line('idle.core', coreShare, 'cores', LIMIT.core));
    // A closed journal has no log beside it whose size comes and goes.
    await server.stop();
    const bytes = readdirSync(server.data).reduce((n, file) => n + statSync(join(server.data, file)).size, 0);
    const livedS = HISTORY_S + (end.atMs - lived.atMs) / 1000;
    print(line('idle.disk', (bytes / 1e6 / livedS) * DAY_S, 'MB/day', LIMIT.mbADay));
  } finally {
    await server.dispose();
  }
  return 0;
}
