/**
 * Draws the timeline on a canvas: lanes of notices, launches, alerts, own cover and the watch log; right of now the ground
 * is darker and everything dashed. All places are CSS pixels; the caller has scaled the context.
 */
import { scaleUtc } from 'd3-scale';
import { drawAlerts, drawCover, drawLaunches, drawLog, drawNotices } from './draw-lanes';
import { hatch, label, MONO, SANS } from './pen';
import { type Hit, placeOf, type Scene } from './scene';

export function drawTimeline(ctx: CanvasRenderingContext2D, scene: Scene): Hit[] {
  const { view, heightPx, palette } = scene;
  const hits: Hit[] = [];
  ctx.clearRect(0, 0, view.widthPx, heightPx);
  ctx.textBaseline = 'middle';
  drawAxis(ctx, scene);
  ctx.fillStyle = palette.lineSoft;
  for (const { top } of scene.lanes) ctx.fillRect(0, Math.round(top), view.widthPx, 1);
  // Nothing lies before the beginning, and a name may reach over it; a gap lies over what spans it.
  drawUnknown(ctx, scene, [{ fromMs: scene.view.fromMs, toMs: scene.beginsMs }], scene.texts.before);
  for (const { id, top, heightPx: lanePx } of scene.lanes) {
    const own = { ...scene, lanePx };
    if (id === 'notices') drawNotices(ctx, own, top, hits);
    if (id === 'launches') drawLaunches(ctx, own, top, hits);
    if (id === 'alerts') drawAlerts(ctx, own, top, hits);
    if (id === 'cover') drawCover(ctx, own, top);
    if (id === 'log') drawLog(ctx, own, top);
  }
  drawUnknown(ctx, scene, scene.gaps, scene.texts.gap);
  drawNow(ctx, scene);
  drawCursor(ctx, scene);
  return hits;
}

function drawAxis(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { view, palette } = scene;
  const scale = scaleUtc([view.fromMs, view.toMs], [0, view.widthPx]);
  const nowX = placeOf(view, scene.nowMs);
  ctx.font = `11px ${MONO}`;
  ctx.textAlign = 'center';
  for (const tick of scale.ticks(Math.max(3, Math.round(view.widthPx / 160)))) {
    const x = Math.round(placeOf(view, tick.getTime())) + 0.5;
    ctx.strokeStyle = palette.lineSoft;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(x, scene.axisPx - 4);
    ctx.lineTo(x, scene.heightPx);
    ctx.stroke();
    // The label of now stands over the ticks next to it.
    if ((x > nowX - 62 && x < nowX + 120) || x < 20 || x > view.widthPx - 20) continue;
    ctx.fillStyle = palette.textDim;
    ctx.fillText(scene.texts.time(tick.getTime()).slice(0, 5), x, scene.axisPx / 2);
  }
}

/** Times of which nothing is known: before the session, while the server was down. */
function drawUnknown(ctx: CanvasRenderingContext2D, scene: Scene, spans: Scene['gaps'], text: string): void {
  const { palette, axisPx, heightPx, view } = scene;
  const middle = (axisPx + heightPx) / 2;
  for (const span of spans) {
    const x0 = Math.max(0, placeOf(view, span.fromMs));
    const x1 = Math.min(view.widthPx, placeOf(view, span.toMs));
    if (x1 <= x0) continue;
    ctx.fillStyle = palette.page;
    ctx.globalAlpha = 0.5;
    ctx.fillRect(x0, axisPx, x1 - x0, heightPx - axisPx);
    ctx.globalAlpha = 1;
    hatch(ctx, x0, x1, axisPx, heightPx, palette.line);
    ctx.font = `11px ${SANS}`;
    const wide = ctx.measureText(text).width;
    if (wide + 12 > x1 - x0) continue;
    ctx.fillStyle = palette.panel;
    ctx.fillRect(x0 + 4, middle - 8, wide + 8, 16);
    label(ctx, text, x0 + 8, middle, x1 - x0, palette.textDim);
  }
}

function drawNow(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { palette, axisPx, heightPx, view } = scene;
  const x = placeOf(view, scene.nowMs);
  if (x < view.widthPx) {
    ctx.fillStyle = '#000000';
    ctx.globalAlpha = 0.28;
    ctx.fillRect(Math.max(0, x), axisPx, view.widthPx - Math.max(0, x), heightPx - axisPx);
    ctx.globalAlpha = 1;
  }
  if (scene.frozen) hatch(ctx, x, x + 14, axisPx, heightPx, palette.textHi);
  if (x < -40 || x > view.widthPx + 40) return;
  ctx.fillStyle = palette.textHi;
  ctx.fillRect(Math.round(x) - 1, axisPx, 2, heightPx - axisPx);
  const text = scene.texts.time(scene.nowMs);
  ctx.font = `600 12px ${MONO}`;
  const wide = ctx.measureText(text).width + 14;
  ctx.beginPath();
  ctx.roundRect(x - wide / 2, 2, wide, axisPx - 4, 2);
  ctx.fill();
  ctx.fillStyle = '#14181c';
  ctx.textAlign = 'center';
  ctx.fillText(text, x, axisPx / 2 + 0.5);
  if (!scene.frozen) label(ctx, scene.texts.predicted, x + wide / 2 + 8, axisPx / 2, 120, palette.textDim);
}

/** The moment that is pointed at here or in a plot, with its time on the axis. */
function drawCursor(
  ctx: CanvasRenderingContext2D,
  { cursorMs, view, palette, axisPx, heightPx, texts }: Scene,
): void {
  if (cursorMs === null || cursorMs < view.fromMs || cursorMs > view.toMs) return;
  const x = Math.round(placeOf(view, cursorMs)) + 0.5;
  ctx.strokeStyle = palette.textHi;
  ctx.lineWidth = 1;
  ctx.setLineDash([3, 2]);
  ctx.beginPath();
  ctx.moveTo(x, axisPx);
  ctx.lineTo(x, heightPx);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = `11px ${MONO}`;
  const text = texts.time(cursorMs);
  const wide = ctx.measureText(text).width + 8;
  const left = Math.min(Math.max(0, x - wide / 2), view.widthPx - wide);
  ctx.fillStyle = palette.panel;
  ctx.fillRect(left, 2, wide, axisPx - 4);
  ctx.fillStyle = palette.textHi;
  ctx.textAlign = 'left';
  ctx.fillText(text, left + 4, axisPx / 2 + 0.5);
}
