import type { Alert, CommandResult } from '../../domain/alert';
import type { AlertEvent } from '../../domain/alert-events';
import { isAwaited } from '../../domain/alert-machine';
import type { Consultation } from '../../domain/consultation';
import type { Compartment, ParticipantId, SessionId } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AlertCommand } from '../../domain/protocol/commands';
import type { Claim, Launch, LaunchNotification, SensorState } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import type { SystemWord } from '../../domain/system';
import { type AbsentSince, keyOf, takeCommand } from './answers';
import { AlertBook, type AlertsOutput, isTold, join, none } from './book';
import { countFiltered, type Filtered } from './filtered';
import { claimRulings } from './rules/claim';
import { doubtRulings } from './rules/claim-doubt';
import { consultationRulings } from './rules/consultation';
import {
  disagreeRulings,
  faultRulings,
  type SensorsDiffer,
  type SourceFault,
  staleRulings,
} from './rules/feed';
import { impactRulings } from './rules/impact';
import { launchRulings, scopeOf } from './rules/launch';
import { launchNoticeRulings, overdueRuling, unobservedRuling } from './rules/notice';
import { overdueRulings } from './rules/overdue';
import { raidRulings } from './rules/raid';
import { asRecognised } from './rules/recognised';
import { systemRulings } from './rules/system';

export type { AbsentSince } from './answers';
export type { AlertsOutput } from './book';
export type { AlertLine } from './lines';

export interface Alerts {
  onLaunch(launch: Launch, nowMs: number): AlertsOutput;
  /** All launches that are remembered, after one of them has changed: what they are together. */
  onLaunches(known: readonly Launch[], nowMs: number): AlertsOutput;
  /** What a launch says of notifications: of the one it was matched with, and of those that fit. */
  onLaunchNotice(launch: Launch, notice: LaunchNotification | null, nowMs: number): AlertsOutput;
  /** How many of each Party's sensors could have seen a launch as announced. */
  onUnobserved(
    notice: LaunchNotification,
    could: readonly { owner: ParticipantId; sensors: number }[],
    nowMs: number,
  ): AlertsOutput;
  /** The notice after a launch has become overdue, or no longer is (null). */
  onPost(launch: string, overdue: LaunchNotification | null, nowMs: number): AlertsOutput;
  /** `gap`: what it looked at nobody else of its Party looks at now. */
  onSensor(state: SensorState, owner: ParticipantId, nowMs: number, gap?: boolean): AlertsOutput;
  /** What a Party's centre has found of its own sources. */
  onFault(fault: SourceFault, owner: ParticipantId, nowMs: number): AlertsOutput;
  onDiffer(differ: SensorsDiffer, owner: ParticipantId, nowMs: number): AlertsOutput;
  /** A launch that is said to be, without a track; `owner` is the Party whose own site says so, null where all members hear it. */
  onClaim(claim: Claim, owner: ParticipantId | null, nowMs: number): AlertsOutput;
  /** What the center finds of itself. */
  onSystem(word: SystemWord, nowMs: number): AlertsOutput;
  command(
    id: string,
    principal: Principal,
    command: AlertCommand,
    nowMs: number,
    absentSinceMs?: AbsentSince,
  ): AlertsOutput & { result: CommandResult };
  /** Somebody of a Party is there again: what was acknowledged in its absence is handed to it. */
  returned(party: ParticipantId, nowMs: number): AlertsOutput;
  /** The regime is another: rules go by it from now on; who has left is asked no more on what stands. */
  onRegime(
    now: { parties: readonly ParticipantId[]; scope: Regime['scope']; left: ParticipantId | null },
    nowMs: number,
  ): AlertsOutput;
  /** A consultation as one stream holds it: whoever it awaits is asked there. */
  onConsultation(consultation: Consultation, compartment: Compartment, nowMs: number): AlertsOutput;
  /** The consultation about an alert has come so far. */
  consult(
    alertId: string,
    to: Extract<AlertEvent, { type: 'CONSULT' }>['to'],
    by: ParticipantId | 'ENGINE',
    nowMs: number,
  ): AlertsOutput;
  advance(nowMs: number): AlertsOutput;
  open(): Alert[];
  /** The first alert that the members share and that waits for an answer. */
  awaited(): Alert | null;
  /** Where an alert lies; null for one that is not there: it belongs to nobody. */
  compartmentOf(alertId: string): Compartment | null;
  snapshot(): unknown;
  restore(stored: unknown): void;
}

