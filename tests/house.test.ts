import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const PURE_ROOMS = ['simulation', 'fusion', 'joint', 'assessment', 'alerts'];

/** File, what it imports, and what the linter should say. */
const IMPORTS = `
  domain/a.ts                     ./b                            ok
  domain/protocol/a.ts            ../b                           ok
  domain/protocol/a.ts            @/domain/b                     ok
  domain/a.ts                     zod                            ok
  domain/a.ts                     ../client/b                    banned
  domain/protocol/a.ts            ../../server/log               banned
  domain/a.ts                     @/server/http/b                banned
  domain/a.ts                     @/components                   banned
  domain/a.ts                     node:fs                        banned
  domain/a.ts                     node:fs/promises               banned
  client/a.ts                     ../domain/b                    ok
  client/stores/a.ts              ../../domain/alerts/b          ok
  client/stores/a.ts              ../source/b                    ok
  client/stores/a.ts              @/client/source                ok
  client/a.ts                     react                          ok
  client/a.ts                     ../components/b                banned
  client/stores/a.ts              @/components/b                 banned
  client/stores/a.ts              ../../server/fusion/b          banned
  client/stores/a.ts              ../../app/b                    banned
  client/a.ts                     node:events                    banned
  components/map/a.tsx            ../../client/b                 ok
  components/map/a.tsx            ../ui/b                        ok
  components/map/a.tsx            next/link                      ok
  components/map/a.tsx            @/server/http/b                banned
  components/map/engine/a.tsx     ../../../server/b              banned
  components/map/a.tsx            ../../app/b                    banned
  app/a.tsx                       next/server                    ok
  app/a.tsx                       react-dom/server               ok
  app/a.tsx                       @/components/b                 ok
  app/console/a.tsx               ../../client/b                 ok
  app/console/a.tsx               ../../server/http/b            banned
  app/a.tsx                       @/server/auth/b                banned
  server/main.ts                  next                           ok
  server/main.ts                  ./gateway/b                    ok
  server/main.ts                  ../domain/b                    ok
  server/main.ts                  @/client/b                     banned
  server/log.ts                   ../components/b                banned
  server/fusion/a.ts              ./b                            ok
  server/fusion/a.ts              ../../domain/b                 ok
  server/fusion/a.ts              ../../domain/alerts/b          ok
  server/fusion/a.ts              @/domain/b                     ok
  server/fusion/a.ts              @/server/fusion/b              ok
  server/fusion/kernels/a.ts      ../score                       ok
  server/fusion/kernels/a.ts      ../../../domain/geodesy        ok
  server/fusion/a.ts              kdbush                         ok
  server/fusion/a.test.ts         ../simulation/b                ok
  server/fusion/a.ts              ../simulation/b                banned
  server/fusion/a.ts              ../simulation                  banned
  server/fusion/kernels/a.ts      ../../simulation/b             banned
  server/fusion/a.ts              @/server/simulation/b          banned
  server/fusion/a.ts              ../journal/b                   banned
  server/fusion/a.ts              ../alerts/b                    banned
  server/fusion/a.ts              @/server/log                   banned
  server/fusion/a.ts              ../../client/b                 banned
  server/fusion/a.ts              node:fs                        banned
  server/fusion/a.ts              fs                             banned
  server/fusion/a.ts              kysely                         banned
  server/simulation/a.ts          ../fusion/b                    banned
  server/joint/a.ts               ../fusion/kernels              ok
  server/joint/a.ts               ../fusion/kernels/b            ok
  server/joint/a.ts               ../fusion/kernels-linear       ok
  server/joint/a.ts               @/server/fusion/kernels/b      ok
  server/joint/a.ts               ../fusion/association          banned
  server/joint/a.ts               @/server/fusion/score          banned
  server/joint/a.ts               ../gateway/b                   banned
  server/assessment/a.ts          ../http/b                      banned
  server/alerts/a.ts              ../sessions/b                  banned
  server/simulation/a.ts          @/scenarios/b.json             ok
  server/engine/a.ts              ../fusion/b                    ok
  server/engine/a.ts              ../joint                       ok
  server/engine/a.ts              ../gateway/b                   banned
  server/gateway/a.ts             ../release/b                   ok
  server/gateway/handlers/a.ts    ../../sessions/b               ok
  server/gateway/a.ts             ../../domain/protocol/socket   ok
  server/gateway/a.ts             @/server/auth/b                ok
  server/gateway/a.ts             ../log                         ok
  server/gateway/a.ts             node:events                    ok
  server/gateway/a.ts             ../fusion/b                    banned
  server/gateway/handlers/a.ts    ../../journal/b                banned
  server/gateway/a.ts             @/server/http/b                banned
  server/gateway/a.ts             ../main                        banned
  server/gateway/a.ts             next                           banned
  server/http/a.ts                ../interop/cap                 ok
  server/http/a.ts                node:http                      ok
  server/http/a.ts                @hono/node-server/serve-static ok
  server/http/a.ts                ../gateway/b                   banned
  server/sessions/a.ts            ../release/project             ok
  server/sessions/a.ts            ../gateway/b                   banned
  server/journal/a.ts             ../cluster/lease               ok
  server/journal/a.ts             ../engine/b                    banned
  server/journal/a.ts             ../../components/b             banned
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/) as [file: string, imported: string, verdict: string]);

interface Diagnostic {
  category: string;
  location: { path: string };
}

/** Lints a tree that holds only these files, under the repo's rules. Gives each file's broken rules. */
function lint(sources: Map<string, string>): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jwc-house-'));
  try {
    cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    for (const [path, source] of sources) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
    const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'];
    let output: string;
    try {
      output = execFileSync(process.execPath, [biome, ...args], { cwd: folder, stdio: 'pipe' }).toString();
    } catch (error) {
      output = String((error as { stdout: Buffer }).stdout);
    }
    const broken = new Map<string, string[]>();
    for (const { category, location } of (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics) {
      broken.set(location.path, [...(broken.get(location.path) ?? []), category.replace('lint/', '')]);
    }
    return broken;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sourcesOf = (folder: string) =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT, exclude: (name) => name.includes('.test.') });

describe('house rules', () => {
  it('lets imports point one way only', () => {
    const named = IMPORTS.map(([file, imported, verdict], i) => {
      // main.ts is a rule by its name; every other probe gets a name of its own.
      const path = file.endsWith('main.ts')
        ? `server/main.ts`
        : file.replace(/a(\.test)?\.(tsx?)$/, `probe-${i}$1.$2`);
      return { path, imported, verdict, line: `import { x${i} } from '${imported}';\nexport { x${i} };\n` };
    });
    const separate = named.filter(({ path }) => path !== 'server/main.ts');
    const main = named.filter(({ path }) => path === 'server/main.ts');
    const verdicts = (probes: typeof named) => {
      const broken = lint(new Map(probes.map(({ path, line }) => [path, line])));
      return probes.map(({ path, imported }) => {
        const banned = broken.get(path)?.includes('style/noRestrictedImports') ?? false;
        return `${path} <- ${imported}: ${banned ? 'banned' : 'ok'}`;
      });
    };
    const wanted = (probes: typeof named) =>
      probes.map(({ path, imported, verdict }) => `${path} <- ${imported}: ${verdict}`);
    expect(verdicts(separate)).toEqual(wanted(separate));
    for (const probe of main) expect(verdicts([probe])).toEqual(wanted([probe]));
  }, 30_000);

  it('bans the same however a module is named in', () => {
    const broken = lint(
      new Map([
        ['client/dynamic.ts', `export const load = () => import('../server/http/b');\n`],
        ['client/again.ts', `export * from '../server/http/b';\n`],
        ['client/type.ts', `import type { B } from '../server/http/b';\nexport type C = B;\n`],
      ]),
    );
    expect([...broken.keys()].sort()).toEqual(['client/again.ts', 'client/dynamic.ts', 'client/type.ts']);
  }, 30_000);

  it('keeps clocks, timers and I/O out of the pure rooms', () => {
    const calls = [
      'new Date()',
      'Date.now()',
      'performance.now()',
      'setTimeout(f, 1)',
      'setInterval(f, 1)',
    ].concat(['fetch("x")', 'process.env', 'crypto.randomUUID()', 'globalThis.Date']);
    const sources = new Map(
      PURE_ROOMS.flatMap((room) =>
        calls.map((call, i) => [
          `server/${room}/call-${i}.ts`,
          `export const g = (f: () => void) => [f, ${call}];\n`,
        ]),
      ),
    );
    sources.set('server/gateway/call.ts', 'export const g = () => Date.now();\n');
    const broken = lint(sources);
    for (const path of sources.keys()) {
      expect([path, broken.get(path) ?? []]).toEqual([
        path,
        path.includes('gateway') ? [] : ['style/noRestrictedGlobals'],
      ]);
    }
  }, 30_000);

  it('finds no randomness and no clock in the pure rooms and in domain', () => {
    const banned = /\bMath\s*\.\s*random\b|\bDate\s*\.\s*now\b|\bperformance\s*\.\s*now\b/;
    const files = ['domain', ...PURE_ROOMS.map((room) => `server/${room}`)].flatMap(sourcesOf);
    expect(files.filter((file) => banned.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it('UX-70 lets nothing that an officer sees ask the wall clock: time comes from the session', () => {
    const banned = /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bperformance\s*\.\s*now\b/;
    // The wall clock of the source, from which it keeps the session's; and how long a cookie lives.
    const may = ['client/source/wall.ts', 'client/i18n/provider.tsx'];
    const files = ['app', 'client', 'components', 'server/engine', 'server/release'].flatMap(sourcesOf);
    const asking = files.filter((file) => banned.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(asking.filter((file) => !may.includes(file) && file !== 'server/engine/worker.ts')).toEqual([]);
  });

  it('NT-28 finds no participant by name in code: they are records, and their grounds a table', () => {
    const ids = (
      JSON.parse(readFileSync(join(ROOT, 'scenarios/participants.json'), 'utf8')) as { id: string }[]
    ).map((p) => p.id);
    const some = ids.join('|');
    const named = new RegExp(`['"\`](?:NAT:)?(?:${some})['"\`]|\\b(?:${some})\\s*:`);
    expect("boxes = { RU: [] }, 'NAT:US'").toMatch(named);
    const files = ['app', 'client', 'components', 'domain', 'server'].flatMap(sourcesOf);
    expect(files.filter((file) => named.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it('UX-71 finds no text on screen that is written in the code: words come in both languages', () => {
    const letters = /\p{L}{2,}/u;
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
    const args = ['lint', '--only=style/noJsxLiterals', '--reporter=json', '--max-diagnostics=none'];
    const output = execFileSync(process.execPath, [biome, ...args, 'app', 'components'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { diagnostics } = JSON.parse(output.toString()) as {
      diagnostics: {
        location: Record<'start' | 'end', { line: number; column: number }> & { path: string };
      }[];
    };
    const shown = diagnostics.filter((d) => !d.location.path.includes('.test.'));
    const literals = shown.map(({ location: { path, start, end } }) => {
      const lines = readFileSync(join(ROOT, path), 'utf8')
        .split('\n')
        .slice(start.line - 1, end.line);
      const last = lines.length - 1;
      const text = lines.map((l, i) =>
        l.slice(i === 0 ? start.column - 1 : 0, i === last ? end.column - 1 : undefined),
      );
      return { path, text: text.join(' ').trim() };
    });
    // Signs and units between values are found: else this looks at nothing.
    expect(literals.length).toBeGreaterThan(5);
    const spoken = /\s(?:aria-label|title|placeholder|alt|label)="([^"]*)"/g;
    const attributes = ['app', 'components']
      .flatMap(sourcesOf)
      .flatMap((path) =>
        [...readFileSync(join(ROOT, path), 'utf8').matchAll(spoken)].map((m) => ({ path, text: m[1] ?? '' })),
      );
    expect([...literals, ...attributes].filter(({ text }) => letters.test(text))).toEqual([]);
  });

  it('finds no relative import that leaves a pure room for anything but domain and scenarios', () => {
    // The linter's patterns see a name, not where it leads: this follows it.
    const leaving = PURE_ROOMS.flatMap((room) =>
      sourcesOf(`server/${room}`).flatMap((file) =>
        [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]*)['"]/g)]
          .map((match) => relative(ROOT, resolve(ROOT, dirname(file), match[1] ?? '')))
          .filter((target) => !/^(domain|scenarios)\//.test(target) && !target.startsWith(`server/${room}/`))
          .filter((target) => !(room === 'joint' && target.startsWith('server/fusion/kernels')))
          .map((target) => `${file} <- ${target}`),
      ),
    );
    expect(leaving).toEqual([]);
  });

  it('gives every folder of more than five files a README', () => {
    const sizes = new Map<string, number>();
    for (const file of ['domain', 'client', 'components', 'server'].flatMap(sourcesOf)) {
      sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
    }
    const large = [...sizes.keys()].filter((folder) => (sizes.get(folder) ?? 0) > 5);
    expect(large.filter((folder) => !existsSync(join(ROOT, folder, 'README.md')))).toEqual([]);
  });
});
