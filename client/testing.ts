/** Records for tests of the browser's half: whole, plausible, and changed where a test says so. */
import type { Alert } from '../domain/alert';
import { type Label, nationalLabel, sharedLabel } from '../domain/labels';
import type { Participant, Principal } from '../domain/participants';
import type { EventBodies, EventKind, Launch, StoredEvent } from '../domain/records';
import type { TimedRegion } from '../domain/regions';

export const T0 = Date.UTC(2026, 10, 24, 6, 0, 28);

export const PARTIES: Participant[] = [
  { id: 'P1', kind: 'PARTY', name: { en: 'First Party', ru: 'Первая Сторона' }, letter: 'A', order: 0 },
  { id: 'P2', kind: 'PARTY', name: { en: 'Second Party', ru: 'Вторая Сторона' }, letter: 'B', order: 1 },
];

export function principal(part: Partial<Principal> = {}): Principal {
  return {
    userId: 'u1',
    name: { en: 'Ivanova', ru: 'Иванова' },
    participant: 'P1',
    kind: 'PARTY',
    role: 'supervisor',
    robot: false,
    ...part,
  };
}

export function alert(part: Partial<Alert> = {}): Alert {
  return {
    id: 'alert-1#1',
    key: 'alert-1',
    seq: 1,
    number: 42,
    code: 'LAUNCH_UNNOTIFIED',
    policy: 'JOINT',
    requiredParties: ['P1', 'P2'],
    severity: 'HIGH',
    mostSevere: 'HIGH',
    rev: 3,
    materialRev: 1,
    changes: [],
    count: 1,
    facts: {
      launch: 'launch-1',
      launchNumber: 117,
      launchRev: 3,
      notification: null,
      notificationNumber: null,
      sensor: null,
      corroboration: 'SINGLE',
      match: 'NONE',
      finding: 'UNRESOLVED',
      topClass: 'UNKNOWN',
      impact: null,
      launchAt: null,
    },
    raisedMs: T0,
    updatedMs: T0,
    alarmedMs: T0,
    dueMs: null,
    condition: { state: 'ACTIVE' },
    ack: { state: 'UNACKED' },
    answers: [],
    archivedAnswers: [],
    absent: [],
    latched: false,
    offDelayS: 30,
    escalation: { call: null, exhausted: false },
    suppression: { state: 'NONE' },
    shelves: [],
    proposals: [],
    assessDue: null,
    assessment: { state: 'NONE' },
    consult: { state: 'NONE' },
    lifecycle: { state: 'OPEN' },
    ...part,
  };
}

const region: TimedRegion = { lat: 40.6, lon: 126.4, cov: [1e8, 0, 1e8], atMs: T0, sigmaS: 4 };

export function launch(part: Partial<Launch> = {}): Launch {
  return {
    id: 'launch-1',
    number: 117,
    rev: 3,
    materialRev: 1,
    reason: 'report',
    lifecycle: 'open',
    status: 'probable',
    corroboration: 'SINGLE',
    phase: 'coast',
    kinematics: { epochMs: T0 + 60e3, x: [-2.9e6, 3.9e6, 4.3e6, 100, 200, 300], P: [], a: [0, 0, 0] },
    launchPoint: region,
    azimuthDeg: 80,
    impact: null,
    corridor: null,
    classes: { SRBM: 0, MRBM: 0, IRBM: 0.8, ICBM: 0.1, SLV: 0.05, SOUNDING_ROCKET: 0, UNKNOWN: 0.05 },
    phenomenologies: ['RADAR'],
    match: 'NONE',
    notification: null,
    notificationNumber: null,
    finding: { code: 'UNRESOLVED', confidence: 0.5, reasons: [] },
    method: 'single',
    reports: [],
    firstReportMs: T0 + 50e3,
    updatedMs: T0 + 60e3,
    endedMs: null,
    ...part,
  };
}

/** A stored event of the shared compartment, or of a Party's own. */
export function event<K extends EventKind>(
  seq: number,
  kind: K,
  body: EventBodies[K],
  owner?: string,
): StoredEvent {
  const label: Label = owner ? nationalLabel(owner, 'LIVE') : sharedLabel('CENTER', 'LIVE');
  return { kind, label, body, v: 1, seq, atMs: T0 } as StoredEvent;
}
