import type { FullConfig } from '@playwright/test';
import { ProductServer } from './lib/server';

/** Ten minutes of the live world's past are enough for a lived-in list and quick to run. */
const HISTORY_S = '600';

/**
 * One product server for each worker, for the whole run: two flights at once leave the machine idle no longer, and seats are not
 * taken from each other. Their consoles draw no map unless a test starts a server of its own.
 */
export default async function globalSetup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const open = () => ProductServer.open({ JWC_HISTORY_S: HISTORY_S, JWC_MAP_OFF: '1' });
  const servers = await Promise.all(Array.from({ length: workers }, open));
  process.env.JWC_SERVERS = JSON.stringify(servers.map(({ baseUrl, data }) => ({ baseUrl, data })));
  return async () => {
    for (const server of servers) await server.dispose();
  };
}
