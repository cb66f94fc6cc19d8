/** What flies on the map: launches of the joint picture and tracks of the own one, with what was measured and what is predicted. */
import type { TrackBuffer } from '../../../client/source/track-buffer';
import type { Selection } from '../../../client/stores/console-store';
import type { Severity } from '../../../domain/alert';
import type { LatLon } from '../../../domain/geodesy';
import { shortNumber } from '../../../domain/ids';
import type { FrameEntry } from '../../../domain/protocol/frames';
import type { Launch, NationalTrack } from '../../../domain/records';
import type { TrailPoint } from '../../../domain/view';
import { drawnImpact } from '../../dossier/model';
import { type FlightState, type PathPoint, pointAt, pointOfState } from '../geometry/path';
import { type Freshness, type HeadKind, headKind, launchFreshness, trackFreshness } from '../head';
import { type Detail, detailOf, SHORT_PATH_MS } from './detail';
import { PathBook, StretchBook } from './path-book';

export type Fade = 0 | 1 | 2 | 3;
export type Tone = 'selected' | 'other' | 'ended' | 'own';
interface Common {
  key: string;
  selection: Selection;
  /** `L-0117`, `TK-0311`. */
  short: string;
  /** Letter of the Party that has released it; null of what is not another's. */
  givenBy: string | null;
  tone: Tone;
  kind: HeadKind;
  freshness: Freshness;
  /** Of its most urgent open alert. */
  severity: Severity | null;
  /** Of what ended or was lost: 0 just now, then ever fainter until it leaves the map. 0 for all else. */
  fade: Fade;
  /** How much of it is drawn: less of what is neither selected nor alerted where there are many. */
  detail: Detail;
  /** The newest state: of a frame, or of the record where that is newer. */
  state: FlightState;
  burning: boolean;
  /** From the first look to the newest state. */
  measured: PathPoint[];
  /** From the newest state on; empty for what has ended. */
  predicted: PathPoint[];
}
export type MapObject = Common & ({ of: 'launch'; record: Launch } | { of: 'track'; record: NationalTrack });

/** A released track as one to be drawn, under the number of its copy. */
export interface GivenTrack {
  track: NationalTrack;
  letter: string;
  short: string;
}

export interface ObjectInput {
  launches: readonly Launch[];
  tracks: readonly NationalTrack[];
  /** Tracks that other Parties have released. */
  given: readonly GivenTrack[];
  /** Trails by launch or track id. */
  trailOf: (id: string) => readonly TrailPoint[];
  shared: Pick<TrackBuffer, 'entry'>;
  own: Pick<TrackBuffer, 'entry'>;
  severityOf: (launch: string) => Severity | null;
  selection: Selection | null;
  /** All tracks of the own picture, not only those that no launch stands for. */
  showOwn: boolean;
  nowMs: number;
}

/** What has ended stays on the map so long; lists keep it for the watch. */
const ENDED_KEEP_MS = 20 * 60e3;
/** Ages at which it fades by a step: after the first it loses its label. */
const FADES_MS = [3 * 60e3, 8 * 60e3, 14 * 60e3];
/** How far ahead is drawn: of what burns, of what stays up, of what comes down at a time not known yet. */
const AHEAD_MS = { burning: 45e3, orbital: 25 * 60e3, falling: 45 * 60e3 };

/** Makes the objects; keeps predictions that still hold. */
export class ObjectBook {
  readonly #paths = new PathBook();
  readonly #stretches = new StretchBook();

