import { describe, expect, it } from 'vitest';
import { alert, principal, T0 } from '../../client/testing';
import type { Alert, Answer } from '../../domain/alert';
import type { Desk } from '../../domain/records';
import { shelveOf } from '../../domain/testing/alert-driver';
import { fakeConsole, html, words } from '../shell/testing';
import { actsOn } from './acts';
import { AlertStrip } from './alert-strip';
import { listedAlerts } from './model';
import { StandingBar } from './standing-bar';

const by = (party: string, kind: Answer['kind'] = 'ACK', atS = 30): Answer => ({
  ...{ kind, party, user: `u-${party}`, nameEn: 'Reed', nameRu: 'Рид', robot: false, atMs: T0 + atS * 1000 },
  ...{ rev: 1, reason: 'nobody there', commandId: 'c', ...(kind === 'ABSENT' && { by: 'P1' }) },
});
const rowOf = (part: Partial<Alert> = {}) => ({ alert: alert(part), compartment: 'SHARED' as const });
const desk = (occupant: Desk['occupant'], answer?: 'agree' | 'silent'): Desk => ({
  ...{ participant: 'P2', role: 'supervisor', occupant, name: null },
  robot: answer ? { answer, delayS: 5 } : null,
});
const named = (part: Partial<Alert>, desks: Desk[] = []) =>
  actsOn(rowOf(part), 'P1', desks).map((a) => [a.name, a.party].filter(Boolean).join(' '));
const shelf = (party: string) => ({ ...shelveOf(alert(), party, 0), party, untilMs: T0 + 60e3, atMs: T0 });

describe('the other acts of a supervisor', () => {
  it('UX-110 the absence of a Party is offered once the own answer stands and nobody is at its desks', () => {
    const acked: Partial<Alert> = { answers: [by('P1')], ack: { state: 'PARTIAL' } };
    expect(named({ severity: 'CRITICAL' })).toEqual(['withdraw']);
    expect(named({ ...acked, severity: 'CRITICAL' })).toEqual(['absent P2', 'withdraw']);
    expect(named(acked, [desk('person')])).not.toContain('absent P2');
    expect(named(acked, [desk('robot', 'agree')])).not.toContain('absent P2');
    expect(named(acked, [desk('robot', 'silent')])).toContain('absent P2');
    expect(named({ ...acked, absent: ['P2'] })).not.toContain('absent P2');
  });

  it('UX-110 shelf, service, reset and withdrawal are offered where the center would take them', () => {
    expect(named({ severity: 'HIGH' })).toEqual(['shelve', 'withdraw']);
    expect(named({ severity: 'HIGH', shelves: [shelf('P1')] })).toEqual(['unshelve', 'withdraw']);
    expect(named({ severity: 'HIGH', shelves: [shelf('P2')] })).toEqual(['shelve', 'withdraw']);
    const latched = { condition: { state: 'INACTIVE', latched: true } } as const;
    expect(named({ severity: 'CRITICAL', ...latched })).toEqual(['reset', 'withdraw']);
    const facts = { ...alert().facts, launch: null, sensor: 'R1' };
    expect(named({ severity: 'ADVISORY', facts })).toEqual(['shelve', 'outOfService', 'withdraw']);
    expect(named({ lifecycle: { state: 'CLOSED', atMs: T0 } })).toEqual([]);
  });

  it('UX-111 what a Party has shelved is not in its list, and is in the others’', () => {
    const rows = [rowOf({ shelves: [shelf('P1')] })];
    expect([listedAlerts(rows, T0, 'P1').length, listedAlerts(rows, T0, 'P2').length]).toEqual([0, 1]);
    const text = (part: Partial<Alert>) =>
      words(html(<AlertStrip layout="wide" />, fakeConsole({}, { alert: part })));
    expect(text({})).toContain('AL-0042 Launch');
    expect(text({ shelves: [shelf('P1')] })).not.toContain('AL-0042 Launch');
  });

  it('UX-112 an absence is read for ever: absent, then beside what is awaited, then beside the answer', () => {
    const strip = (part: Partial<Alert>, language: 'en' | 'ru' = 'en') =>
      words(html(<AlertStrip layout="wide" />, fakeConsole({}, { alert: part }), { language }));
    const away = {
      answers: [by('P1'), by('P2', 'ABSENT')],
      ack: { state: 'ANSWERED' as const },
      absent: ['P2'],
    };
    expect(strip(away)).toMatch(/B absent 06:00:58Z/);
    expect(strip(away, 'ru')).toMatch(/B отсутствует 06:00:58Z/);
    expect(strip({ ...away, absent: [], ack: { state: 'PARTIAL' } })).toMatch(/B awaited .*was absent/);
    const back = {
      ...away,
      absent: [],
      answers: [...away.answers, by('P2', 'ACK', 90)],
      ack: { state: 'ACKED' as const },
    };
    expect(strip(back)).toMatch(/B 06:01:58Z.*was absent/);
    expect(strip({ answers: [], archivedAnswers: away.answers })).toMatch(/B awaited .*was absent/);
  });

  it('UX-113 an overdue answer and what is out of service stand in a bar that does not go by itself', () => {
    const bar = (part: Partial<Alert>) =>
      words(html(<StandingBar />, fakeConsole({ me: principal() }, { alert: part })));
    expect(bar({ escalation: { call: 'SUPERVISORS', exhausted: false } })).toBe('');
    expect(bar({ escalation: { call: 'DEPUTIES', exhausted: false } })).toBe(
      'AL-0042 answer overdue, Party A, B',
    );
    const part = { answers: [by('P1')], ack: { state: 'PARTIAL' as const } };
    expect(bar({ ...part, escalation: { call: 'LIAISON', exhausted: true } })).toBe(
      'AL-0042 unanswered by Party B, all calls made',
    );
    const out = { state: 'OUT_OF_SERVICE' as const, by: ['P1'], untilMs: T0 + 60e3, reason: 'r' };
    expect(bar({ suppression: out })).toBe('AL-0042 out of service until 06:01:28Z');
  });
});
