/** The lanes of records: notices, launches, alerts. */
import { placeOf } from './axis';
import { drawColumns } from './draw-columns';
import { drawImpactWindow } from './draw-impact';
import type { AlertItem, LaunchItem, NoticeItem } from './lanes';
import { type Box, indexLane, itemsIn, layoutLane } from './layout';
import { cut, line, outline, STATUS, severityShape, triangleUp, widthOf, write } from './pen';
import type { Room } from './room';
import { type Hit, type Lane, roomOf, type Scene } from './scene';

/** A row this high has room for a name; where windows overlap too much for that, thin rows show how many there are. */
const NAMED_ROW_PX = 13;
const THIN_ROW_PX = 4;
/** A row of launches lower than this has no names. */
const NAME_PX = 9;

export function drawNotices(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, hits: Hit[]): void {
  const { view, notices } = scene;
  const roomPx = lane.heightPx - 4;
  const rows = Math.max(1, Math.floor(roomPx / NAMED_ROW_PX));
  const layout = layoutLane(notices, view, rows, 2);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, lane, layout.columns, hits);
    return;
  }
  const room = roomOf(scene, 'over');
  const top = lane.top + 2;
  if (layout.boxes.every((b) => b.joined.length === 0)) {
    const rowPx = roomPx / rows;
    for (const box of layout.boxes) drawNotice(ctx, scene, box, top + box.row * rowPx, rowPx, room, hits);
    return;
  }
  // Too many for names: those that matter most share one row with theirs, the others are thin below it.
  const named = roomPx >= NAMED_ROW_PX + THIN_ROW_PX ? foremost(scene) : [];
  for (const box of named) drawNotice(ctx, scene, box, top, NAMED_ROW_PX, room, hits);
  const others = itemsIn(notices, view).filter((item) => !named.some((box) => box.item === item));
  const thinPx = roomPx - (named.length > 0 ? NAMED_ROW_PX : 0);
  const thin = layoutLane(indexLane(others), view, Math.max(1, Math.floor(thinPx / THIN_ROW_PX)), 2);
  if (thin.kind === 'columns') return;
  const thinTop = top + roomPx - thinPx;
  for (const box of thin.boxes)
    drawNotice(ctx, scene, box, thinTop + box.row * THIN_ROW_PX, THIN_ROW_PX, room, hits);
}

/** Windows side by side in one row: that of the chosen launch, then what is nearest to now. */
function foremost(scene: Scene): Box<NoticeItem>[] {
  const { view, nowMs } = scene;
  const from = (i: NoticeItem): number => (nowMs < i.fromMs ? i.fromMs - nowMs : Math.max(0, nowMs - i.toMs));
  const byNeed = itemsIn(scene.notices, view).sort(
    (a, b) =>
      Number(isChosenNotice(scene, b.notification.id)) - Number(isChosenNotice(scene, a.notification.id)) ||
      b.rank - a.rank ||
      from(a) - from(b) ||
      b.fromMs - a.fromMs,
  );
  const boxes: Box<NoticeItem>[] = [];
  for (const item of byNeed) {
    const [x0, x1] = [placeOf(view, item.fromMs), placeOf(view, item.toMs)];
    if (boxes.every((b) => x1 + 2 <= b.x0 || b.x1 + 2 <= x0))
      boxes.push({ item, x0, x1, row: 0, joined: [] });
  }
  return boxes;
}

