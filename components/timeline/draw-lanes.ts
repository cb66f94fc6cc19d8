/** One function a lane. */

import type { Severity } from '../../domain/alert';
import type { LaunchItem } from './lanes';
import { COLUMN_PX, layoutLane } from './layout';
import { hatch, label, line, MONO, SANS, STATUS, severityShape, triangleUp } from './pen';
import { type Hit, placeOf, type Scene } from './scene';

const COVER = '#8592a0';
/** Room that a launch keeps for its name. */
const LAUNCH_GAP_PX = 34;
/** A row lower than this has no room for a name. */
const NAME_PX = 8;
const SEVERITY_BY_RANK: Severity[] = ['ADVISORY', 'HIGH', 'CRITICAL'];

export function drawNotices(ctx: CanvasRenderingContext2D, scene: Scene, top: number, hits: Hit[]): void {
  const layout = noticeRows(scene);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, layout.columns, top);
    return;
  }
  const rowPx = (scene.lanePx - 6) / layout.rows;
  for (const box of layout.boxes) {
    const { notification } = box.item;
    const y = top + 3 + box.row * rowPx;
    const x0 = Math.max(-4, box.x0);
    const w = Math.max(3, Math.min(scene.view.widthPx + 4, box.x1) - x0);
    const h = rowPx - 1;
    const matched = notification.status === 'MATCHED';
    ctx.globalAlpha = notification.status === 'CANCELLED' ? 0.5 : 1;
    ctx.fillStyle = scene.palette.textDim;
    ctx.globalAlpha *= matched ? 0.36 : h < 9 ? 0.18 : 0.1;
    ctx.fillRect(x0, y, w, h);
    ctx.globalAlpha = 1;
    // Thin rows have no outline: side by side their dots would read as a hatch.
    if (h >= 9) {
      ctx.strokeStyle = scene.palette.textDim;
      ctx.setLineDash(matched ? [] : [2, 3]);
      ctx.strokeRect(x0 + 0.5, y + 0.5, w - 1, h - 1);
      ctx.setLineDash([]);
      const text =
        scene.texts.notice(box.item) + (box.joined.length ? ` ${scene.texts.joined(box.joined.length)}` : '');
      label(ctx, text, Math.max(4, x0 + 6), y + h / 2 + 0.5, w - 10, scene.palette.text);
    }
    hits.push({
      x0,
      x1: x0 + w,
      y0: y,
      y1: y + h,
      target: { kind: 'notification', id: notification.id },
      name: scene.texts.notice(box.item),
    });
  }
}

/** A row this high has room for a name; where windows overlap too much for that, thin rows show how many there are. */
const NAMED_ROW_PX = 13;
const THIN_ROW_PX = 5;
function noticeRows(scene: Scene) {
  const rows = (px: number) => Math.max(1, Math.floor((scene.lanePx - 6) / px));
  const named = layoutLane(scene.notices, scene.view, rows(NAMED_ROW_PX), 2);
  if (named.kind === 'columns' || named.boxes.every((b) => b.joined.length === 0)) return named;
  return layoutLane(scene.notices, scene.view, rows(THIN_ROW_PX), 2);
}

export function drawLaunches(ctx: CanvasRenderingContext2D, scene: Scene, top: number, hits: Hit[]): void {
  const layout = layoutLane(scene.launches, scene.view, 2, LAUNCH_GAP_PX);
  if (layout.kind === 'columns') drawColumns(ctx, scene, layout.columns, top);
  // The chosen one has the lower part of the lane to itself; the others share what is above it.
  const chosen = scene.launches.items.find((i) => i.launch.id === scene.selectedLaunch);
  const room = chosen ? 0.55 : 1;
  const rowPx = ((scene.lanePx - 4) * room) / 2;
  if (layout.kind === 'boxes')
    for (const box of layout.boxes) {
      const y = top + 2 + (box.row + 0.5) * rowPx;
      for (const item of [box.item, ...box.joined])
        if (item !== chosen) drawLaunch(ctx, scene, item, y, rowPx, false, hits);
    }
  if (chosen) drawLaunch(ctx, scene, chosen, top + scene.lanePx * 0.76, scene.lanePx * 0.48, true, hits);
}

