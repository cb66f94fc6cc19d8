import { describe, expect, it } from 'vitest';
import { event, T0 } from '../../client/testing';
import { fakeConsole, html, words } from '../shell/testing';
import { Timeline } from './timeline';

const FROM = T0 - 10 * 60e3;

describe('the timeline beside its canvas', () => {
  it('UX-212 all that is drawn stands in a list: what, when, from where, received when, which revision', () => {
    const source = fakeConsole();
    source.give('SHARED', event(3, 'session.gap', { fromMs: T0 - 60e3, toMs: T0 - 30e3 }));
    const en = words(html(<Timeline layout="wide" />, source));
    expect(en).toContain('L-0117 Probable, no notification');
    expect(en).toContain('launch 06:00:28Z ±7 s');
    expect(en).toContain('received 06:01:18Z · r3');
    expect(en).toContain('AL-0042 High, Launch, no notification');
    expect(en).toContain('answer due 06:01:52Z');
    const ru = words(html(<Timeline layout="wide" />, source, { language: 'ru' }));
    expect(ru).toContain('L-0117');
    expect(ru).toContain('получено 06:01:18Z');
    expect(`${en} ${ru}`).not.toMatch(/undefined|NaN/);
  });

  it('UX-203 a slider says which time is shown and how much of it; under review that, and a chip with the way back', () => {
    const head = html(<Timeline layout="wide" />, fakeConsole());
    expect(head).toMatch(/role="slider"[^>]*aria-valuetext="06:01:28Z, following the clock, 42 min shown"/);
    const initial = { reviewMs: T0, timeline: { spanMs: 42 * 60e3, fromMs: FROM } };
    const back = html(<Timeline layout="wide" />, fakeConsole(), { initial });
    expect(back).toContain('aria-valuetext="Reviewing 06:00:28Z, 42 min shown"');
    expect(words(back)).toContain('Reviewing 06:00:28Z');
    expect(words(back)).toContain('Return to now');
    const ru = words(html(<Timeline layout="small" />, fakeConsole(), { initial, language: 'ru' }));
    expect(ru).toContain('Просмотр 06:00:28Z');
  });

  it('UX-213 has a field for a time and a button that copies the one that is shown, in both languages', () => {
    const en = html(<Timeline layout="wide" />, fakeConsole());
    expect(en).toMatch(/<input[^>]*aria-label="Go to time"/);
    expect(words(en)).toContain('Copy time');
    const ru = html(<Timeline layout="compact" />, fakeConsole(), { language: 'ru' });
    expect(ru).toMatch(/aria-label="Перейти ко времени"/);
  });
});
