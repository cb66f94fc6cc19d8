import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
}
const packages = Object.entries(
  (JSON.parse(text('package-lock.json')) as { packages: Record<string, Locked> }).packages,
).filter(([path]) => path !== '');
/** Each installed copy of a package, those that others bring along too. */
const copies = (name: string) => packages.filter(([path]) => path.endsWith(`node_modules/${name}`));

/** Below these each has a published hole that this server would show (advisories beside them). */
const FLOORS: Record<string, string> = {
  next: '16.2.6', // CVE-2026-44578 upgrade to other hosts, 44573-44575 and 45109 middleware, CVE-2025-29927, 55182
  react: '19.2.6', // CVE-2025-55182, 55183, 55184
  'react-dom': '19.2.6',
  'socket.io-parser': '4.2.7', // CVE-2026-33151, CVE-2026-69185
  'engine.io': '6.6.7', // GHSA-r635-g3xr-vw7x
  ws: '8.21.0', // GHSA-96hv-2xvq-fx4p
};
const atLeast = (version: string, floor: string): boolean => {
  const [have, want] = [version, floor].map((v) => v.split('-', 1)[0]?.split('.').map(Number) ?? []);
  for (const i of [0, 1, 2]) if (have?.[i] !== want?.[i]) return (have?.[i] ?? 0) > (want?.[i] ?? 0);
  return !version.includes('-');
};

it('SY-137 no copy of a package is below the version that closed its holes', () => {
  expect(
    [
      ...[atLeast('16.2.6', '16.2.6'), atLeast('16.10.0', '16.2.6'), atLeast('17.0.0', '16.2.6')],
      ...[atLeast('16.2.5', '16.2.6'), atLeast('9.9.9', '16.2.6'), atLeast('16.2.6-canary.1', '16.2.6')],
    ].join(),
  ).toBe('true,true,true,false,false,false');
  for (const [name, floor] of Object.entries(FLOORS)) {
    const found = copies(name);
    expect([name, found.length > 0]).toEqual([name, true]);
    for (const [path, { version }] of found)
      expect([path, version, atLeast(version, floor)]).toEqual([path, version, true]);
  }
  // Its parser has CVE-2023-0842 up to 0.4; none is needed.
  expect(copies('xml2js')).toEqual([]);
});

it('SY-138 every package comes from the npm registry over https, with its checksum, in an exact version', () => {
  // The lock names no addresses: npm then asks the registry that it is set to, by checksum. One that stands there is npm's.
  for (const [path, { resolved, integrity, link }] of packages) {
    const from = resolved === undefined || resolved.startsWith('https://registry.npmjs.org/');
    expect([path, from, integrity?.slice(0, 7), link]).toEqual([path, true, 'sha512-', undefined]);
  }
  expect(packages.length).toBeGreaterThan(300);
  expect(text('.npmrc')).not.toMatch(/registry|ignore-scripts\s*=\s*false|strict-ssl/);
  const own = JSON.parse(text('package.json')) as Record<string, Record<string, string>>;
  const asked = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].flatMap((kind) =>
    Object.entries(own[kind] ?? {}),
  );
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it('SY-139 nothing of the product is a server action, makes markup of text, or runs text as code', () => {
  const banned = [
    /^\s*['"]use server['"]/m,
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\.setHTML\(/,
    /\beval\s*\(|new\s+Function\s*\(|set(?:Timeout|Interval)\s*\(\s*['"`]|node:vm/,
    /\bsrcDoc=|javascript:/,
  ];
  const hits = (source: string): boolean => banned.some((rule) => rule.test(source));
  for (const bad of [
    ...["'use server'\n", '<b dangerouslySetInnerHTML={x} />', 'e.innerHTML = t', 'popup.setHTML(t)'],
    ...['eval(t)', 'new Function(t)', "setTimeout('x', 1)", '<a href="javascript:x" />'],
  ])
    expect([bad, hits(bad)]).toEqual([bad, true]);
  const files = globSync('{app,client,components,domain,server}/**/*.{ts,tsx}', { cwd: ROOT })
    .concat(['instrumentation-client.ts'])
    .filter((file) => !file.includes('.test.') && !file.includes('/testing/'));
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => hits(text(file)))).toEqual([]);
});
