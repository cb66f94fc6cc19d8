import { describe, expect, it } from 'vitest';
import { destination } from '../../domain/geodesy';
import { LOG_MESSAGES } from '../../domain/log';
import type { Launch } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { area, classes, EPOCH, officer } from '../../domain/testing/samples';
import type { Alerts, AlertsOutput } from '.';
import {
  acknowledge,
  all,
  at,
  explained,
  FEED,
  LAUNCH,
  LONG_S,
  make,
  PARTIES,
  said,
  seen,
  stale,
} from './testing/alerts';

describe('launch alerts', () => {
  it.each<[string, Partial<Launch>, string]>([
    ['one kind of sensor', {}, 'LAUNCH_UNNOTIFIED HIGH JOINT'],
    ['two kinds', { corroboration: 'DUAL' }, 'LAUNCH_UNNOTIFIED CRITICAL JOINT'],
    ['several notifications that fit', { match: 'AMBIGUOUS' }, 'LAUNCH_UNNOTIFIED HIGH JOINT'],
    ['a notification on file', { match: 'ON_FILE', finding: explained }, 'LAUNCH_NOTIFIED ADVISORY SINGLE'],
    ['one that does not explain it', { match: 'ON_FILE' }, 'LAUNCH_NOTIFIED HIGH JOINT'],
    [
      'the same, seen by two kinds',
      { match: 'ON_FILE', corroboration: 'DUAL', finding: explained },
      'LAUNCH_NOTIFIED ADVISORY SINGLE',
    ],
  ])('AL-21 a launch raises by what is known of it: %s', (_what, part, expected) => {
    const out = make().onLaunch(seen(part), EPOCH);
    expect(out.alerts.map((a) => `${a.code} ${a.severity} ${a.policy}`)).toEqual([expected]);
    expect(out.alerts[0]).toMatchObject({ id: LAUNCH, number: 1, requiredParties: PARTIES });
    expect(out.alerts[0]?.facts).toMatchObject({ launch: 'launch_a', launchNumber: 1, launchRev: 2 });
    expect(said(out)).toEqual(['alert.raised']);
  });

  it('AL-22 one launch has one alert: what comes later changes it', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    const dual = a.onLaunch(seen({ rev: 3, corroboration: 'DUAL' }), at(1));
    expect(dual.alerts.map((x) => [x.id, x.severity, x.rev])).toEqual([[LAUNCH, 'CRITICAL', 2]]);
    expect(said(dual)).toEqual(['alert.realarmed']);
    expect(a.onLaunch(seen({ rev: 4, corroboration: 'DUAL' }), at(2)).alerts).toEqual([]);
    expect(a.open().length).toBe(1);
    expect(a.onLaunch(seen({ id: 'launch_b' }), at(3)).alerts[0]?.number).toBe(2);
  });

  it('AL-23 a notification that turns up takes the open alert down to high and leaves it the same alert', () => {
    const a = make();
    a.onLaunch(seen({ corroboration: 'DUAL' }), EPOCH);
    acknowledge(a, officer('P1'), 1);
    const finding = { code: 'NOTIFIED_BENIGN', confidence: 0.9, reasons: [] } as const;
    const late = seen({ corroboration: 'DUAL', match: 'LATE', notification: 'n', notificationNumber: 7 });
    const out = a.onLaunch({ ...late, finding: { ...finding, reasons: [] } }, at(480));
    expect(out.alerts).toMatchObject([
      { id: LAUNCH, code: 'LAUNCH_UNNOTIFIED', severity: 'HIGH', mostSevere: 'CRITICAL', policy: 'JOINT' },
    ]);
    expect(out.alerts[0]?.answers.map((x) => x.party)).toEqual(['P1']);
    expect(said(out)).toEqual(['alert.matched']);
    expect(out.log[0]?.params).toMatchObject({ match: 'LATE', notification: 7 });
  });

  it('AL-37 one that fits what was on file from the first, as is seen only later, becomes the advisory that it should have been', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    acknowledge(a, officer('P1'), 1);
    const finding = { code: 'NOTIFIED_TEST' as const, confidence: 0.9, reasons: [] };
    const fits = { match: 'ON_FILE' as const, notification: 'n', notificationNumber: 7, finding };
    const out = a.onLaunch(seen(fits), at(12));
    expect(out.alerts).toMatchObject([
      {
        ...{ id: LAUNCH, code: 'LAUNCH_NOTIFIED', severity: 'ADVISORY', mostSevere: 'HIGH' },
        // Whoever was asked stays asked, without a time; what was answered stands.
        ...{ policy: 'JOINT', ack: { state: 'PARTIAL' }, alarmedMs: EPOCH, dueMs: null },
      },
    ]);
    expect(said(out)).toEqual(['alert.matched']);
    expect(said(a.advance(at(LONG_S)))).toEqual([]);
    // The same launch with a notification that came late stays what it was raised as.
    const b = make();
    b.onLaunch(seen(), EPOCH);
    expect(b.onLaunch(seen({ ...fits, match: 'LATE' }), at(12)).alerts).toMatchObject([
      { code: 'LAUNCH_UNNOTIFIED', severity: 'HIGH', dueMs: at(120) },
    ]);
    // And if it turns out that the notification does not explain it, it alarms again.
    const stray = { ...fits, finding: { code: 'UNRESOLVED' as const, confidence: 0.5, reasons: [] } };
    expect(a.onLaunch(seen(stray), at(LONG_S + 1)).alerts).toMatchObject([
      { code: 'LAUNCH_NOTIFIED', severity: 'HIGH', policy: 'JOINT', alarmedMs: at(LONG_S + 1), answers: [] },
    ]);
  });

  it('AL-24 a launch that ended closes its alert once all have acknowledged and its delay is over, and raises no other', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    a.onLaunch(seen({ rev: 3, lifecycle: 'ended', endedMs: EPOCH }), at(1));
    a.advance(at(LONG_S));
    expect(a.open().map((x) => x.lifecycle.state)).toEqual(['OPEN']);
    const last = all(a, 1, LONG_S + 1)[2];
    expect(last?.result).toEqual({ code: 'OK' });
    expect(said(last as AlertsOutput)).toEqual(['alert.acknowledged', 'alert.settled', 'alert.closed']);
    expect(a.open()).toEqual([]);
    a.advance(at(LONG_S + 2));
    expect(a.onLaunch(seen({ rev: 9 }), at(LONG_S + 3)).alerts).toEqual([]);
    expect(make().onLaunch(seen({ lifecycle: 'ended' }), EPOCH).alerts).toEqual([]);
  });

  it('AL-25 a retracted launch withdraws its alert as loudly as it was raised', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    all(a, 1);
    const out = a.onLaunch(seen({ rev: 4, lifecycle: 'retracted', reason: 'retracted' }), at(60));
    expect(out.alerts).toMatchObject([
      { lifecycle: { state: 'WITHDRAWN' }, ack: { state: 'UNACKED' }, alarmedMs: at(60) },
    ]);
    expect(said(out)).toEqual(['alert.withdrawn']);
    expect(a.awaited()?.id).toBe(LAUNCH);
    expect(all(a, 2, 70)[2]?.alerts[0]?.lifecycle.state).toBe('CLOSED');
    expect(a.awaited()).toBeNull();
  });

  it('AL-26 a class is named once it is clear, and stays until another is', () => {
    const a = make();
    const named = (p: Parameters<typeof classes>[0], part: Partial<Launch> = {}) => {
      a.onLaunch(seen({ classes: classes(p), ...part }), at(1));
      return a.open()[0]?.facts.topClass;
    };
    expect(named('ICBM', { phase: 'boost' })).toBeNull();
    expect(named({ IRBM: 0.5, MRBM: 0.5 })).toBeNull();
    expect(named('UNKNOWN')).toBeNull();
    expect(named({ IRBM: 0.7, MRBM: 0.3 })).toBe('IRBM');
    expect(named({ IRBM: 0.45, MRBM: 0.55 })).toBe('IRBM');
    expect(named({ MRBM: 0.7, IRBM: 0.3 })).toBe('MRBM');
  });

  it('AL-26 an impact region is stated once nothing burns, with its 90 % half length', () => {
    const facts = (part: Partial<Launch>) => make().onLaunch(seen(part), EPOCH).alerts[0]?.facts;
    const impact = area(10, 20, at(900), 10_000);
    expect(facts({ impact })?.impact).toMatchObject({ lat: 10, lon: 20, atMs: at(900) });
    expect(facts({ impact })?.impact?.semiMajorM).toBeCloseTo(10_000 * Math.sqrt(4.60517), 0);
    expect(facts({ impact, phase: 'boost' })?.impact).toBeNull();
    expect([facts({ impact: 'orbital' })?.impact, facts({ impact: null })?.impact]).toEqual([null, null]);
    expect(facts({})?.launchAt).toMatchObject({ lat: 0, lon: 0, atMs: EPOCH });
  });

  it('AL-26 while a stage may be left neither class nor impact are stated, but ground that is reached is', () => {
    const reasons = [{ msg: 'finding.stageLeft' as const, params: {} }];
    const finding = { code: 'UNRESOLVED' as const, confidence: 0.5, reasons };
    const rising = { impact: area(10, 20), classes: classes('SRBM'), finding };
    const a = make();
    expect(a.onLaunch(seen(rising), EPOCH).alerts[0]?.facts).toMatchObject({ impact: null, topClass: null });
    // What is stated first, once it coasts for good, is no change for the worse.
    const settled = seen({ rev: 2, impact: area(40, 20), classes: classes('IRBM') });
    expect(said(a.onLaunch(settled, at(60)))).toEqual([]);
    expect(a.open()[0]?.facts).toMatchObject({ topClass: 'IRBM', impact: { lat: 40 }, territory: null });
    const params = { participant: 'P2', percent: 40 };
    const reached = {
      ...finding,
      reasons: [...reasons, { msg: 'finding.impactInTerritory' as const, params }],
    };
    const b = make();
    expect(b.onLaunch(seen({ ...rising, finding: reached }), EPOCH).alerts[0]?.facts).toMatchObject({
      ...{ impact: { lat: 10, lon: 20 }, territory: 'P2' },
    });
  });

  it('AL-27 an impact that moves far alarms again', () => {
    const a = make();
    const over = (km: number) =>
      area(...(Object.values(destination({ lat: 0, lon: 20 }, 90, km * 1000)) as [number, number]));
    a.onLaunch(seen({ impact: over(0) }), EPOCH);
    expect(said(a.onLaunch(seen({ rev: 3, impact: over(60) }), at(1)))).toEqual([]);
    expect(said(a.onLaunch(seen({ rev: 4, impact: over(120) }), at(2)))).toEqual(['alert.realarmed']);
  });
});

