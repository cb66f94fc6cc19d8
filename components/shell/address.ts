import {
  type ConsoleState,
  initialConsoleState,
  LAYERS,
  type LayerId,
  type Selection,
  type SelectionKind,
} from '../../client/stores/console-store';

/** What of a console's own state its address holds: a link opens the same thing at the same moment. */
export type Addressed = Pick<
  ConsoleState,
  'selection' | 'reviewMs' | 'layers' | 'map' | 'timeline' | 'coverAltitudeKm'
>;

const KINDS: readonly SelectionKind[] = ['launch', 'track', 'alert', 'notification', 'sensor'];
const ALTITUDES = [100, 200, 500, 1000, 'track'] as const;
const DAY_MS = 86_400_000;
type Part = 'selected' | 'at' | 'layers' | 'map' | 'time' | 'cover';

/** Each part as it is written, null where it is what a console begins with; names carry the desk, for one window may hold two. */
const WRITE: { [P in Part]: (s: Addressed) => string | null } = {
  selected: ({ selection }) => selection && `${selection.kind}~${selection.id}`,
  at: ({ reviewMs }) => (reviewMs === null ? null : iso(reviewMs)),
  layers: ({ layers }) => {
    const on = LAYERS.filter((l) => layers[l]);
    const begun = LAYERS.filter((l) => BEGUN.layers[l]);
    return on.join() === begun.join() ? null : on.join('.');
  },
  map: ({ map }) =>
    map === BEGUN.map || same(map, BEGUN.map)
      ? null
      : [map.projection, map.lat.toFixed(2), map.lon.toFixed(2), map.zoom.toFixed(2)].join('~'),
  time: ({ timeline }) => {
    const minutes = (timeline.spanMs / 60e3).toFixed(1).replace(/\.0$/, '');
    if (timeline.fromMs !== null) return `${minutes}~${iso(timeline.fromMs)}`;
    return timeline.spanMs === BEGUN.timeline.spanMs ? null : minutes;
  },
  cover: ({ coverAltitudeKm }) =>
    coverAltitudeKm === BEGUN.coverAltitudeKm ? null : String(coverAltitudeKm),
};
const BEGUN = initialConsoleState();
const PARTS = Object.keys(WRITE) as Part[];

/** What an address (its query) says of a desk's console. What names nothing that can be, is left out. */
export function stateIn(query: string, desk: string): Partial<Addressed> {
  const params = new URLSearchParams(query);
  const text = (part: Part): string => params.get(`${part}${desk}`) ?? '';
  const state: Partial<Addressed> = {};
  const selection = selectionOf(text('selected'));
  if (selection) state.selection = selection;
  const at = timeOf(text('at'));
  if (at !== null) state.reviewMs = at;
  if (params.has(`layers${desk}`)) {
    const on = text('layers').split('.');
    state.layers = Object.fromEntries(LAYERS.map((l) => [l, on.includes(l)])) as Record<LayerId, boolean>;
  }
  const map = mapOf(text('map'));
  if (map) state.map = map;
  const timeline = timelineOf(text('time'));
  if (timeline) state.timeline = timeline;
  const cover = ALTITUDES.find((a) => String(a) === text('cover'));
  if (cover) state.coverAltitudeKm = cover;
  return state;
}

/** The query with what a desk's console shows put in, what is not named as a console begins; what else it holds stays. */
export function withState(query: string, desk: string, part: Partial<Addressed>): string {
  const state = { ...BEGUN, ...part };
  const params = new URLSearchParams(query);
  for (const name of PARTS) {
    const text = WRITE[name](state);
    if (text === null) params.delete(`${name}${desk}`);
    else params.set(`${name}${desk}`, text);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

function selectionOf(text: string): Selection | null {
  const [, word, id] = /^([a-z]+)~(.+)$/.exec(text) ?? [];
  const kind = KINDS.find((k) => k === word);
  return kind && id ? { kind, id } : null;
}
function mapOf(text: string): ConsoleState['map'] | null {
  const [projection, ...rest] = text.split('~');
  const [lat = Number.NaN, lon = Number.NaN, zoom = Number.NaN] = rest.map(Number);
  if (projection !== 'flat' && projection !== 'globe') return null;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 24
    ? { projection, lat, lon, zoom }
    : null;
}
function timelineOf(text: string): ConsoleState['timeline'] | null {
  const [minutes = '', from] = text.split('~');
  const spanMs = Number(minutes) * 60e3;
  if (!(spanMs >= 60e3 && spanMs <= 40 * DAY_MS)) return null;
  return { spanMs, fromMs: from === undefined ? null : timeOf(from) };
}
/** Epoch ms of an ISO 8601 time with its zone, or null. */
function timeOf(text: string): number | null {
  const ms = /Z$|[+-]\d\d:\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) ? ms : null;
}
const iso = (ms: number): string => new Date(Math.round(ms)).toISOString();
const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
