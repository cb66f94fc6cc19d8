import type { Selection } from '../../../client/stores/console-store';
import type { Severity } from '../../../domain/alert';
import type { LatLon } from '../../../domain/geodesy';

/** How a piece of a label is written. */
export type Look =
  | 'id'
  | 'strong'
  | 'text'
  | 'dim'
  | 'mono'
  | 'monoDim'
  | 'monoStrong'
  | 'amber'
  | 'place'
  | 'water';
/** A piece of text, the shape of an alert's level, or the box of a Party with its letter. */
export type Run = { text: string; look: Look } | { severity: Severity } | { party: string };

export interface Label {
  id: string;
  /** A place, or the key of the object whose head it goes with. */
  anchor: LatLon | string;
  lines: Run[][];
  boxed: boolean;
  /** Border in the colour of an alert's level. */
  severity: Severity | null;
  priority: number;
  /** May stand away from its anchor, with a leader. */
  leader: boolean;
  /** Radius of its own thing, px. */
  clear: number;
  centred?: boolean;
  /** Shown only while its thing is under the pointer. */
  onHover?: boolean;
  /** What a click on it selects. */
  selection: Selection | null;
}

/** Alerted, selected, un-notified, stale, other fresh, ended, then sensors and names of places. */
export const PRIORITY = {
  alerted: 0,
  selected: 1,
  regions: 2,
  times: 3,
  unnotified: 4,
  stale: 5,
  fresh: 6,
  ended: 7,
  notices: 8,
  sensors: 9,
  places: 10,
} as const;

export const run = (text: string, look: Look): Run => ({ text, look });