function drawNotice(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  box: Box<NoticeItem>,
  y: number,
  rowPx: number,
  room: Room,
  hits: Hit[],
): void {
  const { palette, view } = scene;
  const { notification } = box.item;
  const x0 = Math.max(-4, box.x0);
  const x1 = Math.max(x0 + 3, Math.min(view.widthPx + 4, box.x1));
  const h = Math.min(18, rowPx - 1);
  const matched = notification.status === 'MATCHED';
  const chosen = isChosenNotice(scene, notification.id);
  const faint = notification.status === 'CANCELLED' ? 0.5 : 1;
  ctx.globalAlpha = faint * (matched ? 0.36 : h < 9 ? 0.18 : 0.1);
  ctx.fillStyle = palette.textDim;
  ctx.fillRect(x0, y, x1 - x0, h);
  ctx.globalAlpha = faint;
  ctx.strokeStyle = chosen ? palette.textHi : palette.textDim;
  // Thin rows have no outline: side by side their dots would read as a hatch.
  if (h >= 9 || chosen) outline(ctx, x0, x1, y, y + h, matched ? [] : [2, 3]);
  if (h >= 9) {
    const text = scene.texts.notice(box.item) + scene.texts.joined(box.joined);
    writeInBox(ctx, scene, text, { x0, x1, y: y + h / 2 }, room, chosen ? palette.textHi : palette.text);
  }
  ctx.globalAlpha = 1;
  for (const item of [box.item, ...box.joined]) {
    const from = placeOf(view, item.fromMs);
    const to = Math.max(from + 3, placeOf(view, item.toMs));
    hits.push({ x0: from, x1: to, y0: y, y1: y + h, at: { kind: 'notification', item } });
  }
}

function isChosenNotice(scene: Scene, id: string): boolean {
  if (scene.selection?.kind === 'notification') return scene.selection.id === id;
  return scene.chosen?.launch.notification === id;
}

/** A text in a box, cut to it; it begins after what of the box is hatched as unknown. */
export function writeInBox(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  text: string,
  box: { x0: number; x1: number; y: number },
  room: Room,
  colour: string,
): number {
  const begin = Math.max(2, box.x0) + 5;
  const end = Math.min(scene.view.widthPx, box.x1) - 4;
  const shown = cut(ctx, text, end - begin, 'words');
  if (shown === '') return begin;
  const wide = widthOf(ctx, shown, 'words');
  const at = room.place(0, wide, [begin, end - wide]);
  if (at === null) return begin;
  write(ctx, shown, at, box.y, 'words', colour);
  return at + wide;
}

export function drawLaunches(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, hits: Hit[]): void {
  const { chosen } = scene;
  // The chosen one has the lower part of the lane to itself; the others share what is above it.
  const roomPx = lane.heightPx - 3 - (chosen ? 13 : 0);
  const rows = Math.max(1, Math.min(3, Math.floor(roomPx / 10)));
  const rowPx = roomPx / rows;
  const nameWidth = widthOf(ctx, 'L-0000', 'number') + 22;
  const layout = layoutLane(scene.launches, scene.view, rows, 6, rowPx >= NAME_PX ? nameWidth : 12);
  const room = roomOf(scene, 'past');
  if (layout.kind === 'columns') drawColumns(ctx, scene, lane, layout.columns, hits);
  else {
    const placed = layout.boxes.flatMap((box) =>
      [box.item, ...box.joined]
        .filter((item) => item !== chosen)
        .map((item) => ({ item, row: box.row, y: lane.top + 1 + (box.row + 0.5) * rowPx })),
    );
    for (const { item, row } of placed) {
      const x = placeOf(scene.view, item.fromMs);
      room.take(row, x - 5, x + 5);
    }
    // What is under way has its name first, then what is newest.
    placed.sort(
      (a, b) =>
        Number(b.item.launch.lifecycle === 'open') - Number(a.item.launch.lifecycle === 'open') ||
        b.item.fromMs - a.item.fromMs,
    );
    for (const { item, y } of placed) drawPath(ctx, scene, item, { y, rowPx, chosen: false }, hits);
    if (rowPx >= NAME_PX) for (const { item, row, y } of placed) nameLaunch(ctx, scene, item, row, y, room);
  }
  if (!chosen || !touches(scene, chosen)) return;
  const y = lane.top + lane.heightPx - 8;
  room.take(CHOSEN_ROW, placeOf(scene.view, chosen.fromMs) - 7, placeOf(scene.view, chosen.fromMs) + 7);
  drawPath(ctx, scene, chosen, { y, rowPx: 13, chosen: true }, hits);
  nameChosen(ctx, scene, chosen, y, room);
  if (chosen.impact) drawImpactWindow(ctx, scene, chosen.impact, y);
}
const CHOSEN_ROW = -1;

