import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineOptions } from './engine';
import { engineOf, type GlMap } from './gl-map';
import { loadMapbox, type MapboxModule } from './mapbox';
import { buildStyle } from './style';

const colours = {
  sea: '#1a2026',
  land: '#313940',
  coast: '#66727e',
  border: '#4d5863',
  graticule: '#2b333b',
};

type Listener = (event: { point?: { x: number; y: number }; originalEvent?: unknown }) => void;

class FakeMap implements GlMap {
  readonly calls: [string, unknown][] = [];
  readonly listeners = new Map<string, Set<Listener>>();
  readonly canvas = { style: { cursor: '' }, attributes: {} as Record<string, string> };
  constructor(readonly options: unknown = null) {
    queueMicrotask(() => this.fire('style.load'));
  }
  on(type: string, fn: Listener): void {
    this.listeners.set(type, (this.listeners.get(type) ?? new Set()).add(fn));
  }
  off(type: string, fn: Listener): void {
    this.listeners.get(type)?.delete(fn);
  }
  fire(type: string, event: Parameters<Listener>[0] = {}): void {
    for (const fn of this.listeners.get(type) ?? []) fn(event);
  }
  project([x, y]: [number, number]) {
    return { x, y };
  }
  getCenter() {
    return { lng: 190, lat: 40 };
  }
  getZoom() {
    return 3;
  }
  getCanvas() {
    const { style, attributes } = this.canvas;
    const setAttribute = (name: string, value: string) => {
      attributes[name] = value;
    };
    return { style, setAttribute } as unknown as HTMLCanvasElement;
  }
  fitBounds(...args: unknown[]): void {
    this.calls.push(['fitBounds', args]);
  }
  easeTo(options: unknown): void {
    this.calls.push(['easeTo', options]);
  }
  loaded() {
    return true;
  }
  resize(): void {
    this.calls.push(['resize', null]);
  }
  remove(): void {
    this.calls.push(['remove', null]);
  }
}

describe('UX-52 the basemap asks nobody', () => {
  it('UX-52 every source is a file of this origin; no glyphs, sprites or tiles', () => {
    const style = buildStyle('http://127.0.0.1:3000', colours);
    for (const source of Object.values(style.sources))
      expect(source).toMatchObject({
        type: 'geojson',
        data: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/basemap\/[\w-]+\.json$/),
      });
    expect(JSON.stringify(style).match(/https?:\/\/(?!127\.0\.0\.1:3000\/)/g)).toBeNull();
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(style.layers.some((l) => l.type === 'symbol')).toBe(false);
  });

  it('UX-52 coarse and fine shapes take over from one another, and each layer has its source', () => {
    const style = buildStyle('', colours);
    for (const name of ['land', 'borders', 'coast']) {
      const coarse = style.layers.find((l) => l.id === name);
      const fine = style.layers.find((l) => l.id === `${name}-fine`);
      expect(coarse?.maxzoom).toBeDefined();
      expect(coarse?.maxzoom).toBe(fine?.minzoom);
    }
    for (const l of style.layers) if ('source' in l) expect(Object.keys(style.sources)).toContain(l.source);
    // The coast lies over the borders.
    const order = style.layers.map((l) => l.id);
    expect(order.indexOf('coast')).toBeGreaterThan(order.indexOf('borders'));
  });
});

