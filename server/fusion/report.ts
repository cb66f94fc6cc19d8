import { makeId } from '../../domain/ids';
import type { ParticipantId, SessionId } from '../../domain/labels';
import type { LaunchReport } from '../../domain/records';
import type { NationalTrackBody } from './describe';
import type { Picture } from './picture';
import type { TrackChange } from './publish';

const UNSEEN_EVERY_MS = 60_000;
const VALID_MS = 120_000;
/** What a track is may have to be settled before it is reported; not longer than this. */
const SETTLE_MS = 15_000;
/** Names of ended tracks' reports are remembered this long: a track may be seen again. */
const REMEMBER_MS = 2 * 3600_000;

interface Series {
  /**
   * Null until something is reported. It is made of how many have been, which every receiver counts anyhow: made of the track's
   * id, whoever guesses that of a plot could tell which sensor's look began it.
   */
  series: string | null;
  reportNo: number;
  /** When its track was confirmed. */
  sinceMs: number;
  givenMs: number;
  rev: number;
  /** Looks counted at given times of the last minute: [atMs, looks]. */
  looks: [number, number][];
  /** When its track ended; null while it lives. */
  doneMs: number | null;
  /** Taken back while its track goes on: only who took it back may resume it. */
  doubted: boolean;
}

/**
 * The national centre's voice: makes launch reports of the picture's confirmed tracks. What a report holds is what the
 * Parties agreed to give (DESIGN §3.3): never sensors, detections, sensor status or the national track's id.
 */
export class Reporter {
  readonly #session: SessionId;
  readonly #party: ParticipantId;
  readonly #picture: Picture;
  #series = new Map<string, Series>();
  /** Series named so far. */
  #named = 0;

  constructor(o: { session: SessionId; party: ParticipantId; picture: Picture }) {
    this.#session = o.session;
    this.#party = o.party;
    this.#picture = o.picture;
  }

  /** Reports that are due: the first at confirmation, then each change that the picture tells. */
  update(nowMs: number, changes: readonly TrackChange[] = []): LaunchReport[] {
    const out: LaunchReport[] = [];
    for (const t of this.#picture.tracks()) {
      const s = this.#series.get(t.id) ?? this.#begin(t.id, nowMs);
      if (s.doneMs === null && this.#due(s, t, nowMs)) out.push(this.#report(s, t, nowMs, false));
    }
    for (const { track: t, reason } of changes) {
      const s = this.#series.get(t.id);
      if (s && reason === 'seen again' && !s.doubted) s.doneMs = null;
      if (!s || s.doneMs !== null || (t.status !== 'lost' && t.status !== 'ended')) continue;
      s.doneMs = nowMs;
      // What was never there the Party takes back, and what it has told under another name. What is lost to view or
      // has come down was there: its reports stand, and the joint side tells its end.
      const takenBack =
        reason === 'refuted' || reason === 'dissolved' || (reason === 'merged' && this.#toldAs(t.id));
      if (takenBack && s.reportNo > 0) out.push(this.#report(s, t, nowMs, true));
    }
    for (const [id, s] of this.#series)
      if (s.doneMs !== null && nowMs - s.doneMs > REMEMBER_MS) this.#series.delete(id);
    return out;
  }

  /** Whether a track that was taken into another is reported under the other's name. */
  #toldAs(id: string): boolean {
    return [...this.#series.keys()].some((other) => other !== id && this.#picture.sameAs(other).includes(id));
  }

  /**
   * What a track rests on has proved false, though it goes on: the Party takes back what it reported of it, and reports it no
   * more. Null if it has reported nothing yet.
   */
  withdraw(t: NationalTrackBody, nowMs: number): LaunchReport | null {
    const s = this.#series.get(t.id) ?? this.#begin(t.id, nowMs);
    if (s.doneMs !== null) return null;
    s.doneMs = nowMs;
    s.doubted = true;
    return s.reportNo > 0 ? this.#report(s, t, nowMs, true) : null;
  }

  /** A track that was taken back is reported again. */
  resume(trackId: string): void {
    const s = this.#series.get(trackId);
    if (!s?.doubted) return;
    s.doubted = false;
    s.doneMs = null;
  }

  /** The opaque name under which a track is reported, or null. */
  seriesOf(trackId: string): string | null {
    return this.#series.get(trackId)?.series ?? null;
  }

  snapshot(): unknown {
    return structuredClone({ series: [...this.#series], named: this.#named });
  }
  restore(stored: unknown): void {
    const { series, named } = stored as { series: [string, Series][]; named: number };
    this.#series = new Map(structuredClone(series));
    this.#named = named;
  }

  #begin(trackId: string, sinceMs: number): Series {
    const s: Series = {
      series: null,
      reportNo: 0,
      sinceMs,
      givenMs: 0,
      rev: 0,
      looks: [],
      doneMs: null,
      doubted: false,
    };
    this.#series.set(trackId, s);
    return s;
  }

  #due(s: Series, t: NationalTrackBody, nowMs: number): boolean {
    if (s.reportNo === 0) return this.#isLaunch(t, nowMs - s.sinceMs);
    return t.rev !== s.rev || nowMs - s.givenMs >= UNSEEN_EVERY_MS;
  }

  /**
   * Whether a confirmed track is told as a launch. Not what a radar finds in orbit, which is a satellite, and not what may
   * turn out to be another track or a satellite while that is being settled.
   */
  #isLaunch(t: NationalTrackBody, knownMs: number): boolean {
    const coastsUnburnt = t.phase !== 'boost' && !t.phenomenologies.includes('IR');
    if (coastsUnburnt && t.impact === 'orbital') return false;
    if (knownMs >= SETTLE_MS) return true;
    return !(coastsUnburnt && t.impact === null) && !this.#picture.mayBeTwin(t.id);
  }

  #report(s: Series, t: NationalTrackBody, nowMs: number, withdrawn: boolean): LaunchReport {
    const series = s.series ?? makeId('series', this.#session, this.#party, ++this.#named);
    s.series = series;
    s.reportNo++;
    s.givenMs = nowMs;
    s.rev = t.rev;
    const total = t.sensors.reduce((n, x) => n + x.looks, 0);
    const before = [...s.looks].reverse().find(([at]) => at <= nowMs - 30_000);
    s.looks = [...s.looks.filter(([at]) => at > nowMs - 60_000), [nowMs, total]];
    const { kinematics, phase, launchPoint, azimuthDeg, impact, corridor, classes, phenomenologies } = t;
    return {
      id: makeId('report', this.#session, series, s.reportNo),
      party: this.#party,
      series,
      reportNo: s.reportNo,
      withdrawn,
      ...{ kinematics, phase, launchPoint, azimuthDeg, impact, corridor, classes, phenomenologies },
      looksIn30s: nowMs - t.lastLookMs > 30_000 ? 0 : Math.max(0, total - (before?.[1] ?? 0)),
      validUntilMs: nowMs + VALID_MS,
      givenMs: nowMs,
    };
  }
}

export function createReporter(o: ConstructorParameters<typeof Reporter>[0]): Reporter {
  return new Reporter(o);
}
