import { describe, expect, it } from 'vitest';
import type { Role } from '../../domain/participants';
import { MESSAGES } from '../i18n/messages';
import { FakeSource } from '../source/fake-source';
import { HandWall } from '../source/fakes';
import { Past } from '../source/past';
import { FakeReader } from '../source/past-fakes';
import { createConsoleStore } from '../stores/console-store';
import { createDesksStore } from '../stores/desks-store';
import { alert, event, principal, T0 } from '../testing';
import type { ActionContext } from './action';
import { answerPayload } from './answer';
import { type KeyPress, pressName, takePress } from './keys';
import { ACTIONS, actionOf } from './registry';

/** Addresses that were gone to. */
const gone: string[] = [];
function setUp(role: Role = 'supervisor', alerts = [alert()]): ActionContext & { source: FakeSource } {
  const source = new FakeSource({ me: principal({ role }) }, T0);
  source.give('SHARED', ...alerts.map((a, i) => event(i + 1, 'alert.changed', a)));
  const console = createConsoleStore();
  const reader = new FakeReader([], { fromMs: T0 - 60e3, toMs: T0 });
  const past = new Past({ head: source, console, wall: new HandWall(), open: () => reader });
  past.open();
  const clock = { session: 's', nowMs: T0, wallMs: 0, speed: 1, wantedSpeed: 1, heldBy: null };
  source.store.setState({ clock: { ...clock, state: 'running', readonly: false } });
  return {
    ...{ source, console, past },
    desks: createDesksStore(['A', 'B']),
    desk: 'A',
    goTo: (address) => void gone.push(address),
    wallNowMs: () => 5000,
  };
}
const press = (letter: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key: letter.toLowerCase(),
  code: `Key${letter}`,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...part,
});
const free = { typing: false, control: false, repeat: false, handled: false };

const CODES: Record<string, string> = { '?': 'Slash', ',': 'Comma', '.': 'Period' };

describe('the timeline', () => {
  it('UX-22 L brings a dragged timeline back to the clock; while it follows there is nothing to do', () => {
    const ctx = setUp();
    expect(takePress(press('L'), free, ctx)).toBe(false);
    const { timeline } = ctx.console.getState();
    ctx.console.getState().set({ timeline: { ...timeline, fromMs: T0 - 60e3 } });
    expect(takePress(press('L'), free, ctx)).toBe(true);
    expect(ctx.console.getState().timeline).toEqual({ spanMs: timeline.spanMs, fromMs: null });
  });
});

describe('the registry', () => {
  it('SY-85 every action has a label in both languages, and every label an action', () => {
    for (const { actions } of [MESSAGES.en, MESSAGES.ru]) {
      const { why, ...labels } = actions;
      expect(Object.keys(labels).sort()).toEqual(ACTIONS.map((a) => a.id).sort());
      for (const text of [...Object.values(labels), ...Object.values(why)]) expect(text.trim()).not.toBe('');
    }
  });

  it('SY-85 no two actions of one role share a key', () => {
    for (const role of ['duty', 'supervisor', 'observer'] as const) {
      const keys = ACTIONS.filter((a) => a.key && a.roles.includes(role)).map((a) => a.key);
      expect(keys.filter((k, i) => keys.indexOf(k) !== i)).toEqual([]);
    }
  });

  it('SY-85 every key is one that a keyboard can name', () => {
    for (const { key } of ACTIONS) {
      if (key === null) continue;
      const [, shift, plain = ''] = /^(Shift\+)?(.+)$/.exec(key) ?? [];
      const code = CODES[plain] ?? plain;
      const e = /^[A-Z]$/.test(plain)
        ? press(plain, { shiftKey: shift !== undefined })
        : press('', { key: plain, code, shiftKey: shift !== undefined });
      expect(pressName(e)).toBe(key);
    }
  });
});

