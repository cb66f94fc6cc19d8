/** Strokes and shapes that the timeline is drawn with. */
import type { Severity } from '../../domain/alert';
import type { Palette } from './palette';

export const SANS = '"IBM Plex Sans", sans-serif';
export const MONO = '"IBM Plex Mono", monospace';
export const STATUS: Record<Severity, keyof Palette> = {
  CRITICAL: 'critical',
  HIGH: 'serious',
  ADVISORY: 'caution',
};

/** A text that begins at x and is cut where its room ends. */
export function label(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  roomPx: number,
  colour: string,
): void {
  ctx.font = `11px ${SANS}`;
  ctx.textAlign = 'left';
  ctx.fillStyle = colour;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x - 1, y - 9, Math.max(0, roomPx), 18);
  ctx.clip();
  ctx.fillText(text, x, y);
  ctx.restore();
}

export function line(
  ctx: CanvasRenderingContext2D,
  x0: number,
  x1: number,
  y: number,
  width: number,
  dash: number[],
): void {
  if (x1 <= x0) return;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x0, y);
  ctx.lineTo(x1, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

export function hatch(
  ctx: CanvasRenderingContext2D,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  colour: string,
): void {
  const h = y1 - y0;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x0, y0, x1 - x0, h);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.globalAlpha *= 0.55;
  ctx.lineWidth = 1;
  ctx.beginPath();
  // Strokes keep their places on the axis while the box moves under them.
  for (let x = Math.floor((x0 - h) / 6) * 6; x < x1; x += 6) {
    ctx.moveTo(x, y1);
    ctx.lineTo(x + h, y0);
  }
  ctx.stroke();
  ctx.restore();
}

export function triangleUp(ctx: CanvasRenderingContext2D, x: number, base: number, half: number): void {
  ctx.beginPath();
  ctx.moveTo(x - half, base);
  ctx.lineTo(x + half, base);
  ctx.lineTo(x, base - 1.8 * half);
  ctx.fill();
}

/** The shape of a severity: triangle down, diamond, square; hollow when the alert is over. */
export function severityShape(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  severity: Severity,
  x: number,
  y: number,
  solid: boolean,
): void {
  ctx.beginPath();
  if (severity === 'CRITICAL') {
    ctx.moveTo(x - 6, y - 5);
    ctx.lineTo(x + 6, y - 5);
    ctx.lineTo(x, y + 5.5);
  } else if (severity === 'HIGH') {
    ctx.moveTo(x, y - 6);
    ctx.lineTo(x + 6, y);
    ctx.lineTo(x, y + 6);
    ctx.lineTo(x - 6, y);
  } else ctx.rect(x - 4.5, y - 4.5, 9, 9);
  ctx.closePath();
  ctx.fillStyle = solid ? palette[STATUS[severity]] : palette.panel;
  ctx.fill();
  ctx.lineWidth = 1.4;
  ctx.stroke();
}
