import { distanceM } from '../../domain/geodesy';
import type { CountSummary, ExternalReport, FeedInput, Rejection } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import type { LaunchReport, SensorState } from '../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { WatchSubject } from '../../domain/statements';
import type { SensorsDiffer, SourceFault } from '../alerts/rules/feed';
import { couldHaveSeen, type NotificationBody } from '../assessment';
import { type ClaimChange, type Claims, createClaims, type Watch } from '../assessment/claims';
import { sigmaM } from '../assessment/launch-facts';
import { coverOf } from '../assessment/watch-statements';
import { createPicture, type Picture, type TrackChange } from '../fusion';
import { createReporter, type Reporter } from '../fusion/report';
import { leavesGap } from './cover-gap';
import { published } from './digits';
import { OwnWatch, type OwnWatchSnapshot } from './own-watch';
import { ReportPolicy, type ReportPolicySnapshot } from './report-policy';
import { SensorHealth } from './sensor-health';
import type { OwnWatchOf } from './statement-desk';
import { type StillSpot, StillSpots } from './still-spots';

export interface NationalOutput {
  tracks: TrackChange[];
  reports: LaunchReport[];
  sensors: SensorState[];
  claims: ClaimChange[];
  /** Of its own sources, by time alone. */
  faults: SourceFault[];
  differs: SensorsDiffer[];
}

/**
 * One national centre: its sensors' looks in, its own picture, the launch reports that it gives, and what its sites and
 * computers claim beside that picture.
 */
export class NationalCentre {
  readonly participant: ParticipantId;
  readonly picture: Picture;
  readonly #reporter: Reporter;
  readonly #policy: ReportPolicy;
  readonly #health: SensorHealth;
  readonly #claims: Claims;
  readonly #spots: StillSpots;
  readonly #own: OwnWatch;
  readonly #sensors: readonly Sensor[];
  readonly #stillForMs: number;
  readonly #regime: Regime;
  /** Tracks that rest on a spot that does not move: their reports are taken back. */
  readonly #doubted: Set<string>;

  constructor(
    session: SessionId,
    participant: ParticipantId,
    sensors: Sensor[],
    epochMs: number,
    stored?: NationalSnapshot,
    own: { regime: Regime; claimNumber: () => number } = { regime: DEFAULT_REGIME, claimNumber: () => 0 },
  ) {
    const { regime, claimNumber } = own;
    this.participant = participant;
    this.picture = createPicture({
      picture: `national:${participant}`,
      session,
      owner: participant,
      sensors,
    });
    this.#reporter = createReporter({ session, party: participant, picture: this.picture });
    this.#policy = new ReportPolicy(regime.reports?.[participant], stored?.leaving);
    this.#health = new SensorHealth(sensors, epochMs, stored?.health as never);
    const holder = participant;
    this.#claims = createClaims({ session, holder, sensors, regime, numberFor: claimNumber });
    const infrared = sensors.filter((s) => s.kind === 'ir');
    this.#spots = new StillSpots(infrared, stored?.spots);
    this.#own = new OwnWatch(sensors, regime.feed, stored?.own);
    this.#sensors = sensors;
    this.#regime = regime;
    this.#stillForMs = regime.claim.stillForS * 1000;
    this.#doubted = new Set(stored?.doubted);
    if (stored) {
      this.picture.restore(stored.picture);
      this.#reporter.restore(stored.reporter);
      this.#claims.restore(stored.claims);
    }
  }

