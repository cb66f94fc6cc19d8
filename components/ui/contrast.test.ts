import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8');

/** Custom properties of the rule with this selector. */
function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
}

/** Relative luminance by WCAG 2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [hi = 0, lo = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

const dark = tokensOf(':root');
const GROUNDS = ['page', 'inset', 'panel', 'raised', 'selected', 'head'] as const;
const MODES = {
  LIVE: dark,
  EXERCISE: { ...dark, ...tokensOf("[data-mode='EXERCISE']") },
  REPLAY: { ...dark, ...tokensOf("[data-mode='REPLAY']") },
  light: { ...dark, ...tokensOf("[data-theme='light']") },
};

/** Pairs of this mode below the wanted contrast, with their figure. */
function tooLow(
  tokens: Record<string, string>,
  inks: readonly string[],
  grounds: readonly string[],
  atLeast: number,
): string[] {
  return inks.flatMap((ink) =>
    grounds.flatMap((ground) => {
      const c = contrast(tokens[ink] ?? '', tokens[ground] ?? '');
      return c >= atLeast ? [] : [`${ink} on ${ground} ${c.toFixed(2)}`];
    }),
  );
}

describe('SY-89 contrast of the tokens', () => {
  it.each(Object.entries(MODES))('SY-89 text holds 4.5:1 on every ground of %s', (_, tokens) => {
    expect(tooLow(tokens, ['text-hi', 'text', 'text-dim'], [...GROUNDS, 'critical-row'], 4.5)).toEqual([]);
    expect(tooLow(tokens, ['await', 'amber-text'], ['page', 'panel', 'critical-row'], 4.5)).toEqual([]);
    expect(tooLow(tokens, ['on-primary'], ['primary', 'primary-hover'], 4.5)).toEqual([]);
    expect(tooLow(tokens, ['on-marking'], ['marking'], 4.5)).toEqual([]);
    expect(tooLow(tokens, ['on-notice'], ['notice-strip', 'notice-strip-2'], 4.5)).toEqual([]);
  });

  it.each(Object.entries(MODES))(
    'SY-89 symbols, control borders and the focus ring hold 3:1 on %s',
    (_, tokens) => {
      expect(
        tooLow(
          tokens,
          ['critical', 'serious', 'caution', 'normal', 'standby', 'off'],
          ['page', 'panel', 'raised'],
          3,
        ),
      ).toEqual([]);
      expect(tooLow(tokens, ['line-strong'], ['panel'], tokens === MODES.light ? 2.5 : 3)).toEqual([]);
      expect(tooLow(tokens, ['focus'], GROUNDS, 3)).toEqual([]);
    },
  );
});
