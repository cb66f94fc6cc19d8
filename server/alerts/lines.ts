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
  if (effects.includes('WITHDRAWN')) add('log.alert.withdrawn');
  else if (effects.includes('ALARM'))
    add('log.alert.realarmed', { changed: alert.changes.map((c) => c.field).join(' ') });
  else if (before.facts.match !== alert.facts.match)
    add('log.alert.matched', {
      match: alert.facts.match ?? '',
      notification: alert.facts.notificationNumber ?? 0,
    });
  else if (before.severity !== alert.severity) add('log.alert.severity', { from: before.severity });
  if (effects.includes('ANSWERED')) {
    const last = alert.answers[alert.answers.length - 1];
    const params = { participant: last?.party ?? '', rev: last?.rev ?? 0, reason: last?.reason ?? '' };
    add(last?.kind === 'DISSENT' ? 'log.alert.dissented' : 'log.alert.acknowledged', params, by);
  }
  if (effects.includes('CONSULT')) add('log.consult.requested');
  if (effects.includes('CONSULT_OVERDUE')) add('log.consult.overdue');
  if (effects.includes('SETTLED'))
    add(alert.ack.state === 'ACKED' ? 'log.alert.settled' : 'log.alert.answered');
  if (effects.includes('CLOSED')) add('log.alert.closed');
  return out;
}

/** What the watch log says of a step of escalation: whom it calls, Party by Party. A repeated sound is no news. */
export function linesOfCall(
  call: EscalationCall,
  missing: ParticipantId[],
  alert: Alert,
  compartment: Compartment,
  atMs: number,
): AlertLine[] {
  const each = (msg: LogMessage): AlertLine[] =>
    missing.map((participant) => lineOf(alert, compartment, atMs, msg, { participant }));
  switch (call) {
    case 'SUPERVISORS':
      return each('log.call.supervisor');
    case 'DEPUTIES':
      return each('log.alert.overdue');
    case 'LIAISON':
      return [lineOf(alert, compartment, atMs, 'log.alert.repeated')];
    case 'REPEAT':
    case 'CONSULTATION':
      return [];
  }
}

/** A duty officer's call for his own supervisor is a matter of his Party. */
export const callLine = (alert: Alert, by: Principal, atMs: number): AlertLine =>
  lineOf(alert, national(by.participant), atMs, 'log.call.supervisor', { participant: by.participant }, by);
