import type { CommandResult } from '../../domain/alert';
import { makeId } from '../../domain/ids';
import { national, nationalLabel, type ParticipantId } from '../../domain/labels';
import type { LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { ShiftCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import {
  draftShift,
  type HeldShift,
  isOpenShift,
  type ReducedShift,
  reduceShift,
  type ShiftEffect,
  type ShiftEvent,
} from '../../domain/shift';
import { nothingStands, type Standing, shiftList, takeStanding } from '../../domain/shift-list';
import type { LogWriter } from './log';
import type { Numbers } from './numbers';
import type { EngineConfig } from './types';

export interface ShiftDeskSnapshot {
  standing: Standing;
  /** The latest of each Party. */
  held: Record<ParticipantId, HeldShift>;
  /** When each Party's watch was handed over last. */
  handedMs: Record<ParticipantId, number>;
}
const LINES: Record<ShiftEffect, LogMessage> = {
  SIGNED: 'log.shift.signed',
  HANDED_OVER: 'log.shift.handedOver',
  WITHDRAWN: 'log.shift.withdrawn',
  LAPSED: 'log.shift.lapsed',
};

/**
 * Handovers of the Parties' watches, one at a time each. What they list is folded from the session's own events, by the
 * compartment that each lies in: a Party's handover can name nothing that its streams do not hold.
 */
export class ShiftDesk {
  readonly #config: EngineConfig;
  readonly #numbers: Numbers;
  readonly #log: LogWriter;
  readonly #standing: Standing;
  readonly #held: Map<ParticipantId, HeldShift>;
  readonly #handedMs: Record<ParticipantId, number>;

  constructor(config: EngineConfig, numbers: Numbers, log: LogWriter, stored?: ShiftDeskSnapshot) {
    this.#config = config;
    this.#numbers = numbers;
    this.#log = log;
    const { standing, held, handedMs } = structuredClone(
      stored ?? { standing: nothingStands(), held: {}, handedMs: {} },
    );
    this.#standing = standing;
    this.#held = new Map(Object.entries(held));
    this.#handedMs = handedMs;
  }

  command(principal: Principal, command: ShiftCommand, nowMs: number, events: EngineEvent[]): CommandResult {
    const { participant } = principal;
    const held = this.#held.get(participant);
    if (command.name === 'shift.draft' && !(held && isOpenShift(held.shift)))
      return this.#draft(principal, command.payload.remarks, nowMs, events);
    if (!held || ('shift' in command.payload && command.payload.shift !== held.shift.id))
      return { code: 'NOT_FOUND' };
    return this.#reduce(held, eventOf(command, principal), nowMs, principal, events);
  }

  /** Takes in what the step made; an open handover follows it, and lapses in its time. */
  follow(made: readonly EngineEvent[], nowMs: number): EngineEvent[] {
    for (const event of made) takeStanding(this.#standing, event);
    const events: EngineEvent[] = [];
    for (const [party, held] of this.#held)
      if (isOpenShift(held.shift))
        this.#reduce(held, { type: 'TICK', list: this.#listOf(party, nowMs) }, nowMs, null, events);
    return events;
  }

  snapshot(): ShiftDeskSnapshot {
    const held = Object.fromEntries(this.#held);
    return structuredClone({ standing: this.#standing, held, handedMs: this.#handedMs });
  }

  #draft(
    by: Principal,
    remarks: HeldShift['shift']['remarks'],
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const { participant } = by;
    const number = this.#numbers.next(national(participant), 'SH');
    const held = draftShift(
      {
        id: makeId('shift', this.#config.session, national(participant), number),
        ...{ number, participant, remarks, fromMs: this.#handedMs[participant] ?? null },
        list: this.#listOf(participant, nowMs),
      },
      by,
      { nowMs, times: this.#config.regime.shift },
    );
    this.#put(held, 'log.shift.drafted', nowMs, by, events);
    return { code: 'OK' };
  }

  #reduce(
    held: HeldShift,
    event: ShiftEvent,
    nowMs: number,
    by: Principal | null,
    events: EngineEvent[],
  ): CommandResult {
    const { held: next, result, effect }: ReducedShift = reduceShift(held, event, nowMs);
    if (next === held) return result;
    if (effect === 'HANDED_OVER') this.#handedMs[next.shift.participant] = nowMs;
    this.#put(next, effect && LINES[effect], nowMs, by, events);
    return result;
  }

  #put(
    held: HeldShift,
    msg: LogMessage | null,
    nowMs: number,
    by: Principal | null,
    events: EngineEvent[],
  ): void {
    const { shift } = held;
    this.#held.set(shift.participant, held);
    const label = nationalLabel(shift.participant, this.#config.mode);
    events.push({ kind: 'shift.changed', label, body: shift });
    if (!msg) return;
    const { outgoing, signedIn, participant } = shift;
    const params = {
      ...{ participant, shift: shift.number, nameEn: outgoing.nameEn, nameRu: outgoing.nameRu },
      ...(signedIn && { byEn: signedIn.nameEn, byRu: signedIn.nameRu }),
    };
    events.push(this.#log.line(label, nowMs, { msg, params, by }));
  }

  #listOf(party: ParticipantId, nowMs: number) {
    return shiftList(this.#standing, party, nowMs, this.#config.regime.notify);
  }
}

function eventOf(command: ShiftCommand, by: Principal): ShiftEvent {
  switch (command.name) {
    case 'shift.draft':
      return { type: 'REMARK', by, remarks: command.payload.remarks };
    case 'shift.sign':
      return { type: 'SIGN', by, rev: command.payload.rev, content: command.payload.content };
    case 'shift.withdraw':
      return { type: 'WITHDRAW', by };
  }
}
