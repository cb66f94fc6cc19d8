import { describe, expect, it } from 'vitest';
import { FakeSource } from '../source/fake-source';
import { HandWall } from '../source/fakes';
import { foldBatch } from '../source/fold';
import { alert, event, launch, PARTIES, T0 } from '../testing';
import { createConsoleStore } from './console-store';
import { createDesksStore } from './desks-store';
import {
  alertOfSelection,
  awaitedParties,
  partiesOf,
  selectionOfAlert,
  selectLaunches,
  selectMode,
  selectOpenAlerts,
} from './select';
import { createTicker, nextBeatMs } from './ticker';

describe('selection and seeing', () => {
  it('SY-70 one thing is selected; choosing another ends following', () => {
    const store = createConsoleStore();
    const { select, setFollow } = store.getState();
    select({ kind: 'launch', id: 'a' });
    setFollow(true);
    const held = store.getState().selection;
    select({ kind: 'launch', id: 'a' });
    expect(store.getState()).toMatchObject({ follow: true });
    expect(store.getState().selection).toBe(held);
    select({ kind: 'track', id: 'b' });
    expect(store.getState()).toMatchObject({ selection: { kind: 'track', id: 'b' }, follow: false });
  });

  it('SY-71 the painted revision is kept by alert, and painting the same again changes nothing', () => {
    const store = createConsoleStore();
    store.getState().painted('x', 3);
    const held = store.getState().paintedRev;
    store.getState().painted('x', 3);
    expect(store.getState().paintedRev).toBe(held);
    store.getState().painted('y', 1);
    expect(store.getState().paintedRev).toEqual({ x: 3, y: 1 });
  });

  it('SY-72 one desk of a window has the keys; taking them takes the sound along', () => {
    const desks = createDesksStore(['A', 'B']);
    desks.getState().next();
    expect(desks.getState()).toMatchObject({ keys: 'B', sound: 'B' });
    desks.getState().setSound('A');
    desks.getState().next();
    expect(desks.getState()).toMatchObject({ keys: 'A', sound: 'A' });
  });
});

