/**
 * What the bench opens in a browser: the product's own map with as many tracks as it is asked for, frame by frame as the bench
 * says, so that a busy machine makes it slower and not different.
 */
import type { FakeSource } from '../../client/source/fake-source';
import { createConsoleStore } from '../../client/stores/console-store';
import type { MapEngine, MapEvents } from '../../components/map/engine/engine';
import { MapView } from '../../components/map/map-view';
import { sourceOf, TEXTS, track } from '../../components/map/testing';
import { propagateFreeFlight } from '../../domain/ballistics';
import { DEG, enuAxes, geodeticToEcef } from '../../domain/geodesy';
import { encodeFrame, type FrameEntry } from '../../domain/protocol/frames';
import type { NationalTrack } from '../../domain/records';
import type { TrailPoint } from '../../domain/view';

const SIZE = { width: 1196, height: 680 };
const FRAME_MS = 1000 / 60;
const EPOCH_MS = Date.UTC(2026, 10, 24, 6);

export interface Crowd {
  /** Lets so many ms of session time and wall time pass, sixty frames a second; gives the pictures of heads and of the ground. */
  pass(ms: number): { marks: number; ground: number };
  /** Clicks on the head of a track and lets one frame pass; true if its head is drawn as selected then. */
  click(i: number): boolean;
  /** One frame. */
  frame(): void;
  count(): number;
}
declare global {
  interface Window {
    openCrowd?: (count: number) => Crowd;
    crowd?: Crowd;
  }
}

/** Lobs of some twenty minutes from places spread over the northern hemisphere, in all directions. */
function state(i: number, dtS: number): Float64Array {
  const golden = i * 2.399963;
  const [lat, lon] = [15 + ((i * 37) % 55), ((i * 53.1) % 360) - 180];
  const [e, n, u] = enuAxes(lat, lon);
  const el = 50 * DEG;
  const dir = [0, 1, 2].map(
    (k) =>
      Math.cos(el) * (Math.sin(golden) * (e[k] ?? 0) + Math.cos(golden) * (n[k] ?? 0)) +
      Math.sin(el) * (u[k] ?? 0),
  );
  const x0 = [...geodeticToEcef(lat, lon, 100e3), ...dir.map((d) => d * 5000)];
  return propagateFreeFlight(x0, dtS + (i % 60));
}

function entryOf(i: number, atMs: number): FrameEntry {
  const x = state(i, 120 + (atMs - EPOCH_MS) / 1000);
  const at = (k: number) => x[k] ?? 0;
  return {
    ...{ number: i + 1, phase: 'coast', status: 'confirmed', flags: 0, epochMs: atMs, sigmaM: 300 },
    position: [at(0), at(1), at(2)],
    velocity: [at(3), at(4), at(5)],
    thrust: [0, 0, 0],
  };
}

/** A map whose camera stands: while heads move the library paints nothing anew. */
class StillEngine implements MapEngine {
  readonly kind = 'maplibre';
  readonly hasGlobe = true;
  clicked: MapEvents['click'] = () => undefined;
  setProjection = () => undefined;
  fitBounds = () => undefined;
  panTo = () => undefined;
  view = () => ({ lat: 45, lon: 20, zoom: 1.4 });
  project = () => ({ x: 0, y: 0 });
  on<K extends keyof MapEvents>(event: K, listener: MapEvents[K]): () => void {
    if (event === 'click') this.clicked = listener as MapEvents['click'];
    return () => undefined;
  }
  settled = () => true;
  setCursor = () => undefined;
  resize = () => undefined;
  remove = () => undefined;
}

/** Tracks of the own picture that no launch stands for: all of them are on the map. */
function crowdSource(count: number): { source: FakeSource; send: () => void } {
  const tracks = Array.from({ length: count }, (_, i): NationalTrack => {
    const kinematics = { ...track().kinematics, epochMs: EPOCH_MS, x: [...state(i, 120)] };
    return track({ id: `track-${i}`, number: i + 1, kinematics });
  });
  const source = sourceOf({ tracks }, EPOCH_MS);
  const own = source.store.getState().views['NAT:P1'];
  if (!own) throw new Error('no view');
  for (const t of tracks)
    own.trails[t.id] = Array.from({ length: 12 }, (_, k): TrailPoint => {
      const backS = 10 * (12 - k);
      return [EPOCH_MS - backS * 1000, t.launchPoint.lat - backS / 100, t.launchPoint.lon, 1e5];
    });
  let seq = 0;
  /** What the server would send in a second: all states at first, then a tenth of them. */
  const send = () => {
    const atMs = source.atMs;
    const entries = tracks.flatMap((_t, i) => (seq === 0 || i % 10 === seq % 10 ? [entryOf(i, atMs)] : []));
    const kind = seq === 0 ? 'key' : 'delta';
    source.tracks('NAT:P1').take(encodeFrame({ kind, seq, base: seq - 1, nowMs: atMs, entries }));
    seq++;
  };
  return { source, send };
}

window.openCrowd = (count) => {
  let frame: ((ms: number) => void) | null = null;
  let wallMs = 1000;
  window.requestAnimationFrame = (fn) => {
    frame = fn;
    return 1;
  };
  const { source, send } = crowdSource(count);
  const box = document.body.appendChild(document.createElement('div'));
  Object.assign(box.style, { position: 'relative', width: `${SIZE.width}px`, height: `${SIZE.height}px` });
  const layer = (): HTMLCanvasElement => {
    const canvas = box.appendChild(document.createElement('canvas'));
    Object.assign(canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
    return canvas;
  };
  const [ground, marks] = [layer(), layer()];
  const console = createConsoleStore();
  const engine = new StillEngine();
  const view = new MapView({ engine, ground, marks, source, console, texts: TEXTS, kept: [] });
  const painted = { marks: 0, ground: 0 };
  /** One frame; what was drawn is rasterized at once, so that its cost is this frame's. */
  const step = () => {
    wallMs += FRAME_MS;
    source.atMs += FRAME_MS;
    frame?.(wallMs);
    for (const [name, canvas] of [
      ['marks', marks],
      ['ground', ground],
    ] as const)
      if (view.draws[name] !== painted[name]) {
        painted[name] = view.draws[name];
        canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
      }
  };
  return {
    pass(ms) {
      const before = { ...view.draws };
      for (let t = 0; t < ms; t += FRAME_MS) {
        if (Math.floor(t / 1000) !== Math.floor((t - FRAME_MS) / 1000)) send();
        step();
      }
      return { marks: view.draws.marks - before.marks, ground: view.draws.ground - before.ground };
    },
    click(i) {
      const key = `track:track-${i}`;
      const at = view.headOf(key)?.at;
      if (!at) return false;
      const drawn = view.draws.marks;
      engine.clicked(at);
      const selected = console.getState().selection;
      step();
      return selected !== null && view.draws.marks > drawn;
    },
    frame: step,
    count: () => view.objects().length,
  };
};
