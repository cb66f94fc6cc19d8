/** Points that are drawn over the map in pixels: sensors, ticks, crosses, the end of cover, heads. */

import { areaCentre } from '../../../domain/area';
import type { LatLon } from '../../../domain/geodesy';
import { shortNumber } from '../../../domain/ids';
import type { LaunchNotification } from '../../../domain/records';
import type { Sensor } from '../../../domain/sensors';
import { drawnImpact } from '../../dossier/model';
import { pointAt, type Tick, tickAt, ticksOf } from '../geometry/path';
import { type Label, PRIORITY, run } from './label';
import type { MapObject } from './objects';
import { PLACES, type PlaceName, RANK_ZOOM } from './places';
import type { MapTexts } from './texts';

export interface SensorMark {
  id: string;
  at: LatLon;
  letter: string;
  /** The other Party's sensors come from the shared catalogue and are dimmer: their state is not known here. */
  own: boolean;
}
export interface TickMark extends Tick {
  selected: boolean;
}

/** Radars of the catalogue; satellites have no place on the ground. */
export function sensorMarks(
  sensors: readonly Sensor[],
  letterOf: (party: string) => string,
  me: string | null,
): SensorMark[] {
  return sensors.flatMap((s) =>
    s.kind === 'radar'
      ? [
          {
            id: s.id,
            at: { lat: s.lat, lon: s.lon },
            letter: letterOf(s.assignedTo),
            own: s.assignedTo === me,
          },
        ]
      : [],
  );
}

/** From this zoom on sensors are named; farther out a name comes under the pointer. The own ones earlier. */
const NAMED_ZOOM = { own: 2.2, other: 3.4 };

export function sensorLabels(
  sensors: readonly Sensor[],
  texts: MapTexts,
  me: string | null,
  zoom: number,
): Label[] {
  return sensors.flatMap((s): Label[] =>
    s.kind === 'radar'
      ? [
          {
            ...plain(`sensor:${s.id}`, s),
            lines: [[run(shortName(texts.words(s.name)), 'place')]],
            priority: PRIORITY.sensors,
            clear: 10,
            onHover: zoom < (s.assignedTo === me ? NAMED_ZOOM.own : NAMED_ZOOM.other),
          },
        ]
      : [],
  );
}
/** The first part of a name says which: `Shariki, Japan`. */
const shortName = (name: string): string => name.split(/[,(]/)[0]?.trim() ?? name;

function plain(id: string, anchor: LatLon): Label {
  return {
    id,
    anchor: { lat: anchor.lat, lon: anchor.lon },
    lines: [],
    boxed: false,
    severity: null,
    priority: PRIORITY.places,
    leader: false,
    clear: 5,
    selection: null,
  };
}

/** Crosses on the selected path; times stand beside those that are still to come. */
export function tickMarks(objects: readonly MapObject[]): TickMark[] {
  return objects
    .filter((o) => o.tone === 'selected')
    .flatMap((o) => {
      const path = [...o.measured, ...o.predicted];
      const everyMs = tickStepMs((path[path.length - 1]?.atMs ?? 0) - (path[0]?.atMs ?? 0));
      return [...ticksOf(o.measured, everyMs), ...ticksOf(o.predicted, everyMs)].map((t) => ({
        ...t,
        selected: true,
      }));
    });
}
const TICK_STEPS_MS = [5, 10, 15, 30, 60].map((minutes) => minutes * 60e3);
const MOST_TICKS = 7;
/** Every five minutes; on long ways wider, so that the times stay apart. */
const tickStepMs = (pathMs: number): number =>
  TICK_STEPS_MS.find((step) => pathMs / step <= MOST_TICKS) ?? 60 * 60e3;

export function tickLabels(marks: readonly TickMark[], fromMs: number, texts: MapTexts): Label[] {
  return marks
    .filter((m) => m.atMs > fromMs)
    .map((m) => ({
      ...plain(`tick:${m.atMs}`, m.place),
      lines: [[run(texts.minute(m.atMs), 'monoStrong')]],
      priority: PRIORITY.times,
      clear: 9,
    }));
}

/** Estimates that a small cross marks: launch and impact of the selected, impact of the own picture's tracks. */
export function crossPlaces(objects: readonly MapObject[]): LatLon[] {
  return objects.flatMap((o) => {
    const { launchPoint } = o.record;
    const impact = drawnImpact(o.record.impact);
    const down = impact && o.freshness !== 'ended' ? [impact] : [];
    if (o.tone === 'selected') return [launchPoint, ...down];
    return o.tone === 'own' ? down : [];
  });
}

/** Where own cover of the selected launch ends, on its predicted path. */
export function coverEndMark(objects: readonly MapObject[], coverEndsMs: number | null): Tick | null {
  const selected = objects.find((o) => o.tone === 'selected');
  return selected && coverEndsMs !== null ? tickAt(selected.predicted, coverEndsMs) : null;
}
export function coverEndLabel(mark: Tick, texts: MapTexts): Label {
  return {
    ...plain('cover-end', mark.place),
    lines: [[run(texts.coverEnds(mark.atMs), 'amber')]],
    priority: PRIORITY.regions,
    clear: 14,
    leader: true,
  };
}

/** An open window that nothing was matched with is named, and the selected one; the others under the pointer. */
export function noticeLabels(
  notices: readonly LaunchNotification[],
  nowMs: number,
  compact: boolean,
  selected: string | null,
): Label[] {
  return notices.map((n) => {
    const waits = n.status !== 'MATCHED' && n.window.fromMs <= nowMs && n.window.toMs > nowMs;
    return {
      ...plain(`notice:${n.id}`, areaCentre(n.launchArea)),
      lines: [[run(shortNumber('N', n.number), 'monoDim')]],
      priority: n.id === selected ? PRIORITY.regions : PRIORITY.notices,
      clear: 8,
      selection: { kind: 'notification', id: n.id },
      onHover: n.id !== selected && (compact || !waits),
    };
  });
}

export function placesAt(zoom: number): PlaceName[] {
  return PLACES.filter((p) => zoom >= RANK_ZOOM[p.rank]);
}
export function placeLabels(places: readonly PlaceName[], texts: MapTexts): Label[] {
  return places.map((p) => ({
    ...plain(`place:${p.lat} ${p.lon}`, p),
    lines: [[run(texts.words(p.name), p.water ? 'water' : 'place')]],
    priority: PRIORITY.places + (p.water ? 0.5 : 0) + p.rank / 10,
    ...(p.water ? { centred: true } : {}),
  }));
}

/** Points that labels had better not cover: the selected path and region edges. */
export function softPlaces(objects: readonly MapObject[], rings: readonly (readonly LatLon[])[]): LatLon[] {
  const selected = objects.find((o) => o.tone === 'selected');
  const path: LatLon[] = [];
  if (selected) {
    path.push(...selected.measured);
    const last = selected.predicted[selected.predicted.length - 1]?.atMs ?? 0;
    for (let atMs = selected.state.epochMs; atMs <= last; atMs += 20e3) {
      const p = pointAt(selected.predicted, atMs);
      if (p) path.push(p);
    }
  }
  return [...path, ...rings.flat()];
}
