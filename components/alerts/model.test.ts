import { describe, expect, it } from 'vitest';
import { type AlertRow, alertsIn } from '../../client/stores/select';
import { alert, event, T0 } from '../../client/testing';
import type { Alert, Answer } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import { applyEvent, emptyView } from '../../domain/view';
import {
  alertInHand,
  alertOfLaunch,
  countsFor,
  listedAlerts,
  newcomers,
  partyCell,
  stripRows,
} from './model';

const answer = (party: string, kind: Answer['kind'] = 'ACK'): Answer => ({
  kind,
  party,
  user: `u-${party}`,
  nameEn: 'Reed',
  nameRu: 'Рид',
  robot: false,
  atMs: T0 + 30e3,
  rev: 7,
  reason: null,
  commandId: 'c',
});
const SIGNED = { user: 'u', nameEn: 'Reed', nameRu: 'Рид', robot: false, atMs: T0 };
let n = 0;
const row = (part: Partial<Alert> = {}, compartment: Compartment = 'SHARED'): AlertRow => {
  n++;
  return { alert: alert({ id: `a${n}#1`, severity: 'CRITICAL', dueMs: T0 + 60e3, ...part }), compartment };
};

describe('alert strip', () => {
  it('UX-05 puts what awaits an answer first, then priority, then the oldest; what was withdrawn stays a while', () => {
    const view = emptyView('SHARED');
    const put = (id: string, part: Partial<Alert>) =>
      applyEvent(view, event(++n, 'alert.changed', alert({ id, severity: 'CRITICAL', ...part })));
    put('acked', { ack: { state: 'ACKED' } });
    put('high', { severity: 'HIGH' });
    put('newer', { raisedMs: T0 + 9 });
    put('older', { raisedMs: T0 + 5 });
    const withdrawn = { state: 'WITHDRAWN' as const, atMs: T0, reason: '' };
    put('withdrawn', { lifecycle: withdrawn, ack: { state: 'ACKED' } });
    put('unanswered', { lifecycle: withdrawn, severity: 'ADVISORY' });
    put('closed', { lifecycle: { state: 'CLOSED', atMs: T0 } });
    const ids = (nowMs: number) => listedAlerts(alertsIn({ SHARED: view }), nowMs).map((r) => r.alert.id);
    expect(ids(T0 + 700e3)).toEqual(['older', 'newer', 'high', 'unanswered', 'acked']);
    expect(ids(T0 + 60e3)).toContain('withdrawn');
  });

  it('UX-06 holds three rows, and more only for critical alerts that await an answer', () => {
    const critical = Array.from({ length: 5 }, () => row());
    expect(stripRows([...critical, row({ severity: 'HIGH' })]).rows).toHaveLength(5);
    const high = Array.from({ length: 5 }, () => row({ severity: 'HIGH' }));
    expect(stripRows(high)).toMatchObject({ rows: { length: 3 }, rest: { length: 2 } });
  });

  it('UX-07 says for each Party what it did or what is awaited from it', () => {
    const partial = row({ answers: [answer('P1')], ack: { state: 'PARTIAL' } });
    expect(partyCell(partial, 'P1').kind).toBe('given');
    expect(partyCell(partial, 'P2')).toEqual({ kind: 'awaited', dueMs: T0 + 60e3, absence: null });
    expect(partyCell(row({ answers: [answer('P1', 'DISSENT')] }), 'P1').kind).toBe('dissent');
    expect(partyCell(row({ requiredParties: ['P1'] }), 'P2').kind).toBe('not-required');
    expect(partyCell(row({ ack: { state: 'ACKED' } }), 'P2').kind).toBe('not-required');
    expect(partyCell(row({}, 'NAT:P1'), 'P2').kind).toBe('not-shared');
    expect(partyCell(row({ requiredParties: [] }, 'NAT:P2'), 'P2').kind).toBe('awaited');
  });

  it('UX-08 counts what needs us apart from what waits on others', () => {
    const list = [
      row(),
      row({ answers: [answer('P2')], ack: { state: 'PARTIAL' } }),
      row({ ack: { state: 'ACKED' } }),
      row({ ack: { state: 'ACKED' }, lifecycle: { state: 'WITHDRAWN', atMs: 0, reason: '' } }),
      row({ shelves: [{ party: 'P2', untilMs: 0, reason: 'r', ...SIGNED }] }),
    ];
    expect(countsFor(list, 'P2')).toMatchObject({ open: 4, needsUs: 2, waiting: 1, shelved: 1 });
  });

  it('UX-88 marks a count with the most severe alert that it holds, and with none where it holds none', () => {
    const high = row({ severity: 'HIGH' });
    const advisory = row({ severity: 'ADVISORY' });
    const theirs = row({ severity: 'CRITICAL', answers: [answer('P2')], ack: { state: 'PARTIAL' } });
    expect(countsFor([advisory, high, advisory], 'P2').worst).toEqual({ needsUs: 'HIGH', waiting: null });
    expect(countsFor([high, theirs], 'P2').worst).toEqual({ needsUs: 'HIGH', waiting: 'CRITICAL' });
  });

  it('UX-09 has in hand the selected alert, else what waits for us, else what waits for another', () => {
    const ours = row({ severity: 'HIGH' });
    const theirs = row({ answers: [answer('P2')], ack: { state: 'PARTIAL' } });
    const done = row({ ack: { state: 'ACKED' } });
    expect(alertInHand([theirs, ours], done, 'P2')).toBe(done);
    expect(alertInHand([theirs, ours], null, 'P2')).toBe(ours);
    expect(alertInHand([theirs, done], null, 'P2')).toBe(theirs);
    expect(alertInHand([done], null, 'P2')).toBeNull();
  });

  it('UX-10 tells an alert once, again when it alarms again, the most severe first', () => {
    const high = row({ severity: 'HIGH' });
    const again = row({ alarmedMs: T0 + 9 });
    const told = new Map([[again.alert.id, T0]]);
    expect(newcomers([high, again], told).map((x) => [x.row, x.again])).toEqual([
      [again, true],
      [high, false],
    ]);
    expect(newcomers([again], new Map([[again.alert.id, T0 + 9]]))).toEqual([]);
  });

  it('UX-14 shows in the dossier of a launch its open alert, else its last one', () => {
    const view = emptyView('SHARED');
    applyEvent(
      view,
      event(1, 'alert.changed', alert({ id: 'old', lifecycle: { state: 'CLOSED', atMs: T0 } })),
    );
    expect(alertOfLaunch(alertsIn({ SHARED: view }), 'launch-1')?.alert.id).toBe('old');
    applyEvent(view, event(2, 'alert.changed', alert({ id: 'new', raisedMs: T0 - 9 })));
    expect(alertOfLaunch(alertsIn({ SHARED: view }), 'launch-1')?.alert.id).toBe('new');
    expect(alertOfLaunch(alertsIn({ SHARED: view }), 'other')).toBeNull();
  });
});