function drawLaunch(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  item: LaunchItem,
  y: number,
  rowPx: number,
  selected: boolean,
  hits: Hit[],
): void {
  const { palette, view } = scene;
  const x0 = placeOf(view, item.fromMs);
  const x1 = placeOf(view, Math.min(item.measuredToMs, scene.nowMs));
  const fade = item.launch.lifecycle === 'open' || selected ? 1 : 0.6;
  ctx.globalAlpha = fade;
  ctx.strokeStyle = selected ? palette.textHi : palette.textDim;
  ctx.fillStyle = ctx.strokeStyle;
  line(ctx, x0, x1, y, selected ? 2.6 : 1.4, []);
  if (item.impact && !scene.frozen) {
    // What of the window is past has not happened.
    const from = placeOf(view, Math.max(item.impact.fromMs, scene.nowMs));
    const to = placeOf(view, item.impact.toMs);
    line(ctx, x1, from, y, selected ? 1.8 : 1.2, [6, 4]);
    if (selected && to > from) drawImpactWindow(ctx, scene, from, to, y);
  }
  // On its way to orbit, or of no known fall: it still flies.
  else if (item.launch.lifecycle === 'open' && !scene.frozen)
    line(ctx, x1, placeOf(view, scene.nowMs), y, selected ? 1.8 : 1.2, [6, 4]);
  triangleUp(ctx, x0, y + 4, selected ? 6 : 4);
  ctx.font = `${selected ? 600 : 400} 11px ${MONO}`;
  const text = scene.texts.launch(item);
  const wide = ctx.measureText(text).width;
  const before = x0 - wide - 12;
  const at = selected && before > 0 ? before : x0 + 9;
  const named = selected ? before > 0 || x1 - x0 > wide + 18 : rowPx >= NAME_PX && x1 - x0 > wide + 18;
  if (named) {
    // Names sit on a patch of the ground, so that the line does not strike them through.
    ctx.fillStyle = palette.panel;
    ctx.globalAlpha = 1;
    ctx.fillRect(at - 2, y - 5, wide + 4, 10);
    ctx.globalAlpha = fade;
    ctx.fillStyle = selected ? palette.textHi : palette.textDim;
    ctx.textAlign = 'left';
    ctx.fillText(text, at, y + 0.5);
  }
  ctx.globalAlpha = 1;
  hits.push({
    x0: Math.min(at, x0 - 8),
    x1: Math.max(x1, x0 + wide + 12),
    y0: y - rowPx / 2,
    y1: y + rowPx / 2,
    target: { kind: 'launch', id: item.launch.id },
    name: text,
  });
}

function drawImpactWindow(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  from: number,
  to: number,
  y: number,
): void {
  hatch(ctx, from, to, y - 6, y + 6, scene.palette.textHi);
  ctx.setLineDash([4, 3]);
  ctx.strokeRect(from, y - 6, to - from, 12);
  ctx.setLineDash([]);
  ctx.font = `11px ${SANS}`;
  const wide = ctx.measureText(scene.texts.impactWindow).width;
  if (to + 8 + wide <= scene.view.widthPx)
    label(ctx, scene.texts.impactWindow, to + 8, y, wide + 2, scene.palette.text);
}

