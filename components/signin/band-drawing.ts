/** Draws the band of the first page: land, day and night, and the notified paths of the register. Nothing else. */
import { areaCentre } from '../../domain/area';
import { DEG, destination, type LatLon } from '../../domain/geodesy';
import type { LaunchNotification } from '../../domain/records';
import { subsolarPoint } from '../../domain/sun';
import { type Projection, worldIn } from './projection';

export type Ring = [number, number][];
const NIGHT_CELL_PX = 6;
/** What a path without a known end is drawn to, metres. */
const PATH_M = 3_500e3;
const PATH_POINTS = 40;

export interface BandInk {
  page: string;
  land: string;
  coast: string;
  line: string;
  textDim: string;
  textHi: string;
}

/** Room of the words at the left, and of the strip of hours below the map. */
const WORDS_PX = 600;
const STRIP_PX = 74;
/** The words need not be kept clear to the last pixel: the western edge is ocean. */
const UNDER_WORDS_PX = 40;

export const bandProjection = (widthPx: number, heightPx: number): Projection => {
  const x = Math.min(WORDS_PX - UNDER_WORDS_PX, widthPx * 0.45);
  return worldIn({ x, y: 8, width: widthPx - x, height: heightPx - STRIP_PX });
};

export function drawBand(
  ctx: CanvasRenderingContext2D,
  widthPx: number,
  heightPx: number,
  land: readonly Ring[],
  notifications: readonly LaunchNotification[],
  nowMs: number,
  ink: BandInk,
): void {
  const p = bandProjection(widthPx, heightPx);
  ctx.clearRect(0, 0, widthPx, heightPx);
  drawGraticule(ctx, p, widthPx, heightPx, ink);
  ctx.beginPath();
  // The same land again to the left, under the fade, and to the right of a world that does not fill the band.
  for (const ring of land) {
    const line = p.line(ring.map(([lon, lat]) => ({ lat, lon })));
    for (const turn of [-p.worldPx, 0, p.worldPx]) {
      trace(ctx, line, turn);
      ctx.closePath();
    }
  }
  ctx.fillStyle = ink.land;
  ctx.fill();
  ctx.strokeStyle = ink.coast;
  ctx.lineWidth = 0.7;
  ctx.stroke();
  drawNight(ctx, p, widthPx, heightPx, nowMs);
  for (const n of notifications) drawPath(ctx, p, n, ink);
  // The text stands on the left: the map fades towards it.
  const fadePx = Math.min(WORDS_PX + 60, widthPx * 0.55);
  const fade = ctx.createLinearGradient(0, 0, fadePx, 0);
  fade.addColorStop(0, ink.page);
  fade.addColorStop(0.8, `${ink.page}f0`);
  fade.addColorStop(1, `${ink.page}00`);
  ctx.fillStyle = fade;
  ctx.fillRect(0, 0, fadePx, heightPx);
  // And below it the strip of hours.
  const below = ctx.createLinearGradient(0, heightPx - STRIP_PX - 24, 0, heightPx - STRIP_PX + 12);
  below.addColorStop(0, `${ink.page}00`);
  below.addColorStop(1, `${ink.page}e8`);
  ctx.fillStyle = below;
  ctx.fillRect(0, heightPx - STRIP_PX - 24, widthPx, STRIP_PX + 24);
}

function drawGraticule(
  ctx: CanvasRenderingContext2D,
  p: Projection,
  widthPx: number,
  heightPx: number,
  ink: BandInk,
): void {
  ctx.beginPath();
  for (let lon = -180; lon < 180; lon += 30) {
    const { x } = p.project({ lat: 0, lon });
    for (const turn of [x - p.worldPx, x, x + p.worldPx]) {
      ctx.moveTo(turn, 0);
      ctx.lineTo(turn, heightPx);
    }
  }
  for (let lat = -30; lat < 90; lat += 30) {
    const { y } = p.project({ lat, lon: 0 });
    ctx.moveTo(0, y);
    ctx.lineTo(widthPx, y);
  }
  ctx.strokeStyle = ink.line;
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = 0.6;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function drawNight(
  ctx: CanvasRenderingContext2D,
  p: Projection,
  widthPx: number,
  heightPx: number,
  nowMs: number,
): void {
  const sun = subsolarPoint(nowMs);
  ctx.fillStyle = '#0a0d10';
  for (let y = 0; y < heightPx; y += NIGHT_CELL_PX) {
    for (let x = 0; x < widthPx; x += NIGHT_CELL_PX) {
      const place = p.invert(x + NIGHT_CELL_PX / 2, y + NIGHT_CELL_PX / 2);
      const dark = place ? -sunSine(place, sun) : 1;
      // Dusk is the six degrees before the sun is down.
      const alpha = Math.max(0, Math.min(0.42, (dark + 0.1) * 2.2));
      if (alpha <= 0) continue;
      ctx.globalAlpha = alpha;
      ctx.fillRect(x, y, NIGHT_CELL_PX, NIGHT_CELL_PX);
    }
  }
  ctx.globalAlpha = 1;
}

/** Sine of the Sun's altitude at a place, given where it stands in the zenith. */
function sunSine(place: LatLon, sun: LatLon): number {
  return (
    Math.sin(place.lat * DEG) * Math.sin(sun.lat * DEG) +
    Math.cos(place.lat * DEG) * Math.cos(sun.lat * DEG) * Math.cos((place.lon - sun.lon) * DEG)
  );
}

/** The notified path: to the announced impact area, or a way along the announced azimuth. */
export function notifiedPath(n: LaunchNotification): LatLon[] {
  const from = areaCentre(n.launchArea);
  if (n.azimuthDeg === null) return [from];
  const azimuthDeg = n.azimuthDeg;
  return Array.from({ length: PATH_POINTS + 1 }, (_, i) =>
    destination(from, azimuthDeg, (PATH_M * i) / PATH_POINTS),
  );
}

function drawPath(ctx: CanvasRenderingContext2D, p: Projection, n: LaunchNotification, ink: BandInk): void {
  const seen = n.status === 'MATCHED';
  const start = p.project(areaCentre(n.launchArea));
  ctx.strokeStyle = seen ? ink.textHi : ink.textDim;
  ctx.lineWidth = seen ? 1.8 : 1.3;
  ctx.setLineDash(seen ? [] : [6, 4]);
  ctx.beginPath();
  const line = p.line(notifiedPath(n));
  for (const turn of [-p.worldPx, 0]) trace(ctx, line, turn);
  ctx.stroke();
  if (n.impactArea) {
    const end = p.project(areaCentre(n.impactArea));
    ctx.setLineDash([2, 2]);
    ctx.beginPath();
    ctx.ellipse(end.x, end.y, 11, 6, 0, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(start.x, start.y, 3.2, 0, 2 * Math.PI);
  ctx.fillStyle = ink.page;
  ctx.fill();
  ctx.stroke();
}

function trace(ctx: CanvasRenderingContext2D, points: { x: number; y: number }[], shiftPx: number): void {
  points.forEach(({ x, y }, i) => {
    if (i === 0) ctx.moveTo(x + shiftPx, y);
    else ctx.lineTo(x + shiftPx, y);
  });
}
