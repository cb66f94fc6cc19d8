/** A lane with too many items for boxes: how many there are in every two pixels, in the colour of the most severe. */
import { SEVERITIES } from '../../domain/alert';
import { timeAt } from './axis';
import { COLUMN_PX, type Column } from './layout';
import { STATUS } from './pen';
import type { Hit, Lane, Scene } from './scene';

/** Columns this far apart are told of together under the pointer. */
const TOLD_PX = 24;

export function drawColumns(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  lane: Lane,
  columns: readonly Column[],
  hits: Hit[],
): void {
  const { palette } = scene;
  const bottom = Math.round(lane.top + lane.heightPx - 3);
  const high = lane.heightPx - 7;
  const heightOf = (count: number): number => Math.round(Math.min(high, 2 + 2.4 * Math.log2(1 + count)));
  let told: { from: number; count: number } | null = null;
  const tell = (until: number): void => {
    if (!told) return;
    const { from, count } = told;
    const [fromMs, toMs] = [timeAt(scene.view, from), timeAt(scene.view, until)];
    const at = { kind: 'many', lane: lane.id, count, fromMs, toMs } as const;
    hits.push({ x0: from, x1: until, y0: lane.top, y1: lane.top + lane.heightPx, at });
    told = null;
  };
  for (let i = 0; i < columns.length; ) {
    const { x, count, rank } = columns[i] as Column;
    const h = heightOf(count);
    let wide = COLUMN_PX;
    // Columns alike and side by side are one stroke.
    while (columns[i + 1]?.x === x + wide && columns[i + 1]?.rank === rank) {
      if (heightOf((columns[i + 1] as Column).count) !== h) break;
      wide += COLUMN_PX;
      i++;
    }
    const severity = lane.id === 'alerts' ? SEVERITIES[rank] : undefined;
    ctx.fillStyle = severity ? palette[STATUS[severity]] : palette.textDim;
    ctx.fillRect(x, bottom - h, wide, h);
    i++;
  }
  for (const { x, count } of columns) {
    if (told && x >= told.from + TOLD_PX) tell(x);
    told ??= { from: x, count: 0 };
    told.count += count;
  }
  tell(Math.min(scene.view.widthPx, (columns.at(-1)?.x ?? 0) + COLUMN_PX));
}
