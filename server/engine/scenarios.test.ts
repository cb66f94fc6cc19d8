import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
import { compartmentOf } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { RegimeChoice } from '../../domain/regime-choice';
import { officer } from '../../domain/testing/samples';
import participants from '../../scenarios/participants.json';
import sensorTable from '../../scenarios/tables/sensors.json';
import { exerciseMeta } from '../sessions/opening';
import { createScenarioSource, loadCatalogue, loadScenario, type Scenario } from '../simulation';
import { regime } from './testing/regime';
import { openTestSession, type TestSession } from './testing/session';

const catalogue = loadCatalogue(sensorTable);
const scenarioOf = (id: string): Scenario => {
  const path = join(import.meta.dirname, '../../scenarios', `${id}.json`);
  const loaded = loadScenario(JSON.parse(readFileSync(path, 'utf8')));
  if (!loaded.ok) throw new Error(`${loaded.path}: ${loaded.message}`);
  return loaded.scenario;
};
function open(scenario: Scenario, variant: string, chosen: RegimeChoice = {}): TestSession {
  const nowMs = scenario.startMs;
  const parties = participants as Participant[];
  const by = officer('US');
  const meta = exerciseMeta({
    ...{
      participants: parties,
      catalogue,
      regime,
      chosen,
      scenario,
      hash: 'none',
      variant,
      by,
      speed: 20,
      nowMs,
    },
  });
  return openTestSession(meta.config, createScenarioSource(scenario, variant, catalogue));
}
/** Revisions of alerts, without those that only read differently. */
const steps = (s: TestSession): string[] => {
  const out: string[] = [];
  for (const { body } of s.of('alert.changed')) {
    const a: Alert = body;
    const { corroboration, match, finding } = a.facts;
    const said = `${a.number} ${a.code} ${a.severity} ${a.policy} ${corroboration} ${match} ${finding} ${a.alarmedMs}`;
    if (out.at(-1) !== said) out.push(said);
  }
  return out;
};

describe('an exercise under another regime', () => {
  const scenario = scenarioOf('training-two-sensors');
  const run = (chosen: RegimeChoice, of = scenario) => {
    const s = open(of, 'no-notification', chosen);
    s.runTo(scenario.startMs + 6 * 60_000);
    const reports = s.of('report.given').map((e) => e.body);
    const firstOf = (party: string) => reports.find((r) => r.party === party);
    return { s, reports, US: firstOf('US'), RU: firstOf('RU') };
  };

  it('SI-51 begins with the dials that were chosen, and a Party reports as coarse as was chosen, the other as ever', () => {
    const plain = run({});
    const coarse = { gridM: 20_000, delayS: 10, withheld: [] };
    const chosen = run({ scope: 1, membership: 'BIG8', reports: { US: coarse } });
    expect(chosen.s.of('regime.changed')[0]?.body).toMatchObject({ scope: 1, membership: 'BIG8' });
    expect(chosen.reports.filter((r) => r.party === 'US').map((r) => r.coarse)).toContainEqual(coarse);
    expect(chosen.reports.every((r) => (r.party === 'US') === (r.coarse !== undefined))).toBe(true);
    // With the first step after it was due.
    const late = (chosen.US?.givenMs ?? 0) - (plain.US?.givenMs ?? 0);
    expect([late >= 10_000, late < 11_000]).toEqual([true, true]);
    // All but the names, which are of their session.
    const { kinematics, launchPoint, impact, givenMs } = plain.RU ?? {};
    expect(chosen.RU).toMatchObject({ kinematics, launchPoint, impact, givenMs });
    expect(plain.reports.some((r) => r.coarse !== undefined)).toBe(false);
  });

  it('SI-51 what is chosen stands before what the scenario says of the same Party', () => {
    const written = { gridM: 0, delayS: 0, withheld: ['impact' as const] };
    const of = { ...scenario, regime: { reports: { US: written, RU: written } } };
    const { US, RU } = run({ reports: { US: { gridM: 0, delayS: 0, withheld: [] } } }, of);
    expect([US?.coarse, RU?.coarse, RU?.impact]).toEqual([undefined, written, null]);
  });
});

describe('25 January 1995 through the whole engine', () => {
  const scenario = scenarioOf('1995-01-25-black-brant-xii');
  const T0 = Date.UTC(1995, 0, 25, 6, 24);

  it('EN-67 as it was: one alert, high on one radar, to which both answer once; at T+8 min the same one reads late and benign', () => {
    const s = open(scenario, 'as-it-was');
    const robot = { answer: 'agree' as const, delayS: 20 };
    for (const p of ['US', 'RU']) s.seat(p, robot);
    s.runTo(scenario.endMs);
    const [alert, ...more] = s.alerts();
    expect(more).toEqual([]);
    const raised = alert?.raisedMs ?? 0;
    expect((raised - T0) / 1000).toBeLessThan(180);
    expect(steps(s)).toEqual([
      `1 LAUNCH_UNNOTIFIED HIGH JOINT SINGLE NONE UNRESOLVED ${raised}`,
      `1 LAUNCH_UNNOTIFIED HIGH JOINT SINGLE LATE NOTIFIED_BENIGN ${raised}`,
    ]);
    const late = s.of('alert.changed').find((a) => a.body.facts.match === 'LATE');
    expect(late?.atMs).toBe(T0 + 8 * 60_000);
    expect(late?.body.ack.state).toBe('ACKED');
    expect(alert?.answers.map((a) => [a.party, (a.atMs - raised) / 1000])).toEqual([
      ['RU', 20],
      ['US', 20],
    ]);
    // It closes by itself once the rocket is down.
    expect(alert?.lifecycle.state).toBe('CLOSED');
    expect(s.of('launch.changed').at(-1)?.body).toMatchObject({ number: 1, lifecycle: 'ended' });
  });

  it('EN-67 as it should have been: one advisory from the first report on, one signature, no second alarm', () => {
    const s = open(scenario, 'as-it-should-have-been');
    s.seat('RU', { answer: 'agree', delayS: 20 });
    s.runTo(scenario.endMs);
    const [alert, ...more] = s.alerts();
    expect(more).toEqual([]);
    const raised = alert?.raisedMs ?? 0;
    expect((raised - T0) / 1000).toBeLessThan(60);
    expect(steps(s)).toEqual([
      `1 LAUNCH_NOTIFIED ADVISORY SINGLE SINGLE ON_FILE NOTIFIED_BENIGN ${raised}`,
      `1 LAUNCH_NOTIFIED ADVISORY SINGLE DUAL ON_FILE NOTIFIED_BENIGN ${raised}`,
    ]);
    expect([alert?.answers.length, alert?.lifecycle.state]).toEqual([1, 'CLOSED']);
  });
});

