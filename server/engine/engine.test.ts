import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
import type { FeedInput } from '../../domain/inputs';
import { compartmentOf } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { EngineEvent } from '../../domain/records';
import { createEngine, type Engine, restoreEngine } from './engine';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';
import type { EngineInput } from './types';

const EPOCH = Date.UTC(2000, 0, 21, 12);
const SECONDS = 900;
const principal = (participant: string, role: Principal['role'] = 'supervisor'): Principal => ({
  ...{ userId: `u:${participant}:${role}`, participant, kind: 'PARTY', role, robot: false },
  name: { en: participant, ru: participant },
});

type Step = { input: EngineInput; nowMs: number };
function watch(inputs: FeedInput[]): Step[] {
  const steps: Step[] = [{ input: { kind: 'open' }, nowMs: EPOCH }];
  for (let s = 1; s <= SECONDS; s++) steps.push({ input: { kind: 'tick' }, nowMs: EPOCH + s * 1000 });
  for (const input of inputs)
    steps.push({ input: { kind: 'feed', feed: 'simulation', input }, nowMs: input.receivedMs });
  return steps
    .map((s, i) => ({ s, i }))
    .sort((a, b) => a.s.nowMs - b.s.nowMs || a.i - b.i)
    .map(({ s }) => s);
}
function run(engine: Engine, steps: Step[]): EngineEvent[] {
  return steps.flatMap(({ input, nowMs }) => engine.step(input, nowMs).events);
}
const alertsOf = (events: EngineEvent[]): Alert[] =>
  events.flatMap((e) => (e.kind === 'alert.changed' ? [e.body] : []));
const last = <T>(list: T[]): T => list[list.length - 1] as T;

