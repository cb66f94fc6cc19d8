import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_IS } from '../../domain/coarsen';
import {
  type Compartment,
  compartmentOf,
  copyLabel,
  type Label,
  nationalLabel,
  notificationLabel,
  sharedLabel,
} from '../../domain/labels';
import { compartmentsOf } from '../../domain/participants';
import type { SessionClock } from '../../domain/protocol/socket';
import type { EventBodies, EventKind, SessionInfo, StoredEvent } from '../../domain/records';
import {
  claim,
  consultation,
  decision,
  EPOCH,
  filed,
  kinematics,
  launch,
  launchAlert,
  release,
  released,
  shift,
  statementDraft,
  track,
  watchStatement,
} from '../../domain/testing/samples';
import { heldFrom, type Members, WHOLE } from './members';
import {
  canSee,
  foldProjected,
  freshFold,
  mayHaveFrames,
  project,
  projectClock,
  projectView,
} from './project';

const OBSERVER = { participant: 'OBS', kind: 'OBSERVER' as const };
const MEMBERS: Members = {
  participants: [
    ...['P1', 'P2', 'P3'].map((id) => ({ id, kind: 'PARTY' as const, founding: true })),
    { id: 'OBS', kind: 'OBSERVER', founding: true },
  ],
  steps: { SHARED: [], NOTIF: [] },
};
const party = (participant: string) => ({ participant, kind: 'PARTY' as const });

const info: SessionInfo = {
  id: 's',
  mode: 'LIVE',
  title: { en: 'T', ru: 'Т' },
  scenario: null,
  parties: ['P1', 'P2'],
};
const where = { launchPoint: launch().launchPoint, azimuthDeg: 90, impact: null, corridor: null };
/** One body of each kind, with all of its fields. */
const BODIES: EventBodies = {
  'session.opened': { ...info, epochMs: EPOCH, engineVersion: '1' },
  'session.clock': { speed: 1, heldBy: null, wantedSpeed: 5 },
  'session.gap': { fromMs: 1, toMs: 2 },
  'session.finished': { atMs: 3 },
  'catalogue.set': { sensors: [] },
  'undertaking.set': { undertakings: [] },
  'member.joined': { participant: 'P3' },
  'key.registered': {
    ...{ participant: 'P1', user: 'u', keyId: 'k', command: 'c', value: 'v', supersedes: null },
    jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  },
  'key.revoked': { participant: 'P1', user: 'u', keyId: 'k', by: 'u', reason: 'lost' },
  'act.taken': {
    ...{ id: 'c', name: 'alert.acknowledge', payload: { alert: 'a' }, participant: 'P1', user: 'u' },
    ...{ signature: { keyId: 'k', value: 'v' }, unsigned: null },
  },
  'member.left': { participant: 'P3' },
  'regime.changed': {
    ...{ scope: 3, scopeSinceMs: EPOCH, membership: 'BIG8', membershipSinceMs: EPOCH },
    members: [{ participant: 'P1', kind: 'PARTY', sinceMs: EPOCH }],
  },
  'decision.changed': decision(),
  'notification.changed': filed(),
  'report.given': {
    ...{ id: 'rep', party: 'P1', series: 'ser', reportNo: 1, withdrawn: false, phase: 'coast', ...where },
    ...{ kinematics: kinematics(), classes: launch().classes, phenomenologies: ['IR'], looksIn30s: 3 },
    ...{ validUntilMs: 9, givenMs: 8, coarse: AS_IS },
  },
  'launch.changed': launch({ aliasOf: 'launch_b', undertakings: [{ id: 'u', standing: 'OPEN' }] }),
  'claim.changed': claim(),
  'statement.drafted': statementDraft(),
  'statement.changed': watchStatement(),
  'alert.changed': launchAlert(['P1', 'P2']),
  'consultation.changed': consultation(['P1', 'P2']),
  'track.changed': track(),
  'shift.changed': shift('P1'),
  'release.changed': release(),
  'released.changed': released(),
  'sensor.changed': { sensor: 'r', status: 'ON', stale: false, lastLookMs: 1, sinceMs: 0 },
  'desk.changed': {
    ...{ participant: 'P1', role: 'duty', occupant: 'person', name: info.title, robot: null },
    officers: [{ user: 'u', name: info.title, consoles: 2, locked: 1 }],
  },
  'receipt.given': {
    receipts: [{ kind: 'alert', id: 'a', rev: 1, party: 'P1', who: 1, deliveredMs: 1, displayedMs: 2 }],
  },
  'log.written': {
    ...{ id: 'l', atMs: 1, msg: 'log.note', params: {}, text: null, by: null, about: null },
    ...{ seen: { kind: 'alert', id: 'a#1', rev: 2 }, corrects: 'l0' },
  },
};
const KINDS = Object.keys(BODIES) as EventKind[];
const event = (kind: EventKind, label: Label, body: unknown = BODIES[kind]): StoredEvent =>
  ({ v: 1, seq: 7, atMs: EPOCH, kind, label, body }) as unknown as StoredEvent;
