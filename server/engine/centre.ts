import type { Alert, CommandResult } from '../../domain/alert';
import type { Subject } from '../../domain/consultation';
import type { Message, Rejection } from '../../domain/inputs';
import {
  type Compartment,
  compartmentOf,
  type Label,
  nationalLabel,
  nationalOwner,
  notificationLabel,
  type ParticipantId,
  sharedLabel,
} from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AlertCommand, ConsultationCommand } from '../../domain/protocol/commands';
import type { EngineEvent, Launch, LaunchReport, SensorState } from '../../domain/records';

import type { Sensor } from '../../domain/sensors';
import type { SystemWord } from '../../domain/system';
import { type AbsentSince, type Alerts, type AlertsOutput, createAlerts } from '../alerts';

import type { SensorsDiffer, SourceFault } from '../alerts/rules/feed';
import { type Assessment, createAssessment, type NotificationBody } from '../assessment';

import type { ClaimChange } from '../assessment/claims';
import type { Taken } from '../assessment/register';
import { createJoint, type Joint, type JointChange } from '../joint';
import { ClaimDesk, type ClaimDeskSnapshot } from './claim-desk';
import { clockNewlyOff } from './clocks-off';
import {
  ConsultationDesk,
  type ConsultationDeskSnapshot,
  type ConsultationOutput,
  type RequestSubject,
} from './consultation-desk';
import type { FrameObject } from './frames';
import { LaunchBook, type LaunchBookSnapshot } from './launch-book';
import type { LogWriter } from './log';
import { type NoticeCommand, takeNotice } from './notice-commands';
import { NotificationBook, type NotificationBookSnapshot } from './notification-book';
import type { Numbers } from './numbers';
import { standingsChanged } from './standings';
import type { EngineConfig } from './types';

export interface CentreSnapshot {
  joint: unknown;
  assessment: unknown;
  alerts: unknown;
  launches: LaunchBookSnapshot;
  notifications: NotificationBookSnapshot;
  claims: ClaimDeskSnapshot;
  consultations: ConsultationDeskSnapshot;
}

/** The joint centre: reports become launches, launches meet notifications, findings raise alerts, officers answer them. */
export class Centre {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #joint: Joint;
  readonly #assessment: Assessment;
  readonly #alerts: Alerts;
  readonly #launches: LaunchBook;
  readonly #notifications: NotificationBook;
  readonly #claims: ClaimDesk;
  readonly #consultations: ConsultationDesk;
  readonly #shared: Label;

