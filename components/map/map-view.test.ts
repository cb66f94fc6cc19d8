import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConsoleStore } from '../../client/stores/console-store';
import { T0 } from '../../client/testing';
import type { MapEngine, MapEvents } from './engine/engine';
import { MapView } from './map-view';
import { flight, flying, giveFrame, sourceOf, TEXTS } from './testing';

/** Takes every call of a canvas and counts those that begin a picture. */
function canvasOf(): HTMLCanvasElement {
  const ctx = new Proxy({} as Record<string, unknown>, {
    get: (held, name: string) => {
      if (name in held) return held[name];
      if (name === 'measureText') return (text: string) => ({ width: text.length * 7 });
      if (name === 'getTransform') return () => ({ a: 1 });
      return () => null;
    },
    set: (held, name: string, value) => {
      held[name] = value;
      return true;
    },
  });
  return { clientWidth: 1196, clientHeight: 680, width: 0, height: 0, getContext: () => ctx } as never;
}

class FakeEngine implements MapEngine {
  readonly kind = 'maplibre';
  readonly hasGlobe = true;
  readonly calls: [string, unknown][] = [];
  at = { lat: 40, lon: 140, zoom: 3 };
  cursor = '';
  #listeners: { [K in keyof MapEvents]: Set<MapEvents[K]> } = {
    move: new Set(),
    moved: new Set(),
    panned: new Set(),
    click: new Set(),
    hover: new Set(),
  };
  setProjection = (p: string) => void this.calls.push(['setProjection', p]);
  fitBounds = (...args: Parameters<MapEngine['fitBounds']>) => void this.calls.push(['fitBounds', args]);
  panTo = (place: { lat: number; lon: number }) => void this.calls.push(['panTo', place]);
  view = () => this.at;
  project = () => ({ x: 0, y: 0 });
  on<K extends keyof MapEvents>(event: K, fn: MapEvents[K]): () => void {
    this.#listeners[event].add(fn);
    return () => this.#listeners[event].delete(fn);
  }
  fire<K extends keyof MapEvents>(event: K, ...args: Parameters<MapEvents[K]>): void {
    for (const fn of this.#listeners[event]) (fn as (...a: Parameters<MapEvents[K]>) => void)(...args);
  }
  settled = () => true;
  setCursor = (c: string) => {
    this.cursor = c;
  };
  resize = () => undefined;
  remove = () => void this.calls.push(['remove', null]);
  names = (): string[] => this.calls.map(([name]) => name);
}

let frame: ((ms: number) => void) | null = null;
let wallMs = 0;
/** Lets this much wall time pass, a frame each 50 ms. */
function pass(ms: number): void {
  for (const end = wallMs + ms; wallMs < end; ) {
    wallMs += 50;
    frame?.(wallMs);
  }
}

