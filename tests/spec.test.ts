import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const ID = /\b(?:AL|FU|JF|RP|SY|RL|UX|NT|EN|JO|SI|WL|CO|AC)-\d{2,3}\b/;
const RULE = new RegExp(String.raw`^\s*(?:#+|[-*]|\d+\.)?\s*\*\*(${ID.source})\*\*`, 'gm');
/** The string that opens a call, if it begins with ids; `it.skip` and `it.todo` prove nothing. */
const TITLE = new RegExp(
  String.raw`(\.(?:skip|todo))?\s*\(\s*['"\`]((?:${ID.source}(?:\s*[,+&·]?\s*|\s+and\s+))+)`,
  'g',
);

function rules(spec: string): string[] {
  return [...spec.matchAll(RULE)].map((match) => match[1] ?? '');
}

function tested(source: string): string[] {
  return [...source.matchAll(TITLE)].flatMap(([, skipped, ids = '']) =>
    skipped ? [] : [...ids.matchAll(new RegExp(ID, 'g'))].map(([id]) => id),
  );
}

function testFiles(): string[] {
  return globSync('{tests,domain,client,components,server,bench,e2e}/**/*.{test,spec}.{ts,tsx}', {
    cwd: ROOT,
  });
}

it('reads rules and titles as they are written', () => {
  expect(rules('- **AL-01** One.\n### **FU-02** Two\n**SY-03** Three, see **SY-04**.')).toEqual([
    'AL-01',
    'FU-02',
    'SY-03',
  ]);
  // Taken apart, lest this file's own text counts as tests.
  const title = (call: string, text: string) => `${call}${'('}'${text}', () => {})`;
  expect(tested(title('it', `AL${'-'}01 raises`))).toEqual(['AL-01']);
  expect(tested(title('test.each(rows)', `AL${'-'}01, AL${'-'}02: holds`))).toEqual(['AL-01', 'AL-02']);
  expect(tested(title('it.todo', `AL${'-'}03 later`))).toEqual([]);
  expect(tested(title('it', `raises as AL${'-'}04 says`))).toEqual([]);
});

it('has a test for every rule of docs/spec.md, and no test of an unknown or doubled rule', () => {
  const families = readdirSync(join(ROOT, 'docs/spec')).filter((f) => f.endsWith('.md'));
  const spec = families.flatMap((f) => rules(readFileSync(join(ROOT, 'docs/spec', f), 'utf8')));
  const tests = new Set(testFiles().flatMap((file) => tested(readFileSync(join(ROOT, file), 'utf8'))));
  expect(spec.filter((id, i) => spec.indexOf(id) !== i)).toEqual([]);
  expect({
    untested: spec.filter((id) => !tests.has(id)),
    unknown: [...tests].filter((id) => !spec.includes(id)),
  }).toEqual({ untested: [], unknown: [] });
});
