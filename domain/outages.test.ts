import { describe, expect, it } from 'vitest';
import { nationalLabel } from './labels';
import { OUTAGES_KEPT, type Outage, withState } from './outages';
import type { SensorState } from './records';
import { applyEvent, emptyView, pruneView, VIEW_KEEP_MS } from './view';

const state = (atMs: number, part: Partial<SensorState> = {}): SensorState => ({
  ...{ sensor: 'r', status: 'ON', stale: false, lastLookMs: atMs, sinceMs: atMs },
  ...part,
});
const outagesAfter = (...states: SensorState[]): readonly Outage[] =>
  states.reduce<readonly Outage[]>((held, s) => withState(held, s), []);

describe('outages of a sensor', () => {
  it('UX-206 a silent sensor is blind from its last look until it is fresh again', () => {
    const silent = state(100, { stale: true, lastLookMs: 40 });
    expect(outagesAfter(state(10), silent)).toEqual([{ fromMs: 40, toMs: null, off: false }]);
    expect(outagesAfter(state(10), silent, state(160))).toEqual([{ fromMs: 40, toMs: 160, off: false }]);
  });

  it('UX-206 one that is switched off is blind from then; what was silence before is an outage of its own', () => {
    const off = state(200, { status: 'OFF', lastLookMs: 150 });
    expect(outagesAfter(off)).toEqual([{ fromMs: 200, toMs: null, off: true }]);
    expect(outagesAfter(state(100, { stale: true, lastLookMs: 40 }), off)).toEqual([
      { fromMs: 40, toMs: 200, off: false },
      { fromMs: 200, toMs: null, off: true },
    ]);
  });

  it('UX-206 a state that says nothing new gives the same list', () => {
    const held = outagesAfter(state(100, { stale: true, lastLookMs: 40 }));
    expect(withState(held, state(130, { stale: true, lastLookMs: 40 }))).toBe(held);
    const over = withState(held, state(160));
    expect(withState(over, state(220))).toBe(over);
  });

  it('UX-206 what a view keeps of them has a bound, in number and in time', () => {
    const flaps = Array.from({ length: 200 }, (_, i) =>
      state(i * 10, { stale: i % 2 === 0, lastLookMs: i * 10 }),
    );
    expect(outagesAfter(...flaps)).toHaveLength(OUTAGES_KEPT);
    const view = emptyView('NAT:P1');
    const label = nationalLabel('P1', 'LIVE');
    const told = [state(5, { stale: true }), state(9), state(20, { stale: true, lastLookMs: 15 })];
    told.forEach((body, i) => {
      applyEvent(view, { kind: 'sensor.changed', label, body, v: 1, seq: i + 1, atMs: 0 });
    });
    expect(view.outages.r).toHaveLength(2);
    pruneView(view, VIEW_KEEP_MS + 12);
    expect(view.outages.r).toEqual([{ fromMs: 15, toMs: null, off: false }]);
  });
});
