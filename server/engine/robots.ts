import type { Alert } from '../../domain/alert';
import { awaitedParties } from '../../domain/alert-machine';
import { makeId } from '../../domain/ids';
import { type Compartment, compartmentOf } from '../../domain/labels';
import { compartmentsOf, type Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Desk, EngineEvent } from '../../domain/records';
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

/**
 * Robot officers keep empty supervisors' desks in demo. A robot sees what its Party sees (the events of its compartments),
 * answers after its stated delay and goes through the same queue, policy and log as a person; every record says "robot".
 */
export class RobotOfficers {
  readonly #session: string;
  readonly #desks = new Map<string, Desk>();
  readonly #open = new Map<string, { alert: Alert; compartment: Compartment }>();
  #planned: Planned[] = [];

  constructor(session: string) {
    this.#session = session;
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
      }
    }
  }

  /** Commands that are due at or before `nowMs`, in order. */
  due(nowMs: number): RobotCommand[] {
    const due = this.#planned
      .filter((p) => p.dueMs <= nowMs)
      .sort((a, b) => a.dueMs - b.dueMs || (a.desk < b.desk ? -1 : 1));
    if (due.length === 0) return [];
    this.#planned = this.#planned.filter((p) => p.dueMs > nowMs);
    return due.flatMap((p) => {
      const seat = this.#desks.get(p.desk);
      return seat?.robot && seat.robot.answer !== 'silent' ? [answer(this.#session, seat, p)] : [];
    });
  }

  /** Session time of the next act, or null. */
  nextDueMs(): number | null {
    return this.#planned.reduce<number | null>((m, p) => (m === null || p.dueMs < m ? p.dueMs : m), null);
  }

  #seat(seat: Desk, nowMs: number): void {
    const key = `${seat.participant}/${seat.role}`;
    this.#planned = this.#planned.filter((p) => p.desk !== key);
    this.#desks.delete(key);
    if (seat.occupant !== 'robot' || !seat.robot || seat.role !== 'supervisor') return;
    this.#desks.set(key, seat);
    for (const { alert, compartment } of this.#open.values())
      this.#consider(key, seat, alert, compartment, nowMs);
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