describe('alerts on a silent sensor', () => {
  it("AL-28 go to its owner's national compartment and ask nobody else", () => {
    const a = make();
    const out = a.onSensor(stale(true), 'P2', EPOCH);
    expect(out.alerts).toMatchObject([
      { id: FEED, code: 'FEED_STALE', severity: 'ADVISORY', policy: 'SINGLE', requiredParties: ['P2'] },
    ]);
    expect(out.log.map((l) => l.compartment)).toEqual(['NAT:P2']);
    expect(a.compartmentOf(FEED)).toBe('NAT:P2');
    expect(a.awaited()).toBeNull();
    expect(acknowledge(a, officer('P1'), 1, 5, FEED).result).toEqual({ code: 'NOT_FOUND' });
    expect(acknowledge(a, officer('P2'), 1, 5, FEED).result).toEqual({ code: 'OK' });
  });

  it('AL-28 one silence is one alert, a new one after it was closed is the next occurrence', () => {
    const a = make();
    expect(a.onSensor(stale(false), 'P1', EPOCH).alerts).toEqual([]);
    a.onSensor(stale(true), 'P1', EPOCH);
    expect(a.onSensor(stale(true), 'P1', at(1)).alerts).toEqual([]);
    a.onSensor(stale(false), 'P1', at(2));
    expect(a.onSensor(stale(true), 'P1', at(3)).alerts).toMatchObject([{ id: FEED, count: 2 }]);
    acknowledge(a, officer('P1'), 1, 4, FEED);
    a.onSensor(stale(false), 'P1', at(5));
    expect(said(a.advance(at(LONG_S)))).toContain('alert.closed');
    expect(a.onSensor(stale(true), 'P1', at(LONG_S + 1)).alerts).toMatchObject([
      { id: 'feed:R1#2', seq: 2, count: 1 },
    ]);
  });
});

