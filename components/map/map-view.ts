/**
 * The map outside React: one loop reads the source and the console's state, gives the engine what changed, and draws the
 * overlay when something moved by at least half a pixel. Frames never enter React.
 */
import type { Source } from '../../client/source/source';
import type { ConsoleStore, Selection } from '../../client/stores/console-store';
import type { LatLon } from '../../domain/geodesy';
import type { Compartment } from '../../domain/labels';
import { ellipseRing } from '../../domain/regions';
import { GROUPS, type MapEngine, type Pixel } from './engine/engine';
import { type Bounds, boundsOf } from './geometry/bounds';
import { cameraMs } from './motion';
import type { Box } from './overlay/declutter';
import { type Frame, type Hit, Painter } from './overlay/painter';
import { type MapObject, placeAt } from './scene/objects';
import { type BuiltScene, SceneBuilder } from './scene/scene';
import type { MapTexts } from './scene/texts';

interface Parts {
  engine: MapEngine;
  canvas: HTMLCanvasElement;
  source: Source;
  console: ConsoleStore;
  texts: MapTexts;
  /** Where controls stand over the map, px. */
  kept: readonly Box[];
}

/** At most ten looks a second for movement; what only frames change is built anew at most once a second. */
const TICK_MS = 100;
const FRAMES_MS = 1000;
const FOLLOW_MS = 1000;
const MOVED_PX = 0.5;
const COMPACT_PX = 760;
/** A scene that reaches beyond this latitude opens on the globe. */
const POLAR_DEG = 78;
const FIT_PADDING = { top: 72, right: 90, bottom: 60, left: 90 } as const;

export class MapView {
  texts: MapTexts;
  kept: readonly Box[];
  /** Pictures of the overlay since the start, for tests and figures. */
  draws = 0;
  readonly #p: Parts;
  readonly #painter: Painter;
  readonly #builder = new SceneBuilder();
  readonly #stops: (() => void)[] = [];
  #scene: BuiltScene | null = null;
  #builtFor: unknown[] = [];
  #builtAtMs = 0;
  #drawnHeads: (Pixel | null)[] = [];
  #size = { width: 0, height: 0 };
  #stale = true;
  #hover: string | null = null;
  #camera: { to: 'selected' | 'all'; n: number };
  #followedMs = 0;
  #fitted = false;
  #raf = 0;
  #lastTickMs = 0;

  constructor(parts: Parts) {
    this.#p = parts;
    this.texts = parts.texts;
    this.kept = parts.kept;
    const ctx = parts.canvas.getContext('2d');
    if (!ctx) throw new Error('this browser gives no 2d canvas');
    this.#painter = new Painter(ctx);
    this.#camera = parts.console.getState().camera;
    const { engine, console } = parts;
    this.#stops.push(
      engine.on('move', () => this.#redraw()),
      engine.on('moved', () => {
        console.getState().setMap(engine.view());
        this.#builtFor = [];
      }),
      engine.on('panned', () => {
        this.#fitted = true;
        console.getState().setFollow(false);
      }),
      engine.on('click', (at) => this.#click(at)),
      engine.on('hover', (at) => this.#point(at)),
      console.subscribe((now, before) => {
        if (now.layers !== before.layers) this.#applyLayers();
        if (now.map.projection !== before.map.projection) this.#project();
        if (now.camera !== before.camera) this.#wish(now.camera);
      }),
    );
    this.#applyLayers();
    this.resize();
    this.#raf = requestAnimationFrame(this.#loop);
  }

  close(): void {
    cancelAnimationFrame(this.#raf);
    for (const stop of this.#stops) stop();
    this.#p.engine.remove();
  }

  /** The pane changed its size. */
  resize(): void {
    const { canvas, engine } = this.#p;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === this.#size.width && height === this.#size.height) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    this.#painter.measure.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#size = { width, height };
    engine.resize();
    this.#redraw();
  }

  /** Words, fonts or controls changed: everything is measured and built anew. */
  refresh(texts: MapTexts, kept: readonly Box[]): void {
    this.texts = texts;
    this.kept = kept;
    this.#painter.measure.forget();
    this.#builtFor = [];
    this.#redraw();
  }

  objects(): readonly MapObject[] {
    return this.#scene?.objects ?? [];
  }
  pick(at: Pixel): Hit | null {
    return this.#painter.pick(at);
  }
  /** Where an object's head is on screen. */
  headOf(key: string): Pixel | null {
    const object = this.objects().find((o) => o.key === key);
    const place = object && placeAt(object, this.#p.source.nowMs());
    return place ? this.#p.engine.project(place) : null;
  }

  readonly #loop = (wallMs: number): void => {
    this.#raf = requestAnimationFrame(this.#loop);
    if (wallMs - this.#lastTickMs >= TICK_MS) {
      this.#lastTickMs = wallMs;
      this.#tick(wallMs);
    }
    if (this.#stale) this.#draw();
  };

  #tick(wallMs: number): void {
    const { source, console } = this.#p;
    const nowMs = source.nowMs();
    const state = source.store.getState();
    const ui = console.getState();
    const me = state.me?.participant;
    const own: Compartment | null = me ? `NAT:${me}` : null;
    const versions = `${source.tracks('SHARED').version} ${own ? source.tracks(own).version : ''}`;
    const held = [state.views, state.me, ui.selection, ui.layers, ui.coverAltitudeKm, ui.map.projection];
    const changed = held.some((v, i) => v !== this.#builtFor[i]);
    const aged = versions !== this.#builtFor[held.length] || nowMs !== this.#builtFor[held.length + 1];
    if (changed || (aged && wallMs - this.#builtAtMs >= FRAMES_MS)) {
      this.#builtFor = [...held, versions, nowMs];
      this.#builtAtMs = wallMs;
      this.#build(nowMs);
      this.#firstFit();
    } else if (this.#moved(nowMs)) this.#redraw();
    if (ui.follow && wallMs - this.#followedMs >= FOLLOW_MS) {
      this.#followedMs = wallMs;
      this.#follow(ui.selection, nowMs);
    }
  }

  #build(nowMs: number): void {
    const { source, console, engine } = this.#p;
    const ui = console.getState();
    this.#scene = this.#builder.build({
      state: source.store.getState(),
      console: ui,
      tracks: (compartment) => source.tracks(compartment),
      texts: this.texts,
      nowMs,
      zoom: engine.view().zoom,
      flat: ui.map.projection === 'flat' || !engine.hasGlobe,
      compact: this.#size.width < COMPACT_PX,
    });
    for (const [id, data] of this.#scene.changed) engine.setData(id, data);
    this.#redraw();
  }

  #redraw(): void {
    this.#stale = true;
  }

  #draw(): void {
    this.#stale = false;
    if (!this.#scene || this.#size.width === 0) return;
    const { engine, source } = this.#p;
    const nowMs = source.nowMs();
    const frame: Frame = { ...this.#size, kept: this.kept };
    this.#painter.draw(engine, this.#scene.overlay, this.texts, frame, nowMs, this.#hover);
    this.#drawnHeads = this.#headPixels(nowMs);
    this.draws++;
  }

  #headPixels(nowMs: number): (Pixel | null)[] {
    return this.objects().map((o) => {
      const place = placeAt(o, nowMs);
      return place && this.#p.engine.project(place);
    });
  }

  #moved(nowMs: number): boolean {
    return this.#headPixels(nowMs).some((p, i) => {
      const q = this.#drawnHeads[i];
      return p && q ? Math.hypot(p.x - q.x, p.y - q.y) >= MOVED_PX : p !== q;
    });
  }

  #applyLayers(): void {
    const { layers } = this.#p.console.getState();
    for (const group of GROUPS) this.#p.engine.setVisible(group, layers[group]);
  }

