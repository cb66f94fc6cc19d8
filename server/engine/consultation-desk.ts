import type { Alert, CommandResult } from '../../domain/alert';
import {
  type Consultation,
  type ConsultationEffect,
  type ConsultationEvent,
  type ConsultCause,
  type Forum,
  openConsultation,
  type ReducedConsultation,
  reduceConsultation,
  type Subject,
} from '../../domain/consultation';
import { makeId } from '../../domain/ids';
import {
  type Compartment,
  copyLabel,
  type Label,
  national,
  type ParticipantId,
  sharedLabel,
} from '../../domain/labels';
import type { LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { ConsultationCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { Phrase } from '../../domain/vocabulary';
import type { LogWriter } from './log';
import type { Numbers } from './numbers';
import type { EngineConfig } from './types';

/** A consultation, and the name that it bears in each stream that holds it. */
interface Held {
  consultation: Consultation;
  streams: { compartment: Compartment; to: ParticipantId | null; id: string; number: number }[];
}
export interface ConsultationDeskSnapshot {
  held: Held[];
  /** Consultations begun in each stream: an id tells nothing of those in others. */
  begun: Record<string, number>;
}
/** The desk's outcome: events, the result of a command, and what it tells of all members' alerts. */
export interface ConsultationOutput {
  events: EngineEvent[];
  result: CommandResult;
  /** The record after a change. One of some members only has no alerts, for no alert may show it. */
  changed: Consultation | null;
}
/** What a request is about, as the centre knows it; `alert` is the open alert of it, if there is one. */
export interface RequestSubject {
  subject: Subject;
  alert: string | null;
}
/** A closed one is known this long to commands that come late (ms). */
const KEEP_CLOSED_MS = 24 * 3600_000;

const LINES: Record<ConsultationEffect, LogMessage> = {
  JOINED: 'log.consultation.joined',
  SAID: 'log.consultation.said',
  PROPOSED: 'log.consultation.proposed',
  SIGNED: 'log.consultation.signed',
  AGREED: 'log.consultation.agreed',
  CLOSED: 'log.consultation.closed',
  TURN_OVERDUE: 'log.consultation.turnOverdue',
  WHOLE_OVERDUE: 'log.consultation.wholeOverdue',
};

/**
 * The consultations of a session. One among all members lies in SHARED; of one among some each of them is given a copy in his
 * own stream, with an id and a number of that stream, and nothing of it lies anywhere else.
 */
export class ConsultationDesk {
  readonly #config: EngineConfig;
  readonly #numbers: Numbers;
  readonly #log: LogWriter;
  #held: Held[];
  readonly #begun: Record<string, number>;
  readonly #members: () => ParticipantId[];

  constructor(
    config: EngineConfig,
    numbers: Numbers,
    log: LogWriter,
    stored?: ConsultationDeskSnapshot,
    members = () => [...config.info.parties],
  ) {
    this.#members = members;
    this.#config = config;
    this.#numbers = numbers;
    this.#log = log;
    const { held, begun } = structuredClone(stored ?? { held: [], begun: {} });
    this.#held = held;
    this.#begun = begun;
  }

  command(
    principal: Principal,
    command: ConsultationCommand,
    about: RequestSubject | null,
    nowMs: number,
  ): ConsultationOutput {
    if (command.name === 'consultation.request')
      return about
        ? this.#request(principal, command.payload.forum, about, nowMs)
        : refused({ code: 'NOT_FOUND' });
    const { consultation: id } = command.payload;
    const held = this.#held.find((h) =>
      h.streams.some((s) => s.id === id && (s.to ?? principal.participant) === principal.participant),
    );
    if (!held) return refused({ code: 'NOT_FOUND' });
    const missing = 'phrases' in command.payload ? this.#notOnFile(command.payload.phrases) : null;
    if (missing) return refused({ code: 'BAD_REQUEST', field: missing, message: 'no such notification' });
    return this.#reduce(held, eventOf(command, principal), nowMs, principal);
  }

  /** The machine asks for a consultation about an alert that all members hold: one of all of them begins, or takes it in. */
  askedBy(alert: Alert, subject: Subject, nowMs: number): ConsultationOutput {
    const { consult } = alert;
    if (consult.state !== 'REQUESTED') return nothing();
    const forum: Forum = { name: 'OPEN', members: this.#members() };
    const open = this.#openOf(subject, forum);
    if (!open) return this.#begin(subject, [alert.id], forum, causeOf(alert), consult.by, nowMs, null);
    const { consultation } = open;
    if (consultation.alerts.includes(alert.id)) return nothing();
    const next = { alerts: [...consultation.alerts, alert.id], rev: consultation.rev + 1, updatedMs: nowMs };
    open.consultation = { ...consultation, ...next };
    return this.#output(open, { code: 'OK' }, []);
  }

  /** All have acknowledged the alert that one was asked for about: it may be over. */
  answered(alert: Alert, nowMs: number): ConsultationOutput {
    const held = this.#held.find(({ consultation: c }) => c.state !== 'CLOSED' && c.alerts[0] === alert.id);
    return held ? this.#reduce(held, { type: 'LAPSE' }, nowMs, null) : nothing();
  }

  /** A member has left the centre: nothing waits for its word any more. */
  left(party: ParticipantId, nowMs: number): ConsultationOutput[] {
    return this.#held.flatMap((held) => {
      const out = this.#reduce(held, { type: 'LEFT', party }, nowMs, null);
      return out.events.length > 0 ? [out] : [];
    });
  }

  advance(nowMs: number): ConsultationOutput[] {
    this.#held = this.#held.filter(
      ({ consultation: { closed } }) => !closed || nowMs - closed.atMs <= KEEP_CLOSED_MS,
    );
    return this.#held.flatMap((held) => {
      const out = this.#reduce(held, { type: 'TICK' }, nowMs, null);
      return out.events.length > 0 ? [out] : [];
    });
  }

  /** Those that are not closed, as each of their streams holds them. */
  open(): EngineEvent[] {
    return this.#held
      .filter((h) => h.consultation.state !== 'CLOSED')
      .flatMap((h) => h.streams.map((stream) => this.#recordIn(h.consultation, stream)));
  }

  snapshot(): ConsultationDeskSnapshot {
    return structuredClone({ held: this.#held, begun: this.#begun });
  }

  /** The parameter of a phrase that names a notification which nobody has given, as a path. */
  #notOnFile(phrases: readonly Phrase[]): string | null {
    const given = ({ params: { notification: n } }: Phrase): boolean =>
      n === undefined || this.#numbers.wasGiven('NOTIF', 'N', Number(n));
    const i = phrases.findIndex((p) => !given(p));
    return i < 0 ? null : `phrases.${i}.params.notification`;
  }

  #request(
    by: Principal,
    asked: Forum,
    { subject, alert }: RequestSubject,
    nowMs: number,
  ): ConsultationOutput {
    const all = this.#members();
    const named = asked.name === 'OPEN' ? all : asked.members;
    const members = all.filter((p) => p === by.participant || named.includes(p));
    const unknown = named.findIndex((p) => !all.includes(p));
    if (unknown >= 0)
      return refused({ code: 'BAD_REQUEST', field: `forum.members.${unknown}`, message: 'no member' });
    if (members.length < 2 || (asked.name === 'BILATERAL' && members.length !== 2))
      return refused({ code: 'BAD_REQUEST', field: 'forum.members', message: 'name who is to take part' });
    const forum: Forum = { name: asked.name, members };
    const open = this.#openOf(subject, forum);
    if (open) {
      const { requestedBy, requestedMs } = open.consultation;
      const center = { by: requestedBy, nameEn: 'Center', nameRu: 'Центр' };
      const name = this.#config.participants.find((p) => p.id === requestedBy)?.name;
      const who = name ? { by: requestedBy, nameEn: name.en, nameRu: name.ru } : center;
      return refused({ code: 'ALREADY', ...who, atMs: requestedMs });
    }
    const alerts = alert !== null && members.length === all.length ? [alert] : [];
    return this.#begin(subject, alerts, forum, 'OFFICER', by.participant, nowMs, by);
  }

  #begin(
    subject: Subject,
    alerts: string[],
    forum: Forum,
    cause: ConsultCause,
    requestedBy: Consultation['requestedBy'],
    nowMs: number,
    by: Principal | null,
  ): ConsultationOutput {
    const shared = forum.members.length === this.#members().length;
    const places = shared
      ? [{ compartment: 'SHARED' as Compartment, to: null }]
      : forum.members.map((to) => ({ compartment: national(to), to }));
    const streams = places.map((place) => {
      const n = (this.#begun[place.compartment] ?? 0) + 1;
      this.#begun[place.compartment] = n;
      const id = makeId('consult', this.#config.session, place.compartment, n);
      return { ...place, id, number: this.#numbers.next(place.compartment, 'CN') };
    });
    const { id = '', number = 0 } = streams[0] ?? {};
    const times = this.#config.regime.consult;
    const request = { id, number, subject, alerts, forum, cause, requestedBy };
    const held: Held = { consultation: openConsultation(request, { nowMs, times }), streams };
    this.#held.push(held);
    const msg = by ? 'log.consultation.requested' : 'log.consultation.byCenter';
    return this.#output(held, { code: 'OK' }, [msg], by);
  }

  /** One open consultation for each subject and circle: what some talk about is no hindrance to others, nor told to them. */
  #openOf(subject: Subject, forum: Forum): Held | undefined {
    const who = [...forum.members].sort().join();
    return this.#held.find(
      ({ consultation: c }) =>
        c.state !== 'CLOSED' &&
        c.subject.kind === subject.kind &&
        c.subject.id === subject.id &&
        [...c.forum.members].sort().join() === who,
    );
  }

  #reduce(held: Held, event: ConsultationEvent, nowMs: number, by: Principal | null): ConsultationOutput {
    const times = this.#config.regime.consult;
    const before = held.consultation;
    const { state, result, effects }: ReducedConsultation = reduceConsultation(before, event, {
      nowMs,
      times,
    });
    if (state === before) return refused(result);
    held.consultation = state;
    return this.#output(
      held,
      result,
      effects.map((e) => LINES[e]),
      by,
    );
  }

  /** The record and its lines, in each stream that holds it. */
  #output(
    { consultation, streams }: Held,
    result: CommandResult,
    lines: LogMessage[],
    by: Principal | null = null,
  ): ConsultationOutput {
    const { subject, updatedMs } = consultation;
    const about = { kind: subject.kind, id: subject.id };
    const events = streams.flatMap(({ to, id, number }): EngineEvent[] => {
      const label = this.#labelFor(to);
      const params = {
        ...{ consult: number, [subject.kind]: subject.number },
        ...(consultation.joint && { no: consultation.joint.no }),
      };
      return [
        this.#recordIn(consultation, { to, id, number }),
        ...lines.map((msg) => this.#log.line(label, updatedMs, { msg, params, by, about })),
      ];
    });
    return { events, result, changed: consultation };
  }

  #recordIn(
    consultation: Consultation,
    { to, id, number }: Pick<Held['streams'][number], 'to' | 'id' | 'number'>,
  ): EngineEvent {
    return { kind: 'consultation.changed', label: this.#labelFor(to), body: { ...consultation, id, number } };
  }

  /** The record is the centre's; a copy of it is marked as one, and for whom. */
  #labelFor(to: ParticipantId | null): Label {
    const shared = sharedLabel('CENTER', this.#config.mode);
    return to === null ? shared : copyLabel(shared, to);
  }
}

function eventOf(
  command: Exclude<ConsultationCommand, { name: 'consultation.request' }>,
  by: Principal,
): ConsultationEvent {
  switch (command.name) {
    case 'consultation.join':
      return { type: 'JOIN', by };
    case 'consultation.state':
      return { type: 'STATE', by, phrases: command.payload.phrases, text: command.payload.text };
    case 'consultation.propose':
      return { type: 'PROPOSE', by, phrases: command.payload.phrases };
    case 'consultation.sign':
      return { type: 'SIGN', by, no: command.payload.no, phrases: command.payload.phrases };
    case 'consultation.close':
      return { type: 'CLOSE', by };
  }
}

/** Why the machine asks: verdicts that differ, a dissent, or answers that did not come. */
function causeOf({ assessment, answers }: Alert): ConsultCause {
  if (assessment.state === 'DISPUTED') return 'DISPUTE';
  return answers.some((a) => a.kind === 'DISSENT') ? 'DISSENT' : 'ESCALATION';
}

const refused = (result: CommandResult): ConsultationOutput => ({ events: [], result, changed: null });
const nothing = (): ConsultationOutput => refused({ code: 'OK' });
