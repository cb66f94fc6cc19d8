import type { CommandResult } from '../../domain/alert';
import { makeId } from '../../domain/ids';
import {
  compartmentOf,
  copyLabel,
  national,
  nationalLabel,
  nationalOwner,
  type ParticipantId,
} from '../../domain/labels';
import type { LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { CommandPayload, ReleaseCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { Refusal } from '../../domain/refusals';
import {
  alreadyGiven,
  type Giving,
  putOff,
  type Release,
  type Released,
  type ReleaseKind,
  releasable,
  releaseFault,
  takeDue,
} from '../../domain/release';
import type { Signed } from '../../domain/statements';
import type { LogWriter } from './log';
import type { Numbers } from './numbers';
import type { Roster } from './roster';
import type { EngineConfig } from './types';

/** The latest of a record, as much of it as may leave at all, and when it was made. */
interface Source {
  kind: ReleaseKind;
  id: string;
  fields: Record<string, unknown>;
  atMs: number;
}
/** One receiver's copy. */
interface Copy {
  to: ParticipantId;
  released: Released;
  /** What he holds, to tell whether a revision changes any of it. */
  given: string;
}
interface HeldRelease extends Giving {
  owner: ParticipantId;
  copies: Copy[];
}
export interface ReleaseDeskSnapshot {
  sources: Record<ParticipantId, Source[]>;
  held: HeldRelease[];
}

/** What ended is released no more after this (ms); of lines of a Party's log the latest can be. */
const KEEP_MS = 8 * 3600_000;
const LINES_KEPT = 200;

/**
 * Releases of a session: what owners give of their national records, by an event of their own stream, and the marked copies
 * that receivers are given in theirs: at once, and with every later revision that changes what they hold.
 */
export class ReleaseDesk {
  readonly #config: EngineConfig;
  readonly #numbers: Numbers;
  readonly #log: LogWriter;
  readonly #isMember: Roster['has'];
  readonly #sources: Map<ParticipantId, Map<string, Source>>;
  #held: HeldRelease[];

  constructor(
    config: EngineConfig,
    { numbers, log, isMember }: { numbers: Numbers; log: LogWriter; isMember: Roster['has'] },
    stored?: ReleaseDeskSnapshot,
  ) {
    this.#config = config;
    this.#numbers = numbers;
    this.#log = log;
    this.#isMember = isMember;
    const { sources, held } = structuredClone(stored ?? { sources: {}, held: [] });
    const keyed = (list: Source[]) => new Map(list.map((s) => [keyOf(s), s]));
    this.#sources = new Map(Object.entries(sources).map(([owner, list]) => [owner, keyed(list)]));
    this.#held = held;
  }

  command(by: Principal, command: ReleaseCommand, nowMs: number, events: EngineEvent[]): CommandResult {
    return command.name === 'release.give'
      ? this.#give(by, command.payload, nowMs, events)
      : this.#withdraw(by, command.payload, nowMs, events);
  }

  /** Takes in what the step made, and gives on what of it is released without delay. */
  follow(made: readonly EngineEvent[], nowMs: number): EngineEvent[] {
    for (const event of made) this.#take(event, nowMs);
    const events: EngineEvent[] = [];
    for (const held of this.#held) if (held.release.coarsen.delayS === 0) this.#giveDue(held, nowMs, events);
    return events;
  }

  /**
   * A Party has left: what it was given, and what it gave, is given on no more, and each of the two reads so in his own stream.
   * It stays ended when the Party comes again: a membership is a new one, and its owner may release anew.
   */
  left(party: ParticipantId, nowMs: number): EngineEvent[] {
    const events: EngineEvent[] = [];
    for (const held of this.#held) {
      if (held.release.state !== 'ACTIVE') continue;
      const ends = held.owner === party ? held.copies : held.copies.filter((c) => c.to === party);
      if (ends.length > 0) this.#end(held, ends, party, nowMs, events);
    }
    return events;
  }

  /**
   * Time alone: what was delayed is given, and what is long over can be released no more. At ticks and never in a step between
   * them, whose time is another's: a receiver would read from his copy's when somebody did something.
   */
  advance(nowMs: number): EngineEvent[] {
    const events: EngineEvent[] = [];
    for (const held of this.#held) this.#giveDue(held, nowMs, events);
    this.#forget(nowMs);
    return events;
  }

  #forget(nowMs: number): void {
    const active = new Set(
      this.#held.filter((h) => h.release.state === 'ACTIVE').map((h) => `${h.owner} ${keyOf(h.release.of)}`),
    );
    for (const [owner, sources] of this.#sources) {
      let lines = [...sources.values()].filter((s) => s.kind === 'log').length;
      for (const [key, s] of sources) {
        const surplus = s.kind === 'log' ? lines > LINES_KEPT : isOver(s) && nowMs - s.atMs > KEEP_MS;
        if (!surplus || active.has(`${owner} ${key}`)) continue;
        sources.delete(key);
        if (s.kind === 'log') lines--;
      }
    }
    this.#held = this.#held.filter(
      ({ release: r }) => r.state === 'ACTIVE' || nowMs - r.updatedMs <= KEEP_MS,
    );
  }

  /** Whose release a receiver's copy is of; null if there is no such copy of his. */
  releaseOf(copy: string, receiver: ParticipantId): { owner: ParticipantId; id: string } | null {
    const of = this.#held.find((h) => h.copies.some((c) => c.to === receiver && c.released.id === copy));
    return of ? { owner: of.owner, id: of.release.id } : null;
  }

  snapshot(): ReleaseDeskSnapshot {
    const sources = [...this.#sources].map(([owner, all]) => [owner, [...all.values()]]);
    return structuredClone({ sources: Object.fromEntries(sources), held: this.#held });
  }

  #take(event: EngineEvent, nowMs: number): void {
    // What one was given is not his to give on, and lies in his stream as a copy.
    if (event.label.copyTo !== undefined) return;
    const owner = nationalOwner(compartmentOf(event.label));
    const record = owner === null ? null : releasable(event);
    if (owner === null || !record) return;
    const source: Source = { ...record, atMs: nowMs };
    const sources = this.#sources.get(owner) ?? new Map<string, Source>();
    this.#sources.set(owner, sources);
    sources.set(keyOf(source), source);
    for (const held of this.#held) {
      const { of, state } = held.release;
      if (held.owner !== owner || state !== 'ACTIVE' || keyOf(of) !== keyOf(source)) continue;
      putOff(held, source.fields, nowMs);
    }
  }

  #give(
    by: Principal,
    asked: CommandPayload<'release.give'>,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const fault = releaseFault(by, asked, this.#config.participants, this.#isMember);
    if (fault) return fault;
    const owner = by.participant;
    const source = this.#sources.get(owner)?.get(keyOf(asked.of));
    if (!source) return { code: 'NOT_FOUND' };
    const before = this.#held.find((h) => h.owner === owner && alreadyGiven(h.release, asked))?.release.by;
    if (before)
      return {
        ...{ code: 'ALREADY', by: before.user, nameEn: before.nameEn, nameRu: before.nameRu },
        atMs: before.atMs,
      };
    const { of, to, coarsen, reason } = asked;
    const number = this.#numbers.next(national(owner), 'RE');
    const release: Release = {
      ...{ id: makeId('release', this.#config.session, national(owner), number), number, rev: 1 },
      ...{ of, to: [...to].sort(), coarsen, reason, by: signatureOf(by, nowMs), state: 'ACTIVE' },
      ...{ withdrawn: null, updatedMs: nowMs },
    };
    const copies = release.to.map((p) => this.#begin(owner, p, release, nowMs, events));
    const held: HeldRelease = { owner, release, copies, waiting: [] };
    putOff(held, source.fields, nowMs);
    this.#held.push(held);
    this.#put(held, 'log.release.given', { by }, events);
    this.#giveDue(held, nowMs, events);
    return { code: 'OK' };
  }

  /** The receiver hears of the release at once; the record follows when its delay is over. */
  #begin(
    owner: ParticipantId,
    to: ParticipantId,
    release: Release,
    nowMs: number,
    events: EngineEvent[],
  ): Copy {
    const number = this.#numbers.next(national(to), 'RC');
    const released = {
      ...{ id: makeId('released', this.#config.session, national(to), number), number, rev: 0 },
      ...{ from: owner, kind: release.of.kind, record: null, coarsen: release.coarsen },
      ...{ reason: release.reason, state: 'ACTIVE', withdrawnFor: null, updatedMs: nowMs },
    } as Released;
    const copy: Copy = { to, released, given: '' };
    if (release.coarsen.delayS > 0) this.#copy(owner, copy, {}, nowMs, events);
    this.#tell(owner, copy, 'log.release.received', nowMs, events);
    return copy;
  }

  #withdraw(
    by: Principal,
    { release: id, reason }: CommandPayload<'release.withdraw'>,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const held = this.#held.find((h) => h.owner === by.participant && h.release.id === id);
    if (!held) return { code: 'NOT_FOUND' };
    const { withdrawn, rev, state } = held.release;
    if (withdrawn)
      return {
        ...{ code: 'ALREADY', by: withdrawn.user, nameEn: withdrawn.nameEn, nameRu: withdrawn.nameRu },
        atMs: withdrawn.atMs,
      };
    if (state === 'ENDED') return { code: 'FORBIDDEN', reason: 'releaseEnded' satisfies Refusal };
    held.release = {
      ...{ ...held.release, rev: rev + 1, state: 'WITHDRAWN', updatedMs: nowMs },
      withdrawn: { ...signatureOf(by, nowMs), reason },
    };
    held.waiting = [];
    this.#put(held, 'log.release.withdrawn', { by }, events);
    for (const copy of held.copies) {
      const gone = { record: null, state: 'WITHDRAWN' as const, withdrawnFor: reason };
      this.#copy(held.owner, copy, gone, nowMs, events);
      this.#tell(held.owner, copy, 'log.release.taken', nowMs, events);
    }
    return { code: 'OK' };
  }

  #end(held: HeldRelease, ends: Copy[], party: ParticipantId, nowMs: number, events: EngineEvent[]): void {
    held.copies = held.copies.filter((c) => !ends.includes(c));
    const over = held.copies.length === 0;
    // Of one that goes on its owner reads who is given it still; of one that is over, who was.
    const now = over ? { state: 'ENDED' as const } : { to: held.copies.map((c) => c.to) };
    held.release = { ...held.release, ...now, rev: held.release.rev + 1, updatedMs: nowMs };
    if (over) held.waiting = [];
    const receivers = ends.map((c) => c.to).join(' ');
    this.#put(held, 'log.release.ended', { params: { receivers, object: party } }, events);
    for (const copy of ends) {
      this.#copy(held.owner, copy, { record: null, state: 'ENDED' }, nowMs, events);
      this.#tell(held.owner, copy, 'log.release.copyEnded', nowMs, events, { object: party });
    }
  }

  /** Gives what is due; a revision that changes nothing of what its receiver holds is none to him, not even its time. */
  #giveDue(held: HeldRelease, nowMs: number, events: EngineEvent[]): void {
    for (const { record, text } of takeDue(held, this.#config.session, nowMs))
      for (const copy of held.copies) {
        if (copy.given === text) continue;
        copy.given = text;
        this.#copy(held.owner, copy, { record } as Partial<Released>, nowMs, events);
      }
  }

  #copy(
    owner: ParticipantId,
    copy: Copy,
    change: Partial<Released>,
    nowMs: number,
    events: EngineEvent[],
  ): void {
    const rev = copy.released.rev + 1;
    copy.released = { ...copy.released, ...change, rev, updatedMs: nowMs } as Released;
    const label = copyLabel(nationalLabel(owner, this.#config.mode), copy.to);
    events.push({ kind: 'released.changed', label, body: copy.released });
  }

  #put(
    held: HeldRelease,
    msg: LogMessage,
    said: { by?: Principal; params?: Record<string, string> },
    events: EngineEvent[],
  ): void {
    const { release, owner } = held;
    const label = nationalLabel(owner, this.#config.mode);
    events.push({ kind: 'release.changed', label, body: release });
    const params = {
      ...{ release: release.number, released: release.of.kind, receivers: release.to.join(' ') },
      reason: release.withdrawn?.reason ?? release.reason,
      ...said.params,
    };
    events.push(this.#log.line(label, release.updatedMs, { msg, params, by: said.by ?? null }));
  }

  /** A line in the receiver's own log, which is a copy too: it says who gave it, and nothing of his other receivers. */
  #tell(
    owner: ParticipantId,
    copy: Copy,
    msg: LogMessage,
    nowMs: number,
    events: EngineEvent[],
    more: Record<string, string> = {},
  ): void {
    const { number, kind, reason, withdrawnFor } = copy.released;
    const label = copyLabel(nationalLabel(owner, this.#config.mode), copy.to);
    const params = { party: owner, copy: number, released: kind, reason: withdrawnFor ?? reason, ...more };
    events.push(this.#log.line(label, nowMs, { msg, params }));
  }
}

const keyOf = ({ kind, id }: { kind: ReleaseKind; id: string }): string => `${kind} ${id}`;
/** Those that go on for ever, sensors, are never over; a line of the log is as it was written. */
function isOver({ kind, fields }: Source): boolean {
  if (kind === 'track') return fields.status === 'ended' || fields.status === 'lost';
  if (kind === 'claim') return fields.lifecycle !== 'open';
  return kind === 'alert' && (fields.lifecycle as { state: string }).state !== 'OPEN';
}
const signatureOf = ({ userId, name, robot }: Principal, atMs: number): Signed => ({
  ...{ user: userId, nameEn: name.en, nameRu: name.ru, robot, atMs },
});
