import type { CommandResult } from '../../domain/alert';
import { CommandLedger } from '../../domain/command-ledger';
import { type Compartment, compartmentOf, type ParticipantId } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AnyCommand, KeyCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { DecisionSubject, RegimeNow } from '../../domain/regime-now';
import type { Sensor } from '../../domain/sensors';
import { Centre, type CentreSnapshot } from './centre';
import { ClockHold, type ClockHoldSnapshot } from './clock-hold';
import { DecisionDesk, type DecisionDeskSnapshot } from './decision-desk';
import { DeskBook, type DeskBookSnapshot } from './desk-book';
import type { RejectionsSnapshot } from './door';
import type { FrameObject } from './frames';
import { Intake } from './intake';
import { isKeyCommand, KeyBook, type KeyBookSnapshot, withActs } from './key-book';
import { LogWriter } from './log';
import { Nations, type NationsSnapshot } from './nations';
import { NoteBook, type NoteBookSnapshot, withSeen } from './note-book';
import { Numbers } from './numbers';
import { ReceiptDesk, type ReceiptDeskSnapshot } from './receipt-desk';
import { ReleaseDesk, type ReleaseDeskSnapshot } from './release-desk';
import { Roster } from './roster';
import { SensorTable } from './sensor-table';
import { sessionFinished, sessionGap, sessionOpened, toldToNewcomer } from './session-events';
import { ShiftDesk, type ShiftDeskSnapshot } from './shift-desk';
import {
  ENGINE_VERSION,
  type EngineClock,
  type EngineConfig,
  type EngineInput,
  engineVersion,
  type StepResult,
} from './types';

interface EngineSnapshot extends NationsSnapshot {
  v: typeof ENGINE_VERSION;
  numbers: Record<string, number>;
  log: Record<string, number>;
  centre: CentreSnapshot;
  ledger: unknown;
  desks: DeskBookSnapshot;
  notes: NoteBookSnapshot;
  shifts: ShiftDeskSnapshot;
  keys: KeyBookSnapshot;
  releases: ReleaseDeskSnapshot;
  regime: RegimeNow;
  decisions: DecisionDeskSnapshot;
  receipts: ReceiptDeskSnapshot;
  clock: ClockHoldSnapshot;
  fed: number;
  sensors: Sensor[];
  rejections: RejectionsSnapshot;
  finished: boolean;
}

/**
 * The session engine: one step takes one input at a session time and gives the events that it made. No clock, no chance,
 * no I/O of its own: the same inputs give the same bytes. It composes the pure rooms and knows no participant by name.
 */
export class Engine {
  readonly config: EngineConfig;
  readonly version = engineVersion;
  readonly #numbers: Numbers;
  readonly #log: LogWriter;
  readonly #nations: Nations;
  readonly #centre: Centre;
  readonly #ledger: CommandLedger;
  readonly #desks: DeskBook;
  readonly #notes: NoteBook;
  readonly #shifts: ShiftDesk;
  readonly #keys: KeyBook;
  readonly #releases: ReleaseDesk;
  readonly #roster: Roster;
  readonly #decisions: DecisionDesk;
  readonly #receipts: ReceiptDesk;
  readonly #intake: Intake;
  readonly #sensors: SensorTable;
  readonly #clock: ClockHold;
  #finished: boolean;

