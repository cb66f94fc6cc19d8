import { join } from 'node:path';
import { secretOf } from './secret';

export interface ServerConfig {
  mode: 'demo' | 'service';
  host: string;
  port: number;
  dataDir: string;
  seed: number;
  pace: 'brisk' | 'realistic';
  historyS: number;
  /** Days of the live watch that stay stored. */
  keepDays: number;
  /** How late a beat of this machine's threads may come before it counts as late, ms. */
  lagMs: number;
  mapboxToken: string | null;
  mapOff: boolean;
  testHook: boolean;
  /** False: no live world (tests that need a quiet server). */
  live: boolean;
  /** Requests a second that one address may make; 0 is no limit. */
  perAddress: number;
  /** False: the API and the socket alone, without the console's pages. */
  pages: boolean;
  /** Service: the secret that sign-ins are stored under. */
  secret: string | null;
  /** Service: exact origins under which browsers reach the server, through whatever does TLS. */
  origins: string[];
  /** Addresses of what stands in front and says in X-Forwarded-For where a request came from. */
  proxies: string[];
}

/**
 * Reads the environment once. Policy never reads NODE_ENV. Throws with one clear sentence on what cannot be served:
 * demo answers loopback only, service needs a secret and the origins that it is served under.
 */
export function readConfig(env: Record<string, string | undefined>, root: string): ServerConfig {
  const mode = env.JWC_MODE ?? 'demo';
  if (mode !== 'demo' && mode !== 'service') throw new Error(`JWC_MODE must be demo or service, not ${mode}`);
  const service = mode === 'service';
  const host = env.JWC_HOST ?? '127.0.0.1';
  if (!service && !LOOPBACK.includes(host))
    throw new Error(`JWC_MODE=demo has no passwords and binds loopback only, not ${host}`);
  const e2e = env.JWC_E2E === '1';
  return {
    mode,
    host,
    port: whole(env.PORT, 'PORT', 3000, 1, 65535),
    dataDir: env.JWC_DATA ?? join(root, 'data'),
    seed: whole(env.JWC_SEED, 'JWC_SEED', 2000, 0, 2 ** 31),
    pace: oneOf(env.JWC_PACE, 'JWC_PACE', ['brisk', 'realistic']),
    historyS: whole(env.JWC_HISTORY_S, 'JWC_HISTORY_S', 7200, 0, 86_400),
    keepDays: whole(env.JWC_KEEP_DAYS, 'JWC_KEEP_DAYS', 30, 1, 3650),
    lagMs: whole(env.JWC_LAG_MS, 'JWC_LAG_MS', 200, 20, 60_000),
    mapboxToken: env.MAPBOX_TOKEN ?? null,
    mapOff: env.JWC_MAP_OFF === '1',
    testHook: e2e,
    live: env.JWC_LIVE !== '0',
    perAddress: whole(env.JWC_PER_ADDRESS, 'JWC_PER_ADDRESS', mode === 'demo' ? 0 : 50, 0, 10_000),
    pages: env.JWC_PAGES !== '0',
    secret: service ? secretOf(env.JWC_SECRET) : null,
    origins: service ? originsOf(env.JWC_ORIGIN) : [],
    proxies: list(env.JWC_PROXY ?? '127.0.0.1,::1'),
  };
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Cookies of service mode travel under TLS only; a browser makes an exception for its own machine. */
function originsOf(text: string | undefined): string[] {
  const origins = list(text ?? '');
  if (origins.length === 0)
    throw new Error(
      'JWC_MODE=service needs JWC_ORIGIN, the address that browsers use, like https://jwc.example',
    );
  for (const origin of origins) {
    const url = URL.canParse(origin) ? new URL(origin) : null;
    const loopback = LOOPBACK.includes(url?.hostname.replace(/^\[|\]$/g, '') ?? '');
    const tls = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback);
    if (url?.origin !== origin || origin.includes('*') || !tls)
      throw new Error(`JWC_ORIGIN must be exact origins like https://jwc.example, not ${origin}`);
  }
  return origins;
}

function whole(text: string | undefined, name: string, otherwise: number, min: number, max: number): number {
  if (text === undefined || text === '') return otherwise;
  const n = Number(text);
  if (!Number.isInteger(n) || n < min || n > max)
    throw new Error(`${name} must be a whole number from ${min} to ${max}, not ${text}`);
  return n;
}

function oneOf<T extends string>(text: string | undefined, name: string, words: readonly [T, ...T[]]): T {
  if (text === undefined || text === '') return words[0];
  const word = words.find((w) => w === text);
  if (word === undefined) throw new Error(`${name} must be ${words.join(' or ')}, not ${text}`);
  return word;
}
