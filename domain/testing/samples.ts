/** Small whole records for tests. Every one can be changed in part; none of them means anything. */
import type { Alert, AlertFacts } from '../alert';
import { raiseAlert } from '../alert-machine';
import { CLASS_CODES, type ClassCode, type ClassProbabilities } from '../classes';
import { AS_IS } from '../coarsen';
import { type Consultation, openConsultation } from '../consultation';
import type { Decision } from '../decision';
import { geodeticToEcef } from '../geodesy';
import type { NotificationInput } from '../inputs';
import type { ParticipantId } from '../labels';
import type { Principal } from '../participants';
import type { Claim, Kinematics, Launch, LaunchNotification, NationalTrack } from '../records';
import { DEFAULT_REGIME } from '../regime';
import type { TimedRegion } from '../regions';
import type { Release, ReleasedOf } from '../release';
import type { RadarSensor } from '../sensors';
import { draftShift, type Shift } from '../shift';
import { NOTHING_STATED, type StatementDraft, type WatchStatement } from '../statements';

export const EPOCH = Date.UTC(2000, 0, 21, 12);

/** All probability on one class, or shared out as given. */
export function classes(p: Partial<ClassProbabilities> | ClassCode = 'UNKNOWN'): ClassProbabilities {
  const given = typeof p === 'string' ? { [p]: 1 } : p;
  return Object.fromEntries(CLASS_CODES.map((c) => [c, given[c] ?? 0])) as ClassProbabilities;
}

/** A round region: `sigmaM` in each axis. */
export function area(lat: number, lon: number, atMs = EPOCH, sigmaM = 5000, sigmaS = 5): TimedRegion {
  return { lat, lon, atMs, sigmaS, cov: [sigmaM * sigmaM, 0, sigmaM * sigmaM] };
}

/** 100 km above a place, flying east with 3 km/s; one sigma of `sigmaM` in each axis. */
export function kinematics(part: Partial<Kinematics> = {}, sigmaM = 1000): Kinematics {
  const P = new Array<number>(21).fill(0);
  for (const i of [0, 2, 5]) P[i] = sigmaM * sigmaM;
  return { epochMs: EPOCH, x: [...geodeticToEcef(40, 0, 100e3), 0, 3000, 0], P, a: [0, 0, 0], ...part };
}

export function launch(part: Partial<Launch> = {}): Launch {
  return {
    ...{ id: 'launch_a', number: 1, rev: 1, materialRev: 1, reason: 'first', lifecycle: 'open' },
    ...{ status: 'probable', corroboration: 'SINGLE', phase: 'coast', kinematics: kinematics() },
    ...{ launchPoint: area(0, 0), azimuthDeg: 90, impact: area(0, 20, EPOCH + 900_000), corridor: null },
    ...{ classes: classes(), phenomenologies: ['IR'], match: 'NONE', method: 'single', reports: [] },
    ...{ notification: null, notificationNumber: null, firstReportMs: EPOCH + 60_000, endedMs: null },
    finding: { code: 'UNRESOLVED', confidence: 0.5, reasons: [] },
    updatedMs: EPOCH + 60_000,
    ...part,
  };
}

/** A space launch from 0° 0°, due east, within ten minutes of the epoch on either side. */
export function notification(part: Partial<NotificationInput> = {}): NotificationInput {
  return {
    ...{ reference: 'ref-1', by: 'P1', byName: { en: 'First', ru: 'Первая' }, vehicle: 'SLV' },
    window: { fromMs: EPOCH - 600_000, toMs: EPOCH + 600_000 },
    launchArea: { lat: 0, lon: 0, radiusM: 20_000, name: { en: 'Site', ru: 'Место' } },
    ...{ azimuthDeg: 90, azimuthToleranceDeg: 10, impactArea: null, purpose: null },
    ...part,
  };
}

export function filed(part: Partial<LaunchNotification> = {}): LaunchNotification {
  return {
    ...notification(),
    ...{ id: 'notif_a', number: 1, rev: 1, receivedMs: EPOCH - 3600_000, status: 'PLANNED', matchedMs: null },
    ...part,
  };
}

