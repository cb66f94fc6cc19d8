import type { Alert, CommandResult } from '../../domain/alert';
import type { Subject } from '../../domain/consultation';
import {
  type Compartment,
  compartmentOf,
  type Label,
  nationalLabel,
  nationalOwner,
  sharedLabel,
} from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AlertCommand, ConsultationCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { DecisionSubject } from '../../domain/regime-now';
import type { Sensor } from '../../domain/sensors';
import { type AbsentSince, type Alerts, type AlertsOutput, createAlerts } from '../alerts';
import {
  ConsultationDesk,
  type ConsultationDeskSnapshot,
  type ConsultationOutput,
  type RequestSubject,
} from './consultation-desk';
import type { LogWriter } from './log';
import type { Numbers } from './numbers';
import type { Roster } from './roster';
import type { EngineConfig } from './types';

export interface AlertDeskSnapshot {
  alerts: unknown;
  consultations: ConsultationDeskSnapshot;
}
/** What the desk asks of the rest of the centre. */
export interface AlertDeskSources {
  sensors: () => readonly Sensor[];
  /** Null for a launch that was never told. */
  launchNumber: (id: string) => number | null;
  /** Undertakings that a launch touches, by id. */
  undertakingsOf: (launch: string) => string[];
  roster: Roster;
}

/** Alerts and the consultations that they ask for, each telling the other: what rules and officers say becomes events. */
export class AlertDesk {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #alerts: Alerts;
  readonly #consultations: ConsultationDesk;
  readonly #launchNumber: AlertDeskSources['launchNumber'];
  readonly #undertakingsOf: AlertDeskSources['undertakingsOf'];
  readonly #shared: Label;
  readonly #roster: Roster;

  constructor(
    config: EngineConfig,
    numbers: Numbers,
    log: LogWriter,
    { sensors, launchNumber, undertakingsOf, roster }: AlertDeskSources,
    stored?: AlertDeskSnapshot,
  ) {
    this.#config = config;
    this.#log = log;
    this.#launchNumber = launchNumber;
    this.#undertakingsOf = undertakingsOf;
    this.#roster = roster;
    this.#shared = sharedLabel('CENTER', config.mode);
    const { session } = config;
    const regime = { ...config.regime, scope: roster.now.scope };
    const numberFor = (compartment: Compartment): number => numbers.next(compartment, 'AL');
    this.#alerts = createAlerts({ session, parties: roster.parties(), regime, numberFor, sensors });
    this.#consultations = new ConsultationDesk(config, numbers, log, stored?.consultations, roster.parties);
    if (stored) this.#alerts.restore(stored.alerts);
  }

  /** What the rules say to something that happened. */
  tell(rules: (alerts: Alerts) => AlertsOutput): EngineEvent[] {
    return this.#alertEvents(rules(this.#alerts));
  }

