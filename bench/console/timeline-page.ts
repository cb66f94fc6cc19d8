/** Runs in the browser: draws the product's own timeline over a hundred thousand events, and the same without its levels of detail. */
import type { AlertRow } from '../../client/stores/select';
import { alert, launch, T0 } from '../../client/testing';
import { following, placeOf } from '../../components/timeline/axis';
import { drawTimeline } from '../../components/timeline/draw';
import { alertItems, launchItems, logItems, noticeItems } from '../../components/timeline/lanes';
import { indexLane } from '../../components/timeline/layout';
import { readPalette } from '../../components/timeline/palette';
import { lanesIn, type Scene } from '../../components/timeline/scene';
import { SEVERITIES } from '../../domain/alert';
import type { LaunchNotification } from '../../domain/records';

const EVENTS = { notices: 5_000, launches: 20_000, alerts: 35_000, log: 40_000 };
const HELD_MS = 96 * 3600e3;
const SIZE = { widthPx: 1772, heightPx: 180, axisPx: 22 };
const SPANS_MS = [2 * 60e3, 42 * 60e3, 8 * 3600e3, HELD_MS];

/** Spread over the days held, the same in each run. */
const at = (i: number, n: number): number => T0 - (HELD_MS * ((i * 7919) % n)) / n;

function lanes() {
  const times = (n: number): number[] => Array.from({ length: n }, (_, i) => at(i, n));
  const notices = times(EVENTS.notices).map(
    (fromMs, i) =>
      ({
        id: `n${i}`,
        number: i,
        status: i % 3 === 0 ? 'MATCHED' : 'PLANNED',
        launchArea: { name: { en: `Range ${i % 40}`, ru: '' } },
        window: { fromMs, toMs: fromMs + 2 * 3600e3 },
      }) as LaunchNotification,
  );
  const launches = times(EVENTS.launches).map((atMs, i) =>
    launch({
      id: `l${i}`,
      number: i,
      lifecycle: 'ended',
      endedMs: atMs + 20 * 60e3,
      launchPoint: { ...launch().launchPoint, atMs },
    }),
  );
  const rows = times(EVENTS.alerts).map((raisedMs, i): AlertRow => {
    const severity = SEVERITIES[i % 100 === 0 ? 2 : i % 10 === 0 ? 1 : 0] ?? 'ADVISORY';
    const over = {
      severity,
      mostSevere: severity,
      lifecycle: { state: 'CLOSED', atMs: raisedMs + 600e3 },
    } as const;
    return {
      alert: alert({ id: `a${i}`, number: i, raisedMs, alarmedMs: raisedMs, ...over }),
      compartment: 'SHARED',
    };
  });
  const lines = times(EVENTS.log).map((atMs, i) => ({
    ...{ id: `e${i}`, atMs, msg: 'log.alert.raised', params: { alert: i } },
    ...{ text: null, by: null, about: null, compartment: 'SHARED' as const },
  }));
  return { notices, launches, rows, lines };
}

type Lanes = ReturnType<typeof indexed>;
function indexed(held: ReturnType<typeof lanes>) {
  return {
    notices: indexLane(noticeItems(held.notices)),
    launches: indexLane(launchItems(held.launches)),
    alerts: indexLane(alertItems(held.rows, T0)),
    log: indexLane(logItems(held.lines)),
  };
}

/** What the bench asks of the page, each within one call. */
export interface Bench {
  events: number;
  views: number;
  /** Draws a view some times, moved by a pixel a draw; `pixels`: until they are made, else until they are asked for. */
  draw(view: number, from: number, times: number, pixels: boolean): void;
  /** The peer: the same events in the same lanes without any level of detail, one stroke each. */
  drawAll(): void;
  index(): void;
}

export function open(): Bench {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE.widthPx;
  canvas.height = SIZE.heightPx;
  document.body.append(canvas);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('no canvas');
  const held = lanes();
  const data: Lanes = indexed(held);
  const word = (): string => 'words of the console';
  const scene = (spanMs: number, nowMs: number): Scene => ({
    ...data,
    ...{ heightPx: SIZE.heightPx, axisPx: SIZE.axisPx, lanes: lanesIn(SIZE.axisPx, SIZE.heightPx) },
    view: following(nowMs, spanMs, SIZE.widthPx),
    ...{ nowMs, reviewMs: null, lost: null, missed: [], gaps: [], beginsMs: T0 - 2 * HELD_MS },
    ...{ sensors: indexLane([]), each: new Map(), heard: true, stated: indexLane([]), cover: [] },
    ...{ selection: null, chosen: null, palette: readPalette(document.body) },
    texts: {
      clock: (ms) => new Date(ms).toISOString().slice(11, 19),
      day: (ms) => new Date(ms).toISOString().slice(5, 10),
      notice: (i) => `N-${i.notification.number} ${i.notification.launchArea.name.en}`,
      joined: (items) => (items.length === 0 ? '' : ` and ${items.length} more`),
      launch: (i) => `L-${i.launch.number}`,
      alert: (i) => `AL-${i.alert.number}`,
      log: (i) => `AL-${i.entry.params.alert}`,
      ...{ due: word, gap: word, cover: word, coverEnds: word, stated: word, review: word, since: word },
      ...{ empty: {}, impactWindow: word(), before: word(), down: word(), missed: word(), predicted: word() },
    },
  });
  // Drawing is only written down until somebody wants to see it.
  const look = (): void => void ctx.getImageData(0, 0, 1, 1);
  const all = Object.values(data);
  return {
    events: all.reduce((n, { items }) => n + items.length, 0),
    views: SPANS_MS.length,
    draw(view, from, times, pixels) {
      const spanMs = SPANS_MS[view] ?? HELD_MS;
      for (let i = from; i < from + times; i++) {
        drawTimeline(ctx, scene(spanMs, T0 - spanMs / 2 + (i * spanMs) / SIZE.widthPx));
        if (pixels) look();
      }
    },
    drawAll() {
      const view = following(T0 - HELD_MS / 2, HELD_MS, SIZE.widthPx);
      ctx.clearRect(0, 0, SIZE.widthPx, SIZE.heightPx);
      all.forEach(({ items }, lane) => {
        ctx.fillStyle = '#a0a9b5';
        for (const { fromMs, toMs } of items) {
          const x = placeOf(view, fromMs);
          ctx.fillRect(x, 30 + lane * 30, Math.max(2, placeOf(view, toMs) - x), 20);
        }
      });
      look();
    },
    index: () => void indexed(held),
  };
}