describe('UX-53 mapbox-gl only with a token', () => {
  const options = (part: Partial<EngineOptions> = {}): EngineOptions => ({
    kind: 'mapbox',
    container: {} as HTMLElement,
    colours,
    view: { lat: 40, lon: 170, zoom: 2, projection: 'globe' },
    label: 'Map',
    onError: () => undefined,
    ...part,
  });
  beforeEach(() => vi.stubGlobal('location', { origin: 'http://127.0.0.1:3000' }));
  afterEach(() => vi.unstubAllGlobals());

  it('UX-53 without one nothing of it is loaded', async () => {
    const load = vi.fn();
    await expect(loadMapbox(options(), load)).rejects.toThrow('token');
    expect(load).not.toHaveBeenCalled();
  });

  it('UX-53 with one it paints the same style, flat, with the token', async () => {
    let made: FakeMap | null = null;
    const module = {
      Map: class extends FakeMap {
        constructor(o: unknown) {
          super(o);
          made = this;
        }
      },
    } as unknown as MapboxModule;
    const engine = await loadMapbox(options({ token: 'pk.x' }), async () => module);
    expect(engine).toMatchObject({ kind: 'mapbox', hasGlobe: false });
    expect((made as FakeMap | null)?.options).toMatchObject({
      accessToken: 'pk.x',
      projection: 'mercator',
      style: buildStyle('http://127.0.0.1:3000', colours),
    });
    expect((made as FakeMap | null)?.canvas.attributes).toEqual({ 'aria-label': 'Map' });
    engine.setProjection('globe');
  });

  it('UX-53 a refused token is told', async () => {
    const told: string[] = [];
    let made: FakeMap | null = null;
    const module = {
      Map: class extends FakeMap {
        constructor(o: unknown) {
          super(o);
          made = this;
        }
      },
    } as unknown as MapboxModule;
    await loadMapbox(options({ token: 'pk.x', onError: (m) => told.push(m) }), async () => module);
    (made as FakeMap | null)?.fire('error', { error: new Error('no such token') } as never);
    expect(told).toEqual(['no such token']);
  });
});

describe('UX-54 the seam', () => {
  const setup = () => {
    const map = new FakeMap();
    return { map, engine: engineOf('maplibre', map, vi.fn()) };
  };

  it('UX-54 the camera’s middle is told in data space, and moves the short way', () => {
    const { map, engine } = setup();
    expect(engine.view()).toEqual({ lat: 40, lon: -170, zoom: 3 });
    engine.panTo({ lat: 10, lon: -175 }, 400);
    expect(map.calls).toEqual([['easeTo', { center: [185, 10], duration: 400 }]]);
    expect(engine.project({ lat: 1, lon: -179 })).toEqual({ x: 181, y: 1 });
  });

  it('UX-54 a box over the antimeridian is given in one piece', () => {
    const { map, engine } = setup();
    const padding = { top: 1, right: 2, bottom: 3, left: 4 };
    engine.fitBounds({ west: 170, east: 190, south: 30, north: 50 }, padding, 0);
    expect(map.calls[0]?.[1]).toEqual([
      [170, 30, 190, 50],
      expect.objectContaining({ padding, duration: 0 }),
    ]);
  });

  it('UX-54 a drag or an arrow key is the officer’s own move, a fit is not', () => {
    vi.stubGlobal('KeyboardEvent', class {});
    const { map, engine } = setup();
    const panned = vi.fn();
    const stop = engine.on('panned', panned);
    map.fire('movestart');
    map.fire('movestart', { originalEvent: {} });
    expect(panned).not.toHaveBeenCalled();
    map.fire('dragstart');
    map.fire('movestart', { originalEvent: new KeyboardEvent('keydown') });
    expect(panned).toHaveBeenCalledTimes(2);
    stop();
    map.fire('dragstart');
    expect(panned).toHaveBeenCalledTimes(2);
    vi.unstubAllGlobals();
  });

  it('UX-54 pointer and moves come through; leaving the map ends the hover', () => {
    const { map, engine } = setup();
    const seen: unknown[] = [];
    engine.on('hover', (at) => seen.push(at));
    engine.on('click', (at) => seen.push(at));
    engine.on('move', () => seen.push('move'));
    engine.on('moved', () => seen.push('moved'));
    map.fire('mousemove', { point: { x: 1, y: 2 } });
    map.fire('mouseout');
    map.fire('click', { point: { x: 3, y: 4 } });
    map.fire('move');
    map.fire('moveend');
    expect(seen).toEqual([{ x: 1, y: 2 }, null, { x: 3, y: 4 }, 'move', 'moved']);
    engine.setCursor('pointer');
    expect(map.canvas.style.cursor).toBe('pointer');
  });
});