describe('a sensor that falls silent', () => {
  const scenario = scenarioOf('training-two-sensors');
  const silent = scenario.variants.find((v) => v.id === 'line-lost')?.silences[0];
  const at = (s: number) => (silent?.fromUtc ?? 0) + s * 1000;
  /** The radar looks every 8 s: three of them, five seconds, and four times its latency of 1.2 s. */
  const ALLOWED_S = 3 * 8 + 5 + 4 * 1.2;
  const stale = (s: TestSession) => s.of('alert.changed').filter((a) => a.body.code === 'FEED_STALE');

  it('EN-68 asks its owner alone, for one signature, high where nobody else of his looks, and closes when it is heard again and acknowledged', () => {
    const s = open(scenario, 'line-lost');
    s.runTo(scenario.endMs - 120_000);
    const first = stale(s)[0];
    expect(first?.body).toMatchObject({
      ...{ severity: 'HIGH', policy: 'SINGLE', requiredParties: ['RU'], facts: { sensor: 'LEKHTUSI' } },
    });
    const heard = s.of('sensor.changed').filter((x) => x.body.sensor === 'LEKHTUSI');
    const gone = heard.find((x) => x.body.stale);
    expect(first?.atMs).toBe(gone?.atMs);
    // Within one look of the allowance after the last word, on a whole second.
    const afterS = ((first?.atMs ?? 0) - at(0)) / 1000;
    expect(afterS).toBeGreaterThan(ALLOWED_S - 8);
    expect(afterS).toBeLessThan(ALLOWED_S + 3);
    // Every word about it lies with its owner: not one with the other Party, the members or observers.
    const about = s.events.filter(({ event }) => JSON.stringify(event.body).includes('LEKHTUSI'));
    const told = about.filter(({ event }) => event.kind !== 'catalogue.set');
    expect(new Set(told.map(({ event }) => compartmentOf(event.label)))).toEqual(new Set(['NAT:RU']));
    expect(stale(s).every((a) => compartmentOf(a.label) === 'NAT:RU')).toBe(true);
    // Heard again for three looks, it waits for its owner's supervisor; the other Party's does not even find it.
    const back = heard.find((x) => x.atMs > (gone?.atMs ?? 0) && !x.body.stale);
    expect(((back?.atMs ?? 0) - (silent?.toUtc ?? 0)) / 1000).toBeGreaterThan(16);
    const open_ = stale(s).at(-1)?.body as Alert;
    expect([open_.lifecycle.state, open_.ack.state]).toEqual(['OPEN', 'UNACKED']);
    const payload = { alert: open_.id, seq: open_.seq, seenRev: open_.rev };
    const acknowledge = (party: string) =>
      s.command(`cmd-${party}`, officer(party), { name: 'alert.acknowledge', payload });
    expect(acknowledge('US')).toEqual({ code: 'NOT_FOUND' });
    expect(acknowledge('RU')).toEqual({ code: 'OK' });
    expect(stale(s).at(-1)?.body.lifecycle.state).toBe('CLOSED');
    // One silence is one alert.
    expect(new Set(stale(s).map((a) => a.body.id)).size).toBe(1);
  });

  it.each([
    ['three looks lost stay within the allowance', 24, 0],
    ['the fourth makes it stale', 32, 1],
  ])('EN-68 near miss: %s', (_what, silentS, alerts) => {
    const cut = structuredClone(scenario);
    const variant = cut.variants.find((v) => v.id === 'line-lost');
    const [gap] = variant?.silences ?? [];
    if (gap) gap.toUtc = gap.fromUtc + silentS * 1000;
    const s = open(cut, 'line-lost');
    s.runTo(scenario.endMs);
    expect(new Set(stale(s).map((a) => a.body.id)).size).toBe(alerts);
  });

  it('EN-68 a sensor that is switched off is silent for a reason, and the feed of the other Party is as it was', () => {
    const off = structuredClone(scenario);
    const variant = off.variants.find((v) => v.id === 'line-lost');
    variant?.statuses.push({ receivedUtc: at(1), sensor: 'LEKHTUSI', status: 'OFF' });
    const s = open(off, 'line-lost');
    s.runTo(at(110));
    expect(stale(s)).toEqual([]);
    const us = s.of('sensor.changed').filter((x) => x.body.sensor === 'SBIRS-SCAN-3');
    expect(us.length).toBeGreaterThan(5);
    expect(us.every((x) => !x.body.stale && compartmentOf(x.label) === 'NAT:US')).toBe(true);
  });
});
