import { describe, expect, it } from 'vitest';
import { demoEdge, hostAllowed, originAllowed } from './edge';

const rules = demoEdge(3000);
const from = (origin: string | undefined, host: string | undefined = 'localhost:3000') => ({
  headers: { ...(origin === undefined ? {} : { origin }), ...(host === undefined ? {} : { host }) },
});

describe('who is let in at the edge', () => {
  it('SY-18 a socket is opened from the served pages only: loopback names with the served port', () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]'])
      expect(originAllowed(from(`http://${name}:3000`, `${name}:3000`), rules)).toBe(true);
  });

  it.each([
    ['another site', 'http://evil.example'],
    ['another port', 'http://localhost:3001'],
    ['no port', 'http://localhost'],
    ['another scheme', 'https://localhost:3000'],
    ['a name that begins alike', 'http://localhost:3000.evil.example'],
    ['a name that ends alike', 'http://evil-localhost:3000'],
    ['the origin of a sandboxed frame', 'null'],
    ['an empty origin', ''],
    ['no origin at all', undefined],
  ])('SY-18 %s is refused', (_what, origin) => {
    expect(originAllowed(from(origin), rules)).toBe(false);
  });

  it('SY-18 on the port of http, which browsers leave out, the names alone are the served pages', () => {
    const on80 = demoEdge(80);
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'localhost:80'])
      expect(originAllowed(from('http://localhost', host), on80)).toBe(true);
    expect(originAllowed(from('http://localhost:3000', 'localhost'), on80)).toBe(false);
    expect(originAllowed(from('http://localhost', 'localhost:3000'), on80)).toBe(false);
  });

  it('SY-19 a Host header that is not a loopback name with the served port is refused: no rebinding of names', () => {
    const hosts = ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'];
    for (const host of hosts) expect(hostAllowed(from(undefined, host), rules)).toBe(true);
    for (const host of ['evil.example:3000', 'localhost', 'localhost:80', '0.0.0.0:3000', '']) {
      expect(hostAllowed({ headers: { host } }, rules)).toBe(false);
      expect(originAllowed(from('http://localhost:3000', host), rules)).toBe(false);
    }
    expect(hostAllowed({ headers: {} }, rules)).toBe(false);
  });
});