/** Rules say what should stand, the machine of `domain/alert-machine` decides; both are pure. */
export function createAlerts(o: {
  session: SessionId;
  parties: ParticipantId[];
  regime: Regime;
  numberFor: (compartment: Compartment) => number;
  /** The catalogue as every member knows it now. */
  sensors?: () => readonly Sensor[];
}): Alerts {
  const { sensors = () => [] } = o;
  let { parties, regime } = o;
  const book = new AlertBook(regime.alert, o.numberFor);
  let filtered: Filtered = {};
  return {
    onLaunch: (assessed, nowMs) => {
      const launch = asRecognised(assessed, regime);
      const own = book.apply(launchRulings(launch, book.open, parties, regime, sensors()), nowMs);
      const beside = book.apply(impactRulings(launch, parties, regime), nowMs);
      const log = countFiltered(filtered, launch, scopeOf(launch, book.open, parties, regime), nowMs);
      return join(join(own, beside), { alerts: [], log });
    },
    onLaunches: (known, nowMs) => {
      const launches = known.map((l) => asRecognised(l, regime));
      return book.apply(raidRulings(launches, book.open, parties, regime), nowMs);
    },
    onLaunchNotice: (launch, notice, nowMs) =>
      book.apply(launchNoticeRulings(launch, notice, parties), nowMs),
    onUnobserved: (notice, could, nowMs) =>
      book.apply(
        could.map(({ owner, sensors }) => unobservedRuling(notice, owner, sensors)),
        nowMs,
      ),
    onPost: (launch, overdue, nowMs) => book.apply([overdueRuling(launch, overdue, parties)], nowMs),
    onSensor: (state, owner, nowMs, gap = false) => {
      const open = book.all().map((h) => h.alert.key);
      return book.apply(staleRulings(state, owner, gap, open), nowMs);
    },
    onFault: (fault, owner, nowMs) => book.apply(faultRulings(fault, owner, regime.feed), nowMs),
    onDiffer: (differ, owner, nowMs) => book.apply(disagreeRulings(differ, owner, regime.feed), nowMs),
    onClaim: (claim, owner, nowMs) => {
      const doubts = owner === null ? [] : doubtRulings(claim, owner, regime.feed);
      return book.apply([...claimRulings(claim, owner, parties), ...doubts], nowMs);
    },
    onSystem: (word, nowMs) => book.apply(systemRulings(word, parties, regime.system), nowMs),
    command: (id, principal, command, nowMs, absentSinceMs = () => null) =>
      takeCommand(book, { id, principal, nowMs, absentSinceMs }, command),
    returned: (party, nowMs) => book.driveAll({ type: 'RETURN', party }, nowMs),
    onRegime: (now, nowMs) => {
      parties = [...now.parties];
      regime = { ...regime, scope: now.scope };
      if (now.left === null) return none();
      return book.driveAll({ type: 'RELEASE', party: now.left, heirs: parties }, nowMs);
    },
    onConsultation: (consultation, compartment, nowMs) =>
      book.apply(consultationRulings(consultation, compartment), nowMs),
    consult: (alertId, to, by, nowMs) => {
      const held = book.latest(keyOf(alertId));
      return held?.alert.id === alertId ? book.drive(held, { type: 'CONSULT', to, by }, nowMs) : none();
    },
    advance: (nowMs) => {
      const out = book.advance(nowMs);
      const overdue = book
        .all()
        .flatMap(({ alert, compartment }) => overdueRulings(alert, compartment, parties));
      return join(out, book.apply(overdue, nowMs));
    },
    open: () =>
      book.all().flatMap((h) => (isTold(h.alert) && h.alert.lifecycle.state !== 'CLOSED' ? [h.alert] : [])),
    awaited: () => book.all().find((h) => h.compartment === 'SHARED' && isAwaited(h.alert))?.alert ?? null,
    compartmentOf: (alertId) => {
      const held = book.latest(keyOf(alertId));
      return held?.alert.id === alertId ? held.compartment : null;
    },
    snapshot: () => ({ book: book.snapshot(), filtered: structuredClone(filtered) }),
    restore: (stored) => {
      const s = stored as { book: unknown; filtered: Filtered };
      book.restore(s.book);
      filtered = structuredClone(s.filtered);
    },
  };
}