export function claim(part: Partial<Claim> = {}): Claim {
  return {
    ...{ id: 'claim_a', number: 1, rev: 1, form: 'REPORT', by: 'P1', source: 'computer', kinds: ['IR'] },
    ...{ sourceName: { en: 'Computer', ru: 'ЭВМ' }, objects: 5, place: null, flight: NOTHING_STATED },
    ...{ lifecycle: 'open', finding: { code: 'UNRESOLVED', confidence: 0.3, reasons: [] } },
    ...{ firstMs: EPOCH, updatedMs: EPOCH, endedMs: null },
    ...part,
  };
}

const OVER = { place: { lat: 0, lon: 0, radiusM: 100e3 }, sensor: null };
const WINDOW = { fromMs: EPOCH - 60_000, toMs: EPOCH + 60_000 };
const SIGNED = { user: 'u', nameEn: 'U', nameRu: 'У', robot: false, atMs: EPOCH + 60_000 };

/** A draft of 90 % over 100 km about 0° 0°, a minute about the epoch. */
export function statementDraft(part: Partial<StatementDraft> = {}): StatementDraft {
  return {
    ...{ id: 'draft_a', number: 1, kind: 'NO_DETECTION', ...OVER, window: WINDOW },
    ...{ sensors: [{ sensor: 'r', p: 0.9 }], confidence: 0.9, seen: 0, drafted: SIGNED, signedAs: null },
    ...part,
  };
}

export function watchStatement(part: Partial<WatchStatement> = {}): WatchStatement {
  return {
    ...{ id: 'statement_a', number: 1, rev: 1, by: 'P2', kind: 'NO_DETECTION', ...OVER, window: WINDOW },
    ...{ confidence: 0.9, signed: SIGNED, withdrawn: null, updatedMs: EPOCH + 60_000 },
    ...part,
  };
}

export function track(part: Partial<NationalTrack> = {}): NationalTrack {
  return {
    ...{ id: 'track_a', number: 1, rev: 1, status: 'confirmed', phase: 'coast', kinematics: kinematics() },
    ...{ launchPoint: area(0, 0), azimuthDeg: 90, impact: null, corridor: null, classes: classes() },
    ...{ score: 12, phenomenologies: ['RADAR'], evidence: ['det_1'], why: null, reportedAs: null },
    sensors: [{ sensor: 'radar-1', looks: 3, lastLookMs: EPOCH }],
    ...{ firstLookMs: EPOCH, lastLookMs: EPOCH },
    ...part,
  };
}

export const NO_FACTS: AlertFacts = {
  ...{ launch: null, launchNumber: null, launchRev: null, notification: null, notificationNumber: null },
  ...{ sensor: null, corroboration: null, match: null, finding: null, topClass: null, impact: null },
  launchAt: null,
};
export const LAUNCH_FACTS: AlertFacts = {
  ...NO_FACTS,
  ...{ launch: 'launch_a', launchNumber: 1, launchRev: 1, corroboration: 'SINGLE', match: 'NONE' },
  finding: 'UNRESOLVED',
};

/** A launch alert that awaits every Party given. */
export function launchAlert(parties: ParticipantId[], part: Partial<Alert> = {}): Alert {
  const alert = raiseAlert(
    {
      ...{ type: 'RAISE', key: 'launch:launch_a', seq: 1, number: 1, code: 'LAUNCH_UNNOTIFIED' },
      ...{ policy: 'JOINT', requiredParties: parties, severity: 'HIGH', facts: LAUNCH_FACTS },
    },
    { nowMs: EPOCH, regime: DEFAULT_REGIME.alert },
  );
  return { ...alert, ...part };
}

