/** What the timeline draws: everything that the canvas needs, so that drawing reads no store and no clock. */
import type { CoverSpan } from './cover';
import type { AlertItem, LaunchItem, LogItem, NoticeItem } from './lanes';
import type { AxisView, LaneIndex } from './layout';
import type { Palette } from './palette';

export type LaneId = 'notices' | 'launches' | 'alerts' | 'cover' | 'log';
export interface Lane {
  id: LaneId;
  top: number;
  heightPx: number;
}
/** Shares of the height: windows overlap most, cover and log are one line. */
export const LANE_WEIGHT: Record<LaneId, number> = {
  notices: 1.7,
  launches: 1.2,
  alerts: 1,
  cover: 0.9,
  log: 0.7,
};

/** Below the last lane, so that its boxes do not stand on the frame. */
export const FOOT_PX = 4;

/** The lanes from the axis down, each with its share of the height. */
export function lanesIn(ids: readonly LaneId[], axisPx: number, heightPx: number): Lane[] {
  const all = ids.reduce((sum, id) => sum + LANE_WEIGHT[id], 0);
  let top = axisPx;
  return ids.map((id) => {
    const lane = { id, top, heightPx: ((heightPx - axisPx - FOOT_PX) * LANE_WEIGHT[id]) / all };
    top += lane.heightPx;
    return lane;
  });
}

export interface Scene {
  view: AxisView;
  heightPx: number;
  axisPx: number;
  /** Height of the lane that is being drawn. */
  lanePx: number;
  lanes: readonly Lane[];
  nowMs: number;
  /** The moment that the plots point at; null while none is meant. */
  cursorMs: number | null;
  /** The picture stands still: what follows now is not known, also not as predicted. */
  frozen: boolean;
  /** Before this moment the session had not begun. */
  beginsMs: number;
  gaps: readonly { fromMs: number; toMs: number }[];
  notices: LaneIndex<NoticeItem>;
  launches: LaneIndex<LaunchItem>;
  alerts: LaneIndex<AlertItem>;
  log: LaneIndex<LogItem>;
  cover: readonly CoverSpan[];
  selectedLaunch: string | null;
  palette: Palette;
  texts: {
    time: (atMs: number) => string;
    notice: (item: NoticeItem) => string;
    joined: (n: number) => string;
    launch: (item: LaunchItem) => string;
    alert: (item: AlertItem) => string;
    cover: (span: CoverSpan) => string;
    impactWindow: string;
    before: string;
    gap: string;
    predicted: string;
  };
}

/** What lies where, for a click: the last drawn boxes of the lanes that can be chosen from. */
export interface Hit {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  target: { kind: 'launch' | 'alert' | 'notification'; id: string };
  /** Shown under the pointer. */
  name: string;
}

/** Place of a moment on the axis, pixels. */
export const placeOf = (view: AxisView, atMs: number): number =>
  ((atMs - view.fromMs) / (view.toMs - view.fromMs)) * view.widthPx;
