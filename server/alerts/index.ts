import type { Alert, AlertFacts, CommandResult } from '../../domain/alert';
import { type AlertEvent, type Effect, isAwaited, raiseAlert, reduceAlert } from '../../domain/alert-machine';
import { type Compartment, national, type ParticipantId, type SessionId } from '../../domain/labels';
import type { LogEntry, LogMessage } from '../../domain/log';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Launch, SensorState } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { launchRule } from './launch-alert';

export interface AlertLine {
  compartment: Compartment;
  atMs: number;
  msg: LogMessage;
  params: Record<string, string | number>;
  by?: Principal;
  about: LogEntry['about'];
}
export interface AlertsOutput {
  alerts: Alert[];
  log: AlertLine[];
}
type AlertCommand = Extract<AnyCommand, { name: 'alert.acknowledge' | 'alert.dissent' | 'supervisor.call' }>;

export interface Alerts {
  onLaunch(launch: Launch, nowMs: number): AlertsOutput;
  onSensor(state: SensorState, owner: ParticipantId, nowMs: number): AlertsOutput;
  command(
    id: string,
    principal: Principal,
    command: AlertCommand,
    nowMs: number,
  ): AlertsOutput & { result: CommandResult };
  advance(nowMs: number): AlertsOutput;
  open(): Alert[];
  /** The first alert that the members share and that waits for an answer. */
  awaited(): Alert | null;
  compartmentOf(alertId: string): Compartment;
  snapshot(): unknown;
  restore(stored: unknown): void;
}
interface Held {
  alert: Alert;
  compartment: Compartment;
}
interface State {
  /** Open occurrences and the last closed one of each key. */
  held: Record<string, Held>;
  seqs: Record<string, number>;
}

const NO_FACTS: AlertFacts = {
  launch: null,
  launchNumber: null,
  launchRev: null,
  notification: null,
  notificationNumber: null,
  sensor: null,
  corroboration: null,
  match: null,
  finding: null,
  topClass: null,
  impact: null,
  launchAt: null,
};