  regimeChanged(subject: DecisionSubject, nowMs: number): EngineEvent[] {
    const { scope } = this.#roster.now;
    const parties = this.#roster.parties();
    const left = subject.kind === 'LEAVE' ? subject.participant : null;
    const events = this.tell((a) => a.onRegime({ parties, scope, left }, nowMs));
    if (left !== null)
      for (const out of this.#consultations.left(left, nowMs)) events.push(...this.#consulted(out));
    return events;
  }

  advance(nowMs: number): EngineEvent[] {
    const events = this.#alertEvents(this.#alerts.advance(nowMs));
    for (const out of this.#consultations.advance(nowMs)) events.push(...this.#consulted(out));
    return events;
  }

  command(
    id: string,
    principal: Principal,
    command: AlertCommand,
    nowMs: number,
    presence: AbsentSince,
    events: EngineEvent[],
  ): CommandResult {
    const output = this.#alerts.command(id, principal, command, nowMs, presence);
    events.push(...this.#alertEvents(output));
    return output.result;
  }

  consult(
    principal: Principal,
    command: ConsultationCommand,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const about = command.name === 'consultation.request' ? this.#subjectOf(command.payload.subject) : null;
    const out = this.#consultations.command(principal, command, about, nowMs);
    events.push(...this.#consulted(out));
    return out.result;
  }

  /** The first open alert of an exercise that somebody's answer is missing on. */
  awaited(): Alert | null {
    return this.#alerts.awaited();
  }

  standing(): EngineEvent[] {
    return [...this.#alerts.open().map((alert) => this.#alertEvent(alert)), ...this.#consultations.open()];
  }

  snapshot(): AlertDeskSnapshot {
    return { alerts: this.#alerts.snapshot(), consultations: this.#consultations.snapshot() };
  }

  /** What an officer names: a launch, or an alert that all members hold; of an alert about a launch that is the launch. */
  #subjectOf({ kind, id, undertaking }: Omit<Subject, 'number'>): RequestSubject | null {
    const open = this.#alerts.open().filter((a) => this.#alerts.compartmentOf(a.id) === 'SHARED');
    const alert = open.find((a) => (kind === 'launch' ? a.key === `launch:${id}` : a.id === id));
    const subject = kind === 'launch' ? this.#launchSubject(id) : alert ? this.#alertSubject(alert) : null;
    if (!subject || undertaking === undefined) return subject && { subject, alert: alert?.id ?? null };
    const touched = subject.kind === 'launch' && this.#undertakingsOf(subject.id).includes(undertaking);
    return touched ? { subject: { ...subject, undertaking }, alert: alert?.id ?? null } : null;
  }

  #alertSubject({ id, number, facts }: Alert): Subject {
    // An alert about another one's answers is about what that one is about.
    const parent = this.#alerts.open().find((a) => a.id === facts.params?.alertId);
    if (parent) return this.#alertSubject(parent);
    return (facts.launch !== null && this.#launchSubject(facts.launch)) || { kind: 'alert', id, number };
  }

  #launchSubject(id: string): Subject | null {
    const number = this.#launchNumber(id);
    return number === null ? null : { kind: 'launch', id, number };
  }

  /** What has come of a consultation, and what its alerts say of it. */
  #consulted({ events, changed }: ConsultationOutput): EngineEvent[] {
    const out = [...events];
    if (!changed) return out;
    const { alerts, state, requestedBy, updatedMs } = changed;
    for (const e of events)
      if (e.kind === 'consultation.changed')
        out.push(
          ...this.#alertEvents(this.#alerts.onConsultation(e.body, compartmentOf(e.label), updatedMs)),
        );
    for (const id of alerts) {
      out.push(...this.#alertEvents(this.#alerts.consult(id, 'REQUESTED', requestedBy, updatedMs)));
      if (state === 'OVERDUE' || state === 'REQUESTED') continue;
      out.push(...this.#alertEvents(this.#alerts.consult(id, state, requestedBy, updatedMs)));
    }
    return out;
  }

  /** The machine asks for a consultation: one of all members is opened, or takes the alert in. Alone there is nobody to consult, and about a consultation nobody consults. */
  #asksConsultation(alert: Alert): EngineEvent[] {
    const { consult, updatedMs } = alert;
    if (alert.ack.state === 'ACKED' && alert.assessment.state !== 'DISPUTED') {
      const over = this.#consulted(this.#consultations.answered(alert, updatedMs));
      if (over.length > 0) return over;
    }
    if (consult.state !== 'REQUESTED') return [];
    const shared = this.#alerts.compartmentOf(alert.id) === 'SHARED';
    const aboutOne = alert.code === 'CONSULT_REQUESTED' || alert.code === 'CONSULT_OVERDUE';
    if (!shared || aboutOne || this.#roster.parties().length < 2)
      return this.#alertEvents(this.#alerts.consult(alert.id, 'CLOSED', consult.by, updatedMs));
    return this.#consulted(this.#consultations.askedBy(alert, this.#alertSubject(alert), updatedMs));
  }

  #alertEvents(output: AlertsOutput): EngineEvent[] {
    const events: EngineEvent[] = [];
    for (const alert of output.alerts) events.push(this.#alertEvent(alert));
    for (const line of output.log) {
      const label = this.#labelIn(line.compartment);
      events.push(this.#log.line(label, line.atMs, line));
    }
    for (const alert of output.alerts) events.push(...this.#asksConsultation(alert));
    return events;
  }

  #alertEvent(alert: Alert): EngineEvent {
    const compartment = this.#alerts.compartmentOf(alert.id);
    if (compartment === null) throw new Error(`alert ${alert.id} lies in no compartment`);
    return { kind: 'alert.changed', label: this.#labelIn(compartment), body: alert };
  }

  #labelIn(compartment: Compartment): Label {
    const owner = nationalOwner(compartment);
    return owner === null ? this.#shared : nationalLabel(owner, this.#config.mode);
  }
}