describe('commands on alerts', () => {
  it('AL-29 an acknowledgement is kept with who gave it, and a line says so; the last one settles', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    const first = acknowledge(a, officer('P1'), 1);
    expect(first.alerts[0]?.answers).toMatchObject([
      { kind: 'ACK', party: 'P1', user: 'user:P1:supervisor', rev: 1 },
    ]);
    expect(said(first)).toEqual(['alert.acknowledged']);
    expect(first.log[0]).toMatchObject({
      by: officer('P1'),
      about: { kind: 'alert', id: LAUNCH },
      compartment: 'SHARED',
    });
    expect(said(acknowledge(a, officer('P2'), 1))).toEqual(['alert.acknowledged', 'alert.settled']);
    expect(a.awaited()).toBeNull();
  });

  it('AL-29 a dissent is answered, asks for a consultation and leaves the alert open', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    acknowledge(a, officer('P1'), 1);
    const payload = { alert: LAUNCH, seq: 1, seenRev: 1, reason: 'not ours' };
    const out = a.command('c', officer('P2'), { name: 'alert.dissent', payload }, at(9));
    expect(said(out)).toEqual(['alert.dissented', 'consult.requested', 'alert.answered']);
    expect(out.log[0]?.params).toMatchObject({ participant: 'P2', reason: 'not ours' });
  });

  it('AL-29 a refused command changes nothing and writes no line', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    a.onLaunch(seen({ rev: 3, corroboration: 'DUAL' }), at(1));
    const before = JSON.stringify(a.snapshot());
    const refused = [
      acknowledge(a, officer('P1'), 1),
      acknowledge(a, officer('P1', 'duty'), 2),
      acknowledge(a, officer('P3'), 2),
      acknowledge(a, officer('O1', 'observer'), 2),
      acknowledge(a, officer('P1'), 2, 5, LAUNCH, 2),
      acknowledge(a, officer('P1'), 2, 5, 'launch:none#1'),
    ];
    expect(refused.map((r) => r.result.code)).toEqual([
      ...['STALE_REV', 'FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND', 'WRONG_SEQ', 'NOT_FOUND'],
    ]);
    expect(refused.flatMap((r) => [...r.alerts, ...r.log])).toEqual([]);
    expect(JSON.stringify(a.snapshot())).toBe(before);
  });

  it('AL-29 a duty officer calls his supervisor: a line, and the alert stays as it is', () => {
    const a = make();
    a.onLaunch(seen(), EPOCH);
    const out = a.command(
      'c',
      officer('P2', 'duty'),
      { name: 'supervisor.call', payload: { alert: LAUNCH, seenRev: 1 } },
      at(3),
    );
    expect([out.result.code, out.alerts, said(out)]).toEqual(['OK', [], ['call.supervisor']]);
    expect(out.log[0]).toMatchObject({ params: { participant: 'P2', alert: 1 }, by: officer('P2', 'duty') });
  });

  it('AL-30 the same inputs give the same alerts, also from a snapshot; every line has a message of the list', () => {
    const run = (between: (a: Alerts) => Alerts): string => {
      let a = make();
      const out: AlertsOutput[] = [a.onLaunch(seen(), EPOCH), a.onSensor(stale(true), 'P1', at(1))];
      out.push(acknowledge(a, officer('P1'), 1));
      a = between(a);
      out.push(a.onLaunch(seen({ rev: 3, corroboration: 'DUAL' }), at(20)));
      out.push(
        ...all(a, 2, 30),
        a.onLaunch(seen({ rev: 4, lifecycle: 'ended' }), at(40)),
        a.advance(at(LONG_S)),
      );
      for (const l of out.flatMap((o) => o.log)) expect(LOG_MESSAGES).toContain(l.msg);
      return JSON.stringify([out, a.snapshot()]);
    };
    expect(run((a) => make(PARTIES, a))).toBe(run((a) => a));
  });
});

