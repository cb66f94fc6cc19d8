/**
 * The map outside React: one loop reads the source and the console's state, builds the scene anew when they changed, and
 * draws heads and labels when something moved by at least half a pixel. Frames never enter React.
 */
import type { Source } from '../../client/source/source';
import type { ConsoleStore } from '../../client/stores/console-store';
import { CameraKeeper } from './camera-keeper';
import type { MapEngine } from './engine/engine';
import { type Pixel, type Projector, projectorOf } from './geometry/projection';
import type { Box } from './overlay/declutter';
import { GroundPainter } from './overlay/ground-painter';
import { type Hit, Painter } from './overlay/painter';
import { type Detail, PACES } from './scene/detail';
import type { Ground } from './scene/ground';
import { type MapObject, placeAt } from './scene/objects';
import { type BuiltScene, SceneBuilder } from './scene/scene';
import type { MapTexts } from './scene/texts';

interface Parts {
  engine: MapEngine;
  /** Regions, paths, cover. */
  ground: HTMLCanvasElement;
  /** Heads and labels, above it. */
  marks: HTMLCanvasElement;
  source: Source;
  console: ConsoleStore;
  texts: MapTexts;
  /** Where controls stand over the map, px. */
  kept: readonly Box[];
  /** How many things fly on it, and by which step they are drawn. */
  onDetail?: (detail: Detail, count: number) => void;
}

/** What the officer chooses of what the map shows. */
const OFFICERS = ['selection', 'layers', 'coverAltitudeKm'] as const;
/** At most ten looks a second. */
const TICK_MS = 100;
const MOVED_PX = 0.5;
/** With more things than this the ground is painted in the frame after them. */
const GROUND_LATER = 100;
/** Below this width a map keeps what matters most. */
export const COMPACT_PX = 760;

export class MapView {
  /** Pictures since the start, for tests and figures: of heads and labels, and of the ground below them. */
  draws = { marks: 0, ground: 0 };
  readonly #p: Parts;
  readonly #painter: Painter;
  readonly #groundPainter: GroundPainter;
  readonly #builder = new SceneBuilder();
  readonly #camera: CameraKeeper;
  readonly #stops: (() => void)[];
  #texts: MapTexts;
  #kept: readonly Box[];
  #scene: BuiltScene | null = null;
  #builtFor: readonly unknown[] = [];
  #builtAtMs = 0;
  #projector: Projector;
  #size = { width: 0, height: 0 };
  #drawnGround: Ground | null = null;
  #drawnHeads: readonly (Pixel | null)[] = [];
  #stale = true;
  /** The ground is to be painted with the next frame. */
  #waited = false;
  #hover: string | null = null;
  #raf = 0;
  #lastTickMs = 0;
  #lookedAtMs = 0;

  constructor(parts: Parts) {
    this.#p = parts;
    this.#texts = parts.texts;
    this.#kept = parts.kept;
    this.#painter = new Painter(contextOf(parts.marks));
    this.#groundPainter = new GroundPainter(contextOf(parts.ground));
    const { engine, console } = parts;
    this.#camera = new CameraKeeper(
      engine,
      console,
      () => this.objects(),
      () => this.#isSmall(),
    );
    this.#projector = this.#project();
    this.#stops = [
      // At once, not in the next frame: the library paints its own picture of this camera now.
      engine.on('move', () => this.#moveCamera()),
      engine.on('moved', () => {
        console.getState().setMap(engine.view());
        this.#forget();
      }),
      engine.on('click', (at) => {
        const hit = this.pick(at);
        if (hit) console.getState().select(hit.selection);
      }),
      engine.on('hover', (at) => this.#point(at)),
      console.subscribe((now, before) => {
        // The next frame is not too early for what the officer does.
        if (OFFICERS.some((part) => now[part] !== before[part])) this.#lastTickMs = Number.NEGATIVE_INFINITY;
        if (now.map.projection === before.map.projection) return;
        engine.setProjection(now.map.projection);
        this.#forget();
        this.#moveCamera();
      }),
    ];
    this.resize();
    this.#raf = requestAnimationFrame(this.#loop);
  }