export function drawAlerts(ctx: CanvasRenderingContext2D, scene: Scene, top: number, hits: Hit[]): void {
  const layout = layoutLane(scene.alerts, scene.view, 2, 6);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, layout.columns, top);
    return;
  }
  const rowPx = (scene.lanePx - 4) / layout.rows;
  for (const box of layout.boxes) {
    for (const { alert } of [box.item, ...box.joined]) {
      const y = top + 2 + (box.row + 0.5) * rowPx;
      const x0 = placeOf(scene.view, alert.raisedMs);
      const again = alert.alarmedMs > alert.raisedMs ? placeOf(scene.view, alert.alarmedMs) : null;
      const x1 =
        alert.lifecycle.state === 'OPEN'
          ? placeOf(scene.view, scene.nowMs)
          : placeOf(scene.view, alert.lifecycle.atMs);
      const open = alert.lifecycle.state === 'OPEN';
      ctx.strokeStyle = scene.palette[STATUS[alert.severity]];
      ctx.globalAlpha = open ? 1 : 0.55;
      line(ctx, x0, x1, y, 1.5, []);
      severityShape(ctx, scene.palette, alert.severity, x0, y, open);
      if (again !== null) severityShape(ctx, scene.palette, alert.severity, again, y, open);
      ctx.globalAlpha = 1;
      hits.push({
        x0: x0 - 8,
        x1: Math.max(x0, x1) + 8,
        y0: y - rowPx / 2,
        y1: y + rowPx / 2,
        target: { kind: 'alert', id: alert.id },
        name: scene.texts.alert({ ...box.item, alert }),
      });
    }
  }
}

export function drawCover(ctx: CanvasRenderingContext2D, scene: Scene, top: number): void {
  const { palette } = scene;
  const y = top + scene.lanePx / 2;
  for (const span of scene.cover) {
    const x0 = Math.max(-2, placeOf(scene.view, span.fromMs));
    const x1 = Math.min(scene.view.widthPx + 2, placeOf(scene.view, span.toMs));
    if (x1 <= x0) continue;
    if (span.reason === null) {
      ctx.fillStyle = COVER;
      if (span.predicted) {
        ctx.strokeStyle = COVER;
        ctx.lineWidth = 1;
        ctx.setLineDash([4, 3]);
        ctx.strokeRect(x0, y - 4, x1 - x0, 8);
        ctx.setLineDash([]);
      } else ctx.fillRect(x0, y - 4, x1 - x0, 8);
      continue;
    }
    hatch(ctx, x0, x1, y - 7, y + 7, palette.textDim);
    ctx.strokeStyle = palette.textDim;
    ctx.lineWidth = 1;
    ctx.globalAlpha = 0.6;
    ctx.setLineDash(span.predicted ? [4, 3] : []);
    ctx.strokeRect(x0, y - 7, x1 - x0, 14);
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    const text = scene.texts.cover(span);
    ctx.font = `11px ${SANS}`;
    const wide = ctx.measureText(text).width;
    if (wide + 10 <= x1 - x0) {
      ctx.fillStyle = palette.panel;
      ctx.fillRect(Math.max(2, x0) + 3, y - 6, wide + 4, 12);
      label(ctx, text, Math.max(2, x0) + 5, y + 0.5, x1 - x0 - 8, palette.text);
    }
  }
}

export function drawLog(ctx: CanvasRenderingContext2D, scene: Scene, top: number): void {
  const layout = layoutLane(scene.log, scene.view, 1, 0);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, layout.columns, top);
    return;
  }
  const y = top + scene.lanePx / 2;
  ctx.fillStyle = scene.palette.text;
  for (const box of layout.boxes) {
    for (const item of [box.item, ...box.joined]) {
      const x =
        ((item.fromMs - scene.view.fromMs) / (scene.view.toMs - scene.view.fromMs)) * scene.view.widthPx;
      ctx.globalAlpha = item.rank > 0 ? 1 : 0.6;
      ctx.beginPath();
      ctx.arc(x, y, item.rank > 0 ? 2.6 : 2, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  ctx.globalAlpha = 1;
}

export function drawColumns(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  columns: readonly { x: number; count: number; rank: number }[],
  top: number,
): void {
  const high = scene.lanePx - 8;
  for (const { x, count, rank } of columns) {
    const h = Math.min(high, 3 + 3 * Math.log2(1 + count));
    const severity = SEVERITY_BY_RANK[rank];
    ctx.fillStyle = severity && rank > 0 ? scene.palette[STATUS[severity]] : scene.palette.textDim;
    ctx.fillRect(x, top + scene.lanePx - 4 - h, COLUMN_PX, h);
  }
}
