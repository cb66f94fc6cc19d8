import { describe, expect, it } from 'vitest';
import type { Alert, Answer } from '../../domain/alert';
import type { Compartment } from '../../domain/labels';
import { answerDueMs, countdown, shareLeft } from './due';
import { answerState, countsFor, inStripOrder, partyCell, type ShownAlert, stripRows } from './model';

const answer = (party: string, kind: Answer['kind'] = 'ACK'): Answer => ({
  kind,
  party,
  user: `u-${party}`,
  nameEn: 'Reed',
  nameRu: 'Рид',
  robot: false,
  atMs: 30e3,
  rev: 7,
  reason: null,
  commandId: 'c',
});
let n = 0;
function alert(over: Partial<Alert> = {}): Alert {
  n++;
  return {
    id: `a${n}#1`,
    key: `a${n}`,
    seq: 1,
    number: n,
    code: 'LAUNCH_UNNOTIFIED',
    policy: 'JOINT',
    requiredParties: ['P1', 'P2'],
    severity: 'CRITICAL',
    mostSevere: 'CRITICAL',
    rev: 7,
    materialRev: 7,
    changes: [],
    count: 1,
    facts: {
      launch: 'l1',
      launchNumber: 1,
      launchRev: 7,
      notification: null,
      notificationNumber: null,
      sensor: null,
      corroboration: 'DUAL',
      match: 'NONE',
      finding: 'UNNOTIFIED_LAUNCH',
      topClass: 'IRBM',
      impact: null,
      launchAt: null,
    },
    raisedMs: 0,
    updatedMs: 0,
    alarmedMs: 0,
    condition: { state: 'ACTIVE' },
    ack: { state: 'UNACKED' },
    answers: [],
    archivedAnswers: [],
    suppression: { state: 'NONE' },
    assessment: { state: 'NONE' },
    consult: { state: 'NONE' },
    lifecycle: { state: 'OPEN' },
    ...over,
  };
}
const shown = (over: Partial<Alert> = {}, compartment: Compartment = 'SHARED'): ShownAlert => ({
  alert: alert(over),
  compartment,
});
const me = {
  userId: 'u',
  name: { en: 'Reed', ru: 'Рид' },
  participant: 'P2',
  kind: 'PARTY' as const,
  role: 'supervisor' as const,
  robot: false,
};

describe('alert strip', () => {
  it('UX-05 puts what awaits an answer first, then priority, then the oldest', () => {
    const acked = shown({ ack: { state: 'ACKED' } });
    const high = shown({ severity: 'HIGH', raisedMs: 1 });
    const newer = shown({ raisedMs: 9 });
    const older = shown({ raisedMs: 5 });
    expect([acked, high, newer, older].sort(inStripOrder)).toEqual([older, newer, high, acked]);
  });

  it('UX-06 holds three rows, and more only for critical alerts that await an answer', () => {
    const critical = Array.from({ length: 5 }, () => shown());
    expect(stripRows([...critical, shown({ severity: 'HIGH' })]).rows).toHaveLength(5);
    const high = Array.from({ length: 5 }, () => shown({ severity: 'HIGH' }));
    expect(stripRows(high)).toMatchObject({ rows: { length: 3 }, rest: { length: 2 } });
  });

  it('UX-07 says for each Party what it did or what is awaited from it', () => {
    const partial = shown({ answers: [answer('P1')], ack: { state: 'PARTIAL' } });
    expect(partyCell(partial, 'P1').kind).toBe('given');
    expect(partyCell(partial, 'P2')).toEqual({ kind: 'awaited', dueMs: 60e3 });
    expect(partyCell(shown({ answers: [answer('P1', 'DISSENT')] }), 'P1').kind).toBe('dissent');
    expect(partyCell(shown({ answers: [answer('P1', 'ABSENT')] }), 'P1')).toMatchObject({ inAbsence: true });
    expect(partyCell(shown({ severity: 'ADVISORY' }), 'P1').kind).toBe('open');
    expect(partyCell(shown({ requiredParties: ['P1'] }), 'P2').kind).toBe('not-required');
    expect(partyCell(shown({}, 'NAT:P1'), 'P2').kind).toBe('not-shared');
  });

  it('UX-08 counts down to the due time and then up as overdue', () => {
    const due = answerDueMs({ severity: 'HIGH', alarmedMs: 1000 }) ?? 0;
    expect(due).toBe(121_000);
    expect(countdown(due, 120_001)).toEqual({ seconds: 1, overdue: false });
    expect(countdown(due, 121_000)).toEqual({ seconds: 0, overdue: true });
    expect(countdown(due, 132_900)).toEqual({ seconds: 11, overdue: true });
    expect(shareLeft({ severity: 'CRITICAL', alarmedMs: 0 }, 45_000)).toBeCloseTo(0.25);
    expect(shareLeft({ severity: 'ADVISORY', alarmedMs: 0 }, 1e9)).toBe(1);
  });

  it('UX-09 lets a supervisor of a Party that is asked answer once, and tells the others why not', () => {
    expect(answerState(shown(), me)).toEqual({ can: true });
    expect(answerState(shown(), { ...me, role: 'duty' })).toMatchObject({ why: 'supervisors-only' });
    expect(answerState(shown({ policy: 'NOTE' }), { ...me, role: 'duty' })).toEqual({ can: true });
    expect(answerState(shown({ answers: [answer('P2')] }), me)).toMatchObject({ why: 'answered' });
    expect(answerState(shown({ requiredParties: ['P1'] }), me)).toMatchObject({ why: 'not-yours' });
    expect(answerState(shown({ ack: { state: 'ACKED' } }), me)).toMatchObject({ why: 'settled' });
    expect(answerState(shown({ lifecycle: { state: 'CLOSED', atMs: 1 } }), me)).toMatchObject({
      why: 'closed',
    });
    expect(answerState(shown({ requiredParties: [] }, 'NAT:P2'), me)).toEqual({ can: true });
  });

  it('UX-10 counts what needs us apart from what waits on others', () => {
    const list = [
      shown(),
      shown({ answers: [answer('P2')], ack: { state: 'PARTIAL' } }),
      shown({ ack: { state: 'ACKED' } }),
      shown({ lifecycle: { state: 'WITHDRAWN', atMs: 0, reason: '' } }),
    ];
    expect(countsFor(list, 'P2')).toMatchObject({ open: 3, needsUs: 1, waitingOnOthers: 1 });
  });
});