describe('keys', () => {
  it('UX-252 F8 goes to the watch that runs while an alert of it breaks through, from a field too, and else nowhere', () => {
    const ctx = setUp();
    const f8 = press('', { key: 'F8', code: 'F8' });
    gone.length = 0;
    expect(takePress(f8, free, ctx)).toBe(false);
    ctx.source.store.setState({ breakthrough: [{ compartment: 'SHARED', alert: alert() }] });
    expect(takePress(f8, { ...free, typing: true }, ctx)).toBe(true);
    expect(gone).toEqual(['/both']);
  });

  it('RP-16 Space and arrows move in the past, and are left to a control that has a use for them', async () => {
    const ctx = setUp();
    const key = (name: string, part: Partial<KeyPress> = {}) => press('', { key: name, code: name, ...part });
    expect(takePress(key('Space'), free, ctx)).toBe(false);
    expect(takePress(key('ArrowLeft'), { ...free, control: true }, ctx)).toBe(false);
    expect(ctx.console.getState().reviewMs).toBeNull();
    expect(takePress(key('ArrowLeft'), free, ctx)).toBe(true);
    expect(ctx.console.getState().reviewMs).toBe(T0);
    await new Promise(setImmediate);
    expect(takePress(key('Space'), { ...free, control: true }, ctx)).toBe(false);
    expect(takePress(key('Space'), free, ctx)).toBe(true);
    expect(takePress(press('L'), free, ctx)).toBe(true);
    expect(ctx.console.getState().reviewMs).toBeNull();
  });

  it('SY-86 no key alone commits: every action that acts opens a pane and sends nothing', () => {
    for (const role of ['duty', 'supervisor'] as const) {
      for (const action of ACTIONS.filter((a) => a.group === 'act' && a.roles.includes(role))) {
        const ctx = setUp(role);
        expect(action.whyNot(ctx)).toBeNull();
        action.run(ctx);
        expect(ctx.source.sent).toEqual([]);
        expect(ctx.console.getState().pane).not.toBeNull();
      }
    }
  });

  it('SY-86 A opens the acknowledge pane for a supervisor and the call for a duty officer', () => {
    const supervisor = setUp();
    expect(takePress(press('A'), free, supervisor)).toBe(true);
    expect(supervisor.console.getState()).toMatchObject({
      pane: { kind: 'acknowledge', alert: 'alert-1#1' },
      selection: { kind: 'launch', id: 'launch-1' },
    });
    const duty = setUp('duty');
    takePress(press('A'), free, duty);
    expect(duty.console.getState().pane).toEqual({ kind: 'call', alert: 'alert-1#1' });
  });

  it('SY-87 keys are dead while typing, when turned off, held down, taken already, or with Ctrl', () => {
    const ctx = setUp();
    expect(takePress(press('V'), { ...free, typing: true }, ctx)).toBe(false);
    expect(takePress(press('V'), { ...free, repeat: true }, ctx)).toBe(false);
    expect(takePress(press('V'), { ...free, handled: true }, ctx)).toBe(false);
    expect(takePress(press('V', { ctrlKey: true }), free, ctx)).toBe(false);
    ctx.console.getState().set({ singleKeys: false });
    expect(takePress(press('V'), free, ctx)).toBe(false);
    expect(ctx.console.getState().layers.coverage).toBe(true);
    expect(takePress(press('', { key: 'F6', code: 'F6' }), { ...free, typing: true }, ctx)).toBe(true);
    expect(ctx.desks.getState().keys).toBe('B');
  });

  it('RL-84 under a preview no key acts on the own console but those of the console itself; W opens it, W and Esc leave it', () => {
    for (const role of ['duty', 'supervisor'] as const) {
      const ctx = setUp(role);
      const { console } = ctx;
      expect(takePress(press('W'), free, ctx)).toBe(true);
      expect(console.getState().pane).toEqual({ kind: 'preview', of: null });
      const before = console.getState();
      for (const { key, group } of ACTIONS.filter((a) => a.roles.includes(role) && a.key?.length === 1)) {
        if (group === 'console' || key === 'W') continue;
        expect([key, takePress(press(key ?? ''), free, ctx)]).toEqual([key, false]);
      }
      expect(console.getState()).toBe(before);
      expect(takePress(press('', { key: 'Escape', code: 'Escape' }), free, ctx)).toBe(true);
      expect(console.getState().pane).toBeNull();
      for (const open of [true, false]) {
        takePress(press('W'), free, ctx);
        expect(console.getState().pane !== null).toBe(open);
      }
      expect(ctx.source.sent).toEqual([]);
    }
    expect(takePress(press('W'), free, setUp('observer'))).toBe(false);
  });

  it('SY-87 the desk without the keys takes none', () => {
    const ctx = setUp();
    ctx.desks.getState().take('B');
    expect(takePress(press('V'), free, ctx)).toBe(false);
  });

  it('SY-87 letters are places on the keyboard, so that a Russian layout has them too', () => {
    const ctx = setUp();
    expect(takePress(press('V', { key: 'м' }), free, ctx)).toBe(true);
    expect(ctx.console.getState().layers.coverage).toBe(false);
    expect(pressName(press('Z', { shiftKey: true }))).toBe('Shift+Z');
    expect(pressName({ ...press(''), key: ',', code: 'Slash', shiftKey: true })).toBe('?');
  });
});