describe('alerts of a regime that changes', () => {
  it('RL-28 who joins is asked on what is raised from then on, what is open keeps its own; who leaves is released with a line', () => {
    const a = make(['P1', 'P2']);
    a.onLaunch(seen(), EPOCH);
    expect(a.onRegime({ parties: PARTIES, scope: 3, left: null }, at(1))).toEqual({ alerts: [], log: [] });
    const [later] = a.onLaunch(seen({ id: 'launch_b', number: 2 }), at(2)).alerts;
    expect(later?.requiredParties).toEqual(PARTIES);
    expect(a.open().map((x) => x.requiredParties)).toEqual([['P1', 'P2'], PARTIES]);
    const out = a.onRegime({ parties: ['P1', 'P3'], scope: 3, left: 'P2' }, at(3));
    expect(out.alerts.map((x) => [x.requiredParties, x.ack.state, x.answers.length])).toEqual([
      [['P1'], 'UNACKED', 0],
      [['P1', 'P3'], 'UNACKED', 0],
    ]);
    expect(out.log.map((l) => [l.msg, l.params.participant])).toEqual([
      ['log.alert.released', 'P2'],
      ['log.alert.released', 'P2'],
    ]);
  });

  it('RL-28 a narrower scope is for what comes: what is raised stays', () => {
    const slv = { number: 2, id: 'launch_b', notification: null, classes: classes('MRBM') };
    const a = make(['P1', 'P2'], undefined, { ...DEFAULT_REGIME, territories: {} });
    a.onLaunch(seen(), EPOCH);
    a.onRegime({ parties: ['P1', 'P2'], scope: 1, left: null }, at(1));
    expect(a.onLaunch(seen(slv), at(2)).alerts).toEqual([]);
    expect(a.open().map((x) => x.facts.launch)).toEqual(['launch_a']);
  });
});
