import type { Alert, CommandResult } from '../../domain/alert';
import type { Message, Rejection } from '../../domain/inputs';
import { type Label, type ParticipantId, sharedLabel } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AlertCommand, ConsultationCommand, StatementCommand } from '../../domain/protocol/commands';
import type { EngineEvent, Launch, LaunchReport, SensorState } from '../../domain/records';
import type { DecisionSubject } from '../../domain/regime-now';
import type { Sensor } from '../../domain/sensors';
import type { SystemWord } from '../../domain/system';
import type { AbsentSince } from '../alerts';
import type { SensorsDiffer, SourceFault } from '../alerts/rules/feed';
import { type Assessment, createAssessment, type NotificationBody } from '../assessment';
import type { ClaimChange } from '../assessment/claims';
import { createJoint, type Joint, type JointChange } from '../joint';
import { AlertDesk, type AlertDeskSnapshot } from './alert-desk';
import { ClaimDesk, type ClaimDeskSnapshot } from './claim-desk';
import type { FrameObject } from './frames';
import { LaunchBook, type LaunchBookSnapshot } from './launch-book';
import { launchLines } from './launch-lines';
import type { LogWriter } from './log';
import type { NoticeCommand } from './notice-commands';
import { type CouldHaveSeen, NoticeDesk } from './notice-desk';
import type { NotificationBookSnapshot } from './notification-book';
import type { Numbers } from './numbers';
import { Roster } from './roster';
import { type OwnWatchOf, StatementDesk, type StatementDeskSnapshot } from './statement-desk';
import type { EngineConfig } from './types';

export interface CentreSnapshot extends AlertDeskSnapshot {
  joint: unknown;
  assessment: unknown;
  launches: LaunchBookSnapshot;
  notifications: NotificationBookSnapshot;
  claims: ClaimDeskSnapshot;
  statements: StatementDeskSnapshot;
}

/** The joint centre: reports become launches, launches meet notifications, findings raise alerts, officers answer them. */
export class Centre {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #joint: Joint;
  readonly #assessment: Assessment;
  readonly #alerts: AlertDesk;
  readonly #launches: LaunchBook;
  readonly #notices: NoticeDesk;
  readonly #claims: ClaimDesk;
  readonly #statements: StatementDesk;
  readonly #shared: Label;
  readonly #roster: Roster;

