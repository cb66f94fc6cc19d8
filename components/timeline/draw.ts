/**
 * Draws the timeline on a canvas: axis, ground, lanes, and over them the times of which nothing was known, now, and the
 * moment under review. Right of now the ground is darker and everything dashed. All places are CSS pixels; the caller has
 * scaled the context.
 */
import { placeOf, ticksOf } from './axis';
import { drawAlerts, drawLaunches, drawNotices } from './draw-lanes';
import { drawCover, drawLog, drawSensors, drawStated } from './draw-watch';
import { FONT, hatch, widthOf, write } from './pen';
import { Room } from './room';
import { type Hit, type LaneId, type Scene, unknownSpans } from './scene';

type DrawLane = (
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  lane: Scene['lanes'][number],
  hits: Hit[],
) => void;
const DRAW: Record<LaneId, DrawLane> = {
  notices: drawNotices,
  launches: drawLaunches,
  alerts: drawAlerts,
  sensors: drawSensors,
  cover: drawCover,
  stated: drawStated,
  log: drawLog,
};

/** Gives what was drawn where, the topmost last. */
export function drawTimeline(ctx: CanvasRenderingContext2D, scene: Scene): Hit[] {
  const { view, heightPx, palette } = scene;
  const hits: Hit[] = [];
  ctx.clearRect(0, 0, view.widthPx, heightPx);
  ctx.textBaseline = 'middle';
  drawGround(ctx, scene);
  const axis = new Room(view.widthPx);
  const chips = [
    ...(scene.reviewMs === null
      ? []
      : [chipOf(ctx, scene, scene.reviewMs, scene.texts.review(scene.reviewMs))]),
    chipOf(ctx, scene, scene.nowMs, scene.texts.clock(scene.nowMs, true)),
  ];
  for (const { x, wide } of chips) axis.take(0, x - wide / 2 - 4, x + wide / 2 + 4);
  drawAxis(ctx, scene, axis);
  ctx.fillStyle = palette.lineSoft;
  for (const { top, sensor } of scene.lanes)
    if (sensor === undefined) ctx.fillRect(0, Math.round(top), view.widthPx, 1);
  for (const lane of scene.lanes) {
    DRAW[lane.id](ctx, scene, lane, hits);
    const empty = isEmpty(scene, lane.id) ? scene.texts.empty[lane.id] : undefined;
    if (empty) writeEmpty(ctx, scene, empty, lane.top + lane.heightPx / 2);
  }
  // Over what spans it, and nothing is claimed of such a time; texts of the lanes keep out of it.
  drawUnknown(ctx, scene, hits);
  drawNow(ctx, scene, axis);
  return hits;
}

/** Nothing is held of it at all; that nothing lies in view says nothing. */
function isEmpty(scene: Scene, id: LaneId): boolean {
  if (id === 'sensors') return false;
  return id === 'cover' ? scene.chosen === null : scene[id].items.length === 0;
}

function drawGround(ctx: CanvasRenderingContext2D, { view, nowMs, axisPx, heightPx }: Scene): void {
  const x = Math.max(0, placeOf(view, nowMs));
  if (x >= view.widthPx) return;
  ctx.fillStyle = '#000000';
  ctx.globalAlpha = 0.28;
  ctx.fillRect(x, axisPx, view.widthPx - x, heightPx - axisPx);
  ctx.globalAlpha = 1;
}

function drawAxis(ctx: CanvasRenderingContext2D, scene: Scene, room: Room): void {
  const { view, palette, axisPx, heightPx, texts } = scene;
  const { ticks, seconds } = ticksOf(view);
  for (const { atMs, kind } of ticks) {
    const x = Math.round(placeOf(view, atMs));
    ctx.fillStyle = kind === 'day' ? palette.textDim : kind === 'time' ? palette.line : palette.lineSoft;
    if (kind === 'minor') {
      ctx.fillRect(x, axisPx - 3, 1, 4);
      continue;
    }
    ctx.fillRect(x, axisPx - 4, 1, heightPx - axisPx + 4);
    const text = kind === 'day' ? texts.day(atMs) : texts.clock(atMs, seconds);
    const font = kind === 'day' ? 'chosen' : 'number';
    const wide = widthOf(ctx, text, font);
    const at = room.place(0, wide + 8, [x - wide / 2 - 4]);
    if (at !== null)
      write(ctx, text, at + 4, axisPx / 2 - 1, font, kind === 'day' ? palette.text : palette.textDim);
  }
}

