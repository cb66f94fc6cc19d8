/** From what the console holds to what the map shows: sources of the engine and marks of the overlay. */
import type { SourceState } from '../../../client/source/source';
import type { TrackBuffer } from '../../../client/source/track-buffer';
import type { ConsoleState, Selection } from '../../../client/stores/console-store';
import {
  partiesOf,
  selectLaunches,
  selectNotifications,
  selectOpenAlerts,
  selectOwnTracks,
} from '../../../client/stores/select';
import { type Severity, severityRank } from '../../../domain/alert';
import type { Compartment } from '../../../domain/labels';
import { ellipseRing } from '../../../domain/regions';
import { inService, type Sensor } from '../../../domain/sensors';
import { subsolarPoint } from '../../../domain/sun';
import type { TrailPoint } from '../../../domain/view';
import { drawnImpact } from '../../dossier/model';
import { burntOutMs, coverEndsMs, coverOf as spansOf } from '../../timeline/cover';
import type { OverlayScene } from '../overlay/painter';
import { type Detail, detailOf } from './detail';
import { givenTracks } from './given';
import {
  coveringRadars,
  fansOf,
  type Ground,
  type GroundArea,
  keptNotices,
  noticeAreas,
  noticesNear,
  pathLines,
  regionAreas,
} from './ground';
import {
  coverEndLabel,
  coverEndMark,
  crossPlaces,
  noticeLabels,
  placeLabels,
  placesAt,
  sensorLabels,
  sensorMarks,
  softPlaces,
  tickLabels,
  tickMarks,
} from './marks';
import { headLabel, type LabelContext, motionAt, regionLabels } from './object-labels';
import { type MapObject, ObjectBook } from './objects';
import {
  impactGap,
  type Reported,
  ReportedBook,
  reportedAreas,
  reportedCrosses,
  reportedLabels,
  reportedLines,
  reportedSign,
} from './reported';
import type { MapTexts } from './texts';

export interface SceneInput {
  state: SourceState;
  console: ConsoleState;
  tracks: (compartment: Compartment) => Pick<TrackBuffer, 'entry'>;
  texts: MapTexts;
  nowMs: number;
  zoom: number;
  compact: boolean;
}
export interface BuiltScene {
  objects: MapObject[];
  /** The step of detail that most of it is drawn by. */
  detail: Detail;
  overlay: OverlayScene;
  ground: Ground;
}

/** The night line is drawn anew each minute. */
const SUN_STEP_MS = 60e3;
const NO_TRAIL: readonly TrailPoint[] = [];

/** Builds scenes; keeps what still holds of the last one. */
export class SceneBuilder {
  readonly #book = new ObjectBook();
  readonly #reports = new ReportedBook();
  #fans: { sign: string; fans: GroundArea[] } = { sign: '', fans: [] };
  #ground: { held: readonly unknown[]; ground: Ground } | null = null;

  build(input: SceneInput): BuiltScene {
    const { state, console, texts, nowMs, zoom } = input;
    const me = state.me?.participant ?? null;
    const sensors = (state.views.SHARED?.sensors ?? []).filter((s) => inService(s, nowMs));
    const own = sensors.filter((s) => s.assignedTo === me);
    const objects = objectsOf(
      this.#book,
      state,
      input.tracks,
      console.selection,
      console.layers.national,
      nowMs,
    );
    const reported = console.layers.reported ? this.#reports.list(state, objects) : [];
    const selected = objects.find((o) => o.tone === 'selected') ?? null;
    const coverEnds = selected ? coverEndOf(selected, own, state, nowMs) : null;
    const notices = noticesNear(selectNotifications(state), nowMs, keptNotices(objects, console.selection));
    return {
      objects,
      detail: detailOf(objects.length),
      ground: this.#groundOf(input, objects, own, notices, reported),
      overlay: this.#overlay(
        input,
        objects,
        reported,
        sensors,
        notices,
        {
          texts,
          nowMs,
          coverEndsMs: coverEnds,
          compact: input.compact,
        },
        zoom,
      ),
    };
  }

  #overlay(
    { state, console, texts, nowMs, compact }: SceneInput,
    objects: MapObject[],
    reported: Reported[],
    sensors: Sensor[],
    notices: ReturnType<typeof noticesNear>,
    ctx: LabelContext,
    zoom: number,
  ): OverlayScene {
    const me = state.me?.participant ?? null;
    const letterOf = (id: string) => state.participants.find((p) => p.id === id)?.letter ?? '?';
    const ticks = tickMarks(objects);
    const coverEnd = console.layers.coverage ? coverEndMark(objects, ctx.coverEndsMs) : null;
    const towns = placesAt(compact ? zoom - 0.6 : zoom);
    const selected = objects.find((o) => o.tone === 'selected');
    const impact = selected ? drawnImpact(selected.record.impact) : null;
    // Where there are many only what matters most is named; the rest under the pointer.
    const named = objects.filter((o) => o.detail === 'full');
    const gaps = reported.flatMap(({ launch, solutions }) =>
      launch.tone === 'selected' ? (impactGap(solutions) ?? []) : [],
    );
    return {
      objects,
      sensors: sensorMarks(sensors, letterOf, me),
      notices: console.layers.notices ? notices : [],
      ticks,
      crosses: [...crossPlaces(named), ...reportedCrosses(reported)],
      gaps,
      coverEnd,
      towns,
      soft: softPlaces(objects, impact ? [ellipseRing(impact, 0.9)] : []),
      labels: [
        ...named.map((o) => headLabel(o, ctx)),
        ...named.flatMap((o) => regionLabels(o, ctx)),
        ...reportedLabels(reported, texts, compact),
        ...tickLabels(ticks, nowMs, texts),
        ...(coverEnd ? [coverEndLabel(coverEnd, texts)] : []),
        ...(console.layers.notices
          ? noticeLabels(notices, nowMs, compact, console.selection?.id ?? null)
          : []),
        ...sensorLabels(sensors, texts, me, compact ? zoom - 0.6 : zoom),
        ...placeLabels(towns, texts),
      ],
      labelOf(key) {
        const object = objects.find((o) => o.key === key);
        return object ? headLabel(object, ctx) : null;
      },
    };
  }

  /** The same ground object as long as nothing on it changed: it is painted anew only with a new one. */
  #groundOf(
    { state, console, nowMs }: SceneInput,
    objects: MapObject[],
    own: Sensor[],
    notices: ReturnType<typeof noticesNear>,
    reported: Reported[],
  ): Ground {
    const { layers } = console;
    const fans = this.#cover(state, own, altitudeM(console.coverAltitudeKm, objects, nowMs));
    const sunMs = Math.floor(nowMs / SUN_STEP_MS) * SUN_STEP_MS;
    const held = [
      ...[layers, fans, sunMs, groundSign(objects), reportedSign(reported)],
      notices.map((n) => `${n.id} ${n.rev}`).join('|'),
    ];
    if (this.#ground?.held.every((v, i) => v === held[i])) return this.#ground.ground;
    const ground: Ground = {
      sun: layers.night ? subsolarPoint(sunMs) : null,
      fans: layers.coverage ? fans : null,
      areas: [
        ...(layers.notices ? noticeAreas(notices) : []),
        ...(layers.uncertainty ? regionAreas(objects.filter((o) => o.detail === 'full')) : []),
        ...reportedAreas(reported),
      ],
      lines: [...pathLines(objects, layers.trails), ...reportedLines(reported)],
    };
    this.#ground = { held, ground };
    return ground;
  }

  #cover(state: SourceState, own: Sensor[], altM: number): GroundArea[] {
    const me = state.me?.participant;
    const radars = coveringRadars(own, (me && state.views[`NAT:${me}`]?.sensorStates) || {});
    const sign = `${altM} ${radars.map((r) => r.id).join(' ')}`;
    if (this.#fans.sign !== sign)
      this.#fans = {
        sign,
        fans: fansOf(radars, altM, partiesOf(state.participants, state.views.SHARED?.regime)[0]?.id === me),
      };
    return this.#fans.fans;
  }
}

