import type { CommandResult } from '../../domain/alert';
import { canonicalJson } from '../../domain/canonical';
import {
  type Decision,
  type DecisionEvent,
  openDecision,
  reduceDecision,
  subjectOf,
} from '../../domain/decision';
import { makeId } from '../../domain/ids';
import { notificationLabel, sharedLabel } from '../../domain/labels';
import type { LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { DecisionCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import { DECISION_STANDS_S } from '../../domain/regime';
import type { DecisionSubject } from '../../domain/regime-now';
import type { LogWriter } from './log';
import type { Numbers } from './numbers';
import type { Roster } from './roster';
import type { EngineConfig } from './types';

/** Decided ones are known this long to answers that come late. */
const KEEP_MS = 3600e3;

export interface DecisionDeskSnapshot {
  held: Decision[];
}
/** What follows of a change of the regime in the rest of the engine, in the same step. */
export type AfterChange = (subject: DecisionSubject, nowMs: number) => EngineEvent[];

/** Decisions of all member Parties on the regime; with the last agreement one takes effect, in the same step. */
export class DecisionDesk {
  readonly #config: EngineConfig;
  readonly #numbers: Numbers;
  readonly #log: LogWriter;
  readonly #roster: Roster;
  readonly #after: AfterChange;
  #held: Decision[];

  constructor(
    config: EngineConfig,
    { numbers, log, roster, after }: { numbers: Numbers; log: LogWriter; roster: Roster; after: AfterChange },
    stored?: DecisionDeskSnapshot,
  ) {
    this.#config = config;
    this.#numbers = numbers;
    this.#log = log;
    this.#roster = roster;
    this.#after = after;
    this.#held = structuredClone(stored?.held ?? []);
  }

  command(by: Principal, command: DecisionCommand, nowMs: number, events: EngineEvent[]): CommandResult {
    if (command.name === 'decision.propose') return this.#propose(by, command.payload, nowMs, events);
    const held = this.#held.find((d) => d.id === command.payload.decision);
    if (!held) return { code: 'NOT_FOUND' };
    if (
      command.name === 'decision.answer' &&
      canonicalJson(command.payload.subject) !== canonicalJson(subjectOf(held))
    )
      return { code: 'BAD_REQUEST', field: 'payload.subject', message: 'not what is proposed' };
    const event: DecisionEvent =
      command.name === 'decision.withdraw'
        ? { type: 'WITHDRAW', by }
        : { type: 'ANSWER', by, agree: command.payload.agree, reason: command.payload.reason };
    return this.#reduce(held, event, nowMs, by, events);
  }

  advance(nowMs: number): EngineEvent[] {
    const events: EngineEvent[] = [];
    this.#held = this.#held.filter((d) => d.state === 'OPEN' || nowMs - d.updatedMs <= KEEP_MS);
    for (const held of [...this.#held]) this.#reduce(held, { type: 'TICK' }, nowMs, null, events);
    return events;
  }

  standing(): EngineEvent[] {
    return this.#held.filter((d) => d.state === 'OPEN').map((d) => this.#record(d));
  }

  snapshot(): DecisionDeskSnapshot {
    return structuredClone({ held: this.#held });
  }

  #propose(
    by: Principal,
    { reason, ...subject }: DecisionSubject & { reason: string },
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const fault = this.#roster.whyNot(subject);
    if (fault) return { code: 'FORBIDDEN', reason: fault };
    const same = this.#held.find((d) => d.state === 'OPEN' && isSame(subjectOf(d), subject));
    const first = same?.answers[same.proposedBy];
    if (first)
      return {
        ...{ code: 'ALREADY', by: first.user, nameEn: first.nameEn, nameRu: first.nameRu, atMs: first.atMs },
      };
    const number = this.#numbers.next('SHARED', 'DC');
    const id = makeId('decision', this.#config.session, number);
    const standsS = this.#config.regime.decision?.standsS ?? DECISION_STANDS_S;
    const opened = openDecision({ ...subject, id, number, reason }, by, this.#roster.parties(), {
      ...{ nowMs, standsS },
    });
    this.#put(opened, nowMs, { msg: 'log.decision.proposed', by, reason }, events);
    return { code: 'OK' };
  }

  #reduce(
    held: Decision,
    event: DecisionEvent,
    nowMs: number,
    by: Principal | null,
    events: EngineEvent[],
  ): CommandResult {
    const { decision, result } = reduceDecision(held, event, nowMs);
    if (decision === held) return result;
    const reason = event.type === 'ANSWER' ? event.reason : '';
    this.#put(decision, nowMs, { msg: saidOf(decision, event), by, reason }, events);
    return result;
  }

  #put(
    decision: Decision,
    nowMs: number,
    said: { msg: LogMessage | null; by: Principal | null; reason: string },
    events: EngineEvent[],
  ): void {
    this.#held = [...this.#held.filter((d) => d.id !== decision.id), decision];
    events.push(this.#record(decision));
    if (said.msg) events.push(this.#line(decision, said.msg, nowMs, said.by, said.reason));
    if (decision.state !== 'AGREED') return;
    events.push(this.#line(decision, 'log.decision.agreed', nowMs, null));
    this.#takeEffect(subjectOf(decision), nowMs, events);
  }

  /** Nothing is opened backwards: who joins holds what comes after the event that says so, who leaves nothing after his. */
  #takeEffect(subject: DecisionSubject, nowMs: number, events: EngineEvent[]): void {
    const { mode } = this.#config;
    const shared = sharedLabel('CENTER', mode);
    this.#roster.change(subject, nowMs);
    const both = [notificationLabel('CENTER', mode), shared];
    const line = (msg: LogMessage, params: Record<string, string | number>): EngineEvent =>
      this.#log.line(shared, nowMs, { msg, params });
    if (subject.kind === 'JOIN' || subject.kind === 'LEAVE') {
      const body = { participant: subject.participant };
      const kind = subject.kind === 'JOIN' ? 'member.joined' : 'member.left';
      const told = line(subject.kind === 'JOIN' ? 'log.member.joined' : 'log.member.left', body);
      const changes = both.map((label): EngineEvent => ({ kind, label, body }));
      // Each reads the line of its own coming and going.
      events.push(...(subject.kind === 'JOIN' ? [...changes, told] : [told, ...changes]));
    } else
      events.push(
        line(subject.kind === 'PHASE' ? 'log.regime.phase' : 'log.regime.scope', {
          object: objectOf(subject),
        }),
      );
    events.push({ kind: 'regime.changed', label: shared, body: this.#roster.now });
    events.push(...this.#after(subject, nowMs));
    if (subject.kind === 'LEAVE') this.#release(subject.participant, nowMs, events);
    this.#dropMoot(nowMs, events);
  }

  /** Who has left is asked no more: what all the others have agreed to is agreed. */
  #release(party: string, nowMs: number, events: EngineEvent[]): void {
    for (const { id } of this.#held) {
      const held = this.#held.find((d) => d.id === id);
      if (held?.state !== 'OPEN' || this.#roster.whyNot(subjectOf(held)) !== null) continue;
      this.#reduce(held, { type: 'RELEASE', party }, nowMs, null, events);
    }
  }

  #dropMoot(nowMs: number, events: EngineEvent[]): void {
    for (const held of [...this.#held])
      if (held.state === 'OPEN' && this.#roster.whyNot(subjectOf(held)) !== null)
        this.#reduce(held, { type: 'MOOT' }, nowMs, null, events);
  }

  #record(body: Decision): EngineEvent {
    return { kind: 'decision.changed', label: sharedLabel('CENTER', this.#config.mode), body };
  }

  #line(decision: Decision, msg: LogMessage, nowMs: number, by: Principal | null, reason = ''): EngineEvent {
    const { number, kind } = decision;
    const object = objectOf(subjectOf(decision));
    const params = { decision: number, subject: kind, object, participant: by?.participant ?? '', reason };
    return this.#log.line(sharedLabel('CENTER', this.#config.mode), nowMs, { msg, params, by });
  }
}

function saidOf({ state }: Decision, event: DecisionEvent): LogMessage | null {
  if (event.type === 'ANSWER') return event.agree ? 'log.decision.consented' : 'log.decision.refused';
  if (event.type === 'WITHDRAW') return 'log.decision.withdrawn';
  return state === 'LAPSED' ? 'log.decision.lapsed' : null;
}

function objectOf(subject: DecisionSubject): string {
  if (subject.kind === 'PHASE') return subject.membership;
  return subject.kind === 'SCOPE' ? String(subject.scope) : subject.participant;
}
const isSame = (a: DecisionSubject, b: DecisionSubject): boolean =>
  a.kind === b.kind && objectOf(a) === objectOf(b);
