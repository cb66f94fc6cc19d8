/**
 * What stands at the handover of a Party's watch (UX §1 no. 12), folded from the session's events: open alerts with who
 * still owes what, shelves, what is out of service, silent sensors, consultations, overdue notices. Times are session times.
 */
import type { Alert, AlertCode, Severity } from './alert';
import { severityRank } from './alert';
import { awaitedParties, isAwaited } from './alert-regions';
import { canonicalJson } from './canonical';
import type { Consultation } from './consultation';
import { type Compartment, compartmentOf, national, type ParticipantId } from './labels';
import { postDueMs } from './notice-rules';
import type { EngineEvent, LaunchNotification, SensorState } from './records';
import type { Regime } from './regime';

/** What a Party still owes to an alert. */
export type OwedWhat = 'ANSWER' | 'ASSESSMENT' | 'CONSULTATION';
interface OfAlert {
  id: string;
  number: number;
  code: AlertCode;
  /** Lies in the Party's own compartment; numbers are counted apart there. */
  national: boolean;
  launch: number | null;
  notification: number | null;
  sensor: string | null;
}
export interface ShiftAlert extends OfAlert {
  severity: Severity;
  raisedMs: number;
  owes: { party: ParticipantId; what: OwedWhat }[];
}
export interface ShiftHidden extends OfAlert {
  untilMs: number;
  reason: string;
}
export interface ShiftSensor {
  id: string;
  status: SensorState['status'];
  stale: boolean;
  sinceMs: number;
}
export interface ShiftConsultation {
  id: string;
  number: number;
  national: boolean;
  subject: Consultation['subject'];
  awaits: ParticipantId[];
  dueMs: number | null;
  closeByMs: number;
}
export interface ShiftNotice {
  id: string;
  number: number;
  by: ParticipantId;
  dueMs: number;
}
export interface ShiftList {
  alerts: ShiftAlert[];
  shelved: ShiftHidden[];
  outOfService: ShiftHidden[];
  sensors: ShiftSensor[];
  consultations: ShiftConsultation[];
  notices: ShiftNotice[];
}
export const SHIFT_SECTIONS = [
  'alerts',
  'shelved',
  'outOfService',
  'sensors',
  'consultations',
  'notices',
] as const satisfies readonly (keyof ShiftList)[];
export type ShiftSection = (typeof SHIFT_SECTIONS)[number];
/** How one line of the list differs from what was signed. `number` is null of what has none. */
export interface ShiftChange {
  section: ShiftSection;
  id: string;
  number: number | null;
  what: 'ADDED' | 'GONE' | 'CHANGED';
}

/** What a handover could be about, of all Parties, by compartment and id. Plain data. */
export interface Standing {
  alerts: Record<string, { compartment: Compartment; alert: Alert }>;
  consultations: Record<string, { compartment: Compartment; consultation: Consultation }>;
  sensors: Record<string, { compartment: Compartment; state: SensorState }>;
  /** Launched, and the notice after the launch has not come. */
  notices: Record<string, Pick<LaunchNotification, 'id' | 'number' | 'by'> & { launchedMs: number }>;
}
export const nothingStands = (): Standing => ({ alerts: {}, consultations: {}, sensors: {}, notices: {} });
/** Launches whose notice is waited for: more are no use to an officer who takes over. */
const NOTICES_KEPT = 200;

/** Folds one event in. What is over, healthy or answered goes. */
export function takeStanding(standing: Standing, event: EngineEvent): void {
  const compartment = compartmentOf(event.label);
  const key = `${compartment}/${'id' in event.body ? event.body.id : ''}`;
  switch (event.kind) {
    case 'alert.changed': {
      const alert = event.body;
      keep(standing.alerts, key, alert.lifecycle.state === 'OPEN' || isAwaited(alert), {
        compartment,
        alert,
      });
      return;
    }
    case 'consultation.changed': {
      const consultation = event.body;
      keep(standing.consultations, key, consultation.closed === null, { compartment, consultation });
      return;
    }
    case 'sensor.changed': {
      const state = event.body;
      const silent = state.stale || state.status === 'OFF' || state.status === 'DEGRADED';
      keep(standing.sensors, `${compartment}/${state.sensor}`, silent, { compartment, state });
      return;
    }
    case 'notification.changed': {
      const { id, number, by, matchedMs, postLaunch } = event.body;
      const waits = matchedMs !== null && !postLaunch;
      keep(standing.notices, key, waits, { id, number, by, launchedMs: matchedMs ?? 0 });
      for (const oldest of Object.keys(standing.notices).slice(0, -NOTICES_KEPT))
        delete standing.notices[oldest];
      return;
    }
  }
}

function keep<T>(all: Record<string, T>, key: string, stands: boolean, value: T): void {
  if (stands) all[key] = value;
  else delete all[key];
}

