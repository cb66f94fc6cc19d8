import { describe, expect, it } from 'vitest';
import { type Compartment, compartmentOf } from '../../domain/labels';
import { compartmentsOf, type Participant } from '../../domain/participants';
import type { StoredEvent } from '../../domain/records';
import { EPOCH, officer } from '../../domain/testing/samples';
import { applyEvent, type CompartmentView, emptyView, pruneView, VIEW_KEEP_MS } from '../../domain/view';
import { project } from '../release/project';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { OBSERVER, PARTIES, twoSensorConfig } from './testing/two-sensors';

const at = (s: number) => EPOCH + s * 1000;
const P3: Participant = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as Participant;

/** P1's radar alone sees a launch; its alert asks all three, and the Party whose data it rests on takes it back. */
function session(): TestSession {
  const config = twoSensorConfig(EPOCH, [...PARTIES, P3]);
  const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
  const radar = config.sensors.filter((s) => s.id === 'R1');
  const s = openTestSession(config, sourceOf(looksAt(flight, radar, EPOCH, at(400))));
  s.runTo(at(200));
  return s;
}
const launchAlert = (s: TestSession) => s.alerts().find((a) => a.code === 'LAUNCH_UNNOTIFIED');
function withdraw(s: TestSession): void {
  const alert = launchAlert(s);
  if (!alert) throw new Error('no alert');
  const payload = { alert: alert.id, seq: alert.seq, seenRev: alert.rev, reason: 'a test source' };
  expect(s.command('withdraw', officer('P1'), { name: 'alert.withdraw', payload }).code).toBe('OK');
}
/** What leaves in a stream, as it is stored. */
const stream = (s: TestSession, compartment: Compartment): StoredEvent[] =>
  s.events
    .filter((e) => compartmentOf(e.event.label) === compartment)
    .map((e, i) => ({ ...e.event, v: 1 as const, seq: i + 1, atMs: e.atMs }))
    .flatMap((e) => project(e, compartment) ?? []);
const fold = (view: CompartmentView, events: readonly StoredEvent[]): CompartmentView => {
  for (const e of events) applyEvent(view, e);
  return view;
};

describe('the reach of a withdrawal', () => {
  it('AL-52 all who hold the stream of the alert get it: who is there, who comes back, who joins later; nobody else', () => {
    const s = session();
    const id = launchAlert(s)?.id ?? '';
    const seen = stream(s, 'SHARED').length;
    withdraw(s);
    s.runTo(at(220));
    for (const party of ['P1', 'P2', 'P3']) {
      const held = compartmentsOf({ participant: party, kind: 'PARTY' });
      expect(
        held.filter((c) => stream(s, c).some((e) => e.kind === 'alert.changed' && e.body.id === id)),
      ).toEqual(['SHARED']);
    }
    const events = stream(s, 'SHARED');
    const resumed = fold(fold(emptyView('SHARED'), events.slice(0, seen)), events.slice(seen));
    const joined = fold(emptyView('SHARED'), events);
    // Nobody has answered it: a watch later it still stands in what a console joins with.
    pruneView(joined, at(220) + 2 * VIEW_KEEP_MS);
    for (const view of [resumed, joined])
      expect(view.alerts[id]).toMatchObject({
        ...{
          lifecycle: { state: 'WITHDRAWN', by: ['P1'], reason: 'a test source' },
          ack: { state: 'UNACKED' },
        },
        ...{ requiredParties: ['P1', 'P2', 'P3'], alarmedMs: at(200), severity: 'HIGH' },
      });
    const observed = compartmentsOf({ participant: OBSERVER.id, kind: 'OBSERVER' });
    expect(observed.flatMap((c) => stream(s, c)).filter((e) => JSON.stringify(e).includes(id))).toEqual([]);
  });

  it('AL-52 it escalates as the raise did: whoever does not answer it is called', () => {
    const s = session();
    withdraw(s);
    s.runTo(at(200 + 130));
    const called = s.of('log.written').filter((l) => l.atMs > at(200) && l.body.msg === 'log.alert.overdue');
    expect(called.map((l) => l.body.params.participant).sort()).toEqual(['P1', 'P2', 'P3']);
  });
});
