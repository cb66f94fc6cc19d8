import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { type CommandResult, SEVERITIES } from '../../domain/alert';
import { CLASS_CODES } from '../../domain/classes';
import { SENSOR_STATUSES } from '../../domain/inputs';
import { LOG_MESSAGES } from '../../domain/log';
import { COMMANDS } from '../../domain/protocol/commands';
import { FINDING_CODES, FINDING_REASONS } from '../../domain/records';
import { REFUSALS } from '../../domain/refusals';
import { MESSAGES } from './messages';

/** Written as a record, so that a new code does not compile without its line. */
const RESULTS: Record<Exclude<CommandResult['code'], 'DUPLICATE'>, true> = {
  OK: true,
  ALREADY: true,
  STALE_REV: true,
  WRONG_SEQ: true,
  NOT_FOUND: true,
  FORBIDDEN: true,
  NOT_ACKABLE: true,
  ENGINE_READONLY: true,
  RATE_LIMITED: true,
  BAD_REQUEST: true,
};
const ROOT = resolve(import.meta.dirname, '../..');
type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') out.set(prefix + key, value);
    else for (const [k, v] of flat(value, `${prefix}${key}.`)) out.set(k, v);
  }
  return out;
}
const EN = flat(MESSAGES.en);
const RU = flat(MESSAGES.ru);

/** Names of the ICU parameters of a text; the branches of a plural (`one {…}`) are not parameters. */
function parameters(text: string): string[] {
  const names = [...text.matchAll(/(?<!(?:zero|one|two|few|many|other|=\d+)\s*)\{(\w+)\s*[,}]/g)].map(
    (m) => m[1] ?? '',
  );
  return [...new Set(names)].sort();
}

describe('two languages, one set of words', () => {
  it('SY-76 both languages have the same keys', () => {
    expect([...RU.keys()].sort()).toEqual([...EN.keys()].sort());
  });

  it('SY-76 no text is empty, and a Russian one is not the English one', () => {
    const same = [...EN].filter(
      ([key, text]) =>
        text.trim() === '' || RU.get(key)?.trim() === '' || (/[a-z]{4}/.test(text) && RU.get(key) === text),
    );
    expect(same.map(([key]) => key)).toEqual([]);
  });

  it('SY-76 both languages take the same parameters', () => {
    const differ = [...EN].filter(
      ([key, text]) => String(parameters(text)) !== String(parameters(RU.get(key) ?? '')),
    );
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it('SY-76 every text is sound ICU in its language', () => {
    for (const [locale, messages, texts] of [
      ['en', MESSAGES.en, EN],
      ['ru', MESSAGES.ru, RU],
    ] as const) {
      const broken: string[] = [];
      const t = createTranslator({ locale, messages, onError: (e) => broken.push(e.message) });
      for (const [key, text] of texts) {
        const values = Object.fromEntries(parameters(text).map((p) => [p, p === 'count' ? 3 : 'x']));
        t(key as 'common.product', values);
      }
      expect(broken).toEqual([]);
    }
  });

  it('SY-77 every message of the log, reason of a finding and code has a text', () => {
    const wanted = [
      ...LOG_MESSAGES,
      ...FINDING_REASONS,
      ...SEVERITIES.flatMap((s) => [`codes.severity.${s}`, `codes.severityShort.${s}`]),
      ...CLASS_CODES.flatMap((c) => [`codes.class.${c}`, `codes.classShort.${c}`]),
      ...FINDING_CODES.map((c) => `codes.finding.${c}`),
      ...REFUSALS.map((r) => `results.refusal.${r}`),
      ...Object.keys(RESULTS).map((code) => `results.${code}`),
      ...SENSOR_STATUSES.map((s) => `codes.sensorStatus.${s}`),
    ];
    expect(wanted.filter((key) => !EN.has(key))).toEqual([]);
    const known = new Set<string>(wanted);
    const stray = [...EN.keys()].filter((k) => /^(log|finding)\./.test(k) && !known.has(k));
    expect(stray).toEqual([]);
  });

  it('SY-78 «пуск» only ever means a launch: none on words of playing, starting or running', () => {
    const wrong = [...RU].filter(
      ([key, text]) => /(^|[^а-яё])пуск/i.test(text) && !/launch|notif|observ/i.test(`${key} ${EN.get(key)}`),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
    const start = [...RU].filter(
      ([key, text]) => /запус[кт]/i.test(text) && !/space|satellite/i.test(EN.get(key) ?? ''),
    );
    expect(start.map(([key]) => key)).toEqual([]);
  });

  it('SY-78 labels are sentence case and have no colon at their end', () => {
    const colon = [...EN, ...RU].filter(([, text]) => /:$/.test(text.trim()));
    expect(colon.map(([key]) => key)).toEqual([]);
  });
});

/** Vocabularies that stand whole: a word for each code, and words that any pane may take. */
const WHOLE = /^(codes|common|log|finding|actions|results)\./;

describe('words and code', () => {
  const files = globSync('{client,components,app}/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((f) => !/\.test\.|i18n\/(en|ru)\//.test(f))
    .map((f) => readFileSync(join(ROOT, f), 'utf8'));

  /** Keys of a namespace that its files write out, and patterns for those that they put together. */
  function usesOf(namespace: string): { exact: Set<string>; made: RegExp[] } {
    const exact = new Set<string>();
    const made: RegExp[] = [];
    const uses = new RegExp(`useTranslations(?:<[^>]*>)?\\(\\s*'(${namespace}(?:\\.[\\w.]+)?)'`, 'g');
    for (const text of files) {
      for (const [, full = ''] of text.matchAll(uses)) {
        const prefix = full === namespace ? '' : `${full.slice(namespace.length + 1)}.`;
        for (const [, literal] of text.matchAll(/['"]([\w.-]+)['"]/g)) exact.add(prefix + literal);
        for (const [, template = ''] of text.matchAll(/`([\w.-]*\$\{[^`]*)`/g)) {
          const parts = template.split(/\$\{[^}]*\}/).map((p) => p.replace(/[.*+?^()|[\]\\]/g, '\\$&'));
          made.push(new RegExp(`^${prefix}${parts.join('[\\w-]+')}$`));
        }
      }
    }
    return { exact, made };
  }

  it('SY-79 no text stands unused', () => {
    const byNamespace = new Map<string, ReturnType<typeof usesOf>>();
    const unused = [...EN.keys()].filter((key) => {
      if (WHOLE.test(key)) return false;
      const [namespace = '', ...rest] = key.split('.');
      const uses = byNamespace.get(namespace) ?? usesOf(namespace);
      byNamespace.set(namespace, uses);
      const own = rest.join('.');
      return !uses.exact.has(own) && !uses.made.some((m) => m.test(own));
    });
    expect(unused).toEqual([]);
  });

  it('UX-172 an act that is not confirmed has a name, whichever it is', () => {
    const names = Object.keys(COMMANDS).map((name) => name.replace('.', '-'));
    expect(Object.keys(MESSAGES.en.shell.link.command).sort()).toEqual(names.sort());
  });

  it('SY-79 components hold no text of their own in Russian', () => {
    const offending = globSync('{components,app}/**/*.tsx', { cwd: ROOT }).filter((f) => {
      const code = readFileSync(join(ROOT, f), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      return !f.includes('.test.') && /[а-яё]{3}/i.test(code);
    });
    expect(offending).toEqual([]);
  });
});