const touches = ({ view, nowMs }: Scene, item: LaunchItem): boolean =>
  item.fromMs < view.toMs && Math.max(item.toMs, item.launch.lifecycle === 'open' ? nowMs : 0) > view.fromMs;

function drawPath(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  item: LaunchItem,
  { y, rowPx, chosen }: { y: number; rowPx: number; chosen: boolean },
  hits: Hit[],
): void {
  const { palette, view } = scene;
  const at = (ms: number): number => placeOf(view, ms);
  const x0 = at(item.fromMs);
  const x1 = at(Math.min(item.measuredToMs, scene.nowMs));
  const open = item.launch.lifecycle === 'open';
  ctx.globalAlpha = open || chosen ? 1 : 0.6;
  ctx.strokeStyle = chosen ? palette.textHi : palette.textDim;
  ctx.fillStyle = ctx.strokeStyle;
  line(ctx, x0, x1, y, chosen ? 2.6 : 1.5, []);
  // Of no known fall, or on its way to orbit, it still flies; what of an impact window is past has not happened.
  const ahead = item.impact ? at(Math.max(item.impact.fromMs, scene.nowMs)) : at(scene.nowMs);
  if (open) line(ctx, x1, ahead, y, chosen ? 1.8 : 1.5, [6, 4]);
  if (open && item.impact && !chosen) line(ctx, ahead, at(item.impact.toMs), y, 4, [1, 2]);
  triangleUp(ctx, x0, y + 4, chosen ? 6 : Math.min(4.5, rowPx / 2));
  ctx.globalAlpha = 1;
  const end = Math.max(x1, open ? (item.impact ? at(item.impact.toMs) : ahead) : x1);
  hits.push({
    x0: x0 - 6,
    x1: Math.max(end, x0 + 6),
    y0: y - rowPx / 2,
    y1: y + rowPx / 2,
    at: { kind: 'launch', item },
  });
}

function nameLaunch(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  item: LaunchItem,
  row: number,
  y: number,
  room: Room,
): void {
  const x0 = placeOf(scene.view, item.fromMs);
  const text = scene.texts.launch(item);
  const wide = widthOf(ctx, text, 'number');
  const at = room.place(row, wide + 4, [x0 + 6, x0 - wide - 10]);
  if (at === null) return;
  patched(ctx, scene, text, at, y, 'number', scene.palette.textDim);
}

function nameChosen(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  item: LaunchItem,
  y: number,
  room: Room,
): void {
  const x0 = placeOf(scene.view, item.fromMs);
  const text = scene.texts.launch(item);
  const wide = widthOf(ctx, text, 'chosen');
  // Begun long before what is seen: its name stands at the edge.
  const begins = x0 < 0 ? [4] : [x0 - wide - 12, x0 + 9];
  const at = room.place(CHOSEN_ROW, wide + 4, begins);
  if (at !== null) patched(ctx, scene, text, at, y, 'chosen', scene.palette.textHi);
}

/** A text on a patch of the ground, so that the line below does not strike it through. */
function patched(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  text: string,
  x: number,
  y: number,
  font: 'number' | 'chosen' | 'words',
  colour: string,
): void {
  ctx.fillStyle = scene.palette.panel;
  ctx.fillRect(x, y - 5, widthOf(ctx, text, font) + 4, 10);
  write(ctx, text, x + 2, y, font, colour);
}

