/** A canvas that writes down what is drawn on it, and a scene to draw, for tests. */
import { type AxisView, following } from './axis';
import { indexLane } from './layout';
import { lanesIn, type Scene, type SceneTexts } from './scene';

export interface DrawnText {
  text: string;
  x0: number;
  x1: number;
  y: number;
}
/** Width of each letter, px. */
const LETTER_PX = 6.6;

export interface DrawnLine {
  x0: number;
  x1: number;
  dashed: boolean;
}

/** Texts as they were written, with their places, and the level lines. */
export function paper(): { ctx: CanvasRenderingContext2D; texts: DrawnText[]; lines: DrawnLine[] } {
  const texts: DrawnText[] = [];
  const lines: DrawnLine[] = [];
  let dash: number[] = [];
  let from = { x: 0, y: 0 };
  const held: Record<string, unknown> = { textAlign: 'left' };
  const methods: Record<string, (...args: never[]) => unknown> = {
    measureText: (text: string) => ({ width: text.length * LETTER_PX }),
    fillText: (text: string, x: number, y: number) => {
      const wide = text.length * LETTER_PX;
      const x0 = held.textAlign === 'center' ? x - wide / 2 : x;
      texts.push({ text, x0, x1: x0 + wide, y });
    },
    setLineDash: (pattern: number[]) => {
      dash = pattern;
    },
    moveTo: (x: number, y: number) => {
      from = { x, y };
    },
    lineTo: (x: number, y: number) => {
      if (y === from.y) lines.push({ x0: from.x, x1: x, dashed: dash.length > 0 });
    },
    strokeRect: (x: number, _y: number, wide: number) => {
      lines.push({ x0: x, x1: x + wide, dashed: dash.length > 0 });
    },
  };
  const ctx = new Proxy(held, {
    get: (_, name: string) => methods[name] ?? held[name] ?? (() => undefined),
    set: (_, name: string, value) => {
      held[name] = value;
      return true;
    },
  });
  return { ctx: ctx as unknown as CanvasRenderingContext2D, texts, lines };
}

const TEXTS: SceneTexts = {
  clock: (ms, seconds) => new Date(ms).toISOString().slice(11, seconds ? 19 : 16),
  day: (ms) => new Date(ms).toISOString().slice(5, 10),
  notice: ({ notification: n }) => `N-${n.number} ${n.launchArea.name.en}`,
  joined: (items) => (items.length === 0 ? '' : ` and ${items.length} more`),
  launch: ({ launch }) => `L-${launch.number}`,
  alert: ({ alert }) => `AL-${alert.number}`,
  due: ({ alert }) => `AL-${alert.number} due`,
  gap: ({ sensors }) => `${sensors[0]?.name.en} silent`,
  cover: ({ reason }) => reason ?? '',
  coverEnds: () => 'cover ends',
  stated: ({ party }) => `${party} stated`,
  log: ({ entry }) => `log ${entry.id}`,
  review: () => 'Reviewing 06:00:00Z',
  since: () => 'nothing received since',
  empty: { stated: 'nothing stated', cover: 'no launch is selected' },
  impactWindow: 'impact window',
  before: 'before the session began',
  down: 'center was down',
  missed: 'link was lost',
  predicted: 'predicted',
};
const PALETTE = new Proxy({} as Scene['palette'], { get: (_, name) => String(name) });

export function sceneOf(nowMs: number, part: Partial<Scene> = {}, view?: AxisView): Scene {
  const heightPx = part.heightPx ?? 180;
  return {
    view: view ?? following(nowMs, 42 * 60e3, 1772),
    ...{ heightPx, axisPx: 22, lanes: lanesIn(22, heightPx), nowMs, reviewMs: null, lost: null },
    ...{ missed: [], gaps: [], beginsMs: nowMs - 86_400e3, cover: [], selection: null, chosen: null },
    ...{ notices: indexLane([]), launches: indexLane([]), alerts: indexLane([]), log: indexLane([]) },
    ...{ sensors: indexLane([]), each: new Map(), heard: true, stated: indexLane([]) },
    ...{ palette: PALETTE, texts: TEXTS },
    ...part,
  };
}
