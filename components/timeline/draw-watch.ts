/** The lanes of the watch: own sensors, own cover of the chosen launch, what other Parties have stated, the log. */
import { placeOf } from './axis';
import type { CoverSpan } from './cover';
import { drawColumns } from './draw-columns';
import { writeInBox } from './draw-lanes';
import { layoutLane } from './layout';
import { hatch, line, outline, widthOf, write } from './pen';
import { type Hit, type Lane, roomOf, type Scene } from './scene';

const COVER = '#8592a0';

/** A bar while they look, a hatched box with the names while some do not; the other way round nothing is claimed. */
export function drawSensors(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, hits: Hit[]): void {
  const { palette, view, nowMs } = scene;
  const y = lane.top + lane.heightPx / 2;
  const index = lane.sensor === undefined ? scene.sensors : scene.each.get(lane.sensor);
  if (!index) return;
  const from = Math.max(0, placeOf(view, scene.beginsMs));
  const to = Math.min(view.widthPx, placeOf(view, nowMs));
  const half = lane.sensor === undefined ? 4 : 1.5;
  if (to > from && scene.heard) {
    ctx.fillStyle = COVER;
    ctx.fillRect(from, y - half, to - from, 2 * half);
  } else {
    // Nothing was heard of any: unknown, not on.
    ctx.strokeStyle = palette.textDim;
    line(ctx, from, to, y, 1.5, [1.5, 3.5]);
  }
  const layout = layoutLane(index, view, 1, 0);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, lane, layout.columns, hits);
    return;
  }
  const room = roomOf(scene, 'over');
  const high = Math.min(7, lane.heightPx / 2 - 1.5);
  for (const box of layout.boxes)
    for (const item of [box.item, ...box.joined]) {
      const x0 = Math.max(-2, placeOf(view, item.fromMs));
      const x1 = Math.max(x0 + 3, Math.min(to, placeOf(view, item.toMs)));
      drawHatched(ctx, scene, x0, x1, y, high, item.all ? 1 : 0.6, []);
      if (lane.sensor === undefined)
        writeInBox(ctx, scene, scene.texts.gap(item), { x0, x1, y }, room, palette.text);
      hits.push({ x0, x1, y0: lane.top, y1: lane.top + lane.heightPx, at: { kind: 'gap', item } });
    }
}

function drawHatched(
  ctx: CanvasRenderingContext2D,
  { palette }: Scene,
  x0: number,
  x1: number,
  y: number,
  half: number,
  alpha: number,
  dash: number[],
): void {
  ctx.fillStyle = palette.panel;
  ctx.fillRect(x0, y - half, x1 - x0, 2 * half);
  hatch(ctx, x0, x1, y - half, y + half, palette.textDim);
  ctx.strokeStyle = palette.textDim;
  ctx.globalAlpha = alpha;
  outline(ctx, x0, x1, y - half, y + half, dash);
  ctx.globalAlpha = 1;
}

export function drawCover(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, hits: Hit[]): void {
  const { view } = scene;
  const y = lane.top + lane.heightPx / 2;
  const room = roomOf(scene, 'over');
  scene.cover.forEach((span, i) => {
    const x0 = Math.max(-2, placeOf(view, span.fromMs));
    const x1 = Math.min(view.widthPx + 2, placeOf(view, span.toMs));
    if (x1 <= x0) return;
    hits.push({ x0, x1, y0: lane.top, y1: lane.top + lane.heightPx, at: { kind: 'cover', span } });
    if (span.reason === null) drawCovered(ctx, span, x0, x1, y);
    else drawUncovered(ctx, scene, span, isCoverEnd(scene, i), { x0, x1, y }, room);
  });
}

/** Cover ends here, and that is still to come. */
const isCoverEnd = ({ cover, nowMs }: Scene, i: number): boolean =>
  cover[i - 1]?.reason === null && (cover[i]?.fromMs ?? 0) > nowMs;

function drawCovered(
  ctx: CanvasRenderingContext2D,
  span: CoverSpan,
  x0: number,
  x1: number,
  y: number,
): void {
  ctx.fillStyle = COVER;
  ctx.strokeStyle = COVER;
  if (span.predicted) outline(ctx, x0, x1, y - 4, y + 4, [4, 3]);
  else ctx.fillRect(x0, y - 4, x1 - x0, 8);
}

function drawUncovered(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  span: CoverSpan,
  ends: boolean,
  box: { x0: number; x1: number; y: number },
  room: ReturnType<typeof roomOf>,
): void {
  const { palette, texts } = scene;
  const { x1, y } = box;
  drawHatched(ctx, scene, box.x0, x1, y, 7, 0.6, span.predicted ? [4, 3] : []);
  let { x0 } = box;
  if (ends) {
    ctx.fillStyle = palette.serious;
    ctx.fillRect(Math.round(x0) - 1, y - 8, 2, 16);
    x0 = writePatched(
      ctx,
      scene,
      texts.coverEnds(span.fromMs),
      { x0: x0 + 1, x1, y },
      room,
      palette.amberText,
    );
  }
  writePatched(ctx, scene, texts.cover(span), { x0, x1, y }, room, palette.text);
}

