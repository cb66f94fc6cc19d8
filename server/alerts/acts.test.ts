import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import type { Principal } from '../../domain/participants';
import type { AlertCommand } from '../../domain/protocol/commands';
import { DEFAULT_REGIME } from '../../domain/regime';
import { EPOCH, officer } from '../../domain/testing/samples';
import type { Alerts, AlertsOutput } from '.';
import { AlertBook } from './book';
import { acknowledge, all, at, FEED, LAUNCH, make, PARTIES, said, seen, stale } from './testing/alerts';
import { asked, NO_FACTS, type Wanted } from './wanted';

const send = (a: Alerts, by: Principal, command: AlertCommand, s = 100, sinceS: number | null = 0) =>
  a.command(`cmd-${command.name}-${by.userId}-${s}`, by, command, at(s), () =>
    sinceS === null ? null : at(sinceS),
  );
const to = (alert = LAUNCH, seenRev = 1) => ({ alert, seq: 1, seenRev });
const codeOf = ({ result }: { result: CommandResult }): string =>
  'reason' in result ? result.reason : result.code;
const reason = 'said why';

describe('what supervisors do about an alert', () => {
  it('AL-43 absence is a command: refused while somebody is there, a line that names who was absent, by whom and why', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    acknowledge(a, officer('P1'), 1, 5);
    const absent = {
      name: 'alert.acknowledgeAbsent' as const,
      payload: { ...to(), participant: 'P2', reason },
    };
    expect(codeOf(send(a, officer('P1'), absent, 100, null))).toBe('partyPresent');
    expect(codeOf(send(a, officer('P1'), absent, 100, 41))).toBe('partyPresent');
    const out = send(a, officer('P1'), absent, 101, 41);
    expect(said(out)).toEqual(['alert.absent', 'alert.settledAbsent']);
    expect(out.log[0]).toMatchObject({ params: { participant: 'P2', reason }, by: { participant: 'P1' } });
    // The wait is over, and nobody is called up any more; then the Party comes back.
    expect([a.awaited(), a.advance(at(5000)).log]).toEqual([null, []]);
    const back = a.returned('P2', at(5001));
    expect(said(back)).toEqual(['alert.handed']);
    expect(a.awaited()?.id).toBe(LAUNCH);
    const called = a.advance(at(5001 + 60));
    expect(called.log.map((l) => [l.msg, l.params.participant])).toEqual([['log.call.supervisor', 'P2']]);
    expect(said(acknowledge(a, officer('P2'), 1, 5070))).toEqual(['alert.acknowledged', 'alert.settled']);
    expect(a.returned('P2', at(5080)).alerts).toEqual([]);
  });

  it('AL-45 times of shelves are counted from when the command is taken, and how many there are over all alerts', () => {
    const a = make(['P1', 'P2']);
    const { most } = DEFAULT_REGIME.alert.shelve;
    const ids = Array.from({ length: most + 1 }, (_, i) => `launch_${i}`);
    for (const id of ids) a.onLaunch(seen({ id }), EPOCH);
    const shelve = (id: string, by = officer('P1')) =>
      send(a, by, {
        name: 'alert.shelve',
        payload: { alert: `launch:${id}#1`, seq: 1, minutes: 30, reason },
      });
    const results = ids.map((id) => codeOf(shelve(id)));
    expect(results).toEqual([...new Array(most).fill('OK'), 'tooManyShelved']);
    expect(codeOf(shelve('launch_0', officer('P2')))).toBe('OK');
    const held = a.open().find((x) => x.id === 'launch:launch_0#1');
    expect(held?.shelves.map((s) => [s.party, s.untilMs])).toEqual([
      ['P1', at(1900)],
      ['P2', at(1900)],
    ]);
    expect(said(a.advance(at(1900))).filter((m) => m === 'alert.unshelved').length).toBe(most + 1);
  });

  it('AL-47 an assessment is a line with its verdict; a dispute is one, and asks for a consultation', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    const assess = (p: string, verdict: 'REAL' | 'TEST', s: number) =>
      send(a, officer(p), { name: 'alert.assess', payload: { ...to(), verdict, reason } }, s);
    expect(codeOf(assess('P1', 'REAL', 5))).toBe('answerFirst');
    for (const p of ['P1', 'P2']) acknowledge(a, officer(p), 1, 10);
    expect(said(assess('P1', 'REAL', 20))).toEqual(['alert.assessed']);
    const out = assess('P2', 'TEST', 30);
    expect(said(out)).toEqual(['alert.assessed', 'alert.disputed', 'consult.requested']);
    expect(out.log[0]?.params).toMatchObject({ participant: 'P2', verdict: 'TEST', reason });
    expect(said(assess('P2', 'REAL', 40))).toEqual(['alert.assessed', 'alert.agreed']);
  });

  it('AL-49 one Party alone takes back what rests on its own data; a launch that becomes worse raises a new occurrence', () => {
    const a = make(['P1', 'P2']);
    const report = { party: 'P1', series: 's', reportNo: 1, givenMs: EPOCH } as never;
    a.onLaunch(seen({ reports: [report] }), EPOCH);
    const withdraw = (p: string, s: number) =>
      send(a, officer(p), { name: 'alert.withdraw', payload: { ...to(), reason } }, s);
    expect(said(withdraw('P2', 10))).toEqual(['alert.proposed']);
    const out = withdraw('P1', 20);
    expect(said(out)).toEqual(['alert.withdrawnBy']);
    expect(out.alerts[0]?.lifecycle).toMatchObject({ state: 'WITHDRAWN', by: ['P2', 'P1'] });
    expect(a.onLaunch(seen({ rev: 3, reports: [report] }), at(30)).alerts).toEqual([]);
    const worse = a.onLaunch(seen({ rev: 4, corroboration: 'DUAL' }), at(40));
    expect(worse.alerts.map((x) => [x.id, x.severity, x.number])).toEqual([
      ['launch:launch_a#2', 'CRITICAL', 2],
    ]);
  });

  it('AL-54 a refused proposal is gone, with a line of who refused what', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    send(a, officer('P1'), { name: 'alert.withdraw', payload: { ...to(), reason } }, 10);
    const out = send(a, officer('P2'), { name: 'alert.refuse', payload: { ...to(), act: 'WITHDRAW' } }, 20);
    expect([said(out), out.alerts[0]?.proposals]).toEqual([['alert.refused'], []]);
    expect(out.log[0]?.params).toMatchObject({ participant: 'P2', act: 'WITHDRAW' });
  });

  it('AL-46 a silent sensor goes out of service by its owner alone, in the owner’s compartment, and comes back by itself', () => {
    const a = make();
    a.onSensor(stale(true), 'P1', EPOCH);
    const out = (by: Principal) =>
      send(a, by, { name: 'alert.outOfService', payload: { ...to(FEED), minutes: 60, reason } });
    expect(codeOf(out(officer('P2')))).toBe('NOT_FOUND');
    const done = out(officer('P1'));
    expect([said(done), done.log.map((l) => l.compartment)]).toEqual([['alert.outOfService'], ['NAT:P1']]);
    expect(said(a.advance(at(100 + 3600)))).toEqual(['alert.inService']);
  });

  it('AL-42 all reset what is latched, and one that was raised without a latch needs none', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    const reset = send(a, officer('P1'), { name: 'alert.reset', payload: { ...to(), reason } });
    expect(codeOf(reset)).toBe('notLatched');
  });

  it('AL-41 in the book an alert with an on-delay has neither event nor number before it alarms', () => {
    let numbers = 0;
    const book = new AlertBook(DEFAULT_REGIME.alert, () => ++numbers);
    const wanted: Wanted = {
      ...{ key: 'k', grp: 'g', code: 'FEED_STALE', severity: 'HIGH', facts: NO_FACTS, onDelayS: 10 },
      ...asked('P1', PARTIES, 'SINGLE'),
    };
    const none: AlertsOutput = { alerts: [], log: [] };
    expect(book.apply([{ is: 'WANTED', wanted }], EPOCH)).toEqual(none);
    expect(book.apply([{ is: 'GONE', key: 'k' }], at(5))).toEqual(none);
    expect([book.apply([{ is: 'WANTED', wanted }], at(20)), book.advance(at(29)), numbers]).toEqual([
      none,
      none,
      0,
    ]);
    const told = book.advance(at(30));
    expect(told.alerts.map((x) => [x.id, x.number, x.raisedMs])).toEqual([['k#2', 1, at(30)]]);
    expect(said(told)).toEqual(['alert.raised']);
    // Its escalation begins with the alarm.
    expect(said(book.advance(at(30 + 59)))).toEqual([]);
    expect(said(book.advance(at(30 + 60)))).toEqual(['call.supervisor']);
  });

  it('AL-50 a command is one: the same acts of one Party are told who was first, those of others count', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    all(a, 1);
    const assess = (by: Principal, s: number) =>
      send(a, by, { name: 'alert.assess', payload: { ...to(), verdict: 'REAL', reason } }, s).result;
    expect(assess(officer('P1'), 10)).toEqual({ code: 'OK' });
    const deputy = { ...officer('P1'), userId: 'user:P1:deputy' };
    expect(assess(deputy, 12)).toMatchObject({ code: 'ALREADY', by: 'user:P1:supervisor', atMs: at(10) });
    expect(assess(officer('P3'), 13)).toEqual({ code: 'OK' });
  });
});
