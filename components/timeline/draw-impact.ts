/** The window in which a launch is predicted to come down. */
import { placeOf } from './axis';
import { hatch, outline, widthOf, write } from './pen';
import { roomOf, type Scene, type TimeSpan } from './scene';

/** What of the window is past has not happened, and is not drawn. */
export function drawImpactWindow(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  window: TimeSpan,
  y: number,
): void {
  const { palette, view, texts } = scene;
  const from = placeOf(view, Math.max(window.fromMs, scene.nowMs));
  const to = placeOf(view, window.toMs);
  if (to <= from || from > view.widthPx || to < 0) return;
  ctx.fillStyle = palette.panel;
  ctx.fillRect(from, y - 6, to - from, 12);
  hatch(ctx, from, to, y - 6, y + 6, palette.textHi);
  ctx.strokeStyle = palette.textHi;
  outline(ctx, from, to, y - 6, y + 6, [4, 3]);
  const room = roomOf(scene, 'apart');
  room.take(0, from - 2, to + 2);
  const wide = widthOf(ctx, texts.impactWindow, 'words');
  const at = room.place(0, wide + 4, [to + 6, from - wide - 10]);
  if (at === null) return;
  // Left of the window the path would strike it through.
  ctx.fillStyle = palette.panel;
  ctx.fillRect(at, y - 6, wide + 4, 12);
  write(ctx, texts.impactWindow, at + 2, y, 'words', palette.text);
}
