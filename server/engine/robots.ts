import type { Alert } from '../../domain/alert';
import { awaitedParties } from '../../domain/alert-machine';
import type { Consultation } from '../../domain/consultation';
import { makeId } from '../../domain/ids';
import { type Compartment, compartmentOf } from '../../domain/labels';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Desk, EngineEvent, Launch } from '../../domain/records';
import { robotWord } from './robot-consult';
import { DecidingRobots } from './robot-decide';
import { type RobotVerdict, robotVerdict } from './robot-verdict';

export interface RobotCommand {
  id: string;
  principal: Principal;
  command: AnyCommand;
}
interface Planned {
  dueMs: number;
  desk: string;
  alert: Alert;
  /** What is said once it is due; null for an answer. */
  says: RobotVerdict | null;
}

/** Launches whose records are at hand when they are talked about: the latest. */
const LAUNCHES_KEPT = 200;
interface Word {
  dueMs: number;
  desk: string;
  consultation: string;
}
const inTurn = (a: { dueMs: number; desk: string }, b: { dueMs: number; desk: string }): number =>
  a.dueMs - b.dueMs || (a.desk < b.desk ? -1 : 1);

/**
 * Robot officers keep empty supervisors' desks in demo. A robot sees what its Party sees (the events of its compartments),
 * answers after its stated delay and goes through the same queue, policy and log as a person; every record says "robot".
 */
export class RobotOfficers {
  readonly #session: string;
  readonly #desks = new Map<string, Desk>();
  readonly #open = new Map<string, { alert: Alert; compartment: Compartment }>();
  /** Desks that a person keeps. */
  readonly #kept = new Set<string>();
  readonly #launches = new Map<string, Launch>();
  readonly #talks = new Map<string, { consultation: Consultation; compartment: Compartment }>();
  readonly #decisions: DecidingRobots;
  #planned: Planned[] = [];
  #words: Word[] = [];

  constructor(session: string) {
    this.#session = session;
    this.#decisions = new DecidingRobots(session);
  }

  /** Takes what a step made. */
  observe(events: EngineEvent[], nowMs: number): void {
    for (const event of events) {
      if (event.kind === 'desk.changed') this.#seat(event.body, nowMs);
      if (event.kind === 'alert.changed') {
        const compartment = compartmentOf(event.label);
        // A withdrawn one waits for answers too.
        if (event.body.lifecycle.state !== 'CLOSED')
          this.#open.set(event.body.id, { alert: event.body, compartment });
        else this.#open.delete(event.body.id);
        for (const [desk, seat] of this.#desks) this.#consider(desk, seat, event.body, compartment, nowMs);
        // What a Party has assessed by now may be what was proposed.
        for (const id of this.#talks.keys()) this.#listen(id, nowMs);
      }
      if (event.kind === 'decision.changed') this.#decisions.decided(event.body, nowMs);
      if (event.kind === 'launch.changed') this.#remember(event.body);
      if (event.kind === 'consultation.changed') {
        const { body } = event;
        if (body.state === 'CLOSED') this.#talks.delete(body.id);
        else this.#talks.set(body.id, { consultation: body, compartment: compartmentOf(event.label) });
        this.#listen(body.id, nowMs);
      }
    }
  }

  /** Commands that are due at or before `nowMs`, in order. */
  due(nowMs: number): RobotCommand[] {
    const words = this.#words.filter((w) => w.dueMs <= nowMs).sort(inTurn);
    this.#words = this.#words.filter((w) => w.dueMs > nowMs);
    const decisions = this.#decisions.due(nowMs).map(({ seat, ...due }) => ({
      ...{ ...due, principal: robotPrincipal(seat) },
    }));
    return [...this.#answers(nowMs), ...words.flatMap((w) => this.#word(w)), ...decisions];
  }

