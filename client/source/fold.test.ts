import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../domain/records';
import { claim } from '../../domain/testing/samples';
import { applyEvent, type CompartmentView, emptyView } from '../../domain/view';
import { alert, event, launch, T0 } from '../testing';
import { foldBatch, prunedView } from './fold';

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

const line = (id: string) => ({
  id,
  atMs: T0,
  msg: 'log.note',
  params: {},
  text: null,
  by: null,
  about: null,
});
const at = (epochMs: number) => ({
  epochMs,
  x: [-2.9e6, 3.9e6, 4.3e6, 100, 200, 300],
  P: [],
  a: [0, 0, 0] as [number, number, number],
});

/** Batches that write into every part of a view that is changed in place. */
const BATCHES: StoredEvent[][] = [
  [
    event(1, 'launch.changed', launch()),
    event(2, 'launch.changed', launch({ rev: 4, kinematics: at(T0 + 70e3) })),
    event(3, 'alert.changed', alert()),
    event(12, 'claim.changed', claim()),
    event(4, 'log.written', line('one')),
    event(5, 'session.gap', { fromMs: T0, toMs: T0 + 1 }),
  ],
  [
    event(6, 'launch.changed', launch({ rev: 5, kinematics: at(T0 + 80e3) })),
    event(7, 'alert.changed', alert({ rev: 4 })),
    event(13, 'claim.changed', claim({ rev: 2 })),
    event(8, 'log.written', line('two')),
    event(9, 'sensor.changed', { sensor: 's', status: 'ON', stale: false, lastLookMs: T0, sinceMs: T0 }),
    event(10, 'desk.changed', {
      participant: 'P1',
      role: 'duty',
      occupant: 'empty',
      name: null,
      robot: null,
    }),
    event(11, 'session.gap', { fromMs: T0 + 2, toMs: T0 + 3 }),
  ],
];

describe('SY-51 views are immutable', () => {
  it('SY-51 gives what folding in place gives, and writes into nothing that was given out', () => {
    const inPlace = emptyView('SHARED');
    let folded: CompartmentView = deepFreeze(emptyView('SHARED'));
    for (const batch of BATCHES) {
      folded = deepFreeze(foldBatch(folded, batch));
      for (const e of structuredClone(batch)) applyEvent(inPlace, e);
    }
    expect(folded).toEqual(inPlace);
    expect(folded.trails['launch-1']).toHaveLength(3);
  });

  it('SY-51 shares what a batch does not touch', () => {
    const first = foldBatch(emptyView('SHARED'), BATCHES[0] ?? []);
    const next = foldBatch(first, [event(6, 'log.written', line('two'))]);
    expect(next.launches).toBe(first.launches);
    expect(next.trails).toBe(first.trails);
    expect(next.alerts).toBe(first.alerts);
    expect(next.log).not.toBe(first.log);
  });

  it('SY-61 sweeps a frozen view without writing into it', () => {
    const ended = launch({ lifecycle: 'ended', endedMs: T0 });
    const view = deepFreeze(
      foldBatch(emptyView('SHARED'), [
        event(1, 'launch.changed', launch()),
        event(2, 'launch.changed', ended),
      ]),
    );
    expect(Object.keys(prunedView(view, T0 + 7 * 3600e3).launches)).toEqual(['launch-1']);
    const swept = prunedView(view, T0 + 9 * 3600e3);
    expect(swept.launches).toEqual({});
    expect(swept.trails).toEqual({});
    expect(Object.keys(view.launches)).toEqual(['launch-1']);
  });
});
