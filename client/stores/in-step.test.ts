import { describe, expect, it } from 'vitest';
import { HandWall } from '../source/fakes';
import { createConsoleStore } from './console-store';
import { keepInStep, type StepChannel } from './in-step';

/** Channels of one name: what one posts all others hear. */
function channels() {
  const all: StepChannel[] = [];
  const posted: unknown[] = [];
  const open = (): StepChannel => {
    const own: StepChannel = {
      onmessage: null,
      postMessage(step) {
        posted.push(step);
        for (const other of all) if (other !== own) other.onmessage?.({ data: structuredClone(step) });
      },
      close: () => void all.splice(all.indexOf(own), 1),
    };
    all.push(own);
    return own;
  };
  return { open, posted };
}
const launch = { kind: 'launch', id: 'l1' } as const;

function windows(...who: { session: string; user: string }[]) {
  const wall = new HandWall();
  const { open, posted } = channels();
  const consoles = who.map((w) => {
    const store = createConsoleStore();
    const stop = keepInStep(
      store,
      () => w,
      open(),
      (ms, fn) => wall.after(ms, fn),
    );
    return { store, stop };
  });
  return { wall, posted, consoles };
}
const ME = { session: 's', user: 'u1' };

describe('windows in step', () => {
  it('UX-250 what is selected in one is selected in every window of the officer that shows the session, and told once', () => {
    const { consoles, posted } = windows(
      ME,
      ME,
      ME,
      { session: 'other', user: 'u1' },
      { session: 's', user: 'u2' },
    );
    consoles[0]?.store.getState().select(launch);
    expect(consoles.map((c) => c.store.getState().selection)).toEqual([launch, launch, launch, null, null]);
    expect(posted).toHaveLength(1);
    consoles[2]?.store.getState().select(null);
    expect(consoles.map((c) => c.store.getState().selection)).toEqual([null, null, null, null, null]);
    expect(posted).toHaveLength(2);
  });

  it('UX-250 the moment under review goes along, a playing one now and then, and the way back too', () => {
    const { consoles, posted, wall } = windows(ME, ME);
    const [one, two] = consoles;
    for (let ms = 1; ms <= 10; ms++) one?.store.getState().review(ms * 1000);
    wall.pass(1000);
    expect(two?.store.getState().reviewMs).toBe(10_000);
    expect(posted).toHaveLength(1);
    two?.store.getState().review(null);
    wall.pass(1000);
    expect(one?.store.getState().reviewMs).toBeNull();
    wall.pass(5000);
    expect(posted).toHaveLength(2);
  });

  it('UX-250 a window that is closed hears and tells nothing more', () => {
    const { consoles, posted, wall } = windows(ME, ME);
    consoles[1]?.stop();
    consoles[0]?.store.getState().select(launch);
    consoles[1]?.store.getState().review(5);
    wall.pass(1000);
    expect(consoles[1]?.store.getState().selection).toBeNull();
    expect(posted).toHaveLength(1);
  });
});
