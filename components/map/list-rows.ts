/** What the map shows, as rows of text. Pure: the same records and time give the same rows. */

import type { SourceState } from '../../client/source/source';
import type { Selection } from '../../client/stores/console-store';
import { selectNotifications } from '../../client/stores/select';
import type { Area } from '../../domain/area';
import { bearingDeg } from '../../domain/geodesy';
import { shortNumber } from '../../domain/ids';
import type { Launch, LaunchNotification, SensorState } from '../../domain/records';
import { inService, type Sensor } from '../../domain/sensors';
import type { PartyReport } from '../dossier/model';
import type { Freshness, HeadKind } from './head';
import { keptNotices, noticesNear } from './scene/ground';
import { downSinceMs, motionAt } from './scene/object-labels';
import { aheadOf, type MapObject, placeAt } from './scene/objects';
import type { Reported } from './scene/reported';

/** Columns of the tables; each has a heading of its name. */
export type Column =
  | 'number'
  | 'what'
  | 'state'
  | 'position'
  | 'course'
  | 'height'
  | 'speed'
  | 'launchRegion'
  | 'impactRegion'
  | 'window'
  | 'area'
  | 'impactArea'
  | 'party'
  | 'place'
  | 'looks'
  | 'difference'
  | 'sector'
  | 'status';
export interface ListRow {
  key: string;
  selection: Selection | null;
  head: { kind: HeadKind; freshness: Freshness } | null;
  cells: Partial<Record<Column, string>>;
}
export interface ListContent {
  launches: ListRow[];
  tracks: ListRow[];
  reported: ListRow[];
  notices: ListRow[];
  sensors: ListRow[];
  /** Objects that the list leaves to the launch list. */
  more: number;
}
/** Texts of the rows, in the reader's language; made by `useListTexts`. */
export interface ListTexts {
  what(o: MapObject): string;
  state(o: MapObject): string;
  place(at: { lat: number; lon: number }): string;
  course(deg: number): string;
  height(m: number, halfM: number): string;
  speed(mS: number): string;
  launchRegion(o: { record: Pick<Launch, 'launchPoint'> }): string;
  impactRegion(o: { record: Pick<Launch, 'impact'> }, nowMs: number): string;
  report(r: PartyReport): string;
  looks(r: PartyReport): string;
  /** From what the others say together; empty where there is nothing to compare with. */
  difference(r: PartyReport): string;
  noticeState(n: LaunchNotification): string;
  window(n: LaunchNotification): string;
  area(a: Area): string;
  sensor(s: Sensor): string;
  sensorPlace(s: Sensor): string;
  sector(s: Sensor): string;
  status(s: SensorState | undefined, own: boolean): string;
}

const MOST = 100;

export function listOf(
  state: Pick<SourceState, 'views' | 'me' | 'participants' | 'preview'>,
  objects: readonly MapObject[],
  reported: readonly Reported[],
  showNotices: boolean,
  selection: Selection | null,
  texts: ListTexts,
  nowMs: number,
): ListContent {
  const launches = objects.filter((o) => o.of === 'launch');
  const tracks = objects.filter((o) => o.of === 'track');
  const row = (o: MapObject): ListRow => objectRow(o, texts, nowMs);
  return {
    launches: launches.slice(0, MOST).map(row),
    tracks: tracks.slice(0, MOST).map(row),
    more: Math.max(0, launches.length - MOST) + Math.max(0, tracks.length - MOST),
    reported: reported.flatMap((r) => reportedRows(r, texts, nowMs)).slice(0, MOST),
    notices: showNotices
      ? noticesNear(selectNotifications(state), nowMs, keptNotices(objects, selection)).map((n) =>
          noticeRow(n, texts),
        )
      : [],
    sensors: sensorRows(state, texts, nowMs),
  };
}

function objectRow(o: MapObject, texts: ListTexts, nowMs: number): ListRow {
  const at = placeAt(o, nowMs);
  const ahead = aheadOf(o, nowMs);
  const over = o.freshness === 'ended' || o.freshness === 'lost';
  const { heightM, heightHalfM, speedMS } = motionAt(o, nowMs);
  const moves = !over && downSinceMs(o, nowMs) === null;
  return {
    key: o.key,
    selection: o.selection,
    head: { kind: o.kind, freshness: o.freshness },
    cells: {
      // Among own tracks one that was given says by whom.
      number: o.givenBy === null ? o.short : `${o.short} ${o.givenBy}`,
      what: texts.what(o),
      state: texts.state(o),
      position: at ? texts.place(at) : '',
      course: over ? '' : texts.course(at && ahead ? bearingDeg(at, ahead) : o.record.azimuthDeg),
      height: moves ? texts.height(heightM, heightHalfM) : '',
      speed: moves ? texts.speed(speedMS) : '',
      launchRegion: texts.launchRegion(o),
      impactRegion: texts.impactRegion(o, nowMs),
    },
  };
}

/** What each Party has reported of a launch. */
function reportedRows({ launch, solutions }: Reported, texts: ListTexts, nowMs: number): ListRow[] {
  return solutions.map(({ letter, said }) => ({
    key: `${launch.key} ${said.series}`,
    selection: launch.selection,
    head: null,
    cells: {
      number: launch.short,
      party: letter,
      state: texts.report(said),
      course: texts.course(said.azimuthDeg),
      launchRegion: texts.launchRegion({ record: said }),
      impactRegion: texts.impactRegion({ record: said }, nowMs),
      looks: texts.looks(said),
      difference: texts.difference(said),
    },
  }));
}

function noticeRow(n: LaunchNotification, texts: ListTexts): ListRow {
  return {
    key: n.id,
    selection: { kind: 'notification', id: n.id },
    head: null,
    cells: {
      number: shortNumber('N', n.number),
      state: texts.noticeState(n),
      window: texts.window(n),
      area: texts.area(n.launchArea),
      impactArea: n.impactArea ? texts.area(n.impactArea) : '',
    },
  };
}

function sensorRows(
  { views, me, participants }: Pick<SourceState, 'views' | 'me' | 'participants' | 'preview'>,
  texts: ListTexts,
  nowMs: number,
): ListRow[] {
  const own = me?.participant;
  const states = own ? views[`NAT:${own}`]?.sensorStates : undefined;
  return (views.SHARED?.sensors ?? [])
    .filter((s) => inService(s, nowMs))
    .map((s) => ({
      key: s.id,
      selection: { kind: 'sensor', id: s.id },
      head: null,
      cells: {
        party: participants.find((p) => p.id === s.assignedTo)?.letter ?? '?',
        what: texts.sensor(s),
        place: texts.sensorPlace(s),
        sector: texts.sector(s),
        status: texts.status(states?.[s.id], s.assignedTo === own),
      },
    }));
}