  list(input: ObjectInput): MapObject[] {
    const launches = input.launches.filter((l) => isShown(l, input));
    const tracks = input.tracks.filter((t) => isOwnShown(t, input));
    const given = input.given.filter(({ track }) => isOwnShown(track, input));
    const detail = detailOf(launches.length + tracks.length + given.length);
    const objects = [
      ...launches.map((l) => this.#launch(l, input, detail)),
      ...tracks.map((t) => this.#track(t, input, detail)),
      ...given.map((g) => this.#track(g.track, input, detail, g)),
    ];
    const keys = new Set(objects.map((o) => o.key));
    this.#paths.keep(keys);
    this.#stretches.keep(keys);
    return objects;
  }

  #launch(record: Launch, input: ObjectInput, wanted: Detail): MapObject {
    const selected = isSelected('launch', record.id, input);
    const entry = input.shared.entry(record.number);
    const severity = input.severityOf(record.id);
    const detail = selected || severity === 'CRITICAL' || severity === 'HIGH' ? 'full' : wanted;
    const freshness = launchFreshness(record, entry, input.nowMs);
    const key = `launch:${record.id}`;
    return {
      of: 'launch',
      record,
      key,
      selection: { kind: 'launch', id: record.id },
      short: shortNumber('L', record.number),
      givenBy: null,
      tone: selected ? 'selected' : record.lifecycle === 'open' ? 'other' : 'ended',
      severity,
      detail,
      fade: selected ? 0 : fadeOf(freshness, record.endedMs ?? record.updatedMs, input.nowMs),
      ...this.#flight(key, record, entry, freshness, input, detail),
    };
  }

  #track(
    record: NationalTrack,
    input: ObjectInput,
    wanted: Detail,
    given: GivenTrack | null = null,
  ): MapObject {
    const selected = isSelected('track', record.id, input);
    // Frames are of the own picture: what was given has the states of its copies.
    const entry = given === null ? input.own.entry(record.number) : null;
    const freshness = trackFreshness(record.status);
    const detail = selected ? 'full' : wanted;
    const key = `track:${record.id}`;
    return {
      of: 'track',
      record,
      key,
      selection: { kind: 'track', id: record.id },
      short: given?.short ?? shortNumber('TK', record.number),
      givenBy: given?.letter ?? null,
      tone: selected ? 'selected' : 'own',
      severity: null,
      detail,
      fade: selected ? 0 : fadeOf(freshness, record.lastLookMs, input.nowMs),
      ...this.#flight(key, record, entry, freshness, input, detail),
    };
  }

  #flight(
    key: string,
    record: Launch | NationalTrack,
    entry: FrameEntry | null,
    freshness: Freshness,
    input: ObjectInput,
    detail: Detail,
  ): Pick<Common, 'kind' | 'freshness' | 'state' | 'burning' | 'measured' | 'predicted'> {
    const { kinematics: k } = record;
    const newer = entry !== null && entry.epochMs > k.epochMs;
    const state: FlightState = newer
      ? { epochMs: entry.epochMs, x: [...entry.position, ...entry.velocity], a: entry.thrust }
      : { epochMs: k.epochMs, x: k.x, a: k.a };
    const burning = (newer ? entry.phase : record.phase) === 'boost';
    const over = freshness === 'ended' || freshness === 'lost';
    const common = { kind: headKind(record.classes), freshness, state, burning };
    const wholeMs = aheadMs(record, state, burning);
    if (detail === 'heads') {
      if (over) return { ...common, measured: [pointOfState(state.x, state.epochMs)], predicted: [] };
      const until = state.epochMs + wholeMs;
      return { ...common, measured: [], predicted: this.#stretches.stretch(key, state, input.nowMs, until) };
    }
    const short = detail === 'paths';
    const untilMs =
      state.epochMs + (short ? Math.min(wholeMs, input.nowMs - state.epochMs + SHORT_PATH_MS) : wholeMs);
    // A short path grows with time: it is made anew when half of it is flown.
    const sign = short ? Math.ceil(untilMs / (SHORT_PATH_MS / 2)) : untilMs;
    const path = this.#paths.path(key, `${detail} ${state.epochMs} ${sign}`, state, untilMs);
    const fromMs = short ? state.epochMs - SHORT_PATH_MS : Number.NEGATIVE_INFINITY;
    const measured = input
      .trailOf(record.id)
      .filter(([atMs]) => atMs >= fromMs && atMs < state.epochMs)
      .map(([atMs, lat, lon, heightM]): PathPoint => ({ atMs, lat, lon, heightM }));
    if (path[0]) measured.push(path[0]);
    return { ...common, measured, predicted: over ? [] : path };
  }
}

const isSelected = (kind: 'launch' | 'track', id: string, { selection }: ObjectInput): boolean =>
  selection?.kind === kind && selection.id === id;

function isShown(launch: Launch, input: ObjectInput): boolean {
  if (launch.lifecycle === 'open' || isSelected('launch', launch.id, input)) return true;
  return launch.lifecycle === 'ended' && input.nowMs - (launch.endedMs ?? launch.updatedMs) < ENDED_KEEP_MS;
}

/** A track that no launch stands for is always on the map: nothing else shows it. */
function isOwnShown(track: NationalTrack, input: ObjectInput): boolean {
  if (isSelected('track', track.id, input)) return true;
  const live =
    track.status !== 'ended' && (track.status !== 'lost' || input.nowMs - track.lastLookMs < ENDED_KEEP_MS);
  return live && (input.showOwn || track.reportedAs === null);
}

function fadeOf(freshness: Freshness, overSinceMs: number, nowMs: number): Fade {
  if (freshness !== 'ended' && freshness !== 'lost') return 0;
  return FADES_MS.filter((ms) => nowMs - overSinceMs >= ms).length as Fade;
}

/** How far ahead of its state a path is drawn, ms. */
export function aheadMs(
  record: Pick<Launch, 'impact'>,
  state: Pick<FlightState, 'epochMs'>,
  burning: boolean,
): number {
  if (burning) return AHEAD_MS.burning;
  const { impact } = record;
  if (impact === null) return AHEAD_MS.falling;
  const known = drawnImpact(impact);
  if (known === null) return AHEAD_MS.orbital;
  return Math.max(0, known.atMs + 3000 * known.sigmaS - state.epochMs);
}

/** Where an object is at a time: on its prediction, else at its last measured point. */
export function placeAt(object: MapObject, nowMs: number): PathPoint | null {
  const { predicted, measured } = object;
  const first = predicted[0];
  const last = predicted[predicted.length - 1];
  if (!first || !last || nowMs <= first.atMs) return first ?? measured[measured.length - 1] ?? null;
  return nowMs >= last.atMs ? last : pointAt(predicted, nowMs);
}

/** A place a little farther on its course, for turning its head. */
export function aheadOf(object: MapObject, nowMs: number): LatLon | null {
  const { predicted, measured } = object;
  const path = predicted.length > 1 ? predicted : measured;
  const end = path[path.length - 1];
  if (!end || path.length < 2) return null;
  return nowMs + 10e3 < end.atMs ? pointAt(path, Math.max(nowMs, path[0]?.atMs ?? 0) + 10e3) : null;
}