export function drawAlerts(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, hits: Hit[]): void {
  const rows = lane.heightPx >= 24 ? 2 : 1;
  const layout = layoutLane(scene.alerts, scene.view, rows, 14, 12);
  if (layout.kind === 'columns') {
    drawColumns(ctx, scene, lane, layout.columns, hits);
    return;
  }
  const { palette, view, nowMs } = scene;
  const at = (ms: number): number => placeOf(view, ms);
  const rowPx = (lane.heightPx - 2) / Math.max(rows, layout.rows);
  const room = roomOf(scene, 'past');
  const ahead = roomOf(scene, 'apart');
  const placed = layout.boxes.flatMap((box) =>
    [box.item, ...box.joined].map((item) => {
      const { alert } = item;
      const open = alert.lifecycle.state === 'OPEN';
      const marks = [alert.raisedMs, ...(alert.alarmedMs > alert.raisedMs ? [alert.alarmedMs] : [])].map(at);
      const x1 = at(alert.lifecycle.state === 'OPEN' ? nowMs : alert.lifecycle.atMs);
      return { item, open, marks, x1, row: box.row, y: lane.top + 1 + (box.row + 0.5) * rowPx };
    }),
  );
  // The most severe are drawn last, over the others, and named first.
  placed.sort((a, b) => a.item.rank - b.item.rank || b.item.fromMs - a.item.fromMs);
  for (const { item, open, marks, x1, row, y } of placed) {
    const [x0 = 0] = marks;
    ctx.strokeStyle = palette[STATUS[item.alert.severity]];
    ctx.globalAlpha = open ? 1 : 0.55;
    line(ctx, x0, x1, y, isChosenAlert(scene, item.alert.facts, item.alert.id) ? 2.6 : 1.5, []);
    for (const x of marks) {
      severityShape(ctx, palette, item.alert.severity, x, y, open);
      room.take(row, x - 7, x + 7);
    }
    ctx.globalAlpha = 1;
    const y0 = y - rowPx / 2;
    hits.push({
      x0: x0 - 8,
      x1: Math.max(x0, x1) + 8,
      y0,
      y1: y0 + rowPx,
      at: { kind: 'alert', item },
    });
  }
  const due = placed.filter(({ item }) => item.dueMs !== null && item.dueMs >= nowMs);
  for (const { item, row, y } of due) drawDue(ctx, scene, item, row, y, ahead);
  for (const { item, row, y } of due.toReversed()) nameDue(ctx, scene, item, row, y, ahead);
  for (const { item, marks, x1, row, y, open } of placed.toReversed()) {
    if (rowPx < NAME_PX + 2) continue;
    const text = scene.texts.alert(item);
    const wide = widthOf(ctx, text, 'number');
    const begins = [(marks[0] ?? 0) - wide - 13, ...(open ? [] : [Math.max(x1, marks.at(-1) ?? 0) + 9])];
    const x = room.place(row, wide + 4, begins);
    if (x !== null) patched(ctx, scene, text, x, y, 'number', open ? palette.text : palette.textDim);
  }
}

const isChosenAlert = (
  { selection, chosen }: Scene,
  facts: { launch: string | null; sensor: string | null; notification: string | null },
  id: string,
): boolean =>
  selection !== null &&
  ((selection.kind === 'alert' && selection.id === id) ||
    (facts.launch !== null && facts.launch === chosen?.launch.id) ||
    (selection.kind === 'sensor' && facts.sensor === selection.id) ||
    (selection.kind === 'notification' && facts.notification === selection.id));

/** Until when an answer is awaited: a stroke to come. */
function drawDue(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  item: AlertItem,
  row: number,
  y: number,
  room: Room,
): void {
  const x = placeOf(scene.view, item.dueMs ?? 0);
  ctx.strokeStyle = scene.palette[STATUS[item.alert.severity]];
  line(ctx, placeOf(scene.view, scene.nowMs), x, y, 1.5, [2, 3]);
  ctx.fillStyle = scene.palette.textHi;
  ctx.fillRect(Math.round(x) - 1, y - 5, 2, 10);
  room.take(row, x - 2, x + 2);
}

/** Its time, where no other such stroke stands. */
function nameDue(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  item: AlertItem,
  row: number,
  y: number,
  room: Room,
): void {
  const text = scene.texts.due(item);
  const at = room.place(row, widthOf(ctx, text, 'words') + 4, [placeOf(scene.view, item.dueMs ?? 0) + 4]);
  if (at !== null) write(ctx, text, at + 2, y, 'words', scene.palette.text);
}
