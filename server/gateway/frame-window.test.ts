import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameWindow, WINDOW } from './frame-window';

const inStep = (): FrameWindow => {
  const w = new FrameWindow();
  w.keySent();
  return w;
};

describe('the window of frames', () => {
  it('SY-17 begins with a key, and takes deltas until four frames are on their way', () => {
    const w = new FrameWindow();
    expect(w.state).toBe('wantsKey');
    w.keySent();
    expect(w.state).toBe('step');
    expect([w.sent(), w.sent(), w.sent()]).toEqual([true, true, false]);
    expect(w.state).toBe('behind');
  });

  it('SY-17 a console that keeps up never falls behind', () => {
    const w = inStep();
    for (let i = 0; i < 1000; i++) {
      expect(w.sent()).toBe(true);
      expect(w.acknowledged(false)).toBe(false);
    }
    expect(w.state).toBe('step');
  });

  it('SY-17 one that fell behind gets nothing until it has drawn all, and then a key', () => {
    const w = inStep();
    while (w.sent());
    expect(Array.from({ length: WINDOW }, () => w.acknowledged(false))).toEqual([false, false, false, true]);
    expect(w.state).toBe('wantsKey');
    w.keySent();
    expect(w.state).toBe('step');
  });

  it('SY-17 one that asks for a key gets it at once, whatever is on its way', () => {
    const w = inStep();
    w.sent();
    expect(w.acknowledged(true)).toBe(true);
    expect(w.state).toBe('wantsKey');
  });

  it('SY-17 never more than four deltas and a key are on their way, and no console is stuck', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('tick', 'ack'), { maxLength: 200, size: 'max' }), (events) => {
        const w = new FrameWindow();
        let onTheWay = 0;
        for (const e of events) {
          if (e === 'tick' && w.state === 'wantsKey') {
            w.keySent();
            onTheWay++;
          } else if (e === 'tick' && w.state === 'step') {
            w.sent();
            onTheWay++;
          } else if (e === 'ack' && onTheWay > 0) {
            w.acknowledged(false);
            onTheWay--;
          }
          expect(onTheWay).toBeLessThanOrEqual(WINDOW);
        }
        // Once it has drawn everything it is in step, or waits for a key that the next tick brings.
        while (onTheWay > 0) {
          w.acknowledged(false);
          onTheWay--;
        }
        expect(w.state).not.toBe('behind');
      }),
    );
  });
});
