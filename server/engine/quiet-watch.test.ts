import { expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
import type { Participant } from '../../domain/participants';
import type { Launch } from '../../domain/records';
import participants from '../../scenarios/participants.json';
import sensorTable from '../../scenarios/tables/sensors.json';
import siteTable from '../../scenarios/tables/sites.json';
import { liveMeta } from '../sessions/opening';
import { createLiveWorld, loadCatalogue, loadSites } from '../simulation';
import { type PlannedLaunch, plannedLaunches } from '../simulation/truth';
import { regime } from './testing/regime';
import { openTestSession } from './testing/session';

const LONG = process.env.JWC_LONG === '1';
const HOURS = LONG ? 6 : 0.75;
const catalogue = loadCatalogue(sensorTable);
const sites = loadSites(siteTable);

/** Each launch of a stretch of the live world, with what really flew and its alerts over time. */
function watch(nowMs: number): { launch: Launch; plan: PlannedLaunch; alerts: Alert[] }[] {
  const parties = participants as Participant[];
  const o = {
    participants: parties,
    catalogue,
    regime,
    nowMs,
    seed: 2000,
    pace: 'brisk',
    historyS: HOURS * 3600,
  } as const;
  const { config } = liveMeta(o);
  const settings = { seed: o.seed, pace: o.pace, startMs: config.epochMs };
  const flightOf = new Map<string, string>();
  const world = createLiveWorld(settings, catalogue, sites, (id, f) => f && flightOf.set(id, f.key));
  const s = openTestSession(config, world);
  for (const p of parties)
    if (p.kind === 'PARTY' && !p.candidate) s.seat(p.id, { answer: 'agree', delayS: 20 });
  s.runTo(nowMs);
  const plans = new Map(
    plannedLaunches(settings, sites, config.epochMs, nowMs).map((p) => [p.key, p] as const),
  );
  const keyOf = new Map<number, string>();
  for (const { body } of s.of('track.changed')) {
    const key = body.evidence.map((id) => flightOf.get(id)).find((k) => k !== undefined);
    if (key && body.reportedAs !== null && !keyOf.has(body.reportedAs)) keyOf.set(body.reportedAs, key);
  }
  const launches = new Map(s.of('launch.changed').map(({ body }) => [body.id, body] as const));
  const alerts = s.of('alert.changed').map(({ body }) => body);
  return [...launches.values()].flatMap((launch) => {
    const plan = plans.get(keyOf.get(launch.number) ?? '');
    return plan ? [{ launch, plan, alerts: alerts.filter((a) => a.facts.launch === launch.id) }] : [];
  });
}

it('EN-69 in the live world an announced launch is one advisory that does not alarm twice, another is high or critical for all', () => {
  const seen = watch(Date.UTC(2026, 5, 16, 2));
  const quiet = (alerts: Alert[]): boolean =>
    new Set(alerts.map((a) => `${a.id} ${a.alarmedMs}`)).size === 1 &&
    alerts.every((a) => a.code === 'LAUNCH_NOTIFIED' && a.severity === 'ADVISORY' && a.policy === 'SINGLE');
  const announced = seen.filter(({ plan }) => plan.notice);
  expect(announced.length).toBeGreaterThan(8 * HOURS);
  // What is left are twins of one flight, and the few launches that two notifications fit.
  expect(announced.filter(({ alerts }) => quiet(alerts)).length / announced.length).toBeGreaterThan(0.9);
  for (const { alerts } of seen.filter(({ plan }) => !plan.notice)) {
    expect(alerts[0]).toMatchObject({ code: 'LAUNCH_UNNOTIFIED', policy: 'JOINT' });
    expect(['HIGH', 'CRITICAL']).toContain(alerts[0]?.severity);
  }
  // What is over and answered is closed.
  for (const { launch, alerts } of seen)
    if (launch.endedMs !== null && launch.endedMs < Date.UTC(2026, 5, 16, 2) - 60_000)
      expect(alerts.at(-1)?.lifecycle.state ?? 'CLOSED').toBe('CLOSED');
}, 600_000);
