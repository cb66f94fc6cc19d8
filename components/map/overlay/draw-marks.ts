/** Marks in pixels: sensors, ticks, crosses, the end of cover, heads with their brackets. */
import type { Pixel } from '../geometry/projection';
import type { HeadShape } from '../head';
import { INK, pathOf, SENSOR_FONT, SEVERITY_COLOUR } from './ink';

type Ctx = CanvasRenderingContext2D;

export function drawSensor(ctx: Ctx, at: Pixel, letter: string, own: boolean): void {
  const x = Math.round(at.x) - 7;
  const y = Math.round(at.y) - 7;
  ctx.globalAlpha = own ? 1 : 0.6;
  ctx.fillStyle = INK.page;
  ctx.fillRect(x, y, 14, 14);
  ctx.strokeStyle = own ? INK.bright : INK.dim;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, 13, 13);
  ctx.fillStyle = INK.bright;
  ctx.font = SENSOR_FONT;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(letter, x + 7, y + 7.5);
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
