import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectorOf } from '../geometry/projection';
import { fansOf, type Ground } from '../scene/ground';
import { radar } from '../testing';
import { GroundPainter } from './ground-painter';

/** Names of the calls of every canvas, in order. */
let calls: string[] = [];
function canvas() {
  const ctx = new Proxy({} as Record<string, unknown>, {
    get: (held, name: string) => {
      if (name in held) return held[name];
      if (name === 'getTransform') return () => ({ a: 1 });
      if (name === 'createPattern') return () => ({ setTransform: () => null });
      return () => void calls.push(name);
    },
    set: (held, name: string, value) => Reflect.set(held, name, value),
  });
  return { width: 0, height: 0, getContext: () => ctx };
}

beforeEach(() => {
  calls = [];
  vi.stubGlobal('document', { createElement: canvas });
  vi.stubGlobal('ImageData', class {});
  vi.stubGlobal('DOMMatrix', class {});
});
afterEach(() => vi.unstubAllGlobals());

describe('UX-236 the hatch', () => {
  const projector = projectorOf({ lat: 40, lon: 140, zoom: 3, width: 800, height: 600, globe: false });
  /** How often the hatch was laid over the map, and how many fans were cut out of it. */
  const hatched = (fans: Ground['fans']) => {
    calls = [];
    const painter = new GroundPainter(canvas().getContext() as unknown as CanvasRenderingContext2D);
    painter.draw(projector, { sun: null, fans, areas: [], lines: [] }, 1);
    return [calls.filter((c) => c === 'drawImage').length, calls.filter((c) => c === 'fill').length];
  };

  it('UX-236 lies over all that no own fan covers, and over everything where there is none', () => {
    const [one, two] = [fansOf([radar()], 500e3, true), fansOf([radar(), radar({ lat: 60 })], 500e3, true)];
    // Each fan is cut out of the hatch and filled itself.
    expect([hatched(one), hatched(two), hatched([])]).toEqual([
      [1, 2],
      [1, 4],
      [1, 0],
    ]);
    expect(hatched(null)).toEqual([0, 0]);
  });
});
