import type { Alert } from '../../domain/alert';
import type { Effect } from '../../domain/alert-machine';
import { type Compartment, national, type ParticipantId } from '../../domain/labels';
import type { LogEntry, LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { EscalationCall } from '../../domain/regime';

/** A line of the watch log about an alert, for the compartment that it belongs to. */
export interface AlertLine {
  compartment: Compartment;
  atMs: number;
  msg: LogMessage;
  params: Record<string, string | number>;
  by?: Principal;
  about: LogEntry['about'];
}
type Params = AlertLine['params'];

export function lineOf(
  alert: Alert,
  compartment: Compartment,
  atMs: number,
  msg: LogMessage,
  params: Params = {},
  by?: Principal,
): AlertLine {
  const base = {
    alert: alert.number,
    code: alert.code,
    severity: alert.severity,
    rev: alert.rev,
    launch: alert.facts.launchNumber ?? 0,
    sensor: alert.facts.sensor ?? '',
  };
  return {
    compartment,
    atMs,
    msg,
    params: { ...base, ...params },
    by,
    about: { kind: 'alert', id: alert.id },
  };
}

/** What the watch log says of a change, in the order in which it happened. */
export function linesOfChange(
  before: Alert,
  alert: Alert,
  compartment: Compartment,
  effects: Effect[],
  atMs: number,
  by?: Principal,
): AlertLine[] {
  const out: AlertLine[] = [];
  const add = (msg: LogMessage, params: Params = {}, who?: Principal): void =>
    void out.push(lineOf(alert, compartment, atMs, msg, params, who));
  if (effects.includes('WITHDRAWN')) addTakenBack();
  else if (effects.includes('ALARM'))
    add('log.alert.realarmed', { changed: alert.changes.map((c) => c.field).join(' ') });
  else if (before.facts.match !== alert.facts.match)
    add('log.alert.matched', {
      match: alert.facts.match ?? '',
      notification: alert.facts.notificationNumber ?? 0,
    });
  else if (before.severity !== alert.severity) add('log.alert.severity', { from: before.severity });
  function addTakenBack(): void {
    const { lifecycle } = alert;
    const own = lifecycle.state === 'WITHDRAWN' && lifecycle.by !== undefined;
    if (own)
      add('log.alert.withdrawnBy', { participant: by?.participant ?? '', reason: lifecycle.reason }, by);
    else add('log.alert.withdrawn');
  }
  if (alert.facts.params?.uncorroboratedS !== undefined && before.facts.params?.uncorroboratedS === undefined)
    add('log.alert.notCorroborated', { seconds: alert.facts.params.uncorroboratedS });
  if (effects.includes('ANSWERED')) {
    const last = alert.answers[alert.answers.length - 1];
    const params = { participant: last?.party ?? '', rev: last?.rev ?? 0, reason: last?.reason ?? '' };
    add(last?.kind === 'DISSENT' ? 'log.alert.dissented' : 'log.alert.acknowledged', params, by);
  }
  for (const line of linesOfActs(before, alert, effects, by)) add(...line);
  if (effects.includes('CONSULT')) add('log.consult.requested');
  if (effects.includes('CONSULT_OVERDUE')) add('log.consult.overdue');
  if (effects.includes('SETTLED')) add(settledBy(alert));
  if (effects.includes('CLOSED')) add('log.alert.closed', {}, effects.includes('SETTLED') ? undefined : by);
  return out;
}

function settledBy({ ack, answers }: Alert): LogMessage {
  if (ack.state === 'ACKED') return 'log.alert.settled';
  return answers.some((a) => a.kind === 'DISSENT') ? 'log.alert.answered' : 'log.alert.settledAbsent';
}

/** Absence, assessment, shelves, and what all Parties do together. */
function linesOfActs(
  before: Alert,
  alert: Alert,
  effects: Effect[],
  by?: Principal,
): [LogMessage, Params?, Principal?][] {
  const out: [LogMessage, Params?, Principal?][] = [];
  const participant = by?.participant ?? '';
  const last = alert.answers[alert.answers.length - 1];
  if (effects.includes('ABSENT') && last)
    out.push(['log.alert.absent', { participant: last.party, rev: last.rev, reason: last.reason ?? '' }, by]);
  if (effects.includes('HANDED'))
    for (const party of before.absent.filter((p) => !alert.absent.includes(p)))
      out.push(['log.alert.handed', { participant: party }]);
  if (effects.includes('RELEASED'))
    for (const party of before.requiredParties.filter((p) => !alert.requiredParties.includes(p)))
      out.push(['log.alert.released', { participant: party }]);
  const { assessment, suppression } = alert;
  if (effects.includes('ASSESSED') && assessment.state !== 'NONE') {
    const said = assessment.verdicts[participant];
    out.push([
      'log.alert.assessed',
      { participant, verdict: said?.verdict ?? '', rev: said?.rev ?? 0, reason: said?.reason ?? '' },
      by,
    ]);
  }
  if (effects.includes('AGREED')) out.push(['log.alert.agreed']);
  if (effects.includes('DISPUTED')) out.push(['log.alert.disputed']);
  if (effects.includes('ASSESS_REMINDER')) out.push(['log.alert.assessReminder']);
  for (const s of alert.shelves.filter((s) => !before.shelves.includes(s)))
    out.push(['log.alert.shelved', { participant: s.party, untilMs: s.untilMs, reason: s.reason }, by]);
  for (const s of before.shelves.filter((s) => !alert.shelves.includes(s)))
    out.push(['log.alert.unshelved', { participant: s.party }, by]);
  if (effects.includes('PROPOSED')) {
    const one = alert.proposals[alert.proposals.length - 1];
    out.push(['log.alert.proposed', { participant, act: one?.act ?? '', reason: one?.reason ?? '' }, by]);
  }
  if (effects.includes('REFUSED')) {
    const act = before.proposals.find((p) => !alert.proposals.includes(p))?.act ?? '';
    out.push(['log.alert.refused', { participant, act }, by]);
  }
  if (effects.includes('LAPSED')) out.push(['log.alert.lapsed']);
  if (effects.includes('OUT_OF_SERVICE') && suppression.state === 'OUT_OF_SERVICE') {
    const { untilMs, reason } = suppression;
    out.push(['log.alert.outOfService', { untilMs, reason }, by]);
  }
  if (effects.includes('IN_SERVICE')) out.push(['log.alert.inService']);
  return out;
}

/**
 * What the watch log says of a step of escalation: whom it calls, Party by Party. A repeated sound is no news; that its liaison
 * is told stands in a Party's own log, once.
 */
export function linesOfCall(
  call: EscalationCall,
  missing: ParticipantId[],
  alert: Alert,
  compartment: Compartment,
  atMs: number,
  again: boolean,
): AlertLine[] {
  const each = (msg: LogMessage): AlertLine[] =>
    missing.map((participant) => lineOf(alert, compartment, atMs, msg, { participant }));
  switch (call) {
    case 'SUPERVISORS':
      return each('log.call.supervisor');
    case 'DEPUTIES':
      return each('log.alert.overdue');
    case 'LIAISON':
      return [
        ...(again ? [] : missing).map((participant) =>
          lineOf(alert, national(participant), atMs, 'log.call.liaison', { participant }),
        ),
        lineOf(alert, compartment, atMs, 'log.alert.repeated'),
      ];
    case 'REPEAT':
    case 'CONSULTATION':
      return [];
  }
}

/** A duty officer's call for his own supervisor is a matter of his Party. */
export const callLine = (alert: Alert, by: Principal, atMs: number): AlertLine =>
  lineOf(alert, national(by.participant), atMs, 'log.call.supervisor', { participant: by.participant }, by);