/** A text in a hatched box on a patch of ground, whole or not at all; gives where it ends. */
function writePatched(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  text: string,
  { x0, x1, y }: { x0: number; x1: number; y: number },
  room: ReturnType<typeof roomOf>,
  colour: string,
): number {
  const begin = Math.max(2, x0) + 3;
  const wide = widthOf(ctx, text, 'words');
  const end = Math.min(scene.view.widthPx, x1);
  if (begin + wide + 6 > end) return x0;
  // Not across the line of now, where the box goes on after it.
  const now = Math.round(placeOf(scene.view, scene.nowMs));
  const crosses = begin < now + 3 && begin + wide + 6 > now - 1;
  const after = now + 3;
  if (crosses && after + wide + 6 > end) return x0;
  const at = room.place(0, wide + 6, [crosses ? after : begin]);
  if (at === null) return x0;
  ctx.fillStyle = scene.palette.panel;
  ctx.fillRect(at, y - 6, wide + 6, 12);
  write(ctx, text, at + 3, y, 'words', colour);
  return at + wide + 6;
}

export function drawStated(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, hits: Hit[]): void {
  const { palette, view } = scene;
  const layout = layoutLane(scene.stated, view, 1, 0);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, lane, layout.columns, hits);
    return;
  }
  const y = lane.top + lane.heightPx / 2;
  const room = roomOf(scene, 'past');
  const placed = layout.boxes
    .flatMap((box) => [box.item, ...box.joined])
    .map((item) => {
      const x0 = Math.max(-2, placeOf(view, item.fromMs));
      return { item, x0, x1: Math.max(x0 + 4, Math.min(view.widthPx + 2, placeOf(view, item.toMs))) };
    });
  for (const { item, x0, x1 } of placed) {
    if (item.rank > 1) drawHatched(ctx, scene, x0, x1, y, 6, 0.6, []);
    else if (item.form === 'looks') {
      ctx.fillStyle = COVER;
      ctx.fillRect(x0, y - 4, x1 - x0, 8);
    } else {
      ctx.strokeStyle = COVER;
      outline(ctx, x0, x1, y - 5, y + 5, []);
    }
    hits.push({ x0, x1, y0: lane.top, y1: lane.top + lane.heightPx, at: { kind: 'stated', item } });
    if (item.form === 'looks') room.take(0, x0, x1);
  }
  for (const { item, x0, x1 } of placed) {
    const text = scene.texts.stated(item);
    const wide = widthOf(ctx, text, 'words');
    if (item.form === 'looks') {
      const at = room.place(0, wide + 4, [x1 + 4, x0 - wide - 8]);
      if (at !== null) write(ctx, text, at + 2, y, 'words', palette.textDim);
    } else writePatched(ctx, scene, text, { x0, x1, y }, room, palette.text);
  }
}

export function drawLog(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, hits: Hit[]): void {
  const layout = layoutLane(scene.log, scene.view, 1, 0);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, lane, layout.columns, hits);
    return;
  }
  const { palette } = scene;
  const y = lane.top + lane.heightPx / 2;
  const room = roomOf(scene, 'past');
  const placed = layout.boxes
    .flatMap((box) => [box.item, ...box.joined])
    .map((item) => ({ item, x: placeOf(scene.view, item.fromMs) }));
  ctx.fillStyle = palette.text;
  for (const { item, x } of placed) {
    const own = item.rank > 0;
    ctx.globalAlpha = own ? 1 : 0.6;
    ctx.beginPath();
    ctx.arc(x, y, own ? 2.6 : 2, 0, 2 * Math.PI);
    ctx.fill();
    room.take(0, x - 3, x + 3);
    const half = 5;
    hits.push({
      x0: x - half,
      x1: x + half,
      y0: lane.top,
      y1: lane.top + lane.heightPx,
      at: { kind: 'log', item },
    });
  }
  ctx.globalAlpha = 1;
  // What people wrote is named first, the newest of it first.
  for (const { item, x } of placed.toReversed().sort((a, b) => b.item.rank - a.item.rank)) {
    const text = scene.texts.log(item);
    if (text === '') continue;
    const wide = widthOf(ctx, text, 'words');
    const at = room.place(0, wide + 4, [x + 4, x - wide - 8]);
    if (at !== null) write(ctx, text, at + 2, y, 'words', item.rank > 0 ? palette.text : palette.textDim);
  }
}
