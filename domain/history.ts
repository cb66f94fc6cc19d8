/** What officers look up in the journal: alerts and entries of the watch log between two times, by filters. */
import { type Alert, type Severity, wholeAlert } from './alert';
import { shortNumber } from './ids';
import {
  type Compartment,
  nationalOwner,
  type ParticipantId,
  type SessionId,
  type SessionMode,
} from './labels';
import type { LogEntry } from './log';
import type { EventKind, StoredEvent } from './records';
import type { Shift } from './shift';

export const HISTORY_KINDS = ['alert', 'entry', 'shift'] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];
/** The kinds of event that a history is made of. */
export const HISTORY_EVENTS = [
  'alert.changed',
  'log.written',
  'shift.changed',
] as const satisfies readonly EventKind[];

/** An event with the place that it was read from. */
export interface PlacedEvent {
  session: SessionId;
  mode: SessionMode;
  compartment: Compartment;
  event: StoredEvent;
}
interface Place {
  session: SessionId;
  mode: SessionMode;
  compartment: Compartment;
  /** Sequence of the row's first event in the range: with the rest of the place it names the row. */
  seq: number;
  /** Session time: of an alert when it was raised, of an entry when it was written. */
  atMs: number;
}
/** One occurrence of an alert as it stood at the end of the range, one entry, or one watch that was handed over. */
export type HistoryRow = Place &
  ({ kind: 'alert'; alert: Alert } | { kind: 'entry'; entry: LogEntry } | { kind: 'shift'; shift: Shift });

export interface HistoryFilter {
  kind?: HistoryKind;
  severity?: Severity;
  participant?: ParticipantId;
  code?: string;
  text?: string;
}

/** Rows of what was read, newest first. */
export function historyRows(events: readonly PlacedEvent[]): HistoryRow[] {
  const alerts = new Map<string, HistoryRow>();
  const entries: HistoryRow[] = [];
  for (const { session, mode, compartment, event } of events) {
    const place = { session, mode, compartment, seq: event.seq };
    if (event.kind === 'log.written')
      entries.push({ ...place, atMs: event.body.atMs, kind: 'entry', entry: event.body });
    if (event.kind === 'shift.changed' && event.body.state === 'HANDED_OVER')
      entries.push({ ...place, atMs: event.body.updatedMs, kind: 'shift', shift: event.body });
    if (event.kind !== 'alert.changed') continue;
    const key = JSON.stringify([session, compartment, event.body.id]);
    const { seq } = alerts.get(key) ?? place;
    alerts.set(key, {
      ...place,
      seq,
      atMs: event.body.raisedMs,
      kind: 'alert',
      alert: wholeAlert(event.body),
    });
  }
  return [...alerts.values(), ...entries].sort((a, b) => compareRows(b, a));
}

/** What names a row and gives it its place in the order. */
export type RowKey = { session: string; compartment: string; seq: number; atMs: number };

/** Time, then place: no two rows are equal, so that a page goes on exactly where the one before ended. */
export function compareRows(a: RowKey, b: RowKey): number {
  return (
    a.atMs - b.atMs ||
    compareText(a.session, b.session) ||
    compareText(a.compartment, b.compartment) ||
    a.seq - b.seq
  );
}
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

export function rowFits(row: HistoryRow, filter: HistoryFilter): boolean {
  const { kind, severity, participant, code, text } = filter;
  return (
    (kind === undefined || row.kind === kind) &&
    (severity === undefined || severityOf(row) === severity) &&
    (participant === undefined || participantsOf(row).includes(participant)) &&
    (code === undefined || codesOf(row).includes(code)) &&
    (text === undefined || wordsOf(row).toLowerCase().includes(text.trim().toLowerCase()))
  );
}

/** The severity that a row is about: of an alert the highest that it reached. */
export function severityOf(row: HistoryRow): string | null {
  if (row.kind === 'alert') return row.alert.mostSevere;
  if (row.kind === 'shift') return null;
  const { severity } = row.entry.params;
  return typeof severity === 'string' ? severity : null;
}

/** Code of the alert that a row is about, and of an entry its own. */
function codesOf(row: HistoryRow): string[] {
  if (row.kind === 'alert') return [row.alert.code];
  if (row.kind === 'shift') return [];
  return [row.entry.msg, String(row.entry.params.code ?? '')];
}

/** Whose row it is: asked, answering, acting or spoken of. */
function participantsOf(row: HistoryRow): ParticipantId[] {
  const owner = nationalOwner(row.compartment);
  const whose = owner === null ? [] : [owner];
  if (row.kind === 'alert') {
    const { requiredParties, answers, archivedAnswers } = row.alert;
    return [...whose, ...requiredParties, ...[...answers, ...archivedAnswers].map((a) => a.party)];
  }
  if (row.kind === 'shift') return [row.shift.participant];
  const { by, params } = row.entry;
  return [...whose, by?.participant ?? '', String(params.participant ?? '')];
}

/** The words of a row that stand in no language: numbers, codes, names, what people wrote. */
function wordsOf(row: HistoryRow): string {
  if (row.kind === 'alert') {
    const { number, code, facts, answers, archivedAnswers } = row.alert;
    const people = [...answers, ...archivedAnswers].flatMap((a) => [a.nameEn, a.nameRu, a.reason ?? '']);
    const about = [
      ...(facts.launchNumber === null ? [] : [shortNumber('L', facts.launchNumber)]),
      ...(facts.notificationNumber === null ? [] : [shortNumber('N', facts.notificationNumber)]),
    ];
    return [shortNumber('AL', number), code, facts.sensor ?? '', ...about, ...people].join('\n');
  }
  if (row.kind === 'shift') {
    const { number, remarks, outgoing, signedIn } = row.shift;
    const people = [outgoing, ...(signedIn ? [signedIn] : [])].flatMap((o) => [o.nameEn, o.nameRu]);
    return [shortNumber('SH', number), remarks?.body ?? '', ...people].join('\n');
  }
  const { msg, params, text, by } = row.entry;
  const named = NUMBERED.flatMap(([name, prefix]) => {
    const n = params[name];
    return typeof n === 'number' && n > 0 ? [shortNumber(prefix, n)] : [];
  });
  const said = Object.values(params).filter((v) => typeof v === 'string');
  return [msg, text?.body ?? '', by?.nameEn ?? '', by?.nameRu ?? '', ...named, ...said].join('\n');
}
const NUMBERED = [
  ['alert', 'AL'],
  ['launch', 'L'],
  ['notification', 'N'],
  ['claim', 'CL'],
  ['shift', 'SH'],
] as const;
