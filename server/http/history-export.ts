import { type HistoryRow, severityOf } from '../../domain/history';
import { shortNumber } from '../../domain/ids';
import { csv } from '../interop/csv';

/** Every export says what it is. */
const MARKING = 'UNCLASSIFIED — SIMULATED DATA, NOT REAL';
const HEAD = [
  ...['marking', 'mode', 'session', 'compartment', 'time', 'kind', 'number', 'code', 'severity', 'state'],
  ...['rev', 'participants', 'answers', 'by', 'seen', 'corrects', 'text', 'params'],
] as const;

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Rows as a table, oldest first. Codes and message ids stay codes: both languages read the same file. */
export function historyCsv(rows: readonly HistoryRow[]): string {
  const lines = rows.map((row) => {
    const start = [MARKING, row.mode, row.session, row.compartment, iso(row.atMs), row.kind];
    return [...start, ...cellsOf(row)];
  });
  return csv(HEAD, lines);
}

type Cells = (string | number | null)[];
function cellsOf(row: HistoryRow): Cells {
  if (row.kind === 'alert') return alertCells(row.alert);
  return row.kind === 'shift' ? shiftCells(row.shift) : entryCells(row);
}
function shiftCells(s: Extract<HistoryRow, { kind: 'shift' }>['shift']): Cells {
  const signed = [s.signedOut, s.signedIn].flatMap((x) =>
    x ? [`${x.nameEn} r${x.rev} ${iso(x.atMs)}`] : [],
  );
  return [
    ...[shortNumber('SH', s.number), null, null, s.state, s.rev, s.participant, null, signed.join('; ')],
    ...[null, null, s.remarks?.body ?? null, JSON.stringify(s.list)],
  ];
}
function alertCells(a: Extract<HistoryRow, { kind: 'alert' }>['alert']): Cells {
  const answers = a.answers.map((x) => `${x.party} ${x.kind} r${x.rev} ${iso(x.atMs)} ${x.nameEn}`);
  const said = a.answers.flatMap((x) => (x.reason === null ? [] : [`${x.party}: ${x.reason}`]));
  return [
    ...[shortNumber('AL', a.number), a.code, a.mostSevere, `${a.lifecycle.state} ${a.ack.state}`, a.rev],
    ...[a.requiredParties.join(' '), answers.join('; '), null, null, null, said.join('; '), null],
  ];
}
function entryCells(row: Extract<HistoryRow, { kind: 'entry' }>): Cells {
  const { msg, by, seen, corrects, text, params } = row.entry;
  return [
    ...[null, msg, severityOf(row), null, null, by?.participant ?? null, null, by?.nameEn ?? null],
    ...[seen ? `${seen.id} r${seen.rev}` : null, corrects ?? null, text?.body ?? null],
    JSON.stringify(params),
  ];
}

/** Rows as JSON lines, whole records, oldest first. */
export const historyJsonLines = (rows: readonly HistoryRow[]): string =>
  rows.map((row) => `${JSON.stringify({ marking: MARKING, ...row })}\n`).join('');
