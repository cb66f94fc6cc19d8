import { existsSync, globSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApi, type HttpOptions } from './app';
import { perUser } from './rates';
import { PAGES, ROUTES, type Route, type RouteName } from './table';

const ROOT = resolve(import.meta.dirname, '../..');

describe('the table of routes', () => {
  it('SY-130 every route of the API is in the table, and nothing else', () => {
    const { routes } = createApi({ config: { version: '' } } as HttpOptions);
    const served = routes.filter((r) => r.method !== 'ALL').map((r) => `${r.method} ${r.path}`);
    // A new route gets a row in server/http/table.ts and a request in tests/process/edge.test.ts.
    expect([...new Set(served)].sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('SY-130 every page is in the table, and nothing else of Next answers', () => {
    const pages = globSync('app/**/page.{ts,tsx,js,jsx,mdx}', { cwd: ROOT }).map((file) => {
      const folder = dirname(file).slice('app'.length);
      return folder === '' ? '/' : folder;
    });
    expect(pages.sort()).toEqual(Object.keys(PAGES).sort());
    const others = ['app/**/route.{ts,tsx,js}', 'pages/**', 'src/**', '{proxy,middleware}.{ts,js}'];
    expect(others.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))).toEqual([]);
    expect(existsSync(join(ROOT, 'app/page.tsx'))).toBe(true);
  });

  it('SY-130 what writes or walks the journal has a rate of its own, as the table has it', async () => {
    const rows = Object.entries<Route>(ROUTES);
    const limited = rows.filter(([, r]) => r.rate !== null).map(([name]) => name);
    const projected = rows.filter(([, r]) => r.policy === 'projected').map(([name]) => name);
    expect(limited).toEqual(expect.arrayContaining(projected));
    for (const name of limited as RouteName[]) {
      const limiter = perUser(name);
      const perMinute = rows.find(([n]) => n === name)?.[1].rate?.perMinute ?? 0;
      for (let i = 0; i < perMinute; i++) await limiter.consume('u');
      await expect(limiter.consume('u')).rejects.toMatchObject({ remainingPoints: 0 });
    }
    expect(() => perUser('GET /livez')).toThrow('has no rate');
  });
});
