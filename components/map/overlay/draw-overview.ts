/** The small picture of the whole Earth: land, what the map beside it shows, the selected path. */
import { DEG, destination, type LatLon, MEAN_RADIUS_M } from '../../../domain/geodesy';
import type { MapColours } from '../engine/style';
import { limbOf, metresPerPixelAt, type Pixel, projectorOf, unprojectFlat } from '../geometry/projection';
import { clockwiseRing } from '../geometry/region';
import { INK } from './ink';

type Ctx = CanvasRenderingContext2D;
export type LandRing = readonly LatLon[];

export interface OverviewView extends LatLon {
  zoom: number;
  /** Of the map beside it. */
  projection: 'flat' | 'globe';
  mapPx: { width: number; height: number };
  w: number;
  h: number;
}
interface Paths {
  measured: readonly LatLon[];
  predicted: readonly LatLon[];
}

/** Outer rings of the basemap's land, clockwise as areas are. */
export function landRings(json: {
  features: { geometry: { type: string; coordinates: unknown } }[];
}): LandRing[] {
  type Polygon = [number, number][][];
  return json.features.flatMap(({ geometry: { type, coordinates } }) => {
    const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Polygon[];
    return polygons.map(([outer = []]) => clockwiseRing(outer.map(([lon, lat]) => ({ lat, lon }))));
  });
}

export function drawOverview(
  ctx: Ctx,
  view: OverviewView,
  land: readonly LandRing[],
  path: Paths | null,
  colours: Pick<MapColours, 'sea' | 'land' | 'coast'>,
): void {
  const { w, h } = view;
  const globe = view.projection === 'flat';
  const camera = globe
    ? globeCamera(view)
    : { lat: 20, lon: view.lon, zoom: Math.log2(w / 512), width: w, height: h };
  const projector = projectorOf({ ...camera, globe });
  ctx.clearRect(0, 0, w, h);
  ctx.save();
  ctx.beginPath();
  if (globe) {
    const { centre, radiusPx } = limbOf(projector.camera);
    ctx.arc(centre.x, centre.y, radiusPx, 0, 2 * Math.PI);
  } else ctx.rect(0.5, 0.5, w - 1, h - 1);
  ctx.fillStyle = colours.sea;
  ctx.fill();
  ctx.strokeStyle = INK.boxEdge;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.clip();
  ctx.fillStyle = colours.land;
  ctx.strokeStyle = colours.coast;
  ctx.lineWidth = 0.7;
  for (const ring of land) {
    trace(ctx, projector.area([ring]));
    ctx.fill('evenodd');
    trace(ctx, projector.line(ring));
    ctx.stroke();
  }
  const line = (places: readonly LatLon[], colour: string, width: number, dash: number[]) => {
    ctx.setLineDash(dash);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    trace(ctx, projector.line(places));
    ctx.stroke();
    ctx.setLineDash([]);
  };
  line(frameOf(view), INK.bright, 1, []);
  if (path) {
    line(path.predicted, INK.white, 1.5, [3, 2]);
    line(path.measured, INK.white, 1.5, []);
  }
  ctx.restore();
}

/** The globe that fills the picture, over the middle of the map; not over a pole, where it would have no size. */
function globeCamera({ lat, lon, w, h }: OverviewView) {
  const middle = Math.max(-75, Math.min(75, lat));
  const radiusPx = 0.62 * Math.min(w, h);
  const zoom = Math.log2((2 * Math.PI * radiusPx * Math.cos(middle * DEG)) / 512);
  return { lat: middle, lon, zoom, width: w, height: h };
}

/** What the map shows, as a closed line on the ground. */
function frameOf(view: OverviewView): LatLon[] {
  const { width, height } = view.mapPx;
  if (view.projection === 'globe') {
    const reachM = metresPerPixelAt(view) * (Math.min(width, height) / 2);
    const farM = Math.min(reachM, 0.45 * Math.PI * MEAN_RADIUS_M);
    return Array.from({ length: 49 }, (_, i) => destination(view, i * 7.5 + 1e-6, farM));
  }
  const world = 512 * 2 ** view.zoom;
  const [halfX, halfY] = [Math.min(width, 0.999 * world) / 2, height / 2];
  const corners: Pixel[] = [
    { x: -halfX, y: -halfY },
    { x: halfX, y: -halfY },
    { x: halfX, y: halfY },
    { x: -halfX, y: halfY },
  ];
  const STEPS = 24;
  const out = corners.flatMap((a, i) => {
    const b = corners[(i + 1) % 4] as Pixel;
    return Array.from({ length: STEPS }, (_, k) => {
      const t = k / STEPS;
      return unprojectFlat(view, { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
    });
  });
  return [...out, out[0] as LatLon];
}

function trace(ctx: Ctx, loops: readonly (readonly Pixel[])[]): void {
  ctx.beginPath();
  for (const loop of loops)
    loop.forEach(({ x, y }, i) => {
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    });
}
