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

  it('SY-30 service mode is not served without its secret, whatever NODE_ENV says; another mode is none', () => {
    for (const NODE_ENV of ['production', 'development', 'test']) {
      expect(() => read({ JWC_MODE: 'service', NODE_ENV })).toThrow('needs JWC_SECRET');
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

describe('service mode', () => {
  const SERVICE = {
    ...{ JWC_MODE: 'service', JWC_SECRET: 'Qm5tX3p0c2V2ZW4tZ3JlZW4tbGFtcHMtYXQtbmlnaHQ' },
    JWC_ORIGIN: 'https://jwc.example, https://jwc.example:8443',
  };

  it('AC-14 is read from its secret, its origins and the proxies in front; it may bind what it likes', () => {
    expect(read({ ...SERVICE, JWC_HOST: '0.0.0.0', JWC_PROXY: '10.0.0.1, 10.0.0.2' })).toMatchObject({
      ...{ mode: 'service', host: '0.0.0.0', secret: SERVICE.JWC_SECRET },
      ...{ origins: ['https://jwc.example', 'https://jwc.example:8443'], proxies: ['10.0.0.1', '10.0.0.2'] },
    });
    expect(read(SERVICE)).toMatchObject({ host: '127.0.0.1', proxies: ['127.0.0.1', '::1'] });
    expect(read({ JWC_SECRET: 'x', JWC_ORIGIN: 'x' })).toMatchObject({ secret: null, origins: [] });
  });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['has 31 bytes', SERVICE.JWC_SECRET.slice(0, 31)],
    ['is a pattern', 'abababababababababababababababababab'],
    ['stands in an example', 'please-change-me-to-something-long-4711'],
    ['is a row of keys', '0123456789012345678901234567890123456789'],
  ])('AC-14 a secret that %s ends the start with one sentence that does not repeat it', (_, secret) => {
    const { JWC_SECRET: _unused, ...rest } = SERVICE;
    const start = () => read({ ...rest, ...(secret !== undefined && { JWC_SECRET: secret }) });
    expect(start).toThrow(/^JWC_[^\n]+openssl rand -base64 48 makes \w+$/);
    if (secret) expect(start).not.toThrow(secret);
  });

  it.each([
    '',
    'jwc.example',
    'https://jwc.example/',
    'https://JWC.example',
    'http://jwc.example',
    'https://jwc.example/console',
    'https://*.example',
    'https://jwc.example:443',
    'ws://127.0.0.1:3000',
  ])('AC-15 JWC_ORIGIN=%s is no exact origin under TLS', (origin) => {
    expect(() => read({ ...SERVICE, JWC_ORIGIN: origin })).toThrow(/JWC_ORIGIN/);
  });

  it('AC-15 on its own machine a browser keeps secure cookies without TLS', () => {
    const own = 'http://127.0.0.1:3000,http://localhost:3000,http://[::1]:3000';
    expect(read({ ...SERVICE, JWC_ORIGIN: own }).origins).toHaveLength(3);
  });
});
