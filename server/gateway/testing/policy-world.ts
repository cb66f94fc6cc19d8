import { type Compartment, national } from '../../../domain/labels';
import type { CommandName } from '../../../domain/protocol/commands';
import {
  consultation,
  decision,
  EPOCH,
  launchAlert,
  notification,
  shift,
} from '../../../domain/testing/samples';
import { compartmentsOfSession, type SessionMeta } from '../../sessions/meta';
import { OpenSession } from '../../sessions/session';
import type { PolicyContext } from '../policy';

export const SHARED_ALERT = 'launch:launch_a#1';
export const P2_ALERT = 'feed:S1#1';
const { reference: _r, by: _by, byName: _name, ...announced } = notification();
export const CONSULT = 'consult_a';
export const P2_CONSULT = 'consult_b';
const SHIFT = 'shift_a';
export const P2_SHIFT = 'shift_b';
export const DECISION = 'decision_a';
export const answer = { alert: SHARED_ALERT, seq: 1, seenRev: 1 };
/** A payload of each command that is whole. */
export const PAYLOADS: { [N in CommandName]: object } = {
  'alert.acknowledge': answer,
  'alert.dissent': { ...answer, reason: 'not so' },
  'alert.acknowledgeAbsent': { ...answer, participant: 'P2', reason: 'nobody there' },
  'alert.assess': { ...answer, verdict: 'REAL', reason: 'two kinds' },
  'alert.shelve': { alert: SHARED_ALERT, seq: 1, minutes: 10, reason: 'known' },
  'alert.unshelve': { alert: SHARED_ALERT, seq: 1 },
  'alert.outOfService': { ...answer, minutes: 60, reason: 'repair' },
  'alert.withdraw': { ...answer, reason: 'in error' },
  'alert.reset': { ...answer, reason: 'over' },
  'alert.refuse': { ...answer, act: 'RESET' },
  'supervisor.call': { alert: SHARED_ALERT, seenRev: 1 },
  'consultation.request': {
    subject: { kind: 'alert', id: SHARED_ALERT },
    forum: { name: 'OPEN', members: [] },
  },
  'consultation.join': { consultation: CONSULT },
  'consultation.state': { consultation: CONSULT, phrases: [], text: { body: 'a word', language: 'en' } },
  'consultation.propose': {
    consultation: CONSULT,
    phrases: [{ msg: 'joint.real', params: { launch: 1 } }],
  },
  'consultation.sign': {
    ...{ consultation: CONSULT, no: 1, phrases: [{ msg: 'joint.real', params: { launch: 1 } }] },
  },
  'consultation.close': { consultation: CONSULT },
  'shift.draft': { remarks: null },
  'shift.sign': { shift: SHIFT, rev: 1, content: '0'.repeat(64) },
  'shift.withdraw': { shift: SHIFT },
  'release.give': {
    ...{ of: { kind: 'track', id: 'track_a' }, to: ['P2'], reason: 'r' },
    coarsen: { gridM: 0, delayS: 0, withheld: [] },
  },
  'release.withdraw': { release: 'release_a', reason: 'r' },
  'decision.propose': { kind: 'SCOPE', scope: 2, reason: 'agreed' },
  'decision.answer': {
    ...{ decision: DECISION, subject: { kind: 'SCOPE', scope: 2 }, agree: true, reason: 'agreed' },
  },
  'decision.withdraw': { decision: DECISION },
  'log.write': { body: 'a line', language: 'en' },
  'notification.file': { reference: 'r', announced },
  'notification.change': { notification: 'notif_a', announced },
  'notification.cancel': { notification: 'notif_a' },
  'notification.postLaunch': { notification: 'notif_a', launchedMs: EPOCH, outcome: 'NORMAL' },
  'statement.draft': {
    ...{ kind: 'OUTAGE', place: null, sensor: 'r', window: { fromMs: EPOCH, toMs: EPOCH + 1 } },
  },
  'statement.sign': {
    says: { kind: 'OUTAGE', place: null, sensor: 'r', window: { fromMs: EPOCH, toMs: EPOCH + 1 } },
    confidence: 0.9,
  },
  'statement.withdraw': { statement: 's', reason: 'wrong window' },
  'key.register': { jwk: { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } },
  'key.revoke': { keyId: 'k', reason: 'lost' },
  'session.speed': { speed: 5 },
  'robot.set': { participant: 'P1', answer: 'agree', delayS: 5 },
};
/** A session of two Parties with one record of each kind that the policy asks for. */
export function policyWorld(config: SessionMeta['config'], part: Partial<PolicyContext> = {}): PolicyContext {
  const session = new OpenSession(
    {
      ...{ v: 1, id: 's', config, createdMs: EPOCH, openedBy: null, speed: 1 },
      source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
      compartments: compartmentsOfSession(config.participants),
    },
    {
      session: 's',
      nowMs: EPOCH,
      wallMs: EPOCH,
      speed: 1,
      wantedSpeed: 1,
      heldBy: null,
      state: 'running',
      readonly: false,
    },
  );
  const put = (compartment: Compartment, id: string): void => {
    const view = session.streams.get(compartment)?.view;
    if (view) view.alerts[id] = launchAlert(['P1', 'P2'], { id });
  };
  put('SHARED', SHARED_ALERT);
  put(national('P2'), P2_ALERT);
  const talk = (compartment: Compartment, id: string): void => {
    const view = session.streams.get(compartment)?.view;
    if (view) view.consultations[id] = consultation(['P1', 'P2'], { id });
  };
  talk('SHARED', CONSULT);
  talk(national('P2'), P2_CONSULT);
  const shared = session.streams.get('SHARED')?.view;
  if (shared) shared.decisions[DECISION] = decision({ id: DECISION });
  for (const [party, id] of [
    ['P1', SHIFT],
    ['P2', P2_SHIFT],
  ] as const) {
    const view = session.streams.get(national(party))?.view;
    if (view) view.shifts[id] = shift(party, { id });
  }
  return { session, demo: true, desks: [], ...part };
}
