import { describe, expect, it } from 'vitest';
import { FakeSource } from '../../client/source/fake-source';
import { alert, event, PARTIES, principal, T0 } from '../../client/testing';
import type { Severity } from '../../domain/alert';
import { html, words } from '../shell/testing';
import { AlertStrip } from './alert-strip';
import { FloodBar } from './flood';

/** A console with so many alerts of each level, a second apart. */
function flooded(levels: Partial<Record<Severity, number>>): FakeSource {
  const source = new FakeSource({ me: principal(), participants: PARTIES }, T0 + 60e3);
  const all = (Object.entries(levels) as [Severity, number][]).flatMap(([level, n]) =>
    Array.from({ length: n }, () => level),
  );
  const events = all.map((severity, i) =>
    event(
      i + 1,
      'alert.changed',
      alert({
        ...{
          id: `a${i}#1`,
          key: `a${i}`,
          number: i + 1,
          severity,
          raisedMs: T0 + i * 1000,
          dueMs: T0 + 84e3,
        },
        ...(severity === 'ADVISORY' && { code: i % 3 === 0 ? 'FEED_FLOOD' : 'FEED_STALE' }),
      }),
    ),
  );
  source.give('SHARED', ...events);
  return source;
}
const bar = (source: FakeSource, language: 'en' | 'ru' = 'en') =>
  words(html(<FloodBar />, source, { language }));
const strip = (source: FakeSource) => html(<AlertStrip layout="wide" />, source);
const rows = (markup: string, severity: Severity) => markup.split(`data-severity="${severity}"`).length - 1;

describe('a flooded console', () => {
  it('UX-116 says so, since when, how many of each level are open, and what that changes, in both languages', () => {
    const source = flooded({ CRITICAL: 4, HIGH: 3, ADVISORY: 5 });
    expect(bar(source)).toMatch(
      /Flood of alerts 12 alerts within 10 minutes, since 06:00:38Z Critical 4 High 3 Advisory 5 .*Nothing is hidden/,
    );
    expect(bar(source, 'ru')).toMatch(/12 сигналов за 10 минут, с 06:00:38Z Критич\. 4 Высокий 3 Информ\. 5/);
    expect(bar(flooded({ CRITICAL: 5, HIGH: 5 }))).toBe('');
  });

  it('UX-117 puts advisories aside, by code and counted; each critical alert keeps its row', () => {
    const markup = strip(flooded({ ADVISORY: 6, CRITICAL: 5, HIGH: 3 }));
    expect([rows(markup, 'CRITICAL'), rows(markup, 'ADVISORY')]).toEqual([5, 0]);
    expect(words(markup)).toMatch(/6 advisories aside Feed stale 4 · Feed floods 2 Show/);
    expect(words(markup)).toContain('3 more');
    // The same few alerts without a flood stand as always.
    const calm = strip(flooded({ ADVISORY: 2, HIGH: 1 }));
    expect([rows(calm, 'ADVISORY'), words(calm).includes('aside')]).toEqual([2, false]);
  });
});
