import { describe, expect, it } from 'vitest';
import { demoEdge, hostAllowed, originAllowed, serviceEdge } from './edge';

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

describe('in service', () => {
  const edge = serviceEdge(['https://jwc.example', 'https://jwc.example:8443']);
  const at = (headers: Record<string, string>) => originAllowed({ headers }, edge);

  it('AC-15 the configured origins are let in, and their hosts answered, no others', () => {
    for (const host of ['jwc.example', 'jwc.example:8443']) {
      expect(hostAllowed({ headers: { host } }, edge)).toBe(true);
      expect(at({ host, origin: `https://${host}` })).toBe(true);
    }
    for (const host of ['localhost:3000', '127.0.0.1', 'jwc.example:443', 'evil.example', 'x.jwc.example']) {
      expect(hostAllowed({ headers: { host } }, edge)).toBe(false);
      expect(at({ host, origin: 'https://jwc.example' })).toBe(false);
    }
    for (const origin of ['http://jwc.example', 'https://evil.example', 'https://jwc.example:3000', 'null'])
      expect(at({ host: 'jwc.example', origin })).toBe(false);
  });

  it('AC-16 a program with a token needs no origin, but shows no cookie and comes from no other page', () => {
    const [host, authorization] = ['jwc.example', 'Bearer jwc_x'];
    expect(at({ host, authorization })).toBe(true);
    expect(at({ host, authorization, origin: 'https://jwc.example' })).toBe(true);
    expect(at({ host, authorization, origin: 'https://evil.example' })).toBe(false);
    expect(at({ host, authorization, cookie: 'sid=x' })).toBe(false);
    expect(at({ host, authorization, cookie: 'sid=x', origin: 'https://evil.example' })).toBe(false);
    expect(at({ host: 'evil.example', authorization })).toBe(false);
    expect(at({ host })).toBe(false);
    expect(at({ host, authorization: 'Basic x' })).toBe(false);
  });
});
