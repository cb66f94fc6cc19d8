import type { ParticipantId } from './labels';

/**
 * A line of the watch log: message id and parameters, so that both languages say the same.
 * `text` is free text of a person, shown in its language and marked untranslated.
 */
export interface LogEntry {
  id: string;
  atMs: number;
  /** Key of a text in the words of both languages, e.g. `log.alert.acknowledged`. */
  msg: string;
  params: Record<string, string | number>;
  text: { body: string; language: 'en' | 'ru' } | null;
  by: { user: string; participant: ParticipantId; robot: boolean; nameEn: string; nameRu: string } | null;
  /** What it is about, so that a click on the line can go there. */
  about: { kind: 'launch' | 'alert' | 'notification' | 'session' | 'sensor'; id: string } | null;
  /** What stood on its author's screen when he acted, as painted; absent where his act is about nothing shown. */
  seen?: Seen;
  /** Id of the entry that this one corrects. Nothing is ever taken out of the log. */
  corrects?: string;
}
export interface Seen {
  kind: 'alert' | 'launch';
  id: string;
  rev: number;
}

/** Which entries a later one corrects: id → the id of the correction. */
export function correctionsOf(entries: readonly LogEntry[]): Map<string, string> {
  return new Map(entries.flatMap((e) => (e.corrects === undefined ? [] : [[e.corrects, e.id] as const])));
}

/** Every message id that the server writes; each has a text in both languages (a test checks it). */
export const LOG_MESSAGES = [
  'log.session.opened',
  'log.session.gap',
  'log.session.speed',
  'log.session.held',
  'log.session.released',
  'log.session.finished',
  'log.notification.received',
  'log.notification.unrecognised',
  'log.notification.postLaunch',
  'log.notification.changed',
  'log.notification.cancelled',
  'log.notification.matched',
  'log.notification.notObserved',
  'log.report.first',
  'log.launch.first',
  'log.launch.corroborated',
  'log.launch.matched',
  'log.launch.ended',
  'log.launch.retracted',
  'log.launch.filtered',
  'log.launch.alias',
  'log.launch.clock',
  'log.launch.undertaking',
  'log.claim.first',
  'log.claim.changed',
  'log.claim.seen',
  'log.claim.withdrawn',
  'log.claim.concluded',
  'log.statement.drafted',
  'log.statement.signed',
  'log.statement.outage',
  'log.statement.withdrawn',
  'log.alert.raised',
  'log.alert.realarmed',
  'log.alert.matched',
  'log.alert.severity',
  'log.alert.acknowledged',
  'log.alert.dissented',
  'log.alert.settled',
  'log.alert.answered',
  'log.alert.overdue',
  'log.alert.repeated',
  'log.alert.absent',
  'log.alert.handed',
  'log.alert.settledAbsent',
  'log.alert.assessed',
  'log.alert.agreed',
  'log.alert.disputed',
  'log.alert.assessReminder',
  'log.alert.shelved',
  'log.alert.unshelved',
  'log.alert.proposed',
  'log.alert.refused',
  'log.alert.lapsed',
  'log.alert.outOfService',
  'log.alert.inService',
  'log.alert.withdrawnBy',
  'log.alert.notCorroborated',
  'log.alert.closed',
  'log.alert.withdrawn',
  'log.sensor.stale',
  'log.sensor.back',
  'log.sensor.status',
  'log.sensor.table',
  'log.desk.taken',
  'log.desk.left',
  'log.desk.leftBy',
  'log.desk.locked',
  'log.desk.unlocked',
  'log.desk.robot',
  'log.desk.robotSet',
  'log.call.supervisor',
  'log.call.liaison',
  'log.consult.requested',
  'log.consult.overdue',
  'log.consultation.requested',
  'log.consultation.byCenter',
  'log.consultation.joined',
  'log.consultation.said',
  'log.consultation.proposed',
  'log.consultation.signed',
  'log.consultation.agreed',
  'log.consultation.closed',
  'log.consultation.turnOverdue',
  'log.consultation.wholeOverdue',
  'log.receipt.officer',
  'log.input.rejected',
  'log.note',
  'log.correction',
  'log.shift.drafted',
  'log.shift.signed',
  'log.shift.handedOver',
  'log.shift.withdrawn',
  'log.shift.lapsed',
  'log.release.given',
  'log.release.withdrawn',
  'log.release.received',
  'log.release.taken',
  'log.release.ended',
  'log.release.copyEnded',
  'log.alert.released',
  'log.decision.proposed',
  'log.decision.consented',
  'log.decision.refused',
  'log.decision.withdrawn',
  'log.decision.lapsed',
  'log.decision.agreed',
  'log.member.joined',
  'log.member.left',
  'log.regime.phase',
  'log.regime.scope',
] as const;
export type LogMessage = (typeof LOG_MESSAGES)[number];