  constructor(
    config: EngineConfig,
    numbers: Numbers,
    log: LogWriter,
    stored?: CentreSnapshot,
    sensors: () => readonly Sensor[] = () => config.sensors,
    roster = new Roster(config),
  ) {
    this.#roster = roster;
    this.#config = config;
    this.#log = log;
    this.#shared = sharedLabel('CENTER', config.mode);
    const { session } = config;
    this.#joint = createJoint({ session });
    this.#assessment = createAssessment({
      ...{ session, regime: config.regime },
      participants: membersOf(roster),
    });
    this.#launches = new LaunchBook(numbers, config.regime, stored?.launches);
    this.#notices = new NoticeDesk(config, numbers, log, this.#assessment, stored?.notifications);
    this.#claims = new ClaimDesk(config, numbers, log, stored?.claims);
    const launchNumber = (id: string): number | null => this.#launches.numberOf(id);
    const undertakingsOf = (id: string): string[] => this.#launches.undertakingsOf(id);
    const sources = { sensors, launchNumber, undertakingsOf, roster };
    this.#alerts = new AlertDesk(config, numbers, log, sources, stored);
    this.#statements = new StatementDesk(config, numbers, log, sensors, stored?.statements);
    if (stored) {
      this.#joint.restore(stored.joint);
      this.#assessment.restore(stored.assessment);
    }
  }

  takeReport(report: LaunchReport, nowMs: number): EngineEvent[] {
    return this.#joint.take(report, nowMs).flatMap((change) => this.#launchChanged(change, nowMs));
  }

  takeSensor(owner: string, state: SensorState, gap: boolean, nowMs: number): EngineEvent[] {
    return this.#alerts.tell((a) => a.onSensor(state, owner, nowMs, gap));
  }

  /** What a Party's centre finds of its own sources is the Party's alone. */
  takeFault(owner: string, fault: SourceFault, nowMs: number): EngineEvent[] {
    return this.#alerts.tell((a) => a.onFault(fault, owner, nowMs));
  }

  takeDiffer(owner: string, differ: SensorsDiffer, nowMs: number): EngineEvent[] {
    return this.#alerts.tell((a) => a.onDiffer(differ, owner, nowMs));
  }

  /** What the center is told of itself. */
  takeSystem(word: SystemWord, nowMs: number): EngineEvent[] {
    return this.#alerts.tell((a) => a.onSystem(word, nowMs));
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
    const taken = this.#notices.take(body, message.atMs, nowMs);
    if (!taken.ok) return taken.rejection;
    events.push(...this.#noticed(taken.changes, nowMs));
    return null;
  }

  /** What an officer enters of notifications of his own participant. */
  notice(principal: Principal, command: NoticeCommand, nowMs: number, events: EngineEvent[]): CommandResult {
    const { result, changes } = this.#notices.command(principal, command, nowMs);
    events.push(...this.#noticed(changes, nowMs, principal));
    return result;
  }

  #noticed(changes: NotificationBody[], nowMs: number, by?: Principal): EngineEvent[] {
    const events = changes.flatMap((change) => this.#notices.events(change, nowMs, by));
    // A notification that turns up may be the answer to an open launch.
    for (const launch of this.#launches.open()) events.push(...this.#assessAgain(launch.id, nowMs, 'match'));
    return events;
  }

  /** What a Party's own site claims stays in the Party's compartment. */
  takeNationalClaim(owner: string, change: ClaimChange, nowMs: number): EngineEvent[] {
    return this.#claimed([change], owner, nowMs);
  }

  advance(nowMs: number, couldHaveSeen: (n: NotificationBody) => CouldHaveSeen): EngineEvent[] {
    const events = this.#joint.advance(nowMs).flatMap((change) => this.#launchChanged(change, nowMs));
    for (const change of this.#assessment.advance(nowMs))
      events.push(...this.#passed(change, couldHaveSeen, nowMs));
    for (const { launch, notification, overdue } of this.#assessment.posts(nowMs)) {
      const notice = overdue && notification ? this.#notices.told(notification) : null;
      events.push(...this.#alerts.tell((a) => a.onPost(launch, notice, nowMs)));
    }
    for (const id of this.#launches.due(nowMs)) events.push(...this.#assessAgain(id, nowMs));
    // Findings wait for their time too: nobody may report when it has come.
    for (const id of this.#assessment.due(nowMs)) events.push(...this.#assessAgain(id, nowMs, 'time'));
    events.push(...this.#claimed(this.#claims.advance(nowMs, this.#launches.open()), null, nowMs));
    events.push(...this.#alerts.advance(nowMs));
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
    return this.#alerts.command(id, principal, command, nowMs, presence, events);
  }

  consult(
    principal: Principal,
    command: ConsultationCommand,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    return this.#alerts.consult(principal, command, nowMs, events);
  }

  /** What a Party says of its own watch: signed or taken back it is weighed at once, for launches that have ended too. */
  state(
    principal: Principal,
    command: StatementCommand,
    own: OwnWatchOf,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const result = this.#statements.command(principal, command, own, nowMs, events);
    if (result.code === 'OK' && command.name !== 'statement.draft')
      for (const id of this.#launches.known()) events.push(...this.#assessAgain(id, nowMs, 'late data'));
    return result;
  }

  /** Another regime: what is raised from now on goes by it, and who has left is asked no more. */
  regimeChanged(subject: DecisionSubject, nowMs: number): EngineEvent[] {
    this.#assessment.takePart(membersOf(this.#roster));
    return this.#alerts.regimeChanged(subject, nowMs);
  }

  /** Somebody of a Party is there again. */
  returned(party: ParticipantId, nowMs: number): EngineEvent[] {
    return this.#alerts.tell((a) => a.returned(party, nowMs));
  }

  launchNumberOf(series: string): number | null {
    return this.#launches.numberOfSeries(series);
  }

  /** The first open alert of an exercise that somebody's answer is missing on. */
  awaitedAlert(): Alert | null {
    return this.#alerts.awaited();
  }

  /** What stands now, as events: launches that are remembered, open alerts and consultations. */
  standing(): EngineEvent[] {
    const launches = this.#launches.told().map(
      (body): EngineEvent => ({
        ...{ kind: 'launch.changed', label: this.#shared, body },
      }),
    );
    return [...launches, ...this.#alerts.standing()];
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
      ...this.#alerts.snapshot(),
      launches: this.#launches.snapshot(),
      notifications: this.#notices.snapshot(),
      claims: this.#claims.snapshot(),
      statements: this.#statements.snapshot(),
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
      ...this.#alerts.tell((a) => a.onClaim(change.claim, owner, nowMs)),
    ]);
  }

  /** A window opens or closes; nothing seen in it asks who could have. */
  #passed(
    change: NotificationBody,
    couldHaveSeen: (n: NotificationBody) => CouldHaveSeen,
    nowMs: number,
  ): EngineEvent[] {
    if (change.status !== 'NOT_OBSERVED') return this.#notices.events(change, nowMs);
    const { byCatalogue, own } = couldHaveSeen(change);
    const events = this.#notices.events(change, nowMs, undefined, byCatalogue);
    const told = this.#notices.told(change);
    return [...events, ...this.#alerts.tell((a) => a.onUnobserved(told, own, nowMs))];
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
        notificationNumber: assessed.notificationId ? this.#notices.numberOf(assessed.notificationId) : null,
        candidates: this.#notices.candidates(assessed.candidates),
        finding: this.#statements.weigh(joint, this.#claims.explain(joint, assessed.finding)),
        undertakings: assessed.undertakings,
        ...(reason && { reason }),
      },
      nowMs,
    );
    if (!made) return [];
    const { launch, before } = made;
    const events: EngineEvent[] = [{ kind: 'launch.changed', label: this.#shared, body: launch }];
    const into = this.#launches.numberOf(launch.aliasOf);
    for (const line of launchLines(before, launch, into, this.#config.regime))
      events.push(this.#log.line(this.#shared, nowMs, line));
    for (const changed of assessed.notificationChanges) events.push(...this.#notices.events(changed, nowMs));
    events.push(...this.#alerts.tell((a) => a.onLaunch(launch, nowMs)));
    events.push(...this.#alerts.tell((a) => a.onLaunches(this.#launches.told(), nowMs)));
    const notice = this.#notices.of(launch);
    events.push(...this.#alerts.tell((a) => a.onLaunchNotice(launch, notice, nowMs)));
    return events;
  }
}

const membersOf = ({ now }: Roster): ParticipantId[] => now.members.map((m) => m.participant);
