import { expect, it } from 'vitest';
import type { Launch } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { area, classes, launch, notification, officer } from '../../domain/testing/samples';
import { type AssessableLaunch, createAssessment } from '../assessment';
import { createAlerts } from '.';

/** 25 January 1995 as it was: one radar, both Parties acknowledge, the notification reaches the centre eight minutes late. */
const T0 = Date.UTC(1995, 0, 25, 6, 24);
const at = (s: number): number => T0 + s * 1000;
const SITE = { lat: 69.2943, lon: 16.0207 };
const regime = DEFAULT_REGIME;

it('AL-23, NT-02 1995: the same alert reads LATE and benign at T+8 min, and both acknowledgements stand', () => {
  const assessment = createAssessment({ session: 's', participants: ['P1', 'P2'], regime });
  const alerts = createAlerts({ session: 's', parties: ['P1', 'P2'], regime, numberFor: () => 1 });
  const flying = (part: Partial<AssessableLaunch> = {}): AssessableLaunch =>
    launch({
      launchPoint: area(SITE.lat, SITE.lon, T0, 20_000, 10),
      ...{ azimuthDeg: 350, firstReportMs: at(70), phenomenologies: ['RADAR'], corroboration: 'SINGLE' },
      ...{ impact: area(78.2, 8, at(1440), 60_000), classes: classes({ MRBM: 0.6, SOUNDING_ROCKET: 0.4 }) },
      ...part,
    });
  let rev = 0;
  const step = (s: number, part: Partial<AssessableLaunch> = {}) => {
    const seen = flying(part);
    const { match, notificationId, finding } = assessment.assess(seen, at(s));
    rev++;
    const full: Launch = launch({
      ...seen,
      rev,
      match,
      notification: notificationId,
      notificationNumber: 1,
      finding,
    });
    return alerts.onLaunch(full, at(s));
  };

  const raised = step(70, { phase: 'boost', impact: null }).alerts[0];
  expect(raised).toMatchObject({
    ...{ code: 'LAUNCH_UNNOTIFIED', severity: 'HIGH', policy: 'JOINT', dueMs: at(70 + 120) },
    facts: { match: 'NONE', corroboration: 'SINGLE', finding: 'UNRESOLVED' },
  });
  const id = raised?.id ?? '';
  step(130);
  for (const [party, s] of [
    ['P1', 140],
    ['P2', 150],
  ] as const) {
    const seenRev = alerts.open()[0]?.rev ?? 0;
    const payload = { alert: id, seq: 1, seenRev };
    expect(
      alerts.command(`c-${party}`, officer(party), { name: 'alert.acknowledge', payload }, at(s)).result,
    ).toEqual({ code: 'OK' });
  }
  const acked = alerts.open()[0];
  expect(acked?.ack.state).toBe('ACKED');
  step(400, { impact: area(78.5, 8.6, at(1440), 40_000) });

  const note = notification({
    ...{ by: 'NO', vehicle: 'SOUNDING_ROCKET', azimuthDeg: 352, azimuthToleranceDeg: 10 },
    launchArea: { ...SITE, radiusM: 10_000, name: { en: 'Site', ru: 'Место' } },
    window: { fromMs: T0 - 3600_000, toMs: T0 + 4 * 3600_000 },
    impactArea: { lat: 78.4, lon: 8.3, radiusM: 150_000 },
  });
  expect(assessment.takeNotification(note, { nowMs: at(480) }).ok).toBe(true);
  const out = step(480);
  expect(out.alerts).toMatchObject([
    {
      ...{
        id,
        code: 'LAUNCH_UNNOTIFIED',
        severity: 'HIGH',
        ack: { state: 'ACKED' },
        lifecycle: { state: 'OPEN' },
      },
      ...{ alarmedMs: raised?.alarmedMs, answers: acked?.answers, archivedAnswers: [] },
      facts: { match: 'LATE', finding: 'NOTIFIED_BENIGN', notificationNumber: 1 },
    },
  ]);
  expect(out.alerts[0]?.changes.map((c) => `${c.field} ${c.from}>${c.to}`)).toEqual([
    ...['match NONE>LATE', 'finding UNRESOLVED>NOTIFIED_BENIGN'],
  ]);
  expect(out.log.map((l) => l.msg)).toEqual(['log.alert.matched']);

  step(1450, { lifecycle: 'ended' });
  const closed = alerts.advance(at(1500));
  expect(closed.alerts).toMatchObject([{ id, lifecycle: { state: 'CLOSED' } }]);
});
