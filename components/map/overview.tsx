'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { useConsole, useNow, useSource } from '../../client/stores/context';
import { coloursOf } from './colours';
import { drawOverview, type LandRing, landRings, type OverviewView } from './overlay/draw-overview';
import { ObjectBook } from './scene/objects';
import { objectsOf } from './scene/scene';

/** By the projection of the map beside it, px. */
const SIZES = { flat: { w: 128, h: 128 }, globe: { w: 184, h: 104 } } as const;

/** The whole Earth beside a map that shows a part of it: a small globe beside the flat map, a small flat map beside the globe. */
export function Overview({ mapPx }: { mapPx: { width: number; height: number } }) {
  const source = useSource();
  const map = useConsole((s) => s.map);
  const selection = useConsole((s) => s.selection);
  const nowMs = useNow(0.2);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [book] = useState(() => new ObjectBook());
  const land = useLand();
  const path = useMemo(() => {
    const objects = objectsOf(
      book,
      source.store.getState(),
      (c) => source.tracks(c),
      selection,
      false,
      nowMs,
    );
    const selected = objects.find((o) => o.tone === 'selected');
    return selected ? { measured: selected.measured, predicted: selected.predicted } : null;
  }, [book, source, selection, nowMs]);
  const size = SIZES[map.projection];
  useEffect(() => {
    const ctx = canvas.current?.getContext('2d');
    if (!ctx || !canvas.current) return;
    canvas.current.width = Math.round(size.w * devicePixelRatio);
    canvas.current.height = Math.round(size.h * devicePixelRatio);
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const view: OverviewView = { ...map, mapPx, ...size };
    drawOverview(ctx, view, land, path, coloursOf(canvas.current));
  }, [map, mapPx, land, path, size]);
  return (
    <div data-kept aria-hidden="true">
      <canvas ref={canvas} style={{ width: size.w, height: size.h }} />
    </div>
  );
}

/** The coarse land of the basemap: the library has fetched the same file. */
function useLand(): readonly LandRing[] {
  const [land, setLand] = useState<readonly LandRing[]>([]);
  useEffect(() => {
    let closed = false;
    fetch('/basemap/land-110m.json')
      .then((answer) => answer.json())
      .then((json) => closed || setLand(landRings(json)))
      // Without it the outline, the view and the path are still there.
      .catch(() => undefined);
    return () => {
      closed = true;
    };
  }, []);
  return land;
}