beforeEach(() => {
  wallMs = 0;
  vi.stubGlobal('requestAnimationFrame', (fn: (ms: number) => void) => {
    frame = fn;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => {
    frame = null;
  });
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('Path2D', class {});
  vi.stubGlobal('ImageData', class {});
  vi.stubGlobal('DOMMatrix', class {});
  vi.stubGlobal('document', { createElement: canvasOf });
});
afterEach(() => vi.unstubAllGlobals());

function setup(launches = [flying()], selected = true) {
  const source = sourceOf({ launches });
  const console = createConsoleStore(selected ? { selection: { kind: 'launch', id: 'launch-1' } } : {});
  const engine = new FakeEngine();
  const view = new MapView({
    engine,
    ground: canvasOf(),
    marks: canvasOf(),
    source,
    console,
    texts: TEXTS,
    kept: [],
  });
  return { source, console, engine, view };
}

describe('UX-55 when the map draws', () => {
  it('UX-55 nothing is drawn while nothing moves', () => {
    const { view } = setup();
    pass(1000);
    const held = { ...view.draws };
    expect(held.marks).toBeGreaterThan(0);
    pass(5000);
    expect(view.draws).toEqual(held);
  });

  it('UX-55 heads are drawn when they moved by half a pixel, the ground below them is not', () => {
    const { view, source, engine } = setup();
    pass(1000);
    engine.at = { lat: 41, lon: 131, zoom: 6 };
    engine.fire('move');
    const held = { ...view.draws };
    // 3.7 km/s at zoom 6 is about 1.7 px a second.
    for (let i = 0; i < 30; i++) {
      source.atMs += 100;
      pass(100);
    }
    expect(view.draws.marks - held.marks).toBeGreaterThanOrEqual(5);
    expect(view.draws.marks - held.marks).toBeLessThan(20);
    expect(view.draws.ground).toBe(held.ground);
  });

  it('UX-55 frames are looked at once a second, whatever their rate', () => {
    const { view, source } = setup();
    pass(1000);
    const held = view.draws.ground;
    for (let i = 0; i < 40; i++) {
      const k = flight(125 + i / 20);
      giveFrame(source, 'SHARED', { epochMs: k.epochMs });
      pass(50);
    }
    expect(view.draws.ground - held).toBeGreaterThanOrEqual(1);
    expect(view.draws.ground - held).toBeLessThanOrEqual(3);
  });

  it('UX-55 what the officer does shows within a tenth of a second', () => {
    const { view, console } = setup();
    pass(1000);
    const held = view.draws.ground;
    console.getState().toggleLayer('coverage');
    pass(100);
    expect(view.draws.ground).toBe(held + 1);
  });

  it('UX-237 what the officer chooses is drawn with the next frame, with many things the ground one frame later', () => {
    for (const [count, groundLate] of [
      [1, false],
      [150, true],
    ] as const) {
      const many = Array.from({ length: count }, (_, i) => flying({ id: `launch-${i + 1}`, number: i + 1 }));
      const { view, console } = setup(many, false);
      pass(1050);
      const before = { ...view.draws };
      console.getState().select({ kind: 'launch', id: 'launch-1' });
      pass(50);
      expect(view.draws).toEqual({
        marks: before.marks + 1,
        ground: before.ground + (groundLate ? 0 : 1),
      });
      pass(50);
      expect(view.draws.ground).toBe(before.ground + 1);
      view.close();
    }
  });

  it('UX-55 a move of the camera is drawn at once', () => {
    const { view, engine } = setup();
    pass(1000);
    const held = view.draws.ground;
    engine.fire('move');
    expect(view.draws.ground).toBe(held + 1);
  });

  it('UX-55 closed, it listens to nothing any more', () => {
    const { view, engine } = setup();
    pass(500);
    view.close();
    const held = { ...view.draws };
    engine.fire('move');
    pass(1000);
    expect(view.draws).toEqual(held);
    expect(engine.names()).toContain('remove');
  });
});

describe('UX-56 the camera', () => {
  it('UX-56 looks at the first launches once; a later one never takes it', () => {
    const { source, engine } = setup([flying()], false);
    pass(1000);
    expect(engine.names()).toEqual(['fitBounds']);
    const views = source.store.getState().views;
    const shared = views.SHARED;
    if (!shared) throw new Error('no view');
    const launches = { ...shared.launches, 'launch-2': flying({ id: 'launch-2', number: 118 }) };
    source.store.setState({ views: { ...views, SHARED: { ...shared, launches } } });
    pass(2000);
    expect(engine.names()).toEqual(['fitBounds']);
  });

  it('UX-56 looks once more when it is known where the first launch goes, and with room around what has just begun', () => {
    const { source, engine } = setup([flying({ impact: null })], false);
    pass(1000);
    const give = (launch: ReturnType<typeof flying>) => {
      const { views } = source.store.getState();
      if (!views.SHARED) throw new Error('no view');
      source.store.setState({
        views: { ...views, SHARED: { ...views.SHARED, launches: { [launch.id]: launch } } },
      });
    };
    give(flying({ impact: null, rev: 9 }));
    pass(2000);
    expect(engine.names()).toEqual(['fitBounds']);
    give(flying({ rev: 10 }));
    pass(2000);
    give(flying({ rev: 11 }));
    pass(2000);
    expect(engine.names()).toEqual(['fitBounds', 'fitBounds']);
  });

  it('UX-56 leaves it where the officer put it, also for the first launches', () => {
    const { engine } = setup([], false);
    engine.fire('panned');
    pass(1000);
    expect(engine.names()).toEqual([]);
  });

  it('UX-56 fits the selected with its impact region, or all, when asked', () => {
    const { engine, console } = setup();
    pass(1000);
    console.getState().fit('all');
    console.getState().fit('selected');
    const fits = engine.calls.filter(([name]) => name === 'fitBounds').map(([, args]) => args as never[]);
    expect(fits).toHaveLength(3);
    expect(fits[2]?.[0]).toMatchObject({ west: expect.closeTo(126.4, 1), east: expect.closeTo(161.5, 0) });
  });

  it('UX-56 follows only when asked, once a second, and a pan ends it', () => {
    const { engine, console, source } = setup();
    pass(3000);
    expect(engine.names()).not.toContain('panTo');
    console.getState().setFollow(true);
    for (let i = 0; i < 4; i++) {
      source.atMs += 1000;
      pass(1000);
    }
    const moves = engine.calls.filter(([name]) => name === 'panTo');
    expect(moves.length).toBeGreaterThanOrEqual(3);
    expect(moves.length).toBeLessThanOrEqual(5);
    engine.fire('panned');
    expect(console.getState().follow).toBe(false);
    pass(2000);
    expect(engine.calls.filter(([name]) => name === 'panTo')).toHaveLength(moves.length);
  });

  it('UX-56 a scene near the pole opens on the globe, another does not', () => {
    const { console, engine } = setup();
    pass(500);
    expect(console.getState().map.projection).toBe('flat');
    expect(engine.names()).not.toContain('setProjection');
    const north = setup([
      flying({ impact: { lat: 82, lon: 10, cov: [1e9, 0, 1e9], atMs: T0 + 900e3, sigmaS: 9 } }),
    ]);
    pass(500);
    expect(north.console.getState().map.projection).toBe('globe');
    expect(north.engine.calls[0]).toEqual(['setProjection', 'globe']);
  });

  it('UX-56 where the camera came to rest is the console’s view', () => {
    const { engine, console } = setup();
    engine.at = { lat: 10, lon: 20, zoom: 5 };
    engine.fire('moved');
    expect(console.getState().map).toMatchObject({ lat: 10, lon: 20, zoom: 5 });
  });
});

describe('UX-57 pointing', () => {
  it('UX-57 a click on a head selects it; beside everything it selects nothing and keeps what is selected', () => {
    const { view, engine, console } = setup([
      flying(),
      flying({ id: 'launch-2', number: 118, kinematics: flight(600) }),
    ]);
    pass(500);
    const other = view.headOf('launch:launch-2');
    if (!other) throw new Error('no head');
    engine.fire('hover', other.at);
    expect(engine.cursor).toBe('pointer');
    engine.fire('click', { x: 5, y: 675 });
    expect(console.getState().selection?.id).toBe('launch-1');
    engine.fire('click', other.at);
    expect(console.getState().selection).toEqual({ kind: 'launch', id: 'launch-2' });
    engine.fire('hover', null);
    expect(engine.cursor).toBe('');
  });
});
