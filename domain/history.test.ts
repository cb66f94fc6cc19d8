import { describe, expect, it } from 'vitest';
import { compareRows, historyRows, type PlacedEvent, rowFits } from './history';
import { national, nationalLabel, sharedLabel } from './labels';
import type { LogEntry } from './log';
import { EPOCH, launchAlert, shift } from './testing/samples';

const at = (s: number): number => EPOCH + s * 1000;
const entry = (id: string, s: number, part: Partial<LogEntry> = {}): LogEntry => ({
  ...{ id, atMs: at(s), msg: 'log.note', params: {}, text: null, by: null, about: null },
  ...part,
});
let seq = 0;
const placed = (
  body: LogEntry | ReturnType<typeof launchAlert>,
  owner: string | null = null,
): PlacedEvent => ({
  ...{ session: 's', mode: 'LIVE', compartment: owner === null ? 'SHARED' : national(owner) },
  event: {
    ...{ v: 1, seq: ++seq, atMs: EPOCH, kind: 'msg' in body ? 'log.written' : 'alert.changed', body },
    label: owner === null ? sharedLabel('CENTER', 'LIVE') : nationalLabel(owner, 'LIVE'),
  } as PlacedEvent['event'],
});
const people = { nameEn: 'Reed', nameRu: 'Рид', party: 'P2', reason: 'no second radar' };
const dissent = {
  ...people,
  kind: 'DISSENT' as const,
  user: 'u',
  robot: false,
  atMs: at(9),
  rev: 1,
  commandId: 'c',
};
const alert = launchAlert(['P1', 'P2'], { id: 'a#1', number: 47, raisedMs: at(5) });
const later = {
  ...alert,
  rev: 2,
  severity: 'ADVISORY' as const,
  mostSevere: 'CRITICAL' as const,
  answers: [dissent],
};
const note = entry('n', 7, {
  text: { body: 'Antenna check', language: 'en' },
  by: { user: 'u1', participant: 'P1', robot: false, nameEn: 'Ivanova', nameRu: 'Иванова' },
});
const raised = entry('r', 5, {
  msg: 'log.alert.raised',
  params: { alert: 47, code: 'FEED_STALE', severity: 'HIGH' },
});
const rows = historyRows([
  placed(alert),
  placed(raised, 'P2'),
  placed(later),
  placed(note),
  placed({ ...alert, number: 3 }, 'P2'),
]);
const fits = (filter: Parameters<typeof rowFits>[1]): string[] =>
  rows
    .filter((r) => rowFits(r, filter))
    .map((r) => (r.kind === 'alert' ? `AL ${r.alert.number}` : r.kind === 'entry' ? r.entry.id : r.kind));

describe('the history', () => {
  it('WL-03 an alert is one row, at its raise, as it stood at the end; one of another compartment is another', () => {
    expect(rows.map((r) => [r.kind, r.atMs, r.compartment])).toEqual([
      ['entry', at(7), 'SHARED'],
      ['alert', at(5), 'SHARED'],
      ['alert', at(5), 'NAT:P2'],
      ['entry', at(5), 'NAT:P2'],
    ]);
    expect(rows[1]).toMatchObject({ seq: 1, alert: { rev: 2 } });
    expect([...rows].sort(compareRows)).toEqual([...rows].reverse());
  });

  it('WL-03 filters are by kind, highest severity, participant, code and text, and together', () => {
    expect(fits({})).toEqual(['n', 'AL 47', 'AL 3', 'r']);
    expect(fits({ kind: 'entry' })).toEqual(['n', 'r']);
    expect(fits({ severity: 'CRITICAL' })).toEqual(['AL 47']);
    expect(fits({ severity: 'HIGH' })).toEqual(['AL 3', 'r']);
    expect(fits({ participant: 'P2' })).toEqual(['AL 47', 'AL 3', 'r']);
    expect(fits({ participant: 'P1', kind: 'entry' })).toEqual(['n']);
    expect(fits({ code: 'FEED_STALE' })).toEqual(['r']);
    expect(fits({ code: 'log.note' })).toEqual(['n']);
    expect(fits({ text: 'antenna' })).toEqual(['n']);
    expect(fits({ text: ' al-0047 ' })).toEqual(['AL 47', 'r']);
    expect(fits({ text: 'рид' })).toEqual(['AL 47']);
    expect(fits({ text: 'second radar', severity: 'HIGH' })).toEqual([]);
  });

  it('WL-14 a watch that was handed over is one row, found by Party, number, names and remarks; a draft is none', () => {
    const name = { nameEn: 'Orlova', nameRu: 'Орлова' };
    const over = shift('P1', {
      ...{ state: 'HANDED_OVER', number: 3, updatedMs: at(20), remarks: { body: 'radar', language: 'en' } },
      signedIn: { user: 'u2', ...name, atMs: at(20), rev: 2 },
    });
    const event = (body: typeof over) => {
      const one = placed(note, 'P1');
      return { ...one, event: { ...one.event, kind: 'shift.changed', body } as PlacedEvent['event'] };
    };
    const [row, ...more] = historyRows([event(shift('P1')), event(over)]);
    expect(more).toEqual([]);
    if (!row) throw new Error('no row');
    expect(row).toMatchObject({ kind: 'shift', atMs: at(20), compartment: national('P1'), shift: over });
    const found = (filter: Parameters<typeof rowFits>[1]) => rowFits(row, filter);
    expect(found({ kind: 'shift', participant: 'P1' })).toBe(true);
    for (const text of ['sh-0003', 'орлова', 'RADAR', over.outgoing.nameEn])
      expect(found({ text })).toBe(true);
    const others = [{ kind: 'entry' as const }, { participant: 'P2' }, { severity: 'HIGH' as const }];
    for (const filter of [...others, { code: 'FEED_STALE' }, { text: 'satellite' }])
      expect(found(filter)).toBe(false);
  });
});
