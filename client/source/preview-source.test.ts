import { describe, expect, it } from 'vitest';
import type { Preview } from '../../domain/preview';
import { released } from '../../domain/testing/samples';
import { emptyView } from '../../domain/view';
import { whyNoActs } from '../actions/common';
import { createConsoleStore } from '../stores/console-store';
import { createDesksStore } from '../stores/desks-store';
import { copyNumber } from '../stores/select';
import { PARTIES, principal, T0 } from '../testing';
import { FakeSource } from './fake-source';
import { HandWall } from './fakes';
import { Past } from './past';
import { FakeReader } from './past-fakes';
import { PreviewSource } from './preview-source';

const [, SECOND] = PARTIES as [(typeof PARTIES)[0], (typeof PARTIES)[0]];
const SENSORS = ['P1', 'P2'].map((assignedTo) => ({ id: `S ${assignedTo}`, assignedTo }));
const preview = (): Preview => ({
  ...{ of: 'P2', nowMs: T0 },
  views: [{ compartment: 'SHARED', view: { ...emptyView('SHARED'), sensors: SENSORS as never } }],
  given: [released({ id: 'release_a', number: 7 })],
});

const NOTHING = new FakeReader([], { fromMs: T0, toMs: T0 });

describe('the source of a preview', () => {
  it('RL-83 sends nothing: no act, no lock, no word of what stood on screen; and says why nobody can act', async () => {
    const outer = new FakeSource({ me: principal(), participants: PARTIES }, T0);
    const source = new PreviewSource(outer, SECOND);
    source.take(preview());
    const refused = { code: 'FORBIDDEN', reason: 'notForRole' };
    expect([await source.send(), await source.setLocked()]).toEqual([refused, refused]);
    source.shown();
    source.retryNow();
    source.close();
    expect([outer.sent, outer.shownRevs]).toEqual([[], []]);
    expect([outer.store.getState().locked, outer.store.getState().tries]).toEqual([false, 0]);
    const desks = createDesksStore(['']);
    const console = createConsoleStore();
    const past = new Past({ head: source, console, wall: new HandWall(), open: () => NOTHING });
    const ctx = { ...{ source, past, console, desks, desk: '' }, goTo: () => {}, wallNowMs: () => 0 };
    expect(whyNoActs(ctx)).toBe('preview');
  });

  it('RL-83 it holds what was told of the other and nothing of the console that it lies in but time, line and states', () => {
    const outer = new FakeSource({ me: principal(), participants: PARTIES }, T0);
    outer.give('NAT:P1');
    const source = new PreviewSource(outer, SECOND);
    expect(source.store.getState().views).toEqual({});
    source.take(preview());
    const state = source.store.getState();
    expect(Object.keys(state.views)).toEqual(['SHARED', 'NAT:P2']);
    expect(state.me).toMatchObject({ participant: 'P2', role: 'observer', name: SECOND.name });
    expect(Object.keys(state.views['NAT:P2']?.released ?? {})).toEqual(['release_a']);
    // What the other's sensors cover is its own.
    expect(state.views.SHARED?.sensors.map((s) => s.id)).toEqual(['S P1']);
    expect([copyNumber(7, state), copyNumber(7, outer.store.getState())]).toEqual(['RE-0007', 'RC-0007']);
    expect(source.tracks('SHARED')).toBe(outer.tracks('SHARED'));
    for (const own of ['NAT:P1', 'NAT:P2'] as const) expect(source.tracks(own)).not.toBe(outer.tracks(own));
    outer.atMs = T0 + 5;
    expect(source.nowMs()).toBe(T0 + 5);
    const close = source.open();
    outer.store.setState({ link: 'lost' });
    expect(source.store.getState().link).toBe('lost');
    close();
    outer.store.setState({ link: 'live' });
    expect(source.store.getState().link).toBe('lost');
  });
});
