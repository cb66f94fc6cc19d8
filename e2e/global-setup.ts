import { ProductServer } from './lib/server';

/** Ten minutes of the live world's past are enough for a lived-in list and quick to run. */
const HISTORY_S = '600';

/** One product server for the whole run. Its consoles draw no map unless a test starts a server of its own. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await ProductServer.open({ JWC_HISTORY_S: HISTORY_S, JWC_MAP_OFF: '1' });
  process.env.JWC_BASE_URL = server.baseUrl;
  process.env.JWC_DATA_DIR = server.data;
  return () => server.dispose();
}
