/** What lies round the map's edge: degrees of the graticule, the scale bar. */
import type { Projector } from '../geometry/projection';
import type { MapTexts } from '../scene/texts';
import { type Box, overlap } from './declutter';
import { GRID_FONT, INK } from './ink';

type Ctx = CanvasRenderingContext2D;
/** Longitudes along the top and latitudes along the right; not where something else stands. */
export function drawDegrees(ctx: Ctx, projector: Projector, texts: MapTexts, kept: readonly Box[]): Box[] {
  const { lat, lon, zoom, width, height } = projector.camera;
  const step = zoom < 2 ? 30 : 10;
  const used: Box[] = [];
  ctx.font = GRID_FONT;
  ctx.fillStyle = INK.grid;
  ctx.textBaseline = 'middle';
  const put = (text: string, x: number, y: number) => {
    const w = ctx.measureText(text).width;
    const box = { x: x - w / 2 - 3, y: y - 8, w: w + 6, h: 16 };
    if (box.x < 2 || box.x + box.w > width - 2 || [...kept, ...used].some((k) => overlap(k, box))) return;
    ctx.textAlign = 'center';
    ctx.fillText(text, x, y);
    used.push(box);
  };
  const from = Math.ceil((lon - 180) / step) * step;
  for (let at = from; at < lon + 180; at += step) {
    const pixel = projector.point({ lat, lon: at });
    if (pixel && pixel.x > 0 && pixel.x < width) put(texts.longitude(at), pixel.x, 9);
  }
  for (let at = -80; at <= 80; at += step) {
    const pixel = projector.point({ lat: at, lon });
    const text = texts.latitude(at);
    if (pixel && pixel.y > 24 && pixel.y < height - 12)
      put(text, width - 8 - ctx.measureText(text).width / 2, pixel.y);
  }
  return used;
}

const NICE_M = [1, 2, 5].flatMap((k) => [1e3, 1e4, 1e5, 1e6].map((m) => k * m)).sort((a, b) => b - a);
const BAR_MAX_PX = 130;

/** A bar of a round length at the lower right, true at the middle of the map. */
export function drawScale(ctx: Ctx, projector: Projector, texts: MapTexts): Box | null {
  const { width, height, lat } = projector.camera;
  const perPxM = projector.metresPerPixel();
  const lengthM = NICE_M.find((m) => m / perPxM <= BAR_MAX_PX);
  if (!lengthM || !(perPxM > 0)) return null;
  const px = lengthM / perPxM;
  const text = texts.scale(lengthM, lat);
  ctx.font = GRID_FONT;
  const w = ctx.measureText(text).width;
  const x = width - 14 - w - 8 - px;
  const bottom = height - 16;
  ctx.strokeStyle = INK.track;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, bottom - 5);
  ctx.lineTo(x, bottom);
  ctx.lineTo(x + px, bottom);
  ctx.lineTo(x + px, bottom - 5);
  ctx.stroke();
  ctx.fillStyle = INK.track;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + px + 8, bottom - 3);
  return { x: x - 6, y: bottom - 14, w: px + w + 22, h: 24 };
}
