/** What the timeline draws: everything that the canvas needs, so that drawing reads no store and no clock. */
import type { Selection } from '../../client/stores/console-store';
import { type AxisView, placeOf } from './axis';
import type { CoverSpan } from './cover';
import type { AlertItem, LaunchItem, LogItem, NoticeItem } from './lanes';
import type { LaneIndex } from './layout';
import type { Palette } from './palette';
import { Room } from './room';
import type { GapItem, StatedItem } from './watch-lanes';

export const LANES = ['notices', 'launches', 'alerts', 'sensors', 'cover', 'stated', 'log'] as const;
export type LaneId = (typeof LANES)[number];
export interface Lane {
  id: LaneId;
  top: number;
  heightPx: number;
  /** The one sensor that a lane is of, where each has its own. */
  sensor?: string;
}
/** Where there is no room for all, the last of these go first. */
const BY_NEED: readonly LaneId[] = ['launches', 'alerts', 'cover', 'notices', 'sensors', 'log', 'stated'];
/** Shares of the height: windows overlap most, the watch lanes are one line. */
const WEIGHT: Record<LaneId, number> = {
  notices: 1.3,
  launches: 1.25,
  alerts: 1,
  sensors: 0.82,
  cover: 0.9,
  stated: 0.82,
  log: 0.75,
};
/** Lanes get this much on average, or one of them goes. */
const LEAST_PX = 18;
/** Lane of one sensor, below the lane of all. */
export const SENSOR_PX = 14;
/** Below the last lane, so that its boxes do not stand on the frame. */
export const FOOT_PX = 4;

/**
 * The lanes from the axis down. `each` are the sensors that have a lane of their own: those come below the lane of all and
 * ask for their height beside what the others share.
 */
export function lanesIn(axisPx: number, heightPx: number, each: readonly string[] = []): Lane[] {
  const shared = heightPx - axisPx - FOOT_PX - each.length * SENSOR_PX;
  const kept = new Set(BY_NEED.slice(0, Math.max(1, Math.floor(shared / LEAST_PX))));
  if (each.length > 0) kept.add('sensors');
  const ids = LANES.filter((id) => kept.has(id));
  const all = ids.reduce((sum, id) => sum + WEIGHT[id], 0);
  const out: Lane[] = [];
  let top = axisPx;
  const put = (lane: Omit<Lane, 'top'>): void => {
    out.push({ ...lane, top });
    top += lane.heightPx;
  };
  for (const id of ids) {
    put({ id, heightPx: (shared * WEIGHT[id]) / all });
    if (id === 'sensors') for (const sensor of each) put({ id, heightPx: SENSOR_PX, sensor });
  }
  return out;
}

export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

export interface Scene {
  view: AxisView;
  heightPx: number;
  axisPx: number;
  lanes: readonly Lane[];
  nowMs: number;
  /** The earlier moment that is looked at; null at the head. */
  reviewMs: number | null;
  /** Since the link was lost: what came meanwhile is not known here. Null while it holds. */
  lost: TimeSpan | null;
  /** Times in which the link was lost; what came then was filled in later. */
  missed: readonly TimeSpan[];
  /** Before this moment the session had not begun. */
  beginsMs: number;
  /** Times in which the center was down. */
  gaps: readonly TimeSpan[];
  notices: LaneIndex<NoticeItem>;
  launches: LaneIndex<LaunchItem>;
  alerts: LaneIndex<AlertItem>;
  /** Gaps of all own sensors, and of each. */
  sensors: LaneIndex<GapItem>;
  each: ReadonlyMap<string, LaneIndex<GapItem>>;
  /** Some own sensor has been heard of. */
  heard: boolean;
  stated: LaneIndex<StatedItem>;
  log: LaneIndex<LogItem>;
  cover: readonly CoverSpan[];
  selection: Selection | null;
  /** The launch that is selected, by itself or through its alert or track. */
  chosen: LaunchItem | null;
  palette: Palette;
  texts: SceneTexts;
}
export interface SceneTexts {
  clock: (atMs: number, seconds: boolean) => string;
  day: (atMs: number) => string;
  notice: (item: NoticeItem) => string;
  joined: (items: readonly NoticeItem[]) => string;
  launch: (item: LaunchItem) => string;
  alert: (item: AlertItem) => string;
  due: (item: AlertItem) => string;
  gap: (item: GapItem) => string;
  cover: (span: CoverSpan) => string;
  coverEnds: (atMs: number) => string;
  stated: (item: StatedItem) => string;
  log: (item: LogItem) => string;
  review: (atMs: number) => string;
  since: (atMs: number) => string;
  empty: Partial<Record<LaneId, string>>;
  impactWindow: string;
  before: string;
  down: string;
  missed: string;
  predicted: string;
}

/** What may lie under the pointer. */
export type Target =
  | { kind: 'launch'; item: LaunchItem }
  | { kind: 'alert'; item: AlertItem }
  | { kind: 'notification'; item: NoticeItem }
  | { kind: 'gap'; item: GapItem }
  | { kind: 'cover'; span: CoverSpan }
  | { kind: 'stated'; item: StatedItem }
  | { kind: 'log'; item: LogItem }
  | { kind: 'many'; lane: LaneId; count: number; fromMs: number; toMs: number }
  | { kind: 'unknown'; why: 'down' | 'missed' | 'lost' | 'before'; fromMs: number; toMs: number };

/** A box of the canvas, CSS pixels, and what is drawn there. */
export interface Hit {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  at: Target;
}

/** Times of which nothing, or not at that time, was known here. */
export function unknownSpans(scene: Scene): (TimeSpan & { why: 'down' | 'missed' | 'lost' | 'before' })[] {
  const { view, beginsMs, gaps, missed, lost } = scene;
  return [
    ...(beginsMs > view.fromMs ? [{ why: 'before' as const, fromMs: view.fromMs, toMs: beginsMs }] : []),
    ...gaps.map((g) => ({ why: 'down' as const, ...g })),
    ...missed.map((m) => ({ why: 'missed' as const, ...m })),
    ...(lost ? [{ why: 'lost' as const, ...lost }] : []),
  ].filter((s) => s.toMs > view.fromMs && s.fromMs < view.toMs);
}

/**
 * Room for texts of one lane. The hatches of unknown times have texts of their own. `past`: what happened is not named right
 * of now, where it would read as a prediction; `apart`: the line of now is not written over; `over`: it may be, in a box.
 */
export function roomOf(scene: Scene, now: 'past' | 'apart' | 'over'): Room {
  const at = (ms: number): number => placeOf(scene.view, ms);
  const nowX = at(scene.nowMs);
  const room = new Room(now === 'past' ? Math.min(scene.view.widthPx, nowX - 3) : scene.view.widthPx);
  for (const { fromMs, toMs } of unknownSpans(scene)) room.block(at(fromMs), at(toMs));
  if (now === 'apart') room.block(nowX - 4, nowX + 4);
  return room;
}