const labelFor = (compartment: Compartment): Label =>
  compartment === 'SHARED'
    ? sharedLabel('CENTER', 'LIVE')
    : compartment === 'NOTIF'
      ? notificationLabel('CENTER', 'LIVE')
      : nationalLabel(compartment.slice(4), 'LIVE');

describe('release', () => {
  it('RL-04 each kind leaves in the compartments that the policy names and in no other', () => {
    const leaving = Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        (['SHARED', 'NOTIF', 'NAT:P1'] as const)
          .filter((c) => project(event(kind, labelFor(c)), c) !== null)
          .join(' '),
      ]),
    );
    expect(leaving).toEqual({
      'session.opened': 'SHARED NOTIF',
      'session.clock': 'SHARED',
      'undertaking.set': 'SHARED',
      'session.gap': 'SHARED NOTIF',
      'session.finished': 'SHARED NOTIF',
      'catalogue.set': 'SHARED',
      'key.registered': 'SHARED',
      'key.revoked': 'SHARED',
      'act.taken': 'SHARED NAT:P1',
      'member.joined': 'SHARED NOTIF',
      'member.left': 'SHARED NOTIF',
      'regime.changed': 'SHARED',
      'decision.changed': 'SHARED',
      'notification.changed': 'NOTIF',
      'report.given': 'SHARED',
      'launch.changed': 'SHARED',
      'claim.changed': 'SHARED NAT:P1',
      'statement.drafted': 'NAT:P1',
      'statement.changed': 'SHARED',
      'alert.changed': 'SHARED NAT:P1',
      'consultation.changed': 'SHARED NAT:P1',
      'track.changed': 'NAT:P1',
      'shift.changed': 'NAT:P1',
      'release.changed': 'NAT:P1',
      'released.changed': 'NAT:P1',
      'sensor.changed': 'NAT:P1',
      'desk.changed': 'SHARED',
      'receipt.given': 'SHARED NAT:P1',
      'log.written': 'SHARED NAT:P1',
    });
  });

  it('RL-05 a kind that nobody has named never leaves', () => {
    for (const c of ['SHARED', 'NOTIF', 'NAT:P1'] as const)
      expect(project(event('secret.made' as EventKind, labelFor(c), { a: 1 }), c)).toBeNull();
  });

  it('RL-06 an event leaves in the compartment of its label only', () => {
    const all: Compartment[] = ['SHARED', 'NOTIF', 'NAT:P1', 'NAT:P2', 'NAT:P3', 'NAT:'];
    for (const kind of KINDS)
      for (const from of all)
        for (const to of all) if (from !== to) expect(project(event(kind, labelFor(from)), to)).toBeNull();
  });

  it('RL-07 every field of a record of ours leaves, and a field that nobody has named stays', () => {
    for (const kind of KINDS) {
      const c = (['SHARED', 'NOTIF', 'NAT:P1'] as const).find((d) => project(event(kind, labelFor(d)), d));
      if (!c) throw new Error(`${kind} leaves nowhere`);
      const body = { ...(BODIES[kind] as object), sensorKey: 'k', internal: { deep: 1 } };
      const sent = project(event(kind, labelFor(c), body), c);
      expect(sent?.body, kind).toEqual(BODIES[kind]);
    }
  });

  it('RL-07 nothing that the journal or a label may hold beside the event leaves with it', () => {
    const odd = {
      ...event('launch.changed', { ...sharedLabel('CENTER', 'LIVE'), secret: 1 } as Label),
      inputs: [1],
    };
    const sent = project(odd as StoredEvent, 'SHARED');
    expect(Object.keys(sent ?? {}).sort()).toEqual(['atMs', 'body', 'kind', 'label', 'seq', 'v']);
    expect(Object.keys(sent?.label ?? {}).sort()).toEqual(['basis', 'cls', 'mode', 'owner', 'relTo']);
  });

  it('RL-08 without a word in relTo nobody but the owner sees a record', () => {
    const closed = (label: Label): Label => ({ ...label, relTo: [] });
    expect(canSee(party('P1'), closed(sharedLabel('CENTER', 'LIVE')))).toBe(false);
    expect(canSee(party('P1'), closed(sharedLabel('P1', 'LIVE')))).toBe(true);
    expect(canSee(party('P2'), closed(sharedLabel('P1', 'LIVE')))).toBe(false);
    expect(canSee(OBSERVER, closed(notificationLabel('CENTER', 'LIVE')))).toBe(false);
    expect(project(event('launch.changed', closed(sharedLabel('CENTER', 'LIVE'))), 'SHARED')).toBeNull();
    expect(
      project(event('notification.changed', closed(notificationLabel('CENTER', 'LIVE'))), 'NOTIF'),
    ).toBeNull();
  });

  it('RL-09 an observer sees notifications and nothing else, not even with its own name on the label', () => {
    for (const label of [sharedLabel('OBS', 'LIVE'), nationalLabel('OBS', 'LIVE'), sharedLabel('P1', 'LIVE')])
      expect(canSee(OBSERVER, label)).toBe(false);
    expect(canSee(OBSERVER, notificationLabel('P1', 'LIVE'))).toBe(true);
    expect(heldFrom(OBSERVER, 'NOTIF', MEMBERS)).toEqual(WHOLE);
    for (const c of ['SHARED', 'NAT:OBS', 'NAT:P1'] as const) {
      expect(heldFrom(OBSERVER, c, MEMBERS)).toBeNull();
      expect(projectView(freshFold(c), OBSERVER, MEMBERS)).toBeNull();
    }
  });

  it('RL-10 a national label names nobody else: relTo opens nothing', () => {
    const wide: Label = { ...nationalLabel('P1', 'LIVE'), relTo: ['MEMBERS', 'PARTICIPANTS', 'P2'] };
    expect(canSee(party('P1'), wide)).toBe(true);
    for (const who of [party('P2'), party('P3'), OBSERVER]) expect(canSee(who, wide)).toBe(false);
  });

  it('RL-11 frames go to whoever may hold their compartment; there are none for NOTIF and none for observers', () => {
    const who = [party('P1'), party('P2'), OBSERVER];
    const may = (c: Compartment): boolean[] => who.map((w) => mayHaveFrames(w, c, MEMBERS));
    expect(may('SHARED')).toEqual([true, true, false]);
    expect(may('NAT:P1')).toEqual([true, false, false]);
    expect(may('NAT:P2')).toEqual([false, true, false]);
    expect(may('NOTIF')).toEqual([false, false, false]);
  });

  it('RL-15 the clock tells who is no member neither what holds it nor what was asked for', () => {
    const clock: SessionClock = {
      ...{ session: 's', nowMs: EPOCH, wallMs: 1, speed: 1, wantedSpeed: 20, heldBy: 'launch:launch_a#1' },
      ...{ state: 'running', readonly: false },
    };
    expect(projectClock(clock, party('P1'), MEMBERS, undefined)).toBe(clock);
    expect(projectClock(clock, OBSERVER, MEMBERS, undefined)).toEqual({
      ...clock,
      heldBy: null,
      wantedSpeed: 1,
    });
  });

  for (const parties of [
    ['P1', 'P2'],
    ['P1', 'P2', 'P3'],
  ]) {
    it(`RL-12 nothing national of P1 comes out for another of ${parties.length} Parties or an observer, whatever the label`, () => {
      const owner = fc.constantFrom(...parties, 'CENTER', 'OBS');
      const anyLabel: fc.Arbitrary<Label> = fc.record({
        owner,
        cls: fc.constantFrom('NATIONAL', 'SHARED', 'NOTIFICATION', 'CENTER'),
        relTo: fc.array(fc.constantFrom(...parties, 'MEMBERS', 'PARTICIPANTS', 'OBS')),
        basis: fc.constantFrom('default', 'release', 'withdraw'),
        mode: fc.constantFrom('LIVE', 'EXERCISE', 'REPLAY'),
      });
      const others = [...parties.slice(1).map(party), OBSERVER];
      let national = 0;
      fc.assert(
        fc.property(fc.constantFrom(...KINDS), anyLabel, (kind, label) => {
          const stored = event(kind, label);
          const secret = label.cls === 'NATIONAL' && label.owner === 'P1';
          if (secret) national++;
          for (const who of others)
            for (const compartment of compartmentsOf(who)) {
              const sent = project(stored, compartment);
              const fold = freshFold(compartment);
              foldProjected(fold, stored);
              if (secret) {
                expect(sent).toBeNull();
                expect(fold).toEqual(freshFold(compartment));
              }
              // And what does come out is the console's own to see, also when asked for by itself.
              if (sent) {
                expect(compartmentOf(sent.label)).toBe(compartment);
                expect(
                  canSee({ ...who, participant: audience(compartment, who.participant) }, sent.label),
                ).toBe(true);
              }
            }
        }),
        { numRuns: 3000 },
      );
      expect(national).toBeGreaterThan(30);
    });
  }

  it('RL-13 a join snapshot holds what the stream would have sent, and no more', () => {
    const fold = freshFold('SHARED');
    foldProjected(fold, event('launch.changed', labelFor('SHARED'), { ...launch(), secret: 1 }));
    foldProjected(fold, event('track.changed', labelFor('SHARED')));
    foldProjected(fold, event('track.changed', labelFor('NAT:P1')));
    foldProjected(fold, event('launch.changed', labelFor('NAT:P1')));
    expect(fold.view.launches).toEqual({ launch_a: launch() });
    expect(fold.view.tracks).toEqual({});
    expect(projectView(fold, party('P2'), MEMBERS)).toBe(fold.view);
  });

  it("RL-14 a copy of an owner's record lies with its receiver alone, marked as released and by whom", () => {
    const copy = copyLabel(nationalLabel('P1', 'LIVE'), 'P2');
    expect(copy).toMatchObject({ owner: 'P1', cls: 'NATIONAL', basis: 'release', relTo: ['P2'] });
    expect(compartmentOf(copy)).toBe('NAT:P2');
    const sent = project(event('track.changed', copy), 'NAT:P2');
    expect(sent).toMatchObject({ label: copy, body: track() });
    for (const other of ['SHARED', 'NOTIF', 'NAT:P1', 'NAT:P3'] as const)
      expect(project(event('track.changed', copy), other)).toBeNull();
    expect(
      [party('P2'), party('P1'), party('P3'), { ...OBSERVER, participant: 'P2' }].map((a) => canSee(a, copy)),
    ).toEqual([true, false, false, false]);
    expect(canSee(party('P2'), { ...copy, basis: 'withdraw' })).toBe(false);
  });
});

/** A room has one entitlement: in SHARED and NOTIF it is anybody's, in a national compartment its owner's. */
function audience(compartment: Compartment, participant: string): string {
  return compartment.startsWith('NAT:') ? compartment.slice(4) : participant;
}
