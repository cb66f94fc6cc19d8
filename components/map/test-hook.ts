import type { MapEngine } from './engine/engine';
import type { MapView } from './map-view';

/** What browser tests ask the map; there only when the server's settings say so. */
export interface MapProbe {
  engine: MapEngine['kind'];
  draws(): { marks: number; ground: number };
  /** The basemap and everything given to it is painted. */
  settled(): boolean;
  /** Keys of what flies on the map: `launch:ID`, `track:ID`. */
  objects(): string[];
  /**
   * Pixel of a head, how far from it the library itself puts that place, px, and what lies under that very pixel: all in
   * one call, so that nothing moves in between.
   */
  head(key: string): { x: number; y: number; offPx: number; picked: string | null } | null;
  view(): { lat: number; lon: number; zoom: number };
}

declare global {
  interface Window {
    /** One map a desk, by the desk's name (`''` for a console alone). */
    __jwc?: { maps: Record<string, MapProbe> };
  }
}

/** Puts the probe of a desk's map on the window; gives what takes it away again. */
export function addProbe(desk: string, engine: MapEngine, view: MapView): () => void {
  window.__jwc ??= { maps: {} };
  const { maps } = window.__jwc;
  maps[desk] = {
    engine: engine.kind,
    draws: () => ({ ...view.draws }),
    settled: () => engine.settled(),
    objects: () => view.objects().map((o) => o.key),
    head(key) {
      const head = view.headOf(key);
      if (!head) return null;
      const { at, place } = head;
      const library = engine.project(place);
      return {
        ...at,
        offPx: Math.hypot(library.x - at.x, library.y - at.y),
        picked: view.pick(at)?.key ?? null,
      };
    },
    view: () => engine.view(),
  };
  return () => {
    delete maps[desk];
  };
}