/** Rules raise and update, the machine of `domain/alert-machine` decides; both are pure. Keys deduplicate occurrences. */
export function createAlerts(o: {
  session: SessionId;
  parties: ParticipantId[];
  regime: Regime;
  numberFor: (compartment: Compartment) => number;
}): Alerts {
  const regime = o.regime.alert;
  let state: State = { held: {}, seqs: {} };
  const openOf = (key: string): Held | null => {
    const held = state.held[key];
    return held && held.alert.lifecycle.state === 'OPEN' ? held : null;
  };

  function raise(
    key: string,
    compartment: Compartment,
    rule: Pick<Alert, 'code' | 'severity' | 'policy' | 'facts' | 'requiredParties'>,
    nowMs: number,
  ): AlertsOutput {
    const seq = (state.seqs[key] ?? 0) + 1;
    state.seqs[key] = seq;
    const number = o.numberFor(compartment);
    const alert = raiseAlert({ type: 'RAISE', key, seq, number, ...rule }, { nowMs, regime });
    state.held[key] = { alert, compartment };
    return { alerts: [alert], log: [line({ alert, compartment }, nowMs, 'log.alert.raised')] };
  }

  function drive(
    held: Held,
    event: AlertEvent,
    nowMs: number,
    by?: Principal,
  ): AlertsOutput & { result: CommandResult } {
    const before = held.alert;
    const { state: alert, result, effects } = reduceAlert(before, event, { nowMs, regime });
    if (alert === before) return { alerts: [], log: [], result };
    const next = { alert, compartment: held.compartment };
    state.held[alert.key] = next;
    return { alerts: [alert], log: linesOf(next, before, effects, nowMs, by), result };
  }

  return {
    onLaunch(launch, nowMs) {
      const key = `launch:${launch.id}`;
      const held = openOf(key);
      if (!held) {
        if (launch.lifecycle !== 'open' || state.seqs[key] !== undefined) return none();
        const rule = launchRule(launch, null, regime);
        return raise(key, 'SHARED', { ...rule, requiredParties: [...o.parties] }, nowMs);
      }
      if (launch.lifecycle === 'retracted')
        return drive(held, { type: 'RETRACT', reason: 'late data' }, nowMs);
      const rule = launchRule(launch, held.alert, regime);
      const out = drive(held, { type: 'UPDATE', severity: rule.severity, facts: rule.facts }, nowMs);
      const now = openOf(key);
      return launch.lifecycle === 'ended' && now ? join(out, drive(now, { type: 'RTN' }, nowMs)) : out;
    },

    onSensor(sensor, owner, nowMs) {
      const key = `feed:${sensor.sensor}`;
      const compartment = national(owner);
      const held = openOf(key);
      if (sensor.stale && !held) {
        const facts = { ...NO_FACTS, sensor: sensor.sensor };
        return raise(
          key,
          compartment,
          { code: 'FEED_STALE', severity: 'ADVISORY', policy: 'SINGLE', facts, requiredParties: [owner] },
          nowMs,
        );
      }
      if (!held) return none();
      return drive(held, { type: sensor.stale ? 'BACK' : 'RTN' }, nowMs);
    },

    command(id, principal, command, nowMs) {
      const sees = compartmentsOf(principal);
      const held = Object.values(state.held).find(
        (h) => h.alert.id === command.payload.alert && sees.includes(h.compartment),
      );
      if (!held) return { ...none(), result: { code: 'NOT_FOUND' } };
      if (command.name === 'supervisor.call') {
        const log = [
          line(held, nowMs, 'log.call.supervisor', { participant: principal.participant }, principal),
        ];
        return { alerts: [], log, result: { code: 'OK' } };
      }
      const { seq, seenRev } = command.payload;
      return drive(
        held,
        {
          type: 'ANSWER',
          kind: command.name === 'alert.dissent' ? 'DISSENT' : 'ACK',
          commandId: id,
          party: principal.participant,
          role: principal.role,
          user: principal.userId,
          nameEn: principal.name.en,
          nameRu: principal.name.ru,
          robot: principal.robot,
          seq,
          seenRev,
          reason: command.name === 'alert.dissent' ? command.payload.reason : null,
        },
        nowMs,
        principal,
      );
    },

    advance(nowMs) {
      let out = none();
      for (const held of Object.values(state.held)) {
        if (held.alert.lifecycle.state === 'CLOSED') delete state.held[held.alert.key];
        else out = join(out, drive(held, { type: 'TICK' }, nowMs));
      }
      return out;
    },

    open: () =>
      Object.values(state.held).flatMap((h) => (h.alert.lifecycle.state === 'CLOSED' ? [] : [h.alert])),
    awaited: () =>
      Object.values(state.held).find((h) => h.compartment === 'SHARED' && isAwaited(h.alert))?.alert ?? null,
    compartmentOf: (alertId) =>
      Object.values(state.held).find((h) => h.alert.id === alertId)?.compartment ?? 'SHARED',
    snapshot: () => structuredClone(state),
    restore: (stored) => {
      state = structuredClone(stored as State);
    },
  };
}

const none = (): AlertsOutput => ({ alerts: [], log: [] });
const join = (a: AlertsOutput, b: AlertsOutput): AlertsOutput => ({
  alerts: [...a.alerts, ...b.alerts],
  log: [...a.log, ...b.log],
});

function line(
  held: Held,
  atMs: number,
  msg: LogMessage,
  params: AlertLine['params'] = {},
  by?: Principal,
): AlertLine {
  const { alert, compartment } = held;
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
function linesOf(held: Held, before: Alert, effects: Effect[], nowMs: number, by?: Principal): AlertLine[] {
  const { alert } = held;
  const out: AlertLine[] = [];
  const add = (msg: LogMessage, params: AlertLine['params'] = {}, who?: Principal): void =>
    void out.push(line(held, nowMs, msg, params, who));
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
  if (effects.includes('SETTLED'))
    add(alert.ack.state === 'ACKED' ? 'log.alert.settled' : 'log.alert.answered');
  if (effects.includes('CLOSED')) add('log.alert.closed');
  return out;
}