describe('readings', () => {
  const source = new FakeSource();
  source.give(
    'SHARED',
    event(1, 'launch.changed', launch()),
    event(
      2,
      'launch.changed',
      launch({ id: 'launch-2', number: 118, lifecycle: 'ended', endedMs: T0, firstReportMs: T0 + 90e3 }),
    ),
    event(
      3,
      'alert.changed',
      alert({
        id: 'settled',
        severity: 'CRITICAL',
        ack: { state: 'ACKED' },
        facts: { ...alert().facts, launch: null },
      }),
    ),
    event(4, 'alert.changed', alert({ id: 'young', raisedMs: T0 + 5 })),
    event(5, 'alert.changed', alert({ id: 'old' })),
    event(
      6,
      'alert.changed',
      alert({
        id: 'worst',
        severity: 'CRITICAL',
        raisedMs: T0 + 9,
        facts: { ...alert().facts, launch: 'launch-2' },
      }),
    ),
    event(7, 'alert.changed', alert({ id: 'gone', lifecycle: { state: 'CLOSED', atMs: T0 } })),
  );
  source.give(
    'NAT:P1',
    event(1, 'alert.changed', alert({ id: 'own', severity: 'ADVISORY', requiredParties: [] }), 'P1'),
  );
  const state = source.store.getState();

  it('SY-73 alerts stand awaited first, then by level, then oldest; closed ones are out', () => {
    expect(selectOpenAlerts(state).map((r) => r.alert.id)).toEqual([
      'worst',
      'old',
      'young',
      'own',
      'settled',
    ]);
  });

  it('SY-73 a reading of the same views is the same list, so that nothing is painted twice', () => {
    expect(selectOpenAlerts(state)).toBe(selectOpenAlerts({ ...state, rttMs: 5 } as typeof state));
    expect(selectLaunches(state).map((l) => l.id)).toEqual(['launch-1', 'launch-2']);
  });

  it('SY-73 an event of another part gives the same list, an alert a new one', () => {
    const { SHARED } = state.views;
    if (!SHARED) throw new Error('no view');
    const viewsWith = (e: ReturnType<typeof event>) => ({ ...state.views, SHARED: foldBatch(SHARED, [e]) });
    const launched = { views: viewsWith(event(50, 'launch.changed', launch({ rev: 99 }))) };
    expect(selectOpenAlerts(launched)).toBe(selectOpenAlerts(state));
    expect(selectLaunches(launched)).not.toBe(selectLaunches(state));
    const raised = { views: viewsWith(event(51, 'alert.changed', alert({ id: 'new' }))) };
    expect(selectOpenAlerts(raised)).toHaveLength(selectOpenAlerts(state).length + 1);
    expect(selectLaunches(raised)).toBe(selectLaunches(state));
  });

  it('SY-73 a Party that answered is awaited no more, and a national alert waits for its owner alone', () => {
    const answer = {
      kind: 'ACK',
      party: 'P1',
      user: 'u',
      nameEn: '',
      nameRu: '',
      robot: false,
      atMs: T0,
      rev: 3,
      reason: null,
      commandId: 'c',
    } as const;
    const half = alert({ ack: { state: 'PARTIAL' }, answers: [answer] });
    expect(awaitedParties({ alert: half, compartment: 'SHARED' })).toEqual(['P2']);
    expect(awaitedParties({ alert: alert({ requiredParties: [] }), compartment: 'NAT:P1' })).toEqual(['P1']);
  });

  it('SY-70 an alert is selected as its launch, and a launch finds its alert', () => {
    expect(selectionOfAlert(alert())).toEqual({ kind: 'launch', id: 'launch-1' });
    expect(alertOfSelection(state, { kind: 'launch', id: 'launch-1' })?.alert.id).toBe('old');
    expect(alertOfSelection(state, { kind: 'alert', id: 'young' })?.alert.id).toBe('young');
    expect(alertOfSelection(state, null)).toBeNull();
  });

  it('SY-74 Parties stand in the order of the setting, observers not among them', () => {
    const observer = { id: 'O', kind: 'OBSERVER', name: { en: '', ru: '' }, letter: 'O', order: -1 } as const;
    expect(
      partiesOf([PARTIES[1] ?? observer, observer, PARTIES[0] ?? observer], null).map((p) => p.letter),
    ).toEqual(['A', 'B']);
  });

  it('RL-31 Parties are the members of now; where nothing says who they are, those that are no candidates', () => {
    const third = {
      ...(PARTIES[1] ?? PARTIES[0]),
      id: 'P3',
      letter: 'C',
      order: 2,
      candidate: 'BIG8',
    } as const;
    const all = [...PARTIES, third as (typeof PARTIES)[number]];
    const letters = (members: string[] | null) => {
      const at = { sinceMs: T0, kind: 'PARTY' as const };
      const dials = { scope: 3, scopeSinceMs: T0, membership: 'BIG8', membershipSinceMs: T0 } as const;
      const now = members && { ...dials, members: members.map((participant) => ({ participant, ...at })) };
      return partiesOf(all, now).map((p) => p.letter);
    };
    expect([letters(null), letters(['P1', 'P2', 'P3']), letters(['P1', 'P3'])]).toEqual([
      ['A', 'B'],
      ['A', 'B', 'C'],
      ['A', 'C'],
    ]);
  });

  it('SY-74 an exercise on a dated event is shown as history', () => {
    const session = { id: 's', title: { en: '', ru: '' }, parties: [], epochMs: T0, engineVersion: '1' };
    const scenario = { variant: 'v', dateMs: T0, assumptions: [] };
    const mode = (id: string) => {
      const own = new FakeSource();
      own.give(
        'SHARED',
        event(1, 'session.opened', { ...session, mode: 'EXERCISE', scenario: { ...scenario, id } }),
      );
      return selectMode(own.store.getState());
    };
    expect(mode('1995-01-25-black-brant-xii')).toBe('HISTORY');
    expect(mode('drill-7')).toBe('EXERCISE');
    expect(selectMode(new FakeSource().store.getState())).toBe('LIVE');
  });
});

describe('SY-75 the beat of the text', () => {
  it('SY-75 beats at the turn of a second at 1×, once a second faster', () => {
    expect(nextBeatMs(T0 + 300, 1)).toBe(705);
    expect(nextBeatMs(T0 + 950, 1)).toBe(1055);
    expect(nextBeatMs(T0 + 300, 20)).toBe(1000);
  });

  it('SY-75 tells nobody while the time stands, and rests when nobody listens', () => {
    const wall = new HandWall();
    const source = new FakeSource({}, T0);
    const ticker = createTicker(source, wall);
    let beats = 0;
    const stop = ticker.subscribe(() => beats++);
    wall.pass(5000);
    expect(beats).toBe(0);
    source.atMs = T0 + 1000;
    wall.pass(5000);
    expect(beats).toBe(1);
    expect(ticker.nowMs()).toBe(T0 + 1000);
    stop();
    source.atMs = T0 + 9000;
    wall.pass(5000);
    expect(ticker.nowMs()).toBe(T0 + 1000);
  });
});