  close(): void {
    cancelAnimationFrame(this.#raf);
    this.#camera.close();
    for (const stop of this.#stops) stop();
    this.#p.engine.remove();
  }

  /** The pane changed its size. */
  resize(): void {
    const { marks, ground, engine } = this.#p;
    const { clientWidth: width, clientHeight: height } = marks;
    if (width === this.#size.width && height === this.#size.height) return;
    for (const canvas of [marks, ground]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
    }
    this.#painter.measure.ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.#size = { width, height };
    engine.resize();
    this.#moveCamera();
  }

  /** Words, fonts or controls changed: everything is measured and built anew. */
  refresh(texts: MapTexts, kept: readonly Box[]): void {
    this.#texts = texts;
    this.#kept = kept;
    this.#painter.measure.forget();
    this.#forget();
  }

  objects(): readonly MapObject[] {
    return this.#scene?.objects ?? [];
  }
  pick(at: Pixel): Hit | null {
    return this.#painter.pick(at);
  }
  /** Where a head is: on the ground, and in pixels as drawn; null when it is behind the globe. */
  headOf(key: string): { place: { lat: number; lon: number }; at: Pixel } | null {
    const object = this.objects().find((o) => o.key === key);
    const place = object && placeAt(object, this.#p.source.nowMs());
    const at = place && this.#projector.point(place);
    return place && at ? { place, at } : null;
  }

  readonly #loop = (wallMs: number): void => {
    this.#raf = requestAnimationFrame(this.#loop);
    if (wallMs - this.#lastTickMs >= TICK_MS) {
      this.#lastTickMs = wallMs;
      this.#tick(wallMs);
    }
    if (this.#stale) this.#draw();
  };

  /** What the officer does is built at once; records, frames and time by the pace of the step of detail. */
  #tick(wallMs: number): void {
    const { source, console } = this.#p;
    const pace = PACES[this.#scene?.detail ?? 'full'];
    const nowMs = source.nowMs();
    const { views, me } = source.store.getState();
    const chosen = console.getState();
    const own = me && source.tracks(`NAT:${me.participant}`).version;
    const state = [
      ...OFFICERS.map((part) => chosen[part]),
      ...[views, me],
      ...[source.tracks('SHARED').version, own, nowMs],
    ];
    const differs = state.findIndex((v, i) => v !== this.#builtFor[i]);
    const afterMs =
      differs < OFFICERS.length ? 0 : differs < OFFICERS.length + 2 ? pace.recordsMs : pace.framesMs;
    if (differs >= 0 && wallMs - this.#builtAtMs >= afterMs) {
      this.#builtFor = state;
      this.#builtAtMs = wallMs;
      this.#build(nowMs);
      this.#camera.firstLook();
    } else if (wallMs - this.#lookedAtMs >= pace.tickMs) {
      this.#lookedAtMs = wallMs;
      if (this.#headsMoved(nowMs)) this.#stale = true;
    }
    this.#camera.follow(nowMs, wallMs);
  }

  #build(nowMs: number): void {
    const { source, console, engine } = this.#p;
    this.#scene = this.#builder.build({
      state: source.store.getState(),
      console: console.getState(),
      tracks: (compartment) => source.tracks(compartment),
      texts: this.#texts,
      nowMs,
      zoom: engine.view().zoom,
      compact: this.#isSmall(),
    });
    this.#stale = true;
    this.#p.onDetail?.(this.#scene.detail, this.#scene.objects.length);
  }

  #forget(): void {
    this.#builtFor = [];
    this.#stale = true;
  }

  #project(): Projector {
    const { engine, console } = this.#p;
    const globe = engine.hasGlobe && console.getState().map.projection === 'globe';
    return projectorOf({ ...engine.view(), ...this.#size, globe });
  }

  #moveCamera(): void {
    this.#projector = this.#project();
    this.#drawnGround = null;
    this.#draw();
  }

  #draw(): void {
    this.#stale = false;
    if (!this.#scene || this.#size.width === 0) return;
    const nowMs = this.#p.source.nowMs();
    const { ground, overlay } = this.#scene;
    // Where there is much on the ground heads and labels come first: a frame later what an officer chose is whole.
    const wait = this.#drawnGround !== null && !this.#waited && overlay.objects.length > GROUND_LATER;
    this.#waited = ground !== this.#drawnGround && wait;
    if (this.#waited) this.#stale = true;
    else if (ground !== this.#drawnGround) {
      this.#drawnGround = ground;
      this.#groundPainter.draw(this.#projector, ground, devicePixelRatio);
      this.draws.ground++;
    }
    this.#painter.draw(this.#projector, overlay, this.#texts, this.#kept, nowMs, this.#hover);
    if (PACES[this.#scene.detail].tickMs < Number.POSITIVE_INFINITY) this.#drawnHeads = this.#heads(nowMs);
    this.draws.marks++;
  }

  #heads(nowMs: number): (Pixel | null)[] {
    return this.objects().map((o) => {
      const place = placeAt(o, nowMs);
      return place && this.#projector.point(place);
    });
  }

  #headsMoved(nowMs: number): boolean {
    return this.#heads(nowMs).some((p, i) => {
      const q = this.#drawnHeads[i];
      return p && q ? Math.hypot(p.x - q.x, p.y - q.y) >= MOVED_PX : p !== q;
    });
  }

  #isSmall(): boolean {
    return this.#size.width < COMPACT_PX;
  }

  #point(at: Pixel | null): void {
    const hit = at && this.pick(at);
    this.#p.engine.setCursor(hit ? 'pointer' : '');
    const key = hit?.key ?? null;
    if (key === this.#hover) return;
    this.#hover = key;
    this.#stale = true;
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('this browser gives no 2d canvas');
  return ctx;
}