/** Changes whenever a path or region must be drawn anew: not with time alone. */
const groundSign = (objects: readonly MapObject[]): string =>
  objects
    .filter((o) => o.detail !== 'heads')
    .map(
      (o) =>
        `${o.key} ${o.tone} ${o.record.rev} ${o.freshness} ${o.fade} ${o.state.epochMs} ${o.measured.length}`,
    )
    .join('|');

type Held = Pick<SourceState, 'views' | 'me' | 'participants' | 'preview'>;

/** What flies on the map, from what a console holds. */
export function objectsOf(
  book: ObjectBook,
  state: Held,
  tracks: SceneInput['tracks'],
  selection: Selection | null,
  showOwn: boolean,
  nowMs: number,
): MapObject[] {
  return book.list({
    launches: selectLaunches(state),
    tracks: selectOwnTracks(state),
    given: givenTracks(state),
    trailOf: (id) => trailOf(state, id),
    shared: tracks('SHARED'),
    own: tracks(state.me ? `NAT:${state.me.participant}` : 'SHARED'),
    severityOf: severities(state),
    selection,
    showOwn,
    nowMs,
  });
}

function trailOf(state: Held, id: string): readonly TrailPoint[] {
  for (const view of Object.values(state.views)) if (view?.trails[id]) return view.trails[id];
  return NO_TRAIL;
}

/** The most urgent open alert of each launch. */
function severities(state: Held): (launch: string) => Severity | null {
  const held = new Map<string, Severity>();
  for (const { alert } of selectOpenAlerts(state)) {
    const id = alert.facts.launch;
    if (!id) continue;
    const known = held.get(id);
    if (!known || severityRank(alert.severity) > severityRank(known)) held.set(id, alert.severity);
  }
  return (launch) => held.get(launch) ?? null;
}

/** When one's own sensors lose the selected launch: the same computation as the timeline's cover lane. */
function coverEndOf(o: MapObject, own: Sensor[], state: SourceState, nowMs: number): number | null {
  if (o.of !== 'launch' || o.record.lifecycle !== 'open') return null;
  const me = state.me?.participant;
  const states = (me && state.views[`NAT:${me}`]?.sensorStates) || {};
  // Of what lies ahead only whether it still burns counts: whose infrared saw it last is past.
  const burntMs = burntOutMs(o.record, null, own, nowMs);
  return coverEndsMs(spansOf(o.record, burntMs, [], own, states, nowMs), nowMs);
}

const TRACK_STEP_M = 50e3;
/** The altitude that cover is drawn for, metres; of the selected track in steps, so that fans do not creep. */
function altitudeM(wanted: ConsoleState['coverAltitudeKm'], objects: MapObject[], nowMs: number): number {
  if (wanted !== 'track') return wanted * 1000;
  const selected = objects.find((o) => o.tone === 'selected');
  if (!selected) return 500e3;
  return Math.max(TRACK_STEP_M, Math.round(motionAt(selected, nowMs).heightM / TRACK_STEP_M) * TRACK_STEP_M);
}
