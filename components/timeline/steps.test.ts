import { describe, expect, it } from 'vitest';
import { following } from './axis';
import { indexLane } from './layout';
import { type Asked, askedBy, goTo, lookAt, type Place, type Press, readTime } from './steps';

const NOW = Date.UTC(2026, 10, 24, 6, 6, 16);
const BEGINS = NOW - 3600e3;
const SPAN = 42 * 60e3;
const place = (part: Partial<Place> = {}): Place => ({
  view: following(NOW, SPAN, 1000),
  ...{ nowMs: NOW, beginsMs: BEGINS, reviewMs: null, follows: true },
  ...part,
});
const events = indexLane(
  [-900e3, -300e3, 600e3].map((by) => ({ fromMs: NOW + by, toMs: NOW + by, rank: 0 })),
);
const other = indexLane([{ fromMs: NOW - 500e3, toMs: NOW, rank: 1 }]);
const asked = (key: string, part: Partial<Place> = {}, mods: Partial<Press> = {}): Asked | null =>
  askedBy({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...mods }, place(part), [
    events,
    other,
  ]);

describe('keys and pointer along the times', () => {
  it('UX-202 an earlier moment is reviewed, and the axis then stands; now and later is the head, which follows', () => {
    const { fromMs } = place().view;
    expect(lookAt(place(), NOW - 60e3)).toEqual({ reviewMs: NOW - 60e3, fromMs });
    expect(lookAt(place(), NOW)).toEqual({ reviewMs: null, fromMs: null });
    expect(lookAt(place(), NOW + 60e3)).toEqual({ reviewMs: null, fromMs: null });
    expect(lookAt(place(), BEGINS - 60e3).reviewMs).toBe(BEGINS);
  });

  it('UX-204 a time that is past is reviewed, one to come is shown at the head', () => {
    expect(goTo(place(), NOW - 60e3).reviewMs).toBe(NOW - 60e3);
    expect(goTo(place(), NOW + 600e3)).toEqual({ reviewMs: null, fromMs: place().view.fromMs });
    expect(goTo(place(), NOW + 7200e3)).toEqual({ reviewMs: null, fromMs: NOW + 7200e3 - SPAN / 2 });
  });

  it('UX-213 a pasted time is read in each form, and what is wrong with another is said', () => {
    for (const text of ['2026-11-24T06:00:28Z', '24060028ZNOV26', '1795500028', '06:00:28', ' 06:00:28z '])
      expect(readTime(text, NOW, BEGINS)).toEqual({ atMs: NOW - 348e3 });
    const wrong = ['', 'soon', '2026-11-31', '25:00', '05:00'].map((text) => readTime(text, NOW, BEGINS));
    expect(wrong.map((w) => ('wrong' in w ? w.wrong : null))).toEqual([
      'empty',
      'form',
      'date',
      'time',
      'before',
    ]);
  });

  it('UX-203 left and right go from event to event over all lanes, after the last to the head', () => {
    expect(asked('ArrowLeft')?.reviewMs).toBe(NOW - 300e3);
    expect(asked('ArrowLeft', { reviewMs: NOW - 300e3 })?.reviewMs).toBe(NOW - 500e3);
    expect(asked('ArrowRight', { reviewMs: NOW - 900e3 })?.reviewMs).toBe(NOW - 500e3);
    expect(asked('ArrowRight', { reviewMs: NOW - 300e3 })).toEqual({ reviewMs: null, fromMs: null });
    expect(asked('ArrowLeft', { reviewMs: NOW - 900e3 })).toEqual({});
  });

  it('UX-203 with Shift they go a second, with Alt a minute; Home is the beginning, End the head', () => {
    expect(asked('ArrowLeft', {}, { shiftKey: true })?.reviewMs).toBe(NOW - 1000);
    expect(asked('ArrowLeft', {}, { altKey: true })?.reviewMs).toBe(NOW - 60e3);
    expect(asked('ArrowRight', { reviewMs: NOW - 60e3 }, { altKey: true })?.reviewMs).toBe(null);
    expect(asked('Home')?.reviewMs).toBe(BEGINS);
    expect(asked('End', { reviewMs: BEGINS, follows: false })).toEqual({ reviewMs: null, fromMs: null });
  });

  it('UX-203 up and down zoom and page keys pan without leaving what is looked at; other keys are not taken', () => {
    expect(asked('ArrowUp')).toEqual({ spanMs: SPAN / 1.25, fromMs: null });
    expect(asked('-')).toEqual({ spanMs: SPAN * 1.25, fromMs: null });
    const panned = asked('PageUp', { reviewMs: NOW - 60e3, follows: false });
    expect(panned).toEqual({ fromMs: place().view.fromMs - SPAN / 2 });
    expect(asked('a')).toBeNull();
    expect(asked('Tab')).toBeNull();
    expect(asked('ArrowLeft', {}, { ctrlKey: true })).toBeNull();
    expect(asked('c', {}, { ctrlKey: true })).toEqual({ copy: true });
  });
});
