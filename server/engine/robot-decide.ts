import { awaitedOf, type Decision, subjectOf } from '../../domain/decision';
import { makeId } from '../../domain/ids';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Desk } from '../../domain/records';

/** One robot's answer to one decision, by session time. */
interface Planned {
  dueMs: number;
  desk: string;
  decision: string;
}
export interface DueAnswer {
  id: string;
  seat: Desk;
  command: AnyCommand;
}

/**
 * A decision needs persons. In demo the robot of an empty supervisor's desk agrees to one, after its delay and only while it is
 * set to agree, so that a visitor alone can try it; it refuses nothing and proposes nothing.
 */
export class DecidingRobots {
  readonly #session: string;
  readonly #open = new Map<string, Decision>();
  readonly #seats = new Map<string, Desk>();
  #planned: Planned[] = [];

  constructor(session: string) {
    this.#session = session;
  }

  decided(decision: Decision, nowMs: number): void {
    if (decision.state === 'OPEN') this.#open.set(decision.id, decision);
    else this.#open.delete(decision.id);
    this.#plan(nowMs);
  }

  seated(key: string, seat: Desk, nowMs: number): void {
    const agrees = seat.occupant === 'robot' && seat.role === 'supervisor' && seat.robot?.answer === 'agree';
    if (agrees) this.#seats.set(key, seat);
    else this.#seats.delete(key);
    this.#plan(nowMs);
  }

  nextDueMs(): number | null {
    return this.#planned.reduce<number | null>((m, p) => (m === null || p.dueMs < m ? p.dueMs : m), null);
  }

  due(nowMs: number): DueAnswer[] {
    const due = this.#planned.filter((p) => p.dueMs <= nowMs);
    this.#planned = this.#planned.filter((p) => p.dueMs > nowMs);
    return due.flatMap(({ desk, decision }) => {
      const seat = this.#seats.get(desk);
      const id = makeId('cmd', this.#session, desk, decision);
      const held = this.#open.get(decision);
      if (!seat || !held) return [];
      const payload = { decision, subject: subjectOf(held), agree: true, reason: 'robot-agree' };
      return [{ id, seat, command: { name: 'decision.answer', payload } }];
    });
  }

  /** What is awaited of whom; an answer that was planned keeps its time. */
  #plan(nowMs: number): void {
    const before = this.#planned;
    this.#planned = [...this.#open.values()].flatMap((decision) =>
      [...this.#seats].flatMap(([desk, { participant, robot }]) => {
        if (!robot || !awaitedOf(decision).includes(participant)) return [];
        const known = before.find((p) => p.desk === desk && p.decision === decision.id);
        return [known ?? { dueMs: nowMs + robot.delayS * 1000, desk, decision: decision.id }];
      }),
    );
  }
}