  constructor(
    config: EngineConfig,
    numbers: Numbers,
    log: LogWriter,
    stored?: CentreSnapshot,
    sensors: () => readonly Sensor[] = () => config.sensors,
  ) {
    this.#config = config;
    this.#log = log;
    this.#shared = sharedLabel('CENTER', config.mode);
    const { session } = config;
    const { parties } = config.info;
    this.#joint = createJoint({ session });
    this.#assessment = createAssessment({
      ...{ session, regime: config.regime },
      participants: config.participants.map((p) => p.id),
    });
    this.#alerts = createAlerts({
      session,
      parties,
      regime: config.regime,
      numberFor: (compartment) => numbers.next(compartment, 'AL'),
      sensors,
    });
    this.#launches = new LaunchBook(numbers, config.regime, stored?.launches);
    this.#notifications = new NotificationBook(numbers, stored?.notifications);
    this.#claims = new ClaimDesk(config, numbers, log, stored?.claims);
    this.#consultations = new ConsultationDesk(config, numbers, log, stored?.consultations);
    if (stored) {
      this.#joint.restore(stored.joint);
      this.#assessment.restore(stored.assessment);
      this.#alerts.restore(stored.alerts);
    }
  }

  takeReport(report: LaunchReport, nowMs: number): EngineEvent[] {
    return this.#joint.take(report, nowMs).flatMap((change) => this.#launchChanged(change, nowMs));
  }

  takeSensor(owner: string, state: SensorState, gap: boolean, nowMs: number): EngineEvent[] {
    return this.#alertEvents(this.#alerts.onSensor(state, owner, nowMs, gap));
  }

  /** What a Party's centre finds of its own sources is the Party's alone. */
  takeFault(owner: string, fault: SourceFault, nowMs: number): EngineEvent[] {
    return this.#alertEvents(this.#alerts.onFault(fault, owner, nowMs));
  }

  takeDiffer(owner: string, differ: SensorsDiffer, nowMs: number): EngineEvent[] {
    return this.#alertEvents(this.#alerts.onDiffer(differ, owner, nowMs));
  }

  /** What the center is told of itself. */
  takeSystem(word: SystemWord, nowMs: number): EngineEvent[] {
    return this.#alertEvents(this.#alerts.onSystem(word, nowMs));
  }

  /** A message to the centre; a malformed one is given back with code, field and reason, and changes nothing. */
  takeMessage(message: Message, nowMs: number, events: EngineEvent[]): Rejection | null {
    const { body } = message;
    if (body.type === 'STATEMENT') {
      events.push(...this.#claimed(this.#claims.take(body.statement, nowMs), null, nowMs));
      // It may speak of a launch that has ended.
      for (const id of this.#launches.known()) events.push(...this.#assessAgain(id, nowMs, 'late data'));
      return null;
    }
    const taken = this.#takeNotice(body, message.atMs, nowMs);
    if (!taken.ok) return taken.rejection;
    events.push(...this.#noticed(taken.changes, nowMs));
    return null;
  }

  #takeNotice(body: Exclude<Message['body'], { type: 'STATEMENT' }>, givenMs: number, nowMs: number): Taken {
    if (body.type === 'NOTIFICATION')
      return this.#assessment.takeNotification(body.notification, { nowMs, givenMs });
    const { reference, by } = body;
    return body.type === 'NOTIFICATION_CANCEL'
      ? this.#assessment.cancelNotification(reference, by, nowMs)
      : this.#assessment.postLaunch(reference, by, body, nowMs);
  }

  /** What an officer enters of notifications of his own participant. */
  notice(principal: Principal, command: NoticeCommand, nowMs: number, events: EngineEvent[]): CommandResult {
    const { result, changes } = takeNotice(this.#assessment, command, principal, nowMs, this.#config);
    events.push(...this.#noticed(changes, nowMs, principal));
    return result;
  }

  #noticed(changes: NotificationBody[], nowMs: number, by?: Principal): EngineEvent[] {
    const events = changes.flatMap((change) => this.#notificationChanged(change, nowMs, by));
    // A notification that turns up may be the answer to an open launch.
    for (const launch of this.#launches.open()) events.push(...this.#assessAgain(launch.id, nowMs, 'match'));
    return events;
  }

  /** What a Party's own site claims stays in the Party's compartment. */
  takeNationalClaim(owner: string, change: ClaimChange, nowMs: number): EngineEvent[] {
    return this.#claimed([change], owner, nowMs);
  }

  advance(nowMs: number): EngineEvent[] {
    const events = this.#joint.advance(nowMs).flatMap((change) => this.#launchChanged(change, nowMs));
    for (const change of this.#assessment.advance(nowMs))
      events.push(...this.#notificationChanged(change, nowMs));
    for (const id of this.#launches.due(nowMs)) events.push(...this.#assessAgain(id, nowMs));
    // Findings wait for their time too: nobody may report when it has come.
    for (const id of this.#assessment.due(nowMs)) events.push(...this.#assessAgain(id, nowMs, 'time'));
    events.push(...this.#claimed(this.#claims.advance(nowMs, this.#launches.open()), null, nowMs));
    events.push(...this.#alertEvents(this.#alerts.advance(nowMs)));
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

  /** Somebody of a Party is there again. */
  returned(party: ParticipantId, nowMs: number): EngineEvent[] {
    return this.#alertEvents(this.#alerts.returned(party, nowMs));
  }

  launchNumberOf(series: string): number | null {
    return this.#launches.numberOfSeries(series);
  }

  /** The first open alert of an exercise that somebody's answer is missing on. */
  awaitedAlert(): Alert | null {
    return this.#alerts.awaited();
  }

  openAlerts(): EngineEvent[] {
    return this.#alerts.open().map((alert) => this.#alertEvent(alert));
  }

  frameObjects(): FrameObject[] {
    return this.#launches.open().map((l) => ({
      number: l.number,
      phase: l.phase,
      status: l.looksIn30s > 0 ? 'confirmed' : 'coasting',
      stale: l.looksIn30s === 0,
      kinematics: l.kinematics,
    }));
  }

  snapshot(): CentreSnapshot {
    return {
      joint: this.#joint.snapshot(),
      assessment: this.#assessment.snapshot(),
      alerts: this.#alerts.snapshot(),
      launches: this.#launches.snapshot(),
      notifications: this.#notifications.snapshot(),
      claims: this.#claims.snapshot(),
      consultations: this.#consultations.snapshot(),
    };
  }

  #launchChanged(change: JointChange, nowMs: number): EngineEvent[] {
    this.#launches.put(change.launch);
    const events = this.#assessAgain(change.launch.id, nowMs);
    if (change.launch.lifecycle === 'retracted')
      events.push(...this.#claimed(this.#claims.retracted(change.launch.id, nowMs), null, nowMs));
    return events;
  }

  #claimed(changes: ClaimChange[], owner: string | null, nowMs: number): EngineEvent[] {
    return changes.flatMap((change) => [
      ...this.#claims.events(change, owner, nowMs),
      ...this.#alertEvents(this.#alerts.onClaim(change.claim, owner, nowMs)),
    ]);
  }

  /** Match and finding of one launch; a revision is made only if something that people see has changed. */
  #assessAgain(id: string, nowMs: number, reason?: Launch['reason']): EngineEvent[] {
    const joint = this.#launches.joint(id);
    if (!joint) return [];
    const assessed = this.#assessment.assess(joint, nowMs);
    const made = this.#launches.revise(
      id,
      {
        match: assessed.match,
        notification: assessed.notificationId,
        notificationNumber: assessed.notificationId
          ? this.#notifications.numberOf(assessed.notificationId)
          : null,
        finding: this.#claims.explain(joint, assessed.finding),
        undertakings: assessed.undertakings,
        ...(reason && { reason }),
      },
      nowMs,
    );
    if (!made) return [];
    const { launch, before } = made;
    const events: EngineEvent[] = [{ kind: 'launch.changed', label: this.#shared, body: launch }];
    const about = { kind: 'launch' as const, id };
    const line = (
      msg: Parameters<LogWriter['line']>[2]['msg'],
      params: Record<string, string | number> = {},
    ): void =>
      void events.push(
        this.#log.line(this.#shared, nowMs, { msg, params: { launch: launch.number, ...params }, about }),
      );
    if (!before) line('log.launch.first', { party: launch.reports[0]?.party ?? '' });
    else {
      if (before.corroboration !== launch.corroboration) line('log.launch.corroborated');
      if (before.match !== launch.match)
        line('log.launch.matched', {
          match: launch.match,
          notification: launch.notificationNumber ?? 0,
          finding: launch.finding.code,
        });
      if (before.lifecycle !== launch.lifecycle) {
        const into = this.#launches.numberOf(launch.aliasOf);
        if (into !== null) line('log.launch.alias', { into });
        else line(launch.lifecycle === 'retracted' ? 'log.launch.retracted' : 'log.launch.ended');
      }
    }
    for (const { id, standing } of standingsChanged(before, launch)) {
      const u = this.#config.regime.undertakings.find((x) => x.id === id);
      const { en, ru } = u?.byName ?? { en: '', ru: '' };
      line('log.launch.undertaking', { byEn: en, byRu: ru, undertaking: u?.kind ?? '', standing });
    }
    const off = clockNewlyOff(before, launch);
    if (off) line('log.launch.clock', { ...off });
    for (const changed of assessed.notificationChanges)
      events.push(...this.#notificationChanged(changed, nowMs));
    events.push(...this.#alertEvents(this.#alerts.onLaunch(launch, nowMs)));
    events.push(...this.#alertEvents(this.#alerts.onLaunches(this.#launches.told(), nowMs)));
    return events;
  }

  #notificationChanged(body: NotificationBody, nowMs: number, by?: Principal): EngineEvent[] {
    const { notification, msg } = this.#notifications.change(body, nowMs);
    const label = notificationLabel(notification.by, this.#config.mode);
    const events: EngineEvent[] = [{ kind: 'notification.changed', label, body: notification }];
    if (!msg) return events;
    const params = {
      notification: notification.number,
      by: notification.by,
      byEn: notification.byName.en,
      byRu: notification.byName.ru,
    };
    events.push(
      this.#log.line(this.#shared, nowMs, {
        msg,
        params,
        by,
        about: { kind: 'notification', id: notification.id },
      }),
    );
    return events;
  }

  /** What an officer names: a launch, or an alert that all members hold; of an alert about a launch that is the launch. */
  #subjectOf({ kind, id }: Pick<Subject, 'kind' | 'id'>): RequestSubject | null {
    const open = this.#alerts.open().filter((a) => this.#alerts.compartmentOf(a.id) === 'SHARED');
    const alert = open.find((a) => (kind === 'launch' ? a.key === `launch:${id}` : a.id === id));
    const subject = kind === 'launch' ? this.#launchSubject(id) : alert ? this.#alertSubject(alert) : null;
    return subject && { subject, alert: alert?.id ?? null };
  }

  #alertSubject({ id, number, facts }: Alert): Subject {
    // An alert about another one's answers is about what that one is about.
    const parent = this.#alerts.open().find((a) => a.id === facts.params?.alertId);
    if (parent) return this.#alertSubject(parent);
    return (facts.launch !== null && this.#launchSubject(facts.launch)) || { kind: 'alert', id, number };
  }

  #launchSubject(id: string): Subject | null {
    const number = this.#launches.numberOf(id);
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
    if (!shared || aboutOne || this.#config.info.parties.length < 2)
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
