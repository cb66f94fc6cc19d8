import type { CommandResult } from '../../domain/alert';
import { canonicalJson } from '../../domain/canonical';
import { makeId } from '../../domain/ids';
import { national, nationalLabel, sharedLabel } from '../../domain/labels';
import type { LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { CommandPayload, StatementCommand } from '../../domain/protocol/commands';
import type { EngineEvent, Finding } from '../../domain/records';
import type { Refusal } from '../../domain/refusals';
import type { Sensor } from '../../domain/sensors';
import {
  type Signed,
  type StatementDraft,
  type WatchStatement,
  type WatchSubject,
  watchSubjectOf,
} from '../../domain/statements';
import type { AssessableLaunch } from '../assessment';
import { weighWatch } from '../assessment/watch-statements';
import type { LogWriter } from './log';
import type { Numbers } from './numbers';
import type { EngineConfig } from './types';

/** What a Party's own centre knows of its watch over a place in a window. */
export type OwnWatchOf = (
  subject: WatchSubject,
) => Pick<StatementDraft, 'sensors' | 'seen'> & { confidence: number };
export interface StatementDeskSnapshot {
  drafts: { party: string; draft: StatementDraft }[];
  statements: WatchStatement[];
}

/**
 * What Parties say of their own watch: drafted from a Party's own coverage in its own compartment, signed by its supervisor
 * into SHARED, withdrawn there by the same Party. Until it is signed nothing of it lies anywhere else.
 */
export class StatementDesk {
  readonly #config: EngineConfig;
  readonly #numbers: Numbers;
  readonly #log: LogWriter;
  readonly #sensors: () => readonly Sensor[];
  #drafts: StatementDeskSnapshot['drafts'];
  #statements: WatchStatement[];

  constructor(
    config: EngineConfig,
    numbers: Numbers,
    log: LogWriter,
    sensors: () => readonly Sensor[],
    stored: StatementDeskSnapshot = { drafts: [], statements: [] },
  ) {
    this.#config = config;
    this.#numbers = numbers;
    this.#log = log;
    this.#sensors = sensors;
    const { drafts, statements } = structuredClone(stored);
    this.#drafts = drafts;
    this.#statements = statements;
  }

  command(
    by: Principal,
    command: StatementCommand,
    own: OwnWatchOf,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    this.#forget(nowMs);
    switch (command.name) {
      case 'statement.draft':
        return this.#draft(by, command.payload, own, nowMs, events);
      case 'statement.sign':
        return this.#sign(by, command.payload, nowMs, events);
      case 'statement.withdraw':
        return this.#withdraw(by, command.payload, nowMs, events);
    }
  }

  /** The finding on a launch, with what is said, or not said, of watching for it. */
  weigh(launch: AssessableLaunch, finding: Finding): Finding {
    return weighWatch(launch, finding, this.#statements, this.#sensors(), this.#config.regime);
  }

  snapshot(): StatementDeskSnapshot {
    return structuredClone({ drafts: this.#drafts, statements: this.#statements });
  }

  #draft(
    by: Principal,
    asked: WatchSubject,
    own: OwnWatchOf,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const party = by.participant;
    const fault = this.#faultOf(asked, party, nowMs);
    if (fault) return fault;
    const says = asked.kind === 'NO_DETECTION';
    // Nobody has watched what is to come; an outage may be foreseen.
    const toMs = says ? Math.min(asked.window.toMs, nowMs) : asked.window.toMs;
    const subject = { ...asked, window: { ...asked.window, toMs } };
    const watched = own(subject);
    const number = this.#numbers.next(national(party), 'SD');
    const draft: StatementDraft = {
      ...{
        id: makeId('draft', this.#config.session, party, nowMs, wordsOf(subject)),
        number,
        ...subject,
      },
      sensors: says ? watched.sensors : [],
      confidence: says ? watched.confidence : null,
      seen: says ? watched.seen : 0,
      ...{ drafted: signatureOf(by, nowMs), signedAs: null },
    };
    this.#drafts.push({ party, draft });
    this.#putDraft(party, draft, events);
    const params = { draft: number, says: subject.kind };
    const label = nationalLabel(party, this.#config.mode);
    events.push(this.#log.line(label, nowMs, { msg: 'log.statement.drafted', params, by }));
    return { code: 'OK' };
  }

  #faultOf({ kind, sensor, window }: WatchSubject, party: string, nowMs: number): CommandResult | null {
    const backMs = this.#config.regime.watch.backS * 1000;
    if (window.fromMs < nowMs - backMs) return faulty('window.fromMs', 'tooFarBack');
    if (kind === 'NO_DETECTION' && window.fromMs >= nowMs) return faulty('window.fromMs', 'ahead');
    if (window.toMs > nowMs + backMs) return faulty('window.toMs', 'tooFarAhead');
    if (sensor === null) return null;
    const mine = this.#sensors().some((s) => s.id === sensor && s.assignedTo === party);
    return mine ? null : faulty('sensor', 'notOwnSensor');
  }

  #sign(
    by: Principal,
    { says, confidence }: CommandPayload<'statement.sign'>,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const party = by.participant;
    // Of drafts with the same words the latest counts: what the centre knows by now of its watch.
    const held = this.#drafts.findLast((d) => d.party === party && wordsOf(d.draft) === wordsOf(says));
    if (!held) return { code: 'NOT_FOUND' };
    const { draft } = held;
    if (draft.signedAs !== null) return forbidden('alreadySigned');
    if (draft.confidence !== null) {
      if (draft.seen > 0) return forbidden('ownTrackThere');
      if (draft.confidence < this.#config.regime.watch.leastP) return forbidden('noCover');
      if (confidence === null || confidence > draft.confidence) return forbidden('moreThanDrafted');
    }
    const number = this.#numbers.next('SHARED', 'ST');
    const statement: WatchStatement = {
      ...{ id: makeId('statement', this.#config.session, nowMs, number), number, rev: 1, by: party },
      ...{ ...watchSubjectOf(draft), confidence: draft.confidence === null ? null : confidence },
      ...{ signed: signatureOf(by, nowMs), withdrawn: null, updatedMs: nowMs },
    };
    held.draft = { ...draft, signedAs: number };
    this.#putDraft(party, held.draft, events);
    this.#statements.push(statement);
    const msg = statement.kind === 'OUTAGE' ? 'log.statement.outage' : 'log.statement.signed';
    this.#put(statement, msg, by, events);
    return { code: 'OK' };
  }

  #withdraw(
    by: Principal,
    { statement: id, reason }: CommandPayload<'statement.withdraw'>,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const at = this.#statements.findIndex((s) => s.id === id);
    const statement = this.#statements[at];
    if (!statement) return { code: 'NOT_FOUND' };
    if (statement.by !== by.participant) return forbidden('notOwnStatement');
    const { withdrawn } = statement;
    if (withdrawn)
      return {
        ...{ code: 'ALREADY', by: withdrawn.user, nameEn: withdrawn.nameEn, nameRu: withdrawn.nameRu },
        atMs: withdrawn.atMs,
      };
    const next = {
      ...{ ...statement, rev: statement.rev + 1, updatedMs: nowMs },
      withdrawn: { ...signatureOf(by, nowMs), reason },
    };
    this.#statements[at] = next;
    this.#put(next, 'log.statement.withdrawn', by, events);
    return { code: 'OK' };
  }

  #putDraft(party: string, body: StatementDraft, events: EngineEvent[]): void {
    events.push({ kind: 'statement.drafted', label: nationalLabel(party, this.#config.mode), body });
  }

  #put(body: WatchStatement, msg: LogMessage, by: Principal, events: EngineEvent[]): void {
    const label = sharedLabel(body.by, this.#config.mode);
    events.push({ kind: 'statement.changed', label, body });
    const params = {
      ...{ statement: body.number, says: body.kind },
      ...(body.confidence !== null && { percent: Math.round(body.confidence * 100) }),
      ...(body.withdrawn && { reason: body.withdrawn.reason }),
    };
    events.push(this.#log.line(label, body.updatedMs, { msg, params, by }));
  }

  /** Launches are assessed for so long; what was drafted and not signed is stale by then too. */
  #forget(nowMs: number): void {
    const oldMs = nowMs - this.#config.regime.match.rememberS * 1000;
    this.#drafts = this.#drafts.filter(({ draft }) => draft.drafted.atMs >= oldMs);
    this.#statements = this.#statements.filter((s) => Math.max(s.updatedMs, s.window.toMs) >= oldMs);
  }
}

const wordsOf = (subject: WatchSubject): string => canonicalJson(watchSubjectOf(subject));
const signatureOf = ({ userId, name, robot }: Principal, atMs: number): Signed => ({
  ...{ user: userId, nameEn: name.en, nameRu: name.ru, robot, atMs },
});
const forbidden = (reason: Refusal): CommandResult => ({ code: 'FORBIDDEN', reason });
const faulty = (field: string, message: string): CommandResult => ({
  ...{ code: 'BAD_REQUEST', field: `payload.${field}`, message },
});
