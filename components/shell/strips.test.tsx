import { describe, expect, it } from 'vitest';
import { alert, T0 } from '../../client/testing';
import { BreakthroughStrip } from './breakthrough-strip';
import { ReviewStrip } from './review-strip';
import { fakeConsole, html, words } from './testing';

describe('a critical alert of LIVE in another session', () => {
  it('UX-252 stands with number, title and since when, how many more, and the key that goes there, in both languages', () => {
    const critical = alert({ severity: 'CRITICAL', number: 42, alarmedMs: T0 });
    const one = { compartment: 'SHARED' as const, alert: critical };
    const source = fakeConsole({ breakthrough: [one, one, one] });
    const text = words(html(<BreakthroughStrip />, source));
    expect(text).toContain('LIVE: critical AL-0042 Launch, no notification');
    expect(text).toContain('since 06:00:28Z 2 more');
    expect(text).toContain('Go to LIVE F8');
    expect(words(html(<BreakthroughStrip />, source, { language: 'ru' }))).toContain('ещё 2');
    expect(html(<BreakthroughStrip />, fakeConsole())).toBe('');
  });
});

describe('an earlier moment', () => {
  it('UX-253 the strip says which moment, how it is moved in, and the way back; at the head there is none', () => {
    const initial = { reviewMs: T0 + 190e3 };
    const text = words(html(<ReviewStrip layout="wide" />, fakeConsole(), { initial }));
    expect(text).toContain('Reviewing 06:03:38Z as it was known then');
    for (const part of ['Back', 'Play', '600×', 'Return to live L']) expect(text).toContain(part);
    expect(words(html(<ReviewStrip layout="small" />, fakeConsole(), { initial, language: 'ru' }))).toContain(
      'Просмотр 06:03:38Z',
    );
    expect(html(<ReviewStrip layout="wide" />, fakeConsole())).toBe('');
  });
});