/** A consultation that the first Party given has asked for, about a launch. */
export function consultation(parties: ParticipantId[], part: Partial<Consultation> = {}): Consultation {
  const made = openConsultation(
    {
      ...{ id: 'consult_a', number: 1, alerts: [], cause: 'OFFICER', requestedBy: parties[0] ?? 'ENGINE' },
      subject: { kind: 'launch', id: 'launch_a', number: 1 },
      forum: { name: 'OPEN', members: parties },
    },
    { nowMs: EPOCH, times: DEFAULT_REGIME.consult },
  );
  return { ...made, ...part };
}

/** A draft that lists nothing. */
export function shift(participant: ParticipantId, part: Partial<Shift> = {}): Shift {
  const list = { alerts: [], shelved: [], outOfService: [], sensors: [], consultations: [], notices: [] };
  const of = { id: 'shift_a', number: 1, participant, fromMs: null, list, remarks: null };
  const times = DEFAULT_REGIME.shift;
  return { ...draftShift(of, officer(participant), { nowMs: EPOCH, times }).shift, ...part };
}

/** P1 has given a track to P2, and what P2 holds of it. */
export function release(part: Partial<Release> = {}): Release {
  return {
    ...{ id: 'release_a', number: 1, rev: 1, of: { kind: 'track', id: 'track_a' }, to: ['P2'] },
    ...{ coarsen: AS_IS, reason: 'r', state: 'ACTIVE', withdrawn: null, updatedMs: EPOCH },
    by: { user: 'u', nameEn: 'Officer', nameRu: 'Офицер', robot: false, atMs: EPOCH },
    ...part,
  };
}
export function released(part: Partial<ReleasedOf<'track'>> = {}): ReleasedOf<'track'> {
  const { status, phase, kinematics, launchPoint, azimuthDeg, impact, classes, lastLookMs } = track();
  return {
    ...{ id: 'released_a', number: 1, rev: 1, from: 'P1', kind: 'track', coarsen: AS_IS, reason: 'r' },
    record: { status, phase, kinematics, launchPoint, azimuthDeg, impact, classes, lastLookMs },
    ...{ state: 'ACTIVE', withdrawnFor: null, updatedMs: EPOCH },
    ...part,
  };
}

export function officer(participant: ParticipantId, role: Principal['role'] = 'supervisor'): Principal {
  const kind = role === 'observer' ? 'OBSERVER' : 'PARTY';
  const name = { en: `Officer ${participant}`, ru: `Офицер ${participant}` };
  return { userId: `user:${participant}:${role}`, name, participant, kind, role, robot: false };
}

/** A radar at 60° N 30° E that looks all round from 1 to 85° elevation. */
export function radar(part: Partial<RadarSensor> = {}): RadarSensor {
  return {
    ...{ kind: 'radar', id: 'radar-1', name: { en: 'Radar', ru: 'РЛС' }, system: 'test', assignedTo: 'P1' },
    ...{ serviceFromMs: 0, serviceToMs: null, revisitS: 10, phaseS: 0, pd: 0.9, clutterPerScan: 0 },
    ...{ latencyS: 1, assumed: [], lat: 60, lon: 30, heightM: 0, azMinDeg: 0, azMaxDeg: 360 },
    ...{ elMinDeg: 1, elMaxDeg: 85, rangeMaxM: 4e6, sigma: [100, 1e-3, 1e-3] },
    ...part,
  };
}

/** A proposal that P1 has made: P3 is to join. */
export function decision(part: Partial<Extract<Decision, { kind: 'JOIN' | 'LEAVE' }>> = {}): Decision {
  return {
    ...{ id: 'decision_a', number: 1, rev: 1, kind: 'JOIN', participant: 'P3', reason: 'agreed' },
    ...{ proposedBy: 'P1', requiredParties: ['P1', 'P2'], state: 'OPEN' },
    answers: {
      P1: {
        ...{ agreed: true, reason: 'agreed', user: 'user:P1', nameEn: 'A', nameRu: 'А', robot: false },
        atMs: EPOCH,
      },
    },
    ...{ openedMs: EPOCH, lapsesMs: EPOCH + 1000, updatedMs: EPOCH },
    ...part,
  };
}