  ingest(input: FeedInput, nowMs: number): NationalOutput {
    this.#own.take(input);
    if (input.kind === 'externalReport' || input.kind === 'countSummary')
      return { ...NOTHING, claims: this.#claimed(input, nowMs) };
    const sensors = this.#health.take(input, nowMs);
    if (input.kind === 'detection') this.#spots.detection(input);
    if (input.kind === 'scan') this.#spots.scan(input.sensor, input.atMs);
    const plot = input.kind === 'detection' || input.kind === 'scan' || input.kind === 'sensorStatus';
    const tracks = plot ? this.picture.ingest(input, nowMs) : [];
    for (const { track, reason } of tracks)
      if (reason === 'confirmed' && track.why) track.why.without = this.picture.without(track.id);
    const claims = this.#unseen(tracks, nowMs);
    if (input.kind !== 'scan') return { ...NOTHING, tracks, sensors, claims };
    const made = [...this.#doubt(nowMs, claims), ...this.#reporter.update(nowMs, tracks)];
    const reports = this.#policy.leaving(made, nowMs).map(published);
    return { ...NOTHING, tracks, reports, sensors, claims };
  }

  advance(nowMs: number): NationalOutput {
    const tracks = this.picture.advance(nowMs);
    const claims = this.#unseen(tracks, nowMs);
    if (this.#claims.waiting()) claims.push(...this.#claims.advance(nowMs, this.#watch(nowMs)));
    const sensors = this.#health.advance(nowMs);
    return {
      ...this.#own.advance(nowMs, this.picture.tracks(), this.#health.looking(nowMs)),
      tracks,
      reports: this.#policy.leaving(this.#reporter.update(nowMs, tracks), nowMs).map(published),
      sensors,
      claims,
    };
  }

  #claimed(input: ExternalReport | CountSummary, nowMs: number): ClaimChange[] {
    return input.kind === 'externalReport'
      ? this.#claims.takeReport(input, nowMs)
      : this.#claims.takeCount(input, nowMs);
  }

  /** A track that one satellite alone shows, on a spot that does not move: the Party takes back what it reported of it. */
  #doubt(nowMs: number, claims: ClaimChange[]): LaunchReport[] {
    const reports: LaunchReport[] = [];
    for (const t of this.picture.tracks()) {
      const [only] = t.sensors;
      const alone =
        t.sensors.length === 1 && only?.looks !== undefined && !t.phenomenologies.includes('RADAR');
      if (this.#doubted.has(t.id)) {
        if (alone) continue;
        // Somebody else sees it too: then it is no spot.
        this.#doubted.delete(t.id);
        this.#reporter.resume(t.id);
        continue;
      }
      if (!alone || this.#spots.behind(t.evidence, this.#stillForMs).length === 0) continue;
      this.#doubted.add(t.id);
      const report = this.#reporter.withdraw(t, nowMs);
      if (report) reports.push(report);
      claims.push(...this.#claims.unsee(t.id, nowMs));
    }
    return reports;
  }

  #watch(nowMs: number): Watch {
    const seen = this.picture.tracks().flatMap(({ id, launchPoint: p }) => {
      if (this.#doubted.has(id)) return [];
      return [{ id, lat: p.lat, lon: p.lon, launchMs: p.atMs, sigmaM: sigmaM(p) }];
    });
    return { seen, looking: this.#health.looking(nowMs), still: this.#spots.places(this.#stillForMs) };
  }

  /** A track that proved false bears nothing out. */
  #unseen(changes: TrackChange[], nowMs: number): ClaimChange[] {
    const gone = changes.filter((c) => c.reason === 'refuted' || c.reason === 'dissolved');
    return gone.flatMap(({ track }) => this.#claims.unsee(track.id, nowMs));
  }

  /** Opaque name under which a track is reported, or null if it is not. */
  seriesOf(trackId: string): string | null {
    return this.#reporter.seriesOf(trackId);
  }

  /** A record of its sources that the door refused. */
  refused(said: string, rejection: Rejection, nowMs: number): void {
    this.#own.refused(said, rejection, nowMs);
  }

  /** True if one of its sensors looked where now nobody of it looks. */
  leavesGap(id: string, nowMs: number): boolean {
    const sensor = this.#sensors.find((s) => s.id === id);
    return sensor !== undefined && leavesGap(sensor, this.#health.looking(nowMs), nowMs);
  }

  /** What its sensors could have seen of a launch from there then, and how many tracks of its own began there. */
  watched({ place, window }: WatchSubject, nowMs: number): ReturnType<OwnWatchOf> {
    if (!place) return { sensors: [], confidence: 0, seen: 0 };
    const seen = this.picture.tracks().filter(({ id, launchPoint: p, status }) => {
      if (status === 'tentative' || this.#doubted.has(id)) return false;
      const offMs = Math.max(window.fromMs - p.atMs, p.atMs - window.toMs);
      return offMs <= 3000 * p.sigmaS && distanceM(place, p) <= place.radiusM + 3 * sigmaM(p);
    });
    const looking = this.#health.lookingSince(nowMs);
    return { ...coverOf(looking, place, window, this.#regime), seen: seen.length };
  }

  /** How many of its own sensors could have seen a launch as announced. */
  couldHaveSeen(notification: NotificationBody, nowMs: number): number {
    return couldHaveSeen(this.#health.lookingSince(nowMs), notification, this.#regime.match).length;
  }

  forgive(nowMs: number): void {
    this.#health.forgive(nowMs);
  }

  snapshot(): NationalSnapshot {
    return {
      picture: this.picture.snapshot(),
      reporter: this.#reporter.snapshot(),
      leaving: this.#policy.snapshot(),
      health: this.#health.snapshot(),
      claims: this.#claims.snapshot(),
      spots: this.#spots.snapshot(),
      doubted: [...this.#doubted],
      own: this.#own.snapshot(),
    };
  }
}

const NOTHING: NationalOutput = {
  ...{ tracks: [], reports: [], sensors: [], claims: [], faults: [], differs: [] },
};

export interface NationalSnapshot {
  picture: unknown;
  reporter: unknown;
  leaving: ReportPolicySnapshot;
  health: unknown;
  claims: unknown;
  spots: StillSpot[];
  doubted: string[];
  own: OwnWatchSnapshot;
}