  constructor(config: EngineConfig, stored?: EngineSnapshot) {
    this.config = config;
    this.#numbers = new Numbers(stored?.numbers);
    this.#log = new LogWriter(config.session, stored?.log);
    this.#sensors = new SensorTable(stored?.sensors ?? config.sensors);
    this.#roster = new Roster(config, stored?.regime);
    this.#centre = new Centre(
      config,
      this.#numbers,
      this.#log,
      stored?.centre,
      () => this.#sensors.now(),
      this.#roster,
    );
    this.#nations = new Nations(
      config,
      { numbers: this.#numbers, sensors: this.#sensors, centre: this.#centre, isMember: this.#roster.has },
      stored,
    );
    this.#ledger = new CommandLedger(stored?.ledger as never);
    this.#desks = new DeskBook(config, this.#log, stored?.desks, this.#roster.has);
    this.#notes = new NoteBook(config, this.#log, stored?.notes);
    this.#shifts = new ShiftDesk(config, this.#numbers, this.#log, stored?.shifts);
    this.#keys = new KeyBook(config, stored?.keys);
    this.#releases = new ReleaseDesk(
      config,
      { numbers: this.#numbers, log: this.#log, isMember: this.#roster.has },
      stored?.releases,
    );
    this.#decisions = new DecisionDesk(
      config,
      {
        ...{ numbers: this.#numbers, log: this.#log, roster: this.#roster },
        after: (subject, nowMs) => this.#regimeChanged(subject, nowMs),
      },
      stored?.decisions,
    );
    this.#receipts = new ReceiptDesk(config, this.#log, this.#releases, stored?.receipts);
    this.#clock = new ClockHold(config, this.#log, stored?.clock);
    this.#intake = new Intake(
      config,
      { sensors: this.#sensors, nations: this.#nations, centre: this.#centre, log: this.#log },
      stored,
    );
    this.#finished = stored?.finished ?? false;
  }

  get clock(): EngineClock {
    return this.#clock.told;
  }
  /** Feed inputs taken or refused so far: where a deterministic source goes on after a restart. */
  get fed(): number {
    return this.#intake.fed;
  }
  get finished(): boolean {
    return this.#finished;
  }
  get refused(): Record<string, number> {
    return this.#intake.counts;
  }

  step(input: EngineInput, nowMs: number): StepResult {
    const events: EngineEvent[] = [];
    let result: CommandResult | null = null;
    switch (input.kind) {
      case 'open':
        events.push(...sessionOpened(this.config, this.#sensors.now(), this.#roster.now, this.#log, nowMs));
        break;
      case 'feed':
        this.#intake.feed(input, nowMs, events);
        break;
      case 'refused':
        this.#intake.refused(input, nowMs, events);
        break;
      case 'sensors':
        this.#intake.sensors(input.sensors, nowMs, events);
        break;
      case 'command':
        result = this.#command(input, nowMs, events);
        break;
      case 'desk':
        this.#present(input.desk.participant, nowMs, events, () =>
          events.push(...this.#desks.seat(input.desk, nowMs)),
        );
        break;
      case 'gap':
        events.push(...sessionGap(this.config, [input.fromMs, input.toMs], this.#log, nowMs));
        this.#nations.forgive(nowMs);
        break;
      case 'system':
        events.push(...this.#centre.takeSystem(input.word, nowMs));
        break;
      case 'sightings':
        events.push(...this.#receipts.take(input.sightings, nowMs));
        break;
      case 'speed':
        this.#clock.want(input.speed);
        break;
      case 'finish':
        this.#finished = true;
        events.push(...sessionFinished(this.config, this.#log, nowMs));
        break;
      case 'tick':
        events.push(...this.#releases.advance(nowMs));
        this.#nations.advance(nowMs, events);
        events.push(...this.#centre.advance(nowMs, (n) => this.#nations.couldHaveSeen(n, nowMs)));
        events.push(...this.#decisions.advance(nowMs));
        break;
    }
    const awaited = () => (this.#finished ? null : this.#centre.awaitedAlert());
    events.push(...this.#clock.hold(awaited, nowMs));
    events.push(...this.#keys.follow(events));
    events.push(...this.#shifts.follow(events, nowMs));
    events.push(...this.#releases.follow(events, nowMs));
    return { events, result };
  }

  /** What stands now, as events: for robots and others that start in the middle. */
  standing(): EngineEvent[] {
    return [...this.#desks.standing(), ...this.#decisions.standing(), ...this.#centre.standing()];
  }

  /** Objects of each compartment's frames at this time. */
  frameObjects(nowMs: number): { compartment: Compartment; objects: FrameObject[] }[] {
    const joint = { compartment: 'SHARED' as const, objects: this.#centre.frameObjects() };
    return [joint, ...this.#nations.frameObjects(nowMs)];
  }

  snapshot(): EngineSnapshot {
    return {
      v: ENGINE_VERSION,
      numbers: this.#numbers.snapshot(),
      log: this.#log.snapshot(),
      ...this.#nations.snapshot(),
      centre: this.#centre.snapshot(),
      ledger: this.#ledger.snapshot(),
      desks: this.#desks.snapshot(),
      notes: this.#notes.snapshot(),
      shifts: this.#shifts.snapshot(),
      keys: this.#keys.snapshot(),
      releases: this.#releases.snapshot(),
      regime: structuredClone(this.#roster.now),
      decisions: this.#decisions.snapshot(),
      receipts: this.#receipts.snapshot(),
      clock: this.#clock.snapshot(),
      fed: this.#intake.fed,
      sensors: this.#sensors.snapshot(),
      rejections: this.#intake.snapshot(),
      finished: this.#finished,
    };
  }

  #command(
    { id, principal, command, signature }: Extract<EngineInput, { kind: 'command' }>,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const before = this.#ledger.lookup(id, principal.userId);
    if (before) return { code: 'DUPLICATE', original: before };
    const made: EngineEvent[] = [];
    const signed = signature ?? null;
    const result = isKeyCommand(command)
      ? this.#keys.command(id, principal, command, signed, made)
      : this.#apply(id, principal, command, nowMs, made);
    const unsigned = this.#keys.whyUnsigned(principal);
    const taken = { id, principal, command, signature: signed, unsigned };
    events.push(...withActs(taken, withSeen(made, principal, command)));
    this.#ledger.record(id, principal.userId, result, nowMs);
    return result;
  }

  #apply(
    id: string,
    principal: Principal,
    command: Exclude<AnyCommand, KeyCommand>,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    // Asked at the gateway too; the one order of the session decides if its Party has left meanwhile.
    if (!this.#roster.has(principal.participant)) return { code: 'FORBIDDEN', reason: 'membersOnly' };
    switch (command.name) {
      case 'alert.acknowledge':
      case 'alert.dissent':
      case 'alert.acknowledgeAbsent':
      case 'alert.assess':
      case 'alert.shelve':
      case 'alert.unshelve':
      case 'alert.outOfService':
      case 'alert.withdraw':
      case 'alert.reset':
      case 'alert.refuse':
      case 'supervisor.call':
        return this.#centre.command(id, principal, command, nowMs, this.#desks.absentSinceMs, events);
      case 'notification.file':
      case 'notification.change':
      case 'notification.cancel':
      case 'notification.postLaunch':
        return this.#centre.notice(principal, command, nowMs, events);
      case 'consultation.request':
      case 'consultation.join':
      case 'consultation.state':
      case 'consultation.propose':
      case 'consultation.sign':
      case 'consultation.close':
        return this.#centre.consult(principal, command, nowMs, events);
      case 'shift.draft':
      case 'shift.sign':
      case 'shift.withdraw':
        return this.#shifts.command(principal, command, nowMs, events);
      case 'release.give':
      case 'release.withdraw':
        return this.#releases.command(principal, command, nowMs, events);
      case 'decision.propose':
      case 'decision.answer':
      case 'decision.withdraw':
        return this.#decisions.command(principal, command, nowMs, events);
      case 'statement.draft':
      case 'statement.sign':
      case 'statement.withdraw': {
        const watched = this.#nations.watchOf(principal.participant, nowMs);
        if (!watched) return { code: 'FORBIDDEN', reason: 'membersOnly' };
        return this.#centre.state(principal, command, watched, nowMs, events);
      }
      case 'log.write':
        return this.#notes.write(command.payload, principal, nowMs, events);
      case 'session.speed':
        return this.#clock.command(command.payload.speed, principal, nowMs, events);
      case 'robot.set':
        return this.#present(command.payload.participant, nowMs, events, () =>
          this.#desks.setRobot(command.payload, principal, nowMs, events),
        );
    }
  }

  /** What follows of a decision: alerts, consultations and notifications go by it, and who has joined is told what stands. */
  #regimeChanged(subject: DecisionSubject, nowMs: number): EngineEvent[] {
    const events = this.#centre.regimeChanged(subject, nowMs);
    if (subject.kind === 'LEAVE') events.push(...this.#releases.left(subject.participant, nowMs));
    if (subject.kind !== 'JOIN') return events;
    const told = [...toldToNewcomer(this.config, this.#sensors.now()), ...this.#desks.standing()];
    // An observer holds nothing of what the members share.
    const party = this.#roster.has(subject.participant);
    return [...events, ...told.filter((e) => party || compartmentOf(e.label) === 'NOTIF')];
  }

  /** Whoever comes back finds what was acknowledged in his absence. */
  #present<T>(party: ParticipantId, nowMs: number, events: EngineEvent[], change: () => T): T {
    const wasAbsent = this.#desks.absentSinceMs(party) !== null;
    const out = change();
    if (wasAbsent && this.#desks.absentSinceMs(party) === null)
      events.push(...this.#centre.returned(party, nowMs));
    return out;
  }
}

export function createEngine(config: EngineConfig): Engine {
  return new Engine(config);
}

/** Throws if the snapshot was made by another engine version: it may only be opened by the same one. */
export function restoreEngine(config: EngineConfig, snapshot: unknown): Engine {
  const stored = snapshot as EngineSnapshot;
  if (stored.v !== ENGINE_VERSION)
    throw new Error(`engine snapshot of version ${String(stored.v)}, this is ${ENGINE_VERSION}`);
  return new Engine(config, stored);
}
