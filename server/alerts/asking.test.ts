import { describe, expect, it } from 'vitest';
import type { Principal } from '../../domain/participants';
import type { Launch } from '../../domain/records';
import { area, classes, EPOCH, officer } from '../../domain/testing/samples';
import type { AlertsOutput } from '.';
import { acknowledge, all, at, explained, FEED, LAUNCH, make, PARTIES, seen, stale } from './testing/alerts';

describe('what is asked of whom, and how often', () => {
  const dual = (part: Partial<Launch> = {}) => seen({ corroboration: 'DUAL', ...part });
  const lines = (out: AlertsOutput): string[] =>
    out.log.map((l) => `${l.msg.replace('log.', '')} ${l.params.participant ?? ''}`.trim());

  it('AL-34 calls the Parties whose answer is missing, asks for a consultation, sounds again, then stays', () => {
    const a = make();
    a.onLaunch(dual(), EPOCH);
    acknowledge(a, officer('P2'), 1, 20);
    const told: [number, string[]][] = [];
    for (let s = 1; s <= 900; s++) {
      const { log } = a.advance(at(s));
      const said = lines({ alerts: [], log: log.filter((l) => l.params.alert === 1) });
      if (said.length > 0) told.push([s, said]);
    }
    expect(told).toEqual([
      [30, ['call.supervisor P1', 'call.supervisor P3']],
      [60, ['alert.overdue P1', 'alert.overdue P3']],
      [120, ['consult.requested']],
      [240, ['consult.overdue']],
      [300, ['call.liaison P1', 'call.liaison P3', 'alert.repeated']],
      ...[360, 420, 480, 540, 600].map((s) => [s, ['alert.repeated']]),
    ]);
    const alert = a.open()[0];
    expect([alert?.alarmedMs, alert?.consult.state, alert?.dueMs]).toEqual([at(600), 'OVERDUE', at(60)]);
    expect(alert?.answers.map((x) => x.party)).toEqual(['P2']);
    // Then it stays as a banner.
    expect(alert?.escalation).toEqual({ call: 'LIAISON', exhausted: true });
  });

  it('AL-34 the last answer stops it; a new alarm begins it anew; a fall leaves more time', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    acknowledge(a, officer('P1'), 1, 5);
    a.onLaunch(dual({ rev: 3 }), at(50));
    expect(lines(a.advance(at(79)))).toEqual([]);
    expect(lines(a.advance(at(80)))).toEqual(['call.supervisor P1', 'call.supervisor P2']);
    a.onLaunch(dual({ rev: 4, match: 'LATE', finding: explained }), at(90));
    expect(lines(a.advance(at(169)))).toEqual([]);
    expect(lines(a.advance(at(170)))).toEqual(['alert.overdue P1', 'alert.overdue P2']);
    acknowledge(a, officer('P1'), 3, 171);
    acknowledge(a, officer('P2'), 3, 172);
    // What is left is to say what it is.
    expect(lines(a.advance(at(5000)))).toEqual(['alert.assessReminder']);
  });

  it('AL-34 nobody is called for an advisory, and a stored escalation goes on where it was', () => {
    const a = make();
    a.onLaunch(seen({ match: 'ON_FILE', finding: explained }), EPOCH);
    expect(a.advance(at(3000)).log).toEqual([]);
    const b = make();
    b.onLaunch(dual(), EPOCH);
    b.advance(at(31));
    const c = make(PARTIES, b);
    expect(lines(c.advance(at(61)))).toEqual(PARTIES.map((p) => `alert.overdue ${p}`));
  });

  it('AL-31 a notified launch that does something else, or whose notification goes, asks all again', () => {
    const a = make();
    a.onLaunch(seen({ match: 'ON_FILE', finding: explained }), EPOCH);
    expect(acknowledge(a, officer('P1'), 1).alerts[0]?.ack.state).toBe('ACKED');
    const strays = a.onLaunch(seen({ rev: 3, match: 'ON_FILE' }), at(10));
    expect(strays.alerts).toMatchObject([
      { id: LAUNCH, code: 'LAUNCH_NOTIFIED', severity: 'HIGH', policy: 'JOINT', ack: { state: 'UNACKED' } },
    ]);
    expect(lines(strays)).toEqual(['alert.realarmed']);
    all(a, 2, 20);
    const lost = a.onLaunch(dual({ rev: 4, match: 'NONE' }), at(30)).alerts[0];
    expect(lost).toMatchObject({
      id: LAUNCH,
      code: 'LAUNCH_UNNOTIFIED',
      severity: 'CRITICAL',
      policy: 'JOINT',
    });
    expect(lost?.archivedAnswers.length).toBe(4);
  });

  it('AL-35 a launch below the threshold raises nothing, and takes an open alert down to an advisory', () => {
    const below = seen({ rev: 3, finding: { code: 'BELOW_THRESHOLD', confidence: 0.9, reasons: [] } });
    const a = make();
    expect(a.onLaunch(below, EPOCH).alerts).toEqual([]);
    a.onLaunch(seen({ rev: 4 }), at(1));
    expect(a.onLaunch(below, at(2)).alerts).toMatchObject([
      { id: LAUNCH, severity: 'ADVISORY', policy: 'JOINT' },
    ]);
  });

  it("AL-02 an impact region that newly reaches a Party's ground alarms again", () => {
    const a = make();
    const params = { participant: 'P2', percent: 12 };
    const reaches = { ...seen().finding, reasons: [{ msg: 'finding.impactInTerritory' as const, params }] };
    a.onLaunch(seen(), EPOCH);
    const out = a.onLaunch(seen({ rev: 3, finding: reaches }), at(1)).alerts[0];
    expect(out?.changes).toMatchObject([{ field: 'impact', territory: 'P2' }]);
    expect(out?.alarmedMs).toBe(at(1));
    expect(a.onLaunch(seen({ rev: 4, finding: reaches }), at(2)).alerts).toEqual([]);
  });

  it('AL-10 a stale answer is told all that changed since the revision that its author saw', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    a.onLaunch(seen({ rev: 3, classes: classes('IRBM') }), at(10));
    a.onLaunch(dual({ rev: 4, classes: classes('IRBM') }), at(20));
    a.onLaunch(dual({ rev: 5, classes: classes('ICBM') }), at(30));
    const changed = (seenRev: number) => {
      const { result } = acknowledge(a, officer('P1'), seenRev, 40 + seenRev);
      return result.code === 'STALE_REV'
        ? result.changes.map((c) => `${c.field} ${c.from}>${c.to}`)
        : result.code;
    };
    expect(changed(1)).toEqual(['severity HIGH>CRITICAL', 'corroboration SINGLE>DUAL', 'topClass >ICBM']);
    expect(changed(2)).toEqual(['severity HIGH>CRITICAL', 'corroboration SINGLE>DUAL', 'topClass IRBM>ICBM']);
    expect(changed(3)).toEqual(['topClass IRBM>ICBM']);
    expect(changed(4)).toBe('OK');
  });

  it('AL-10 that is still known after many revisions that were not material', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    a.onLaunch(seen({ rev: 3, classes: classes('IRBM') }), at(10));
    for (let i = 0; i < 30; i++)
      a.onLaunch(seen({ rev: 4 + i, classes: classes('IRBM'), launchPoint: area(i / 10, 0) }), at(20 + i));
    a.onLaunch(dual({ rev: 99, classes: classes('IRBM') }), at(60));
    const { result } = acknowledge(a, officer('P1'), 1, 61);
    expect(result).toMatchObject({
      ...{ code: 'STALE_REV', currentRev: 32 },
      changes: [
        { field: 'severity' },
        { field: 'corroboration' },
        { field: 'topClass', from: '', to: 'IRBM' },
      ],
    });
  });

  it('AL-02 ground that a notification explains is not reached', () => {
    const a = make();
    const params = { participant: 'P2', percent: 12 };
    const over = { ...explained, reasons: [{ msg: 'finding.impactInTerritory' as const, params }] };
    a.onLaunch(seen({ match: 'ON_FILE', finding: explained }), EPOCH);
    expect(a.onLaunch(seen({ rev: 3, match: 'ON_FILE', finding: over }), at(1)).alerts).toEqual([]);
  });

  it('AL-36 a command on an alert that was closed lately is told so, on another occurrence which one is open', () => {
    const a = make(['P1', 'P2']);
    const once = (s: number) => {
      a.onSensor(stale(true), 'P1', at(s));
      acknowledge(a, officer('P1'), 1, s + 1, `feed:R1#${s === 0 ? 1 : 2}`, s === 0 ? 1 : 2);
      a.onSensor(stale(false), 'P1', at(s + 2));
      a.advance(at(s + 60));
      a.advance(at(s + 61));
    };
    once(0);
    const call = (by: Principal) =>
      a.command('c', by, { name: 'supervisor.call', payload: { alert: FEED, seenRev: 1 } }, at(99)).result;
    expect(call(officer('P1', 'duty'))).toEqual({ code: 'NOT_ACKABLE', reason: 'closed' });
    expect(call(officer('P1'))).toEqual({ code: 'FORBIDDEN', reason: 'notForRole' });
    expect(call(officer('P2', 'duty'))).toEqual({ code: 'NOT_FOUND' });
    expect(acknowledge(a, officer('P1'), 1, 99, FEED).result.code).toBe('ALREADY');
    a.onSensor(stale(true), 'P1', at(200));
    expect(acknowledge(a, officer('P1'), 1, 201, FEED).result).toEqual({ code: 'WRONG_SEQ', open: 2 });
    once(300);
    expect(acknowledge(a, officer('P1'), 1, 400, FEED).result).toEqual({ code: 'WRONG_SEQ', open: null });
    a.advance(at(400 + 86_400));
    expect(acknowledge(a, officer('P1'), 1, 401 + 86_400, 'feed:R1#2', 2).result.code).toBe('NOT_FOUND');
  });

  it("AL-29 a duty officer's call for his supervisor stays with his Party", () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    const call = { name: 'supervisor.call' as const, payload: { alert: LAUNCH, seenRev: 1 } };
    const out = a.command('c', officer('P2', 'duty'), call, at(3));
    expect(out.log.map((l) => l.compartment)).toEqual(['NAT:P2']);
  });
});
