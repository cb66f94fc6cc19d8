import type { CommandResult } from '../../domain/alert';
import { CommandLedger } from '../../domain/command-ledger';
import type { FeedInput, Message, Rejection } from '../../domain/inputs';
import {
  type Compartment,
  compartmentOf,
  nationalLabel,
  type ParticipantId,
  sharedLabel,
} from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { AnyCommand, KeyCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { DecisionSubject, RegimeNow } from '../../domain/regime-now';
import type { Sensor } from '../../domain/sensors';
import { Centre, type CentreSnapshot } from './centre';
import { ClockHold, type ClockHoldSnapshot } from './clock-hold';
import { DecisionDesk, type DecisionDeskSnapshot } from './decision-desk';
import { DeskBook, type DeskBookSnapshot } from './desk-book';
import { Rejections, type RejectionsSnapshot, refusalOf } from './door';
import type { FrameObject } from './frames';
import { actsTaken, isKeyCommand, KeyBook, type KeyBookSnapshot } from './key-book';
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
  type Feed,
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
  readonly #feeds: Map<string, Feed>;
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
  readonly #rejections: Rejections;
  readonly #sensors: SensorTable;
  readonly #clock: ClockHold;
  #fed: number;
  #finished: boolean;

  constructor(config: EngineConfig, stored?: EngineSnapshot) {
    this.config = config;
    this.#numbers = new Numbers(stored?.numbers);
    this.#log = new LogWriter(config.session, stored?.log);
    this.#feeds = new Map(config.feeds.map((f) => [f.id, f]));
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
    this.#releases = new ReleaseDesk(config, this.#numbers, this.#log, stored?.releases);
    this.#decisions = new DecisionDesk(
      config,
      {
        ...{ numbers: this.#numbers, log: this.#log, roster: this.#roster },
        after: (subject, nowMs) => this.#regimeChanged(subject, nowMs),
      },
      stored?.decisions,
    );
    this.#receipts = new ReceiptDesk(config, this.#log, stored?.receipts);
    this.#clock = new ClockHold(config, this.#log, stored?.clock);
    this.#fed = stored?.fed ?? 0;
    this.#rejections = new Rejections(stored?.rejections);
    this.#finished = stored?.finished ?? false;
  }

  get clock(): EngineClock {
    return this.#clock.told;
  }
  /** Feed inputs taken or refused so far: where a deterministic source goes on after a restart. */
  get fed(): number {
    return this.#fed;
  }
  get finished(): boolean {
    return this.#finished;
  }
  get refused(): Record<string, number> {
    return this.#rejections.counts;
  }

  step(input: EngineInput, nowMs: number): StepResult {
    const events: EngineEvent[] = [];
    let result: CommandResult | null = null;
    switch (input.kind) {
      case 'open':
        events.push(...sessionOpened(this.config, this.#sensors.now(), this.#roster.now, this.#log, nowMs));
        break;
      case 'feed':
        this.#fed++;
        this.#feed(this.#feeds.get(input.feed), input.input, nowMs, events);
        break;
      case 'refused':
        this.#fed++;
        this.#refuse(
          this.#tellOf(this.#feeds.get(input.feed), input.about, nowMs),
          input.rejection,
          nowMs,
          events,
          input.about,
        );
        break;
      case 'sensors':
        this.#sensorTable(input.sensors, nowMs, events);
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
        this.#releases.forget(nowMs);
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
      fed: this.#fed,
      sensors: this.#sensors.snapshot(),
      rejections: this.#rejections.snapshot(),
      finished: this.#finished,
    };
  }

  #feed(feed: Feed | undefined, input: FeedInput, nowMs: number, events: EngineEvent[]): void {
    const refuse = (rejection: Rejection): void =>
      this.#refuse(this.#tellOf(feed, input, nowMs), rejection, nowMs, events, input);
    if (!feed) return refuse({ error: 'UNKNOWN_FEED', message: 'no such feed' });
    // To a Party's feed the sensors of others are not there.
    const mine = (s: Sensor | undefined) =>
      feed.owner === null || s?.assignedTo === feed.owner ? s : undefined;
    const refusal = refusalOf(input, (id, atMs) => mine(this.#sensors.at(id, atMs)), nowMs);
    if (refusal) return refuse(refusal);
    if (input.kind === 'message') return this.#message(input, nowMs, events);
    const owner = 'party' in input ? input.party : this.#sensors.at(input.sensor, input.atMs)?.assignedTo;
    if (owner === undefined || !this.#nations.has(owner) || (feed.owner !== null && owner !== feed.owner))
      return refuse({ error: 'UNKNOWN_PARTY', field: 'party', message: 'no such Party' });
    this.#nations.ingest(owner, input, nowMs, events);
  }

  /** Who is told of a refusal: the feed's owner; of a feed without one, whose sensor or site it says it is. */
  #tellOf(feed: Feed | undefined, said: unknown, nowMs: number): string {
    if (feed?.owner !== null) return feed?.owner ?? 'CENTER';
    const { sensor, party } = Object(said) as { sensor?: unknown; party?: unknown };
    const owner = this.#sensors.at(String(sensor), nowMs)?.assignedTo ?? String(party);
    return this.#nations.has(owner) ? owner : 'CENTER';
  }

  /** A centre whose list of sensors is another goes on from what it held. */
  #sensorTable(sensors: Sensor[], nowMs: number, events: EngineEvent[]): void {
    const change = this.#sensors.change(sensors, this.#nations.parties(), nowMs);
    if ('error' in change) return this.#refuse('CENTER', change, nowMs, events);
    for (const party of change.parties) this.#nations.reassigned(party);
    if (change.parties.length === 0) return;
    const shared = sharedLabel('CENTER', this.config.mode);
    events.push({ kind: 'catalogue.set', label: shared, body: { sensors: this.#sensors.now() } });
    const { added, withdrawn, altered } = change;
    events.push(
      this.#log.line(shared, nowMs, { msg: 'log.sensor.table', params: { added, withdrawn, altered } }),
    );
  }

  #message(message: Message, nowMs: number, events: EngineEvent[]): void {
    const rejection = this.#centre.takeMessage(message, nowMs, events);
    if (rejection) this.#refuse('CENTER', rejection, nowMs, events);
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
    events.push(...withSeen(made, principal, command));
    events.push(...actsTaken({ id, principal, command, signature: signed }, made));
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

  #refuse(owner: string, rejection: Rejection, nowMs: number, events: EngineEvent[], said?: unknown): void {
    const { sensor } = Object(said) as { sensor?: unknown };
    this.#nations.refused(owner, String(sensor ?? ''), rejection, nowMs);
    const count = this.#rejections.take(owner, rejection, nowMs);
    if (count === null) return;
    const { mode } = this.config;
    const label = this.#nations.has(owner) ? nationalLabel(owner, mode) : sharedLabel('CENTER', mode);
    const { error, field = '', message } = rejection;
    const params = { error, field, message, count };
    events.push(this.#log.line(label, nowMs, { msg: 'log.input.rejected', params }));
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