function writeEmpty(ctx: CanvasRenderingContext2D, scene: Scene, text: string, y: number): void {
  const begins = Math.max(0, placeOf(scene.view, scene.beginsMs)) + 8;
  const room = new Room(placeOf(scene.view, scene.nowMs) - 8);
  for (const { fromMs, toMs } of unknownSpans(scene))
    room.block(placeOf(scene.view, fromMs), placeOf(scene.view, toMs));
  const wide = widthOf(ctx, text, 'words');
  const at = room.place(0, wide, [begins]);
  if (at !== null) write(ctx, text, at, y, 'words', scene.palette.textDim);
}

/** Times of which nothing was known here: before the session, while the center was down or the link was lost. */
function drawUnknown(ctx: CanvasRenderingContext2D, scene: Scene, hits: Hit[]): void {
  const { palette, axisPx, heightPx, view, texts } = scene;
  const lowest = scene.lanes.at(-1);
  const y = lowest ? lowest.top + lowest.heightPx / 2 : heightPx - 10;
  for (const { why, fromMs, toMs } of unknownSpans(scene)) {
    const x0 = Math.max(0, placeOf(view, fromMs));
    const x1 = Math.min(view.widthPx, placeOf(view, toMs));
    const bright = why === 'lost' || why === 'missed';
    ctx.fillStyle = palette.page;
    ctx.globalAlpha = 0.5;
    ctx.fillRect(x0, axisPx, x1 - x0, heightPx - axisPx);
    ctx.globalAlpha = why === 'lost' ? 1 : bright ? 0.7 : 1;
    hatch(ctx, x0, x1, axisPx, heightPx, bright ? palette.textHi : palette.line);
    ctx.globalAlpha = 1;
    hits.push({ x0, x1, y0: axisPx, y1: heightPx, at: { kind: 'unknown', why, fromMs, toMs } });
    const text = why === 'lost' ? texts.since(fromMs) : texts[why];
    const wide = widthOf(ctx, text, 'words') + 8;
    const fits = wide + 8 <= x1 - x0;
    // A lost link's hatch is narrow: its words stand beside it, where the log has nothing yet.
    if (!fits && !(why === 'lost' && lowest?.id === 'log')) continue;
    const at = fits ? x0 + 4 : x1 + 6;
    ctx.fillStyle = palette.panel;
    ctx.fillRect(at, y - 7, wide, 14);
    write(ctx, text, at + 4, y, 'words', palette.text);
  }
}

const chipOf = (
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  atMs: number,
  text: string,
): { x: number; wide: number; text: string } => ({
  x: placeOf(scene.view, atMs),
  wide: widthOf(ctx, text, 'chosen') + 14,
  text,
});

/** The line of now; under review a hollow one stands at the moment that is looked at, and now stays where it is. */
function drawNow(ctx: CanvasRenderingContext2D, scene: Scene, room: Room): void {
  const { palette, axisPx, heightPx, view, texts } = scene;
  const now = chipOf(ctx, scene, scene.nowMs, texts.clock(scene.nowMs, true));
  if (now.x > -60 && now.x < view.widthPx + 60) {
    ctx.fillStyle = palette.textHi;
    ctx.fillRect(Math.round(now.x) - 1, axisPx, 2, heightPx - axisPx);
    ctx.beginPath();
    ctx.roundRect(now.x - now.wide / 2, 2, now.wide, axisPx - 4, 2);
    ctx.fill();
    centred(ctx, now.text, now.x, axisPx / 2 + 0.5, palette.onNotice);
    const wide = widthOf(ctx, texts.predicted, 'words');
    const at = room.place(0, wide, [now.x + now.wide / 2 + 8]);
    if (at !== null) write(ctx, texts.predicted, at, axisPx / 2 - 1, 'words', palette.textDim);
  }
  if (scene.reviewMs === null) return;
  const { x, wide, text } = chipOf(ctx, scene, scene.reviewMs, texts.review(scene.reviewMs));
  ctx.strokeStyle = palette.textHi;
  ctx.fillStyle = palette.page;
  ctx.lineWidth = 1;
  ctx.strokeRect(Math.round(x) - 2.5, axisPx - 0.5, 4, heightPx - axisPx + 2);
  // It is never later than now, so beside the chip of now there is room at the left.
  const besideNow = Math.abs(now.x - x) < (now.wide + wide) / 2 + 4 ? now.x - now.wide / 2 - wide - 4 : x;
  const left = Math.min(view.widthPx - wide - 2, Math.max(2, Math.min(x - wide / 2, besideNow)));
  ctx.beginPath();
  ctx.roundRect(left + 0.5, 2.5, wide - 1, axisPx - 5, 2);
  ctx.fill();
  ctx.setLineDash([4, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
  centred(ctx, text, left + wide / 2, axisPx / 2 + 0.5, palette.textHi);
}

function centred(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
  ctx.font = FONT.chosen;
  ctx.textAlign = 'center';
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