  #answers(nowMs: number): RobotCommand[] {
    const due = this.#planned.filter((p) => p.dueMs <= nowMs).sort(inTurn);
    if (due.length === 0) return [];
    this.#planned = this.#planned.filter((p) => p.dueMs > nowMs);
    return due.flatMap((p) => {
      const seat = this.#desks.get(p.desk);
      return seat?.robot && seat.robot.answer !== 'silent' ? [answer(this.#session, seat, p)] : [];
    });
  }

  /** Session time of the next act, or null. */
  nextDueMs(): number | null {
    const due = [...this.#planned, ...this.#words];
    return due.reduce<number | null>(
      (m, p) => (m === null || p.dueMs < m ? p.dueMs : m),
      this.#decisions.nextDueMs(),
    );
  }

  #seat(seat: Desk, nowMs: number): void {
    const key = `${seat.participant}/${seat.role}`;
    this.#decisions.seated(key, seat, nowMs);
    this.#planned = this.#planned.filter((p) => p.desk !== key);
    this.#words = this.#words.filter((w) => w.desk !== key);
    this.#desks.delete(key);
    if (seat.occupant === 'person') this.#kept.add(key);
    else this.#kept.delete(key);
    if (seat.occupant === 'robot' && seat.robot && seat.role === 'supervisor') {
      this.#desks.set(key, seat);
      for (const { alert, compartment } of this.#open.values())
        this.#consider(key, seat, alert, compartment, nowMs);
    }
    // Whoever comes or goes, others may have a word to say now.
    for (const id of this.#talks.keys()) this.#listen(id, nowMs);
  }

  #remember(launch: Launch): void {
    this.#launches.delete(launch.id);
    this.#launches.set(launch.id, launch);
    for (const oldest of this.#launches.keys()) {
      if (this.#launches.size <= LAUNCHES_KEPT) break;
      this.#launches.delete(oldest);
    }
  }

  /** What robots have to say in a consultation, each after its delay; another revision of it keeps the time. */
  #listen(id: string, nowMs: number): void {
    const before = this.#words;
    this.#words = before.filter((w) => w.consultation !== id);
    for (const [desk, seat] of this.#desks) {
      if (!seat.robot || !this.#says(id, seat)) continue;
      const known = before.find((w) => w.consultation === id && w.desk === desk);
      this.#words.push(known ?? { dueMs: nowMs + seat.robot.delayS * 1000, desk, consultation: id });
    }
  }

  #says(id: string, seat: Desk): AnyCommand | null {
    const talk = this.#talks.get(id);
    if (!talk || !compartmentsOf(robotPrincipal(seat)).includes(talk.compartment)) return null;
    const { subject, forum, alerts } = talk.consultation;
    const alert = [...this.#open.values()].find(({ alert: a }) =>
      subject.kind === 'launch'
        ? a.key === `launch:${subject.id}`
        : a.id === subject.id || alerts.includes(a.id),
    );
    return robotWord(talk.consultation, seat, {
      alert: alert?.alert ?? null,
      launch: this.#launches.get(subject.id) ?? null,
      robotsOnly: forum.members.every(
        (m) => this.#desks.has(`${m}/supervisor`) && !this.#kept.has(`${m}/duty`),
      ),
    });
  }

  #word({ desk, consultation }: Word): RobotCommand[] {
    const seat = this.#desks.get(desk);
    const talk = this.#talks.get(consultation);
    // Said is what then is to be said.
    const command = seat && this.#says(consultation, seat);
    if (!seat || !talk || !command) return [];
    const id = makeId('cmd', this.#session, desk, consultation, talk.consultation.rev);
    return [{ id, principal: robotPrincipal(seat), command }];
  }

  #consider(desk: string, seat: Desk, alert: Alert, compartment: Compartment, nowMs: number): void {
    if (compartmentsOf(robotPrincipal(seat)).includes(compartment)) this.#plan(desk, seat, alert, nowMs);
  }

  #plan(desk: string, seat: Desk, alert: Alert, nowMs: number): void {
    const rest = this.#planned.filter((p) => p.desk !== desk || p.alert.id !== alert.id);
    const known = this.#planned.find((p) => p.desk === desk && p.alert.id === alert.id);
    this.#planned = rest;
    if (!seat.robot) return;
    const says = awaitedParties(alert).includes(seat.participant) ? null : robotVerdict(alert, seat);
    if (!says && !awaitedParties(alert).includes(seat.participant)) return;
    // A new alarm starts the delay again; another revision of the same alarm keeps it.
    const again =
      !known || known.alert.alarmedMs !== alert.alarmedMs || known.says?.verdict !== says?.verdict;
    const dueMs = again ? nowMs + seat.robot.delayS * 1000 : known.dueMs;
    this.#planned.push({ desk, alert, says, dueMs });
  }
}

/** The principal that acts for a robot's desk. */
export function robotPrincipal(seat: Desk): Principal {
  return {
    userId: `robot:${seat.participant}:${seat.role}`,
    name: seat.name ?? { en: 'Robot officer', ru: 'Робот-дежурный' },
    participant: seat.participant,
    kind: 'PARTY',
    role: seat.role,
    robot: true,
  };
}

function answer(session: string, seat: Desk, planned: Planned): RobotCommand {
  const { alert, says } = planned;
  const to = { alert: alert.id, seq: alert.seq, seenRev: alert.rev };
  return {
    id: makeId('cmd', session, planned.desk, alert.id, alert.alarmedMs, ...(says ? [planned.dueMs] : [])),
    principal: robotPrincipal(seat),
    command: says
      ? { name: 'alert.assess', payload: { ...to, ...says } }
      : seat.robot?.answer === 'dissent'
        ? { name: 'alert.dissent', payload: { ...to, reason: 'robot-dissent' } }
        : { name: 'alert.acknowledge', payload: to },
  };
}