describe('engine over two sensors of two Parties', () => {
  const config = twoSensorConfig(EPOCH);
  const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: EPOCH + 30_000, burnS: 110, thrust: 34 });
  let steps: Step[] = [];
  let events: EngineEvent[] = [];
  beforeAll(() => {
    steps = watch(looksAt(flight, config.sensors, EPOCH, EPOCH + SECONDS * 1000));
    events = run(createEngine(config), steps);
  });

  it('EN-30 a launch goes from detections to one alert for all Parties, high on one kind of sensor, critical on two', () => {
    const launches = events.flatMap((e) => (e.kind === 'launch.changed' ? [e.body] : []));
    expect(new Set(launches.map((l) => l.id)).size).toBe(1);
    expect(last(launches).corroboration).toBe('DUAL');
    const alerts = alertsOf(events).filter((a) => a.facts.launch !== null);
    expect(new Set(alerts.map((a) => a.id)).size).toBe(1);
    expect(alerts[0]?.severity).toBe('HIGH');
    expect(alerts[0]?.requiredParties).toEqual(['P1', 'P2']);
    expect(alerts.some((a) => a.severity === 'CRITICAL')).toBe(true);
  });

  it('EN-31 the launch point of the joint picture holds the true one', () => {
    const l = last(events.flatMap((e) => (e.kind === 'launch.changed' ? [e.body] : [])));
    expect(Math.abs(l.launchPoint.lat - 8)).toBeLessThan(0.6);
    expect(Math.abs(l.launchPoint.lon + 152)).toBeLessThan(0.6);
    expect(Math.abs(l.launchPoint.atMs - flight.launchMs)).toBeLessThan(30_000);
  });

  it('EN-32 every event lies in the compartment of its label and no national record names another Party', () => {
    for (const e of events) {
      const c = compartmentOf(e.label);
      if (e.kind === 'track.changed' || e.kind === 'sensor.changed') expect(c).toMatch(/^NAT:P[12]$/);
      if (e.kind === 'launch.changed' || e.kind === 'report.given') {
        expect(c).toBe('SHARED');
        const text = JSON.stringify(e.body);
        for (const secret of ['"R1"', '"S1"', 'track_']) expect(text).not.toContain(secret);
      }
    }
  });

  it('EN-33 the same inputs give the same bytes', () => {
    expect(JSON.stringify(run(createEngine(config), steps))).toBe(JSON.stringify(events));
  });

  it('EN-34 snapshot and restore at any step go on as if nothing had happened', () => {
    for (const at of [1, 137, 400, 777, 1200].filter((n) => n < steps.length)) {
      const first = createEngine(config);
      const head = run(first, steps.slice(0, at));
      const stored = JSON.parse(JSON.stringify(first.snapshot()));
      const second = restoreEngine(config, stored);
      const tail = run(second, steps.slice(at));
      expect(JSON.stringify([...head, ...tail])).toBe(JSON.stringify(events));
    }
  });

  it('EN-35 both signatures settle it, a retry is answered with the first result, the clock is held meanwhile', () => {
    const engine = createEngine(config);
    let now = EPOCH;
    let alert: Alert | null = null;
    let held = false;
    for (const { input, nowMs } of steps) {
      now = nowMs;
      for (const e of engine.step(input, nowMs).events) {
        if (e.kind === 'alert.changed') alert = e.body;
        if (e.kind === 'session.clock' && e.body.heldBy) held = true;
      }
      if (alert?.severity === 'CRITICAL') break;
    }
    expect(held).toBe(true);
    const payload = { alert: alert?.id ?? '', seq: alert?.seq ?? 0, seenRev: alert?.rev ?? 0 };
    const send = (id: string, who: Principal, p = payload) =>
      engine.step(
        { kind: 'command', id, principal: who, command: { name: 'alert.acknowledge', payload: p } },
        now,
      );
    expect(send('command-1', principal('P1')).result).toEqual({ code: 'OK' });
    expect(send('command-1', principal('P1')).result).toEqual({
      code: 'DUPLICATE',
      original: { code: 'OK' },
    });
    expect(send('command-2', principal('P1')).result?.code).toBe('ALREADY');
    expect(send('command-3', principal('P2'), { ...payload, seenRev: 1 }).result?.code).toBe('STALE_REV');
    const settled = send('command-4', principal('P2'));
    expect(settled.result).toEqual({ code: 'OK' });
    const after = alertsOf(settled.events)[0];
    expect(after?.ack.state).toBe('ACKED');
    expect(after?.answers.map((a) => a.party)).toEqual(['P1', 'P2']);
    expect(settled.events.some((e) => e.kind === 'session.clock')).toBe(true);
    expect(engine.clock.heldBy).toBeNull();
  });

  it('EN-36 an unknown sensor, an unknown Party and a bad notification are refused by themselves, counted and named', () => {
    const engine = createEngine(config);
    const at = { atMs: EPOCH, receivedMs: EPOCH };
    const sourceName = { en: 'Line', ru: 'Линия' };
    const bad: FeedInput[] = [
      { kind: 'scan', sensor: 'XX', scan: 1, n: 0, ...at },
      { ...{ kind: 'countSummary', id: 'c', party: 'P9', source: 'line', count: 200, ...at }, sourceName },
      { kind: 'message', id: 'm', ...at, body: { type: 'NOTIFICATION_CANCEL', reference: 'none', by: 'P1' } },
    ];
    const out = bad.map((input) => engine.step({ kind: 'feed', feed: 'simulation', input }, EPOCH).events);
    expect(out.map((e) => e.map((x) => x.kind))).toEqual([['log.written'], ['log.written'], ['log.written']]);
    expect(engine.refused).toEqual({ UNKNOWN_SENSOR: 1, UNKNOWN_PARTY: 1, OUT_OF_RANGE: 1 });
  });

  it('EN-37 three Parties are required as two are', () => {
    const three = [
      ...PARTIES,
      { ...(PARTIES[1] as (typeof PARTIES)[number]), id: 'P3', letter: 'C', order: 2 },
    ];
    const alerts = alertsOf(run(createEngine(twoSensorConfig(EPOCH, three)), steps));
    expect(alerts[0]?.requiredParties).toEqual(['P1', 'P2', 'P3']);
  });
});
