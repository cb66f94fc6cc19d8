import { createStore, type StoreApi } from 'zustand/vanilla';

/** What a console may have selected: one thing, in list, map, timeline and dossier alike. */
export type SelectionKind = 'launch' | 'track' | 'alert' | 'notification' | 'sensor';
export interface Selection {
  kind: SelectionKind;
  id: string;
}

export const LAYERS = [
  'coverage',
  'uncertainty',
  'trails',
  /** What each Party has reported, over the joint picture. */
  'reported',
  /** Tracks of the own picture. */
  'national',
  'notices',
  'night',
] as const;
export type LayerId = (typeof LAYERS)[number];

/** A modeless pane: at most one is open. */
export type Pane =
  | { kind: 'acknowledge'; alert: string }
  | { kind: 'dissent'; alert: string }
  /** What changed in the alert in hand, which asks again; opens by itself and takes no focus. */
  | { kind: 'changes' }
  /** A duty officer calls his supervisor to an alert. */
  | { kind: 'call'; alert: string }
  /** A note for the watch log; `corrects` is the own entry that it corrects. */
  | { kind: 'note'; corrects?: string }
  /** The consultations about what is selected. */
  | { kind: 'consultation' }
  /** The form of launch notifications: an act on one of them, or what was left unsent. */
  | { kind: 'notice'; act?: 'file' | 'change' | 'cancel' | 'postLaunch'; notification?: string }
  /** The quieter acts on the alert in hand. */
  | { kind: 'acts' }
  /** The handover of the own watch. */
  | { kind: 'handover' }
  /** The regime: its dials, members and decisions. */
  | { kind: 'regime' }
  /** The evidence of the selected launch over time, wide. */
  | { kind: 'evidence' }
  /** The picture that another participant is given; null: of the first of the others. */
  | { kind: 'preview'; of: string | null }
  | { kind: 'help' }
  | null;

export interface MapView {
  projection: 'flat' | 'globe';
  lat: number;
  lon: number;
  zoom: number;
}

export interface ConsoleState {
  selection: Selection | null;
  /** The dossier of the selection stands open. */
  dossierOpen: boolean;
  pane: Pane;
  layers: Record<LayerId, boolean>;
  /** Altitude that cover is drawn for, km; `track` takes that of the selected track. */
  coverAltitudeKm: 100 | 200 | 500 | 1000 | 'track';
  /**
   * Alert or launch id → the revision that was really painted, set by the component after paint. Commands carry it, so that an
   * answer is bound to what stood on screen.
   */
  paintedRev: Record<string, number>;
  /** Alert id → the revision that this officer last had open, for "changed since you last looked". */
  lookedRev: Record<string, number>;
  filters: { text: string; openOnly: boolean };
  map: MapView;
  /** Camera follows the selected track; any pan turns it off. */
  follow: boolean;
  /** A wish of the keys to the map: a new `n` is a new wish. */
  camera: { to: 'selected' | 'all'; n: number };
  /** Width of the axis; where it begins once it was dragged, null while it follows the clock. ms, epoch ms. */
  timeline: { spanMs: number; fromMs: number | null };
  /** Session time under review; null at the head. Acts are possible at the head only. */
  reviewMs: number | null;
  /** The moment that plots and timeline point at together, session time, epoch ms; null while none is meant. */
  cursorMs: number | null;
  density: 'comfortable' | 'compact';
  /** Single keys can be turned off (WCAG 2.1.4). */
  singleKeys: boolean;
  sound: SoundState;
}
export interface SoundState {
  /** A gesture armed it; browsers play nothing before. */
  armed: boolean;
  /** Wall time until which this officer silenced it, epoch ms of this machine. */
  silentUntilWallMs: number;
  /** 0 to 1. */
  volume: number;
}

export interface ConsoleActions {
  select(selection: Selection | null): void;
  openDossier(open: boolean): void;
  openPane(pane: Pane): void;
  toggleLayer(layer: LayerId): void;
  painted(alert: string, rev: number): void;
  looked(alert: string, rev: number): void;
  setFilters(filters: Partial<ConsoleState['filters']>): void;
  setMap(map: Partial<MapView>): void;
  setFollow(follow: boolean): void;
  fit(to: 'selected' | 'all'): void;
  review(atMs: number | null): void;
  pointAt(atMs: number | null): void;
  setSound(sound: Partial<SoundState>): void;
  set(part: Partial<Pick<ConsoleState, 'density' | 'singleKeys' | 'coverAltitudeKm' | 'timeline'>>): void;
}
export type ConsoleStore = StoreApi<ConsoleState & ConsoleActions>;

export function initialConsoleState(): ConsoleState {
  return {
    selection: null,
    dossierOpen: true,
    pane: null,
    layers: {
      ...{ coverage: true, uncertainty: true, trails: true, notices: true, night: true },
      ...{ reported: false, national: false },
    },
    coverAltitudeKm: 500,
    paintedRev: {},
    lookedRev: {},
    filters: { text: '', openOnly: false },
    map: { projection: 'flat', lat: 50, lon: 90, zoom: 1.4 },
    follow: false,
    camera: { to: 'all', n: 0 },
    timeline: { spanMs: 42 * 60e3, fromMs: null },
    reviewMs: null,
    cursorMs: null,
    density: 'comfortable',
    singleKeys: true,
    sound: { armed: false, silentUntilWallMs: 0, volume: 0.7 },
  };
}

/** What is the console's own: selection, layers, panes, sound. One a desk; nothing of it goes to the server by itself. */
export function createConsoleStore(initial: Partial<ConsoleState> = {}): ConsoleStore {
  return createStore((set, get) => ({
    ...initialConsoleState(),
    ...initial,
    select(selection) {
      const held = get().selection;
      if (held?.kind === selection?.kind && held?.id === selection?.id) return;
      // Following is of one track: another selection ends it.
      set({ selection, follow: false, cursorMs: null });
    },
    openDossier: (dossierOpen) => set({ dossierOpen }),
    openPane: (pane) => set({ pane }),
    toggleLayer: (layer) => set((s) => ({ layers: { ...s.layers, [layer]: !s.layers[layer] } })),
    painted(alert, rev) {
      if (get().paintedRev[alert] !== rev) set((s) => ({ paintedRev: { ...s.paintedRev, [alert]: rev } }));
    },
    looked(alert, rev) {
      if (get().lookedRev[alert] !== rev) set((s) => ({ lookedRev: { ...s.lookedRev, [alert]: rev } }));
    },
    setFilters: (filters) => set((s) => ({ filters: { ...s.filters, ...filters } })),
    setMap: (map) => set((s) => ({ map: { ...s.map, ...map } })),
    setFollow: (follow) => set({ follow }),
    fit: (to) => set((s) => ({ camera: { to, n: s.camera.n + 1 } })),
    review: (reviewMs) => set({ reviewMs }),
    pointAt(cursorMs) {
      if (get().cursorMs !== cursorMs) set({ cursorMs });
    },
    setSound: (sound) => set((s) => ({ sound: { ...s.sound, ...sound } })),
    set,
  }));
}
