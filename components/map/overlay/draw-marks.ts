/** Marks in pixels: sensors, ticks, crosses, the end of cover, heads with their brackets. */
import type { Pixel } from '../geometry/projection';
import type { HeadShape } from '../head';
import { drawPartyBox, INK, pathOf, SEVERITY_COLOUR } from './ink';

type Ctx = CanvasRenderingContext2D;

export function drawSensor(ctx: Ctx, at: Pixel, letter: string, own: boolean): void {
  ctx.globalAlpha = own ? 1 : 0.6;
  drawPartyBox(ctx, letter, at.x - 7, at.y - 7, own ? INK.bright : INK.dim);
  ctx.globalAlpha = 1;
}

export function drawTown(ctx: Ctx, at: Pixel): void {
  ctx.fillStyle = '#a8b1bc';
  ctx.beginPath();
  ctx.arc(at.x, at.y, 1.5, 0, 2 * Math.PI);
  ctx.fill();
}

/** A bar across a path, its direction given by a second point of it. */
export function drawAcross(
  ctx: Ctx,
  at: Pixel,
  ahead: Pixel,
  halfPx: number,
  width: number,
  colour: string,
): void {
  const length = Math.hypot(ahead.x - at.x, ahead.y - at.y) || 1;
  const nx = -((ahead.y - at.y) / length) * halfPx;
  const ny = ((ahead.x - at.x) / length) * halfPx;
  for (const [stroke, w] of [
    [INK.casing, width + 2],
    [colour, width],
  ] as const) {
    ctx.strokeStyle = stroke;
    ctx.globalAlpha = stroke === INK.casing ? 0.6 : 1;
    ctx.lineWidth = w;
    ctx.beginPath();
    ctx.moveTo(at.x - nx, at.y - ny);
    ctx.lineTo(at.x + nx, at.y + ny);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

export function drawCross(ctx: Ctx, at: Pixel): void {
  ctx.strokeStyle = INK.white;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(at.x - 4, at.y);
  ctx.lineTo(at.x + 4, at.y);
  ctx.moveTo(at.x, at.y - 4);
  ctx.lineTo(at.x, at.y + 4);
  ctx.stroke();
}

/** What two estimates must lie apart to be measured on the map, px; nearer ones are shown magnified. */
export const MEASURED_PX = 24;
const BAR = { offPx: 34, endPx: 5, textPx: 13 } as const;

/**
 * A measured bar between two estimates, drawn beside them so that it hides neither: dotted from each to the bar. Gives the
 * middle of where its figure belongs; null where they are too near to be measured.
 */
export function drawGapBar(ctx: Ctx, from: Pixel, to: Pixel): Pixel | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < MEASURED_PX) return null;
  // Across the bar, downwards: there is less to hide than along the paths above.
  const side = dx >= 0 ? 1 : -1;
  const [nx, ny] = [(-dy / length) * side, (dx / length) * side];
  const off = ({ x, y }: Pixel, px: number): Pixel => ({ x: x + nx * px, y: y + ny * px });
  const [a, b] = [off(from, BAR.offPx), off(to, BAR.offPx)];
  const line = (p: Pixel, q: Pixel) => {
    ctx.moveTo(p.x, p.y);
    ctx.lineTo(q.x, q.y);
  };
  ctx.strokeStyle = INK.bright;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([1.5, 3]);
  ctx.beginPath();
  line(off(from, 6), a);
  line(off(to, 6), b);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  line(a, b);
  for (const end of [from, to]) line(off(end, BAR.offPx - BAR.endPx), off(end, BAR.offPx + BAR.endPx));
  ctx.stroke();
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return off(middle, BAR.textPx);
}

const DOT_PX = 4;
/** Many heads at once, each a small square: the step of detail that draws heads only. */
export function drawDots(ctx: Ctx, places: readonly Pixel[], colour: string): void {
  ctx.fillStyle = colour;
  for (const { x, y } of places)
    ctx.fillRect(Math.round(x) - DOT_PX / 2, Math.round(y) - DOT_PX / 2, DOT_PX, DOT_PX);
}

/** A head, turned to its course (radians from up, clockwise), on a dark casing so that it reads on any line. */
export function drawHead(ctx: Ctx, at: Pixel, shape: HeadShape, turn: number, colour: string): void {
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.scale(shape.sizePx / 16, shape.sizePx / 16);
  if (shape.turns) ctx.rotate(turn);
  ctx.lineJoin = 'round';
  ctx.globalAlpha = 0.75;
  ctx.strokeStyle = INK.casing;
  for (const part of shape.parts) {
    ctx.lineWidth = part.stroke + 3;
    ctx.stroke(pathOf(part.d));
    if (part === shape.parts[0] && !part.filled && shape.turns) {
      ctx.fillStyle = INK.casing;
      ctx.fill(pathOf(part.d));
    }
  }
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  for (const part of shape.parts) {
    ctx.setLineDash(part.dash as number[]);
    ctx.lineWidth = part.stroke;
    if (part.filled) ctx.fill(pathOf(part.d));
    if (part.stroke > 0) ctx.stroke(pathOf(part.d));
  }
  ctx.restore();
  if (shape.brackets && shape.brackets !== 'ADVISORY') drawBrackets(ctx, at, SEVERITY_COLOUR[shape.brackets]);
}

const BRACKET = { half: 17, arm: 9 } as const;
function drawBrackets(ctx: Ctx, at: Pixel, colour: string): void {
  const { half, arm } = BRACKET;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2.4;
  ctx.lineJoin = 'miter';
  ctx.beginPath();
  for (const sx of [-1, 1])
    for (const sy of [-1, 1]) {
      ctx.moveTo(at.x + sx * half, at.y + sy * (half - arm));
      ctx.lineTo(at.x + sx * half, at.y + sy * half);
      ctx.lineTo(at.x + sx * (half - arm), at.y + sy * half);
    }
  ctx.stroke();
}
