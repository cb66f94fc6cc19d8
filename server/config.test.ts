import { describe, expect, it } from 'vitest';
import { readConfig } from './config';

const read = (env: Record<string, string>) => readConfig(env, '/srv/jwc');

describe('configuration', () => {
  it('SY-29 without a setting it is the demo on loopback, port 3000, with two hours of history', () => {
    expect(read({})).toMatchObject({
      ...{ mode: 'demo', host: '127.0.0.1', port: 3000, dataDir: '/srv/jwc/data', pace: 'brisk' },
      ...{
        keepDays: 30,
        lagMs: 200,
        perAddress: 0,
        historyS: 7200,
        seed: 2000,
        mapboxToken: null,
        mapOff: false,
        testHook: false,
        live: true,
        pages: true,
      },
    });
  });

  it('SY-29 each setting is read from its name', () => {
    const env = {
      ...{ PORT: '8080', JWC_HOST: '::1', JWC_DATA: '/var/jwc', JWC_SEED: '7', JWC_PACE: 'realistic' },
      ...{
        JWC_KEEP_DAYS: '7',
        JWC_LAG_MS: '900',
        JWC_PER_ADDRESS: '30',
        JWC_HISTORY_S: '0',
        MAPBOX_TOKEN: 'pk',
        JWC_MAP_OFF: '1',
        JWC_E2E: '1',
        JWC_LIVE: '0',
        JWC_PAGES: '0',
      },
    };
    expect(read(env)).toMatchObject({
      ...{
        port: 8080,
        host: '::1',
        dataDir: '/var/jwc',
        seed: 7,
        pace: 'realistic',
        historyS: 0,
        keepDays: 7,
        lagMs: 900,
        perAddress: 30,
      },
      ...{ mapboxToken: 'pk', mapOff: true, testHook: true, live: false, pages: false },
    });
    expect(read({ PORT: '' }).port).toBe(3000);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.org', '127.0.0.2', 'localhost.evil.example', ''])(
    'SY-30 the demo has no passwords and does not bind %s',
    (host) => {
      expect(() => read({ JWC_HOST: host })).toThrow('loopback only');
    },
  );

  it('SY-30 service mode is not served without accounts, whatever NODE_ENV says; another mode is none', () => {
    for (const NODE_ENV of ['production', 'development', 'test']) {
      expect(() => read({ JWC_MODE: 'service', NODE_ENV })).toThrow('needs a secret and an administrator');
      expect(read({ NODE_ENV })).toEqual(read({}));
    }
    expect(() => read({ JWC_MODE: 'prod' })).toThrow('JWC_MODE must be demo or service, not prod');
    expect(() => read({ JWC_PACE: 'fast' })).toThrow('JWC_PACE must be brisk or realistic, not fast');
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '80.5'],
    ['JWC_SEED', '-1'],
    ['JWC_HISTORY_S', '86401'],
    ['JWC_HISTORY_S', 'day'],
    ['JWC_KEEP_DAYS', '0'],
  ])('SY-30 %s=%s is refused with one clear sentence', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name} must be a whole number from`));
  });
});