describe('when an action can be done', () => {
  const why = (id: Parameters<typeof actionOf>[0], ctx: ActionContext) => actionOf(id).whyNot(ctx);

  it('SY-88 nobody acts on an earlier moment or without the link', () => {
    const ctx = setUp();
    ctx.console.getState().review(T0 - 1000);
    expect(why('acknowledge', ctx)).toBe('review');
    ctx.console.getState().review(null);
    ctx.source.store.setState({ link: 'lost' });
    expect(why('acknowledge', ctx)).toBe('link');
    expect(why('writeNote', ctx)).toBe('link');
    ctx.source.store.setState({ link: 'late' });
    expect(why('acknowledge', ctx)).toBeNull();
  });

  it('SY-88 an answered alert is not answered again, and without an alert there is nothing to answer', () => {
    expect(why('acknowledge', setUp('supervisor', []))).toBe('noAlert');
    const ctx = setUp('supervisor', [alert({ requiredParties: ['P2'] })]);
    ctx.console.getState().select({ kind: 'launch', id: 'launch-1' });
    expect(why('acknowledge', ctx)).toBe('answered');
  });

  it('SY-88 N and P walk through what waits for us, most urgent first', () => {
    const ids = ['a', 'b', 'c'];
    const ctx = setUp(
      'supervisor',
      ids.map((id, i) => alert({ id, raisedMs: T0 + i, facts: { ...alert().facts, launch: `l-${id}` } })),
    );
    const walk = (id: 'nextNeeding' | 'previousNeeding') => {
      actionOf(id).run(ctx);
      return ctx.console.getState().selection?.id;
    };
    expect([walk('nextNeeding'), walk('nextNeeding'), walk('nextNeeding'), walk('nextNeeding')]).toEqual([
      'l-a',
      'l-b',
      'l-c',
      'l-a',
    ]);
    expect(walk('previousNeeding')).toBe('l-c');
    ctx.console.getState().select(null);
    expect(walk('previousNeeding')).toBe('l-c');
  });

  it('SY-88 Escape closes one level at a time', () => {
    const ctx = setUp();
    actionOf('acknowledge').run(ctx);
    const close = actionOf('closeLevel');
    close.run(ctx);
    expect(ctx.console.getState()).toMatchObject({ pane: null, dossierOpen: true });
    close.run(ctx);
    expect(ctx.console.getState()).toMatchObject({ dossierOpen: false, selection: { id: 'launch-1' } });
    close.run(ctx);
    expect(close.whyNot(ctx)).toBe('nothingOpen');
  });

  it('SY-88 silence is 30 s of this machine’s clock', () => {
    const ctx = setUp();
    expect(why('silence', ctx)).toBe('noSound');
    ctx.console.getState().setSound({ armed: true });
    takePress(press('S'), free, ctx);
    expect(ctx.console.getState().sound.silentUntilWallMs).toBe(35_000);
  });

  it('SY-71 an answer carries the painted revision, not the newest, and nothing is sent before any paint', () => {
    const ctx = setUp();
    const row = { alert: alert({ rev: 7 }) };
    expect(answerPayload(ctx, row)).toBeNull();
    ctx.console.getState().painted('alert-1#1', 6);
    expect(answerPayload(ctx, row)).toEqual({ alert: 'alert-1#1', seq: 1, seenRev: 6 });
  });
});

describe('a locked console', () => {
  it('UX-144 nothing is answered, said or silenced from it; its key locks it, and where nobody acts there is nothing to lock', () => {
    const ctx = setUp();
    const shiftL = press('L', { shiftKey: true });
    ctx.console.getState().openPane({ kind: 'acts' });
    ctx.console.getState().setSound({ armed: true });
    expect(takePress(shiftL, free, ctx)).toBe(true);
    expect([ctx.source.store.getState().locked, ctx.console.getState().pane]).toEqual([true, null]);
    for (const key of ['A', 'X', 'O', 'M', 'S']) expect(takePress(press(key), free, ctx), key).toBe(false);
    expect(actionOf('acknowledge').whyNot(ctx)).toBe('locked');
    expect(takePress(shiftL, free, ctx)).toBe(false);
    // To look is not to act.
    expect(takePress(press('V'), free, ctx)).toBe(true);
  });
});
