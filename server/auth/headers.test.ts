import { describe, expect, it } from 'vitest';
import { demoEdge } from './edge';
import { commonHeaders, type HeaderRules, newNonce, pagePolicy } from './headers';

const demo: HeaderRules = {
  ...{ origins: demoEdge(3000).origins, secure: false, framed: true, mapbox: false, dev: false },
};
/** The sources of one directive. */
const sources = (rules: HeaderRules, directive: string): string[] =>
  pagePolicy('n0nce', rules)
    .split('; ')
    .find((d) => d.startsWith(`${directive} `))
    ?.split(' ')
    .slice(1) ?? [];

describe('the headers of answers', () => {
  it('SY-121 scripts run by the nonce of this answer and what they load; nothing inline, nothing evaluated', () => {
    expect(sources(demo, 'script-src')).toEqual(["'self'", "'nonce-n0nce'", "'strict-dynamic'"]);
    expect(sources(demo, 'style-src')).toEqual(["'self'", "'nonce-n0nce'"]);
    expect([...sources(demo, 'object-src'), ...sources(demo, 'base-uri')]).toEqual(["'none'", "'none'"]);
    expect([...sources(demo, 'worker-src'), ...sources(demo, 'form-action')]).toEqual(["'self'", "'self'"]);
    expect(new Set(Array.from({ length: 50 }, newNonce)).size).toBe(50);
    expect(Buffer.from(newNonce(), 'base64').length * 8).toBeGreaterThanOrEqual(128);
  });

  it('SY-121 pages talk to this server only, by the names that it is served under', () => {
    expect(sources(demo, 'connect-src')).toEqual(["'self'", 'ws://127.0.0.1:3000', 'ws://localhost:3000']);
    const tls = { ...demo, origins: new Set(['https://centre.example']) };
    expect(sources(tls, 'connect-src')).toEqual(["'self'", 'wss://centre.example']);
    expect(pagePolicy('n', demo)).not.toMatch(/mapbox|blob:|data:|https:|\*/);
  });

  it("SY-121 only a token lets in Mapbox's hosts and its worker, only development evaluates, only demo is framed", () => {
    const mapbox = { ...demo, mapbox: true };
    expect(sources(mapbox, 'connect-src')).toContain('https://api.mapbox.com');
    expect(sources(mapbox, 'worker-src')).toContain('blob:');
    expect(sources(mapbox, 'script-src')).toEqual(sources(demo, 'script-src'));
    expect(sources({ ...demo, dev: true }, 'script-src')).toContain("'unsafe-eval'");
    expect(sources(demo, 'frame-ancestors')).toEqual(["'self'"]);
    expect(sources({ ...demo, framed: false }, 'frame-ancestors')).toEqual(["'none'"]);
  });

  it('SY-120 over TLS browsers are told to come by nothing else; on loopback they are not', () => {
    expect(commonHeaders(demo)).not.toHaveProperty('strict-transport-security');
    expect(commonHeaders({ ...demo, secure: true })['strict-transport-security']).toMatch(/^max-age=\d{8};/);
  });
});
