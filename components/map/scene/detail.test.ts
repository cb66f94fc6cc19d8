import { describe, expect, it } from 'vitest';
import { createConsoleStore } from '../../../client/stores/console-store';
import { alert, T0 } from '../../../client/testing';
import type { Launch } from '../../../domain/records';
import { flight, flying, sourceOf, TEXTS } from '../testing';
import { detailOf, SHORT_PATH_MS } from './detail';
import { placeAt } from './objects';
import { StretchBook } from './path-book';
import { type BuiltScene, SceneBuilder } from './scene';

const NOW = T0 + 130e3;
const many = (n: number): Launch[] =>
  Array.from({ length: n }, (_, i) => flying({ id: `launch-${i + 1}`, number: i + 1 }));

function scene(n: number, selection: string | null = 'launch-1', builder = new SceneBuilder()): BuiltScene {
  const source = sourceOf({ launches: many(n) });
  const { views } = source.store.getState();
  const raised = alert({ severity: 'CRITICAL', facts: { ...alert().facts, launch: 'launch-2' } });
  const advised = alert({ id: 'a-2', severity: 'ADVISORY', facts: { ...alert().facts, launch: 'launch-3' } });
  if (!views.SHARED) throw new Error('no view');
  source.store.setState({
    views: { ...views, SHARED: { ...views.SHARED, alerts: { [raised.id]: raised, [advised.id]: advised } } },
  });
  return builder.build({
    state: source.store.getState(),
    console: {
      ...createConsoleStore().getState(),
      selection: selection ? { kind: 'launch', id: selection } : null,
    },
    tracks: (c) => source.tracks(c),
    texts: TEXTS,
    nowMs: NOW,
    zoom: 4,
    compact: false,
  });
}
const of = (s: BuiltScene, key: string) => s.objects.find((o) => o.key === `launch:${key}`);

describe('UX-232 steps of detail', () => {
  it('UX-232 begin where they say', () => {
    expect([1, 500, 501, 2000, 2001, 10_000].map(detailOf)).toEqual([
      ...['full', 'full', 'paths', 'paths', 'heads', 'heads'],
    ]);
  });

  it('UX-232 short paths: two minutes each way, no regions and names but of the selected and alerted', () => {
    const s = scene(600);
    expect(s.detail).toBe('paths');
    expect(s.objects).toHaveLength(600);
    const [short, whole] = [of(s, 'launch-9'), of(s, 'launch-1')];
    const ends = (o: typeof short) => (o?.predicted[o.predicted.length - 1]?.atMs ?? 0) - NOW;
    expect(ends(short)).toBeLessThanOrEqual(1.5 * SHORT_PATH_MS);
    expect(ends(short)).toBeGreaterThan(SHORT_PATH_MS / 2);
    expect(ends(whole)).toBeGreaterThan(600e3);
    const heads = s.overlay.labels.filter((l) => typeof l.anchor === 'string').map((l) => l.anchor);
    expect(heads.sort()).toEqual(['launch:launch-1', 'launch:launch-2']);
    // Corridor, launch and two impact regions of the selected; both regions of the alerted.
    expect(s.ground.areas).toHaveLength(6);
    expect(s.ground.lines.length).toBeGreaterThan(600);
  });

  it('UX-232 heads alone: no path but of the selected and alerted, every head where it is', () => {
    const s = scene(2100);
    expect(s.detail).toBe('heads');
    expect(s.objects).toHaveLength(2100);
    expect(s.ground.lines.filter((l) => l.places.length > 1).length).toBeLessThan(10);
    const [dot, whole] = [of(s, 'launch-9'), of(s, 'launch-1')];
    if (!dot || !whole) throw new Error('not there');
    for (const atMs of [NOW, NOW + 2500]) {
      const [a, b] = [placeAt(dot, atMs), placeAt(whole, atMs)];
      expect(a?.lat).toBeCloseTo(b?.lat ?? 0, 3);
      expect(a?.lon).toBeCloseTo(b?.lon ?? 0, 3);
    }
  });

  it('UX-232 what has no name of its own is named under the pointer', () => {
    const s = scene(600);
    expect(s.overlay.labels.some((l) => l.id === 'launch:launch-9')).toBe(false);
    expect(s.overlay.labelOf('launch:launch-9')?.lines[0]?.[0]).toEqual({ text: 'L-0009', look: 'id' });
    expect(s.overlay.labelOf('sensor:x')).toBeNull();
  });

  it('UX-232 a head is reckoned on from where it was, to the ground and no farther', () => {
    const book = new StretchBook();
    const k = flight(120);
    const state = { epochMs: k.epochMs, x: k.x, a: k.a };
    const first = book.stretch('k', state, NOW, NOW + 20e3);
    expect(book.stretch('k', state, NOW + 1000, NOW + 20e3)).toBe(first);
    let last = first;
    for (let s = 1; s <= 30; s++) last = book.stretch('k', state, NOW + s * 1000, NOW + 20e3);
    expect(last[1].atMs).toBe(NOW + 20e3);
    const fresh = new StretchBook().stretch('k', state, NOW + 19e3, NOW + 20e3)[1];
    expect(last[1].lat).toBeCloseTo(fresh.lat, 6);
    expect(last[1].lon).toBeCloseTo(fresh.lon, 6);
  });
});