  #project(): void {
    const { engine, console } = this.#p;
    engine.setProjection(console.getState().map.projection);
    this.#builtFor = [];
    this.#redraw();
  }

  #wish(camera: { to: 'selected' | 'all'; n: number }): void {
    if (camera.n === this.#camera.n) return;
    this.#camera = camera;
    this.#fitted = true;
    this.#fit(camera.to, cameraMs());
  }

  /** Once, when the first launches are there and nobody has moved the map; later ones never take the camera. */
  #firstFit(): void {
    if (this.#fitted || this.objects().length === 0) return;
    this.#fitted = true;
    const { selection, setMap } = this.#p.console.getState();
    const to = selection ? 'selected' : 'all';
    const bounds = this.#boundsOf(to);
    // Mercator is of no use near the poles.
    if (this.#p.engine.hasGlobe && bounds && Math.max(bounds.north, -bounds.south) > POLAR_DEG)
      setMap({ projection: 'globe' });
    this.#fit(to, 0);
  }

  #boundsOf(to: 'selected' | 'all'): Bounds | null {
    const objects = this.objects();
    const chosen = to === 'selected' ? objects.filter((o) => o.tone === 'selected') : objects;
    return boundsOf((chosen.length > 0 ? chosen : objects).flatMap(placesOf));
  }

  #fit(to: 'selected' | 'all', ms: number): void {
    const bounds = this.#boundsOf(to);
    if (!bounds) return;
    const small = this.#size.width < COMPACT_PX;
    const padding = small ? { top: 60, right: 40, bottom: 40, left: 40 } : FIT_PADDING;
    this.#p.engine.fitBounds(bounds, padding, ms);
  }

  #follow(selection: Selection | null, nowMs: number): void {
    const object = this.objects().find((o) => o.tone === 'selected' && o.selection.id === selection?.id);
    const place = object && placeAt(object, nowMs);
    if (place) this.#p.engine.panTo(place, cameraMs());
  }

  #click(at: Pixel): void {
    const hit = this.pick(at);
    if (hit) this.#p.console.getState().select(hit.selection);
  }

  #point(at: Pixel | null): void {
    const hit = at && this.pick(at);
    const key = hit?.key ?? null;
    this.#p.engine.setCursor(hit ? 'pointer' : '');
    if (key === this.#hover) return;
    this.#hover = key;
    this.#redraw();
  }
}

/** All of an object's places that should be in view with it. */
function placesOf(o: MapObject): LatLon[] {
  const { impact } = o.record;
  const ring = impact && impact !== 'orbital' ? ellipseRing(impact, 0.9, 12) : [];
  return [o.record.launchPoint, ...o.measured, ...o.predicted, ...ring];
}
