/** Strokes, shapes and texts that the timeline is drawn with. */
import type { Severity } from '../../domain/alert';
import type { Palette } from './palette';

const SANS = '"IBM Plex Sans", sans-serif';
const MONO = '"IBM Plex Mono", monospace';
export const FONT = {
  words: `11px ${SANS}`,
  number: `11px ${MONO}`,
  chosen: `600 12px ${MONO}`,
} as const;
type Font = keyof typeof FONT;
export const STATUS: Record<Severity, keyof Palette> = {
  CRITICAL: 'critical',
  HIGH: 'serious',
  ADVISORY: 'caution',
};

/** Measuring is what texts cost most; the same few hundred come again with each draw. */
const widths = new Map<string, number>();
const WIDTHS_KEPT = 4000;

export function widthOf(ctx: CanvasRenderingContext2D, text: string, font: Font): number {
  const key = `${font} ${text}`;
  const held = widths.get(key);
  if (held !== undefined) return held;
  if (widths.size >= WIDTHS_KEPT) widths.clear();
  ctx.font = FONT[font];
  const width = ctx.measureText(text).width;
  widths.set(key, width);
  return width;
}
/** Fonts that load after the first draw have other widths. */
export const forgetWidths = (): void => widths.clear();

/** The text, or its beginning with an ellipsis as far as it fits; '' where not even a few letters do. */
export function cut(ctx: CanvasRenderingContext2D, text: string, roomPx: number, font: Font): string {
  if (widthOf(ctx, text, font) <= roomPx) return text;
  let lo = 0;
  let hi = text.length;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (widthOf(ctx, `${text.slice(0, mid).trimEnd()}…`, font) <= roomPx) lo = mid;
    else hi = mid - 1;
  }
  return lo < 4 ? '' : `${text.slice(0, lo).trimEnd()}…`;
}

export function write(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  font: Font,
  colour: string,
): void {
  ctx.font = FONT[font];
  ctx.textAlign = 'left';
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y + 0.5);
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

/** The outline of a box on whole pixels. */
export function outline(
  ctx: CanvasRenderingContext2D,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  dash: number[],
): void {
  ctx.lineWidth = 1;
  ctx.setLineDash(dash);
  ctx.strokeRect(
    Math.round(x0) + 0.5,
    Math.round(y0) + 0.5,
    Math.max(1, Math.round(x1 - x0) - 1),
    Math.round(y1 - y0) - 1,
  );
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
