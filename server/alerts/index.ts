import type { Alert, AlertFacts, CommandResult } from '../../domain/alert';
import { factChanges, type Statement } from '../../domain/alert-changes';
import {
  type Escalation,
  fireEscalation,
  retimeEscalation,
  startEscalation,
} from '../../domain/alert-escalation';
import {
  type AlertEvent,
  awaitedParties,
  isAwaited,
  type Raise,
  raiseAlert,
  reduceAlert,
} from '../../domain/alert-machine';
import { type Compartment, national, type ParticipantId, type SessionId } from '../../domain/labels';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Claim, Launch, SensorState } from '../../domain/records';
import type { Refusal } from '../../domain/refusals';
import type { Regime } from '../../domain/regime';
import { launchRule } from './launch-alert';
import { type AlertLine, callLine, lineOf, linesOfCall, linesOfChange } from './lines';

export type { AlertLine } from './lines';
export interface AlertsOutput {
  alerts: Alert[];
  log: AlertLine[];
}
type AlertCommand = Extract<AnyCommand, { name: 'alert.acknowledge' | 'alert.dissent' | 'supervisor.call' }>;

export interface Alerts {
  onLaunch(launch: Launch, nowMs: number): AlertsOutput;
  onSensor(state: SensorState, owner: ParticipantId, nowMs: number): AlertsOutput;
  /** A launch that is said to be, without a track; `owner` is the Party whose own site says so, null where all members hear it. */
  onClaim(claim: Claim, owner: ParticipantId | null, nowMs: number): AlertsOutput;
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
  /** Where an alert lies; null for one that is not there: it belongs to nobody. */
  compartmentOf(alertId: string): Compartment | null;
  snapshot(): unknown;
  restore(stored: unknown): void;
}
interface Held {
  alert: Alert;
  compartment: Compartment;
  /** What was stated at the latest material revisions, oldest first: what an officer may have seen. */
  stated: ({ rev: number } & Statement)[];
  escalation: Escalation | null;
}
interface State {
  /** The latest occurrence of each key. */
  held: Record<string, Held>;
  seqs: Record<string, number>;
}
/** Statements kept to tell an officer what has changed since the revision that he saw. */
const STATED_KEPT = 16;

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
  const all = (): Held[] => Object.values(state.held);

  function raise(
    key: string,
    compartment: Compartment,
    rule: Omit<Raise, 'type' | 'key' | 'seq' | 'number'>,
    nowMs: number,
  ): AlertsOutput {
    const seq = (state.seqs[key] ?? 0) + 1;
    state.seqs[key] = seq;
    const number = o.numberFor(compartment);
    const alert = raiseAlert({ type: 'RAISE', key, seq, number, ...rule }, { nowMs, regime });
    const { severity, facts } = alert;
    const escalation = startEscalation(severity, nowMs, regime);
    state.held[key] = { alert, compartment, stated: [{ rev: 1, severity, facts }], escalation };
    return { alerts: [alert], log: [lineOf(alert, compartment, nowMs, 'log.alert.raised')] };
  }

  function drive(
    held: Held,
    event: AlertEvent,
    nowMs: number,
    by?: Principal,
  ): AlertsOutput & { result: CommandResult } {
    const before = held.alert;
    const { state: alert, result, effects } = reduceAlert(before, event, { nowMs, regime });
    if (alert === before) return { ...none(), result: sinceSeen(held, event, result) };
    const { rev, severity, facts } = alert;
    const material = alert.materialRev !== before.materialRev;
    state.held[alert.key] = {
      ...held,
      alert,
      stated: material ? [...held.stated, { rev, severity, facts }].slice(-STATED_KEPT) : held.stated,
      escalation: escalationAfter(held.escalation, alert, effects.includes('ALARM'), nowMs),
    };
    return {
      alerts: [alert],
      log: linesOfChange(before, alert, held.compartment, effects, nowMs, by),
      result,
    };
  }

  function escalationAfter(
    before: Escalation | null,
    alert: Alert,
    alarm: boolean,
    nowMs: number,
  ): Escalation | null {
    if (!isAwaited(alert)) return null;
    if (alarm) return startEscalation(alert.severity, nowMs, regime);
    return before && retimeEscalation(before, alert.severity, regime);
  }

  /** A stale answer is told everything that changed since the revision that its author saw, not the last change alone. */
  function sinceSeen(held: Held, event: AlertEvent, result: CommandResult): CommandResult {
    if (result.code !== 'STALE_REV' || event.type !== 'ANSWER') return result;
    const seen = held.stated.findLast((s) => s.rev <= event.seenRev);
    if (!seen || held.alert.lifecycle.state !== 'OPEN') return result;
    return { ...result, changes: factChanges(seen, held.alert, regime) };
  }

  /** Whoever has not answered is called up, step by step. */
  function escalate(held: Held, nowMs: number): AlertsOutput {
    if (!held.escalation) return none();
    const { escalation, calls } = fireEscalation(held.escalation, nowMs, regime);
    if (calls.length === 0) return none();
    const { key } = held.alert;
    state.held[key] = { ...held, escalation };
    return calls.reduce((out, call) => {
      const now = state.held[key] ?? held;
      const log = linesOfCall(call, awaitedParties(now.alert), now.alert, now.compartment, nowMs);
      const event: AlertEvent | null =
        call === 'CONSULTATION'
          ? { type: 'CONSULT', to: 'REQUESTED', by: 'ENGINE' }
          : call === 'LIAISON'
            ? { type: 'REMIND' }
            : null;
      return join(join(out, { alerts: [], log }), event ? drive(now, event, nowMs) : none());
    }, none());
  }

  /** The occurrence that a command names, if its author may see it: what he may not see is not there. */
  function find(principal: Principal, id: string): { held: Held; current: boolean } | null {
    const held = state.held[keyOf(id)];
    if (!held || !compartmentsOf(principal).includes(held.compartment)) return null;
    return { held, current: held.alert.id === id };
  }

  function command(
    id: string,
    principal: Principal,
    asked: AlertCommand,
    nowMs: number,
  ): AlertsOutput & { result: CommandResult } {
    const refuse = (result: CommandResult) => ({ ...none(), result });
    const found = find(principal, asked.payload.alert);
    if (!found) return refuse({ code: 'NOT_FOUND' });
    const { alert } = found.held;
    if (!found.current)
      return refuse({ code: 'WRONG_SEQ', open: alert.lifecycle.state === 'OPEN' ? alert.seq : null });
    if (asked.name === 'supervisor.call') {
      if (principal.role !== 'duty')
        return refuse({ code: 'FORBIDDEN', reason: 'notForRole' satisfies Refusal });
      if (alert.lifecycle.state === 'CLOSED')
        return refuse({ code: 'NOT_ACKABLE', reason: 'closed' satisfies Refusal });
      return { alerts: [], log: [callLine(alert, principal, nowMs)], result: { code: 'OK' } };
    }
    const dissent = asked.name === 'alert.dissent';
    const event: AlertEvent = {
      type: 'ANSWER',
      kind: dissent ? 'DISSENT' : 'ACK',
      commandId: id,
      party: principal.participant,
      role: principal.role,
      user: principal.userId,
      nameEn: principal.name.en,
      nameRu: principal.name.ru,
      robot: principal.robot,
      seq: asked.payload.seq,
      seenRev: asked.payload.seenRev,
      reason: dissent ? asked.payload.reason : null,
    };
    return drive(found.held, event, nowMs, principal);
  }

  return {
    onLaunch(launch, nowMs) {
      const key = `launch:${launch.id}`;
      const held = openOf(key);
      const rule = launchRule(launch, held?.alert ?? null, regime);
      if (!held) {
        const known = state.seqs[key] !== undefined;
        if (launch.lifecycle !== 'open' || known || !rule) return none();
        return raise(key, 'SHARED', { ...rule, requiredParties: [...o.parties] }, nowMs);
      }
      if (launch.lifecycle === 'retracted')
        return drive(held, { type: 'RETRACT', reason: 'late data' }, nowMs);
      if (!rule) return none();
      const out = drive(held, { type: 'UPDATE', ...rule }, nowMs);
      const now = openOf(key);
      return launch.lifecycle === 'ended' && now ? join(out, drive(now, { type: 'RTN' }, nowMs)) : out;
    },

    onSensor(sensor, owner, nowMs) {
      const key = `feed:${sensor.sensor}`;
      const held = openOf(key);
      if (held) return drive(held, { type: sensor.stale ? 'BACK' : 'RTN' }, nowMs);
      if (!sensor.stale) return none();
      const facts = { ...NO_FACTS, sensor: sensor.sensor };
      return raise(
        key,
        national(owner),
        { code: 'FEED_STALE', severity: 'ADVISORY', policy: 'SINGLE', facts, requiredParties: [owner] },
        nowMs,
      );
    },

    onClaim(claim, owner, nowMs) {
      const key = `claim:${claim.id}`;
      const held = openOf(key);
      const { finding, number, sourceName } = claim;
      const facts: AlertFacts = { ...NO_FACTS, finding: finding.code, claim: { number, sourceName } };
      const severity = finding.code === 'UNRESOLVED' ? ('HIGH' as const) : ('ADVISORY' as const);
      const policy = owner === null ? ('JOINT' as const) : ('SINGLE' as const);
      const rule = { code: 'LAUNCH_CLAIMED' as const, severity, policy, facts };
      if (!held) {
        if (claim.lifecycle !== 'open') return none();
        const requiredParties = owner === null ? [...o.parties] : [owner];
        return raise(key, owner === null ? 'SHARED' : national(owner), { ...rule, requiredParties }, nowMs);
      }
      if (finding.code === 'FALSE_NO_LAUNCH')
        return drive(held, { type: 'RETRACT', reason: 'claim is false' }, nowMs);
      const out = drive(held, { type: 'UPDATE', ...rule }, nowMs);
      const now = openOf(key);
      // What is seen has a launch alert of its own; what is out of scope asks nobody.
      return claim.lifecycle !== 'open' && now ? join(out, drive(now, { type: 'RTN' }, nowMs)) : out;
    },

    command,

    advance(nowMs) {
      return all().reduce((out, held) => {
        const { key, lifecycle } = held.alert;
        if (lifecycle.state === 'CLOSED') {
          if (nowMs - lifecycle.atMs > regime.keepClosedS * 1000) delete state.held[key];
          return out;
        }
        const ticked = join(out, drive(held, { type: 'TICK' }, nowMs));
        return join(ticked, escalate(state.held[key] ?? held, nowMs));
      }, none());
    },

    open: () => all().flatMap((h) => (h.alert.lifecycle.state === 'CLOSED' ? [] : [h.alert])),
    awaited: () => all().find((h) => h.compartment === 'SHARED' && isAwaited(h.alert))?.alert ?? null,
    compartmentOf: (alertId) => {
      const held = state.held[keyOf(alertId)];
      return held?.alert.id === alertId ? held.compartment : null;
    },
    snapshot: () => structuredClone(state),
    restore: (stored) => {
      state = structuredClone(stored as State);
    },
  };
}

/** The key of an occurrence's id `key#seq`. */
const keyOf = (alertId: string): string => alertId.slice(0, alertId.lastIndexOf('#'));
const none = (): AlertsOutput => ({ alerts: [], log: [] });
const join = (a: AlertsOutput, b: AlertsOutput): AlertsOutput => ({
  alerts: [...a.alerts, ...b.alerts],
  log: [...a.log, ...b.log],
});
