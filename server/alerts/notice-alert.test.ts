import { describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
import type { FindingReason, Launch, LaunchNotification, MatchCandidate } from '../../domain/records';
import { filed, officer } from '../../domain/testing/samples';
import type { Alerts } from './index';
import { acknowledge, at, make, PARTIES, seen } from './testing/alerts';

const noticeOf = (part: Partial<LaunchNotification> = {}): LaunchNotification =>
  filed({ id: 'n1', number: 7, recognised: true, ahead: 'IN_TIME', ...part });
const because = (...msgs: FindingReason[]): Launch['finding'] => ({
  ...{ code: 'UNRESOLVED', confidence: 0.5 },
  reasons: msgs.map((msg) => ({ msg, params: {} })),
});
const candidate = (number: number, part: Partial<MatchCandidate> = {}): MatchCandidate => ({
  ...{ notification: `n${number}`, number, score: 0.9, fits: true, taken: false },
  parts: { site: 1, window: 1, azimuth: 1, impact: 1, vehicle: 0.9 },
  off: { siteM: 0, windowS: 0, azimuthDeg: 0, impactM: null },
  ...part,
});
const matched = (part: Partial<Launch> = {}): Launch =>
  seen({ match: 'ON_FILE', notification: 'n1', notificationNumber: 7, ...part });
const codes = (a: Alerts): Alert['code'][] => a.open().map((o) => o.code);
const raised = (l: Launch, notice: LaunchNotification | null = null, a = make()) => {
  a.onLaunchNotice(l, notice, at(5));
  return { a, alert: a.open()[0] };
};

describe('alerts about notifications', () => {
  it('AL-100 a matched launch outside what was announced asks all Parties, and says of what; back inside it is gone', () => {
    const out = because('finding.matched', 'finding.outsideAzimuth', 'finding.outsideImpact');
    const { a, alert } = raised(matched({ finding: out }), noticeOf());
    expect(alert).toMatchObject({
      ...{ code: 'NOTIF_DEVIATION', severity: 'HIGH', policy: 'JOINT', requiredParties: PARTIES },
      facts: {
        launch: 'launch_a',
        notification: 'n1',
        notificationNumber: 7,
        params: { bounds: 'azimuth impact' },
      },
    });
    a.onLaunchNotice(matched({ finding: because('finding.matched') }), noticeOf(), at(9));
    expect(a.open()[0]?.condition.state).toBe('OFF_DELAY');
  });

  it('AL-100 one inside its bounds, or that nobody announced, raises none', () => {
    expect(
      raised(matched({ finding: because('finding.matched', 'finding.stillBurning') }), noticeOf()).a.open(),
    ).toEqual([]);
    expect(raised(seen({ finding: because('finding.outsideSite') })).a.open()).toEqual([]);
  });

  it('AL-101 two notifications that fit, or a second launch that fits a taken one, ask all Parties which', () => {
    const two = seen({
      match: 'AMBIGUOUS',
      candidates: [candidate(3), candidate(4), candidate(5, { fits: false })],
    });
    expect(raised(two).alert).toMatchObject({
      ...{ code: 'NOTIF_AMBIGUOUS', severity: 'HIGH', policy: 'JOINT', requiredParties: PARTIES },
      facts: { params: { notices: '3 4' } },
    });
    const second = seen({ id: 'launch_b', number: 2, candidates: [candidate(3, { taken: true })] });
    expect(raised(second).alert).toMatchObject({
      code: 'NOTIF_AMBIGUOUS',
      facts: { params: { notices: '3' } },
    });
  });

  it('AL-101 a clear match beside another candidate, or one that does not fit, raises none', () => {
    const clear = matched({ candidates: [candidate(1), candidate(2, { taken: true })] });
    expect(raised(clear, noticeOf()).a.open()).toEqual([]);
    const unfit = seen({
      candidates: [candidate(3, { fits: false }), candidate(4, { fits: false, taken: true })],
    });
    expect(raised(unfit).a.open()).toEqual([]);
  });

  it('AL-102 a participant’s notice shorter than agreed is an advisory that one supervisor settles', () => {
    const { a, alert } = raised(matched(), noticeOf({ ahead: 'SHORT' }));
    expect(alert).toMatchObject({ code: 'NOTIF_LATE', severity: 'ADVISORY', policy: 'SINGLE' });
    acknowledge(a, officer('P2'), 1, 6, alert?.id);
    expect(a.open()[0]?.ack.state).toBe('ACKED');
  });

  it('AL-102 in time, too early, of who takes no part, or after the launch raises none', () => {
    expect(raised(matched(), noticeOf()).a.open()).toEqual([]);
    expect(raised(matched(), noticeOf({ ahead: 'EARLY' })).a.open()).toEqual([]);
    expect(raised(matched(), noticeOf({ ahead: 'SHORT', recognised: false })).a.open()).toEqual([]);
    expect(raised(matched({ match: 'LATE' }), noticeOf({ ahead: 'SHORT' })).a.open()).toEqual([]);
  });

  it('AL-103 a launch that was matched late raises neither LAUNCH_NOTIFIED nor NOTIF_LATE: its own alert says it', () => {
    const a = make();
    a.onLaunch(seen(), at(1));
    const late = matched({ match: 'LATE', rev: 3, materialRev: 3 });
    a.onLaunch(late, at(3));
    a.onLaunchNotice(late, noticeOf({ ahead: 'SHORT' }), at(3));
    expect(codes(a)).toEqual(['LAUNCH_UNNOTIFIED']);
  });

  it('AL-104 a window that closed with nothing seen asks each Party by itself: high where two of its sensors could have seen one', () => {
    const a = make();
    const could = [
      { owner: 'P1', sensors: 2 },
      { owner: 'P2', sensors: 1 },
      { owner: 'P3', sensors: 0 },
    ];
    a.onUnobserved(noticeOf({ status: 'NOT_OBSERVED' }), could, at(5));
    expect(
      a
        .open()
        .map((o) => [a.compartmentOf(o.id), o.code, o.severity, o.requiredParties, o.facts.params?.sensors]),
    ).toEqual([
      ['NAT:P1', 'NOTIF_NOT_OBSERVED', 'HIGH', ['P1'], 2],
      ['NAT:P2', 'NOTIF_NOT_OBSERVED', 'ADVISORY', ['P2'], 1],
      ['NAT:P3', 'NOTIF_NOT_OBSERVED', 'ADVISORY', ['P3'], 0],
    ]);
  });

  it('AL-104 one that was cancelled or matched raises none', () => {
    for (const status of ['CANCELLED', 'MATCHED', 'OPEN'] as const) {
      const a = make();
      a.onUnobserved(noticeOf({ status }), [{ owner: 'P1', sensors: 3 }], at(5));
      expect(a.open()).toEqual([]);
    }
  });

  it('AL-105 a notice after the launch that did not come in time is an advisory until it comes', () => {
    const a = make();
    a.onPost('launch_a', noticeOf(), at(5));
    expect(a.open()[0]).toMatchObject({ code: 'NOTIF_OVERDUE', severity: 'ADVISORY', policy: 'SINGLE' });
    a.onPost('launch_a', null, at(6));
    expect(a.open()[0]?.condition.state).not.toBe('ACTIVE');
    expect(raised(matched(), noticeOf()).a.open()).toEqual([]);
  });

  it('AL-106 a launch that is taken back withdraws what was said of its notifications', () => {
    const out = because('finding.outsideSite');
    const { a } = raised(matched({ finding: out }), noticeOf());
    a.onLaunchNotice(matched({ finding: out, lifecycle: 'retracted', match: 'NONE' }), null, at(9));
    expect(a.open()[0]?.lifecycle.state).toBe('WITHDRAWN');
  });
});