/** The list of one Party: what its own compartments hold, the most urgent first. */
export function shiftList(
  standing: Standing,
  party: ParticipantId,
  nowMs: number,
  notify: Regime['notify'],
): ShiftList {
  const own = national(party);
  const mine = <T extends { compartment: Compartment }>(all: Record<string, T>): T[] =>
    Object.values(all).filter((x) => x.compartment === 'SHARED' || x.compartment === own);
  const alerts = mine(standing.alerts);
  const hidden = alerts.map(({ alert, compartment }) => ({ alert, of: ofAlert(alert, compartment) }));
  return {
    alerts: alerts
      .map(({ alert, compartment }) => ({
        ...ofAlert(alert, compartment),
        severity: alert.severity,
        raisedMs: alert.raisedMs,
        owes: owedTo(alert, compartment === 'SHARED' ? alert.requiredParties : [party]),
      }))
      .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || byNumber(a, b)),
    shelved: hidden
      .flatMap(({ alert, of }) =>
        alert.shelves
          .filter((s) => s.party === party)
          .map(({ untilMs, reason }) => ({ ...of, untilMs, reason })),
      )
      .sort(byNumber),
    outOfService: hidden
      .flatMap(({ alert: { suppression: s }, of }) =>
        s.state === 'OUT_OF_SERVICE' ? [{ ...of, untilMs: s.untilMs, reason: s.reason }] : [],
      )
      .sort(byNumber),
    sensors: mine(standing.sensors)
      .map(({ state: { sensor, status, stale, sinceMs } }) => ({ id: sensor, status, stale, sinceMs }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    consultations: mine(standing.consultations)
      .map(({ consultation: { id, number, subject, turn, closeByMs }, compartment }) => ({
        ...{ id, number, subject, closeByMs, national: compartment === own },
        ...{ awaits: turn?.of ?? [], dueMs: turn?.dueMs ?? null },
      }))
      .sort(byNumber),
    notices: Object.values(standing.notices)
      .map(({ id, number, by, launchedMs }) => ({ id, number, by, dueMs: postDueMs(launchedMs, notify) }))
      .filter(({ dueMs }) => dueMs < nowMs)
      .sort(byNumber),
  };
}

function ofAlert({ id, number, code, facts }: Alert, compartment: Compartment): OfAlert {
  const { launchNumber: launch, notificationNumber: notification, sensor } = facts;
  return { id, number, code, national: compartment !== 'SHARED', launch, notification, sensor };
}

/** Answers, assessments and words of a consultation that are awaited from these Parties. */
function owedTo(alert: Alert, asked: readonly ParticipantId[]): ShiftAlert['owes'] {
  const { assessDue, assessment, consult } = alert;
  const awaited = awaitedParties(alert);
  const verdicts = assessment.state === 'NONE' ? {} : assessment.verdicts;
  const consults = consult.state === 'REQUESTED' || consult.state === 'OPEN' || consult.state === 'OVERDUE';
  return asked.flatMap((party) => [
    ...(awaited.includes(party) ? [{ party, what: 'ANSWER' as const }] : []),
    ...(assessDue && !Object.hasOwn(verdicts, party) ? [{ party, what: 'ASSESSMENT' as const }] : []),
    ...(consults ? [{ party, what: 'CONSULTATION' as const }] : []),
  ]);
}

type Line = ShiftList[ShiftSection][number];
const numberOf = (line: Line): number | null => ('number' in line ? line.number : null);
/** SHARED and the own stream count apart, so that two lines may bear one number. */
const byNumber = (a: { number: number; id: string }, b: { number: number; id: string }): number =>
  a.number - b.number || (a.id < b.id ? -1 : 1);

/** What was added, has gone or reads otherwise than when it was signed. */
export function shiftChanges(before: ShiftList, after: ShiftList): ShiftChange[] {
  return SHIFT_SECTIONS.flatMap((section) => {
    const was = new Map(linesOf(before, section).map((l) => [l.id, l]));
    const is = new Map(linesOf(after, section).map((l) => [l.id, l]));
    const told = (line: Line, what: ShiftChange['what']): ShiftChange => ({
      ...{ section, id: line.id, number: numberOf(line), what },
    });
    return [
      ...[...is.values()].flatMap((line) => {
        const old = was.get(line.id);
        if (!old) return [told(line, 'ADDED')];
        return canonicalJson(old) === canonicalJson(line) ? [] : [told(line, 'CHANGED')];
      }),
      ...[...was.values()].filter((line) => !is.has(line.id)).map((line) => told(line, 'GONE')),
    ];
  });
}
const linesOf = (list: ShiftList, section: ShiftSection): readonly Line[] => list[section];
