import { join } from 'node:path';

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
}

/**
 * Reads the environment once. Policy never reads NODE_ENV. Throws with one clear sentence on what cannot be served:
 * demo answers loopback only, service mode needs what later issues bring.
 */
export function readConfig(env: Record<string, string | undefined>, root: string): ServerConfig {
  const mode = env.JWC_MODE ?? 'demo';
  if (mode !== 'demo' && mode !== 'service') throw new Error(`JWC_MODE must be demo or service, not ${mode}`);
  if (mode === 'service')
    throw new Error(
      'JWC_MODE=service needs a secret and an administrator; this version has no accounts yet, use demo',
    );
  const host = env.JWC_HOST ?? '127.0.0.1';
  if (!['127.0.0.1', 'localhost', '::1'].includes(host))
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
  };
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
