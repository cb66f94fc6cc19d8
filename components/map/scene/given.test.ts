import { describe, expect, it } from 'vitest';
import { PARTIES } from '../../../client/testing';
import { released } from '../../../domain/testing/samples';
import { emptyView } from '../../../domain/view';
import { givenTracks } from './given';

const stateOf = (...list: ReturnType<typeof released>[]) => {
  const view = emptyView('NAT:P1');
  for (const r of list) view.released[r.id] = r;
  return { participants: PARTIES, views: { 'NAT:P1': view } } as never;
};

describe('released tracks on the map', () => {
  it('RL-45 stands with its giver’s letter and the number of its copy, and goes with its withdrawal', () => {
    const state = stateOf(released({ from: 'P2', number: 7 }));
    const [given] = givenTracks(state);
    expect([given?.letter, given?.track.number, given?.track.id]).toEqual(['B', 7, 'released_a']);
    expect(givenTracks(state)[0]?.track).toBe(given?.track);
    const gone = released({ state: 'WITHDRAWN', record: null, withdrawnFor: 'r' });
    expect(givenTracks(stateOf(gone, released({ id: 'waits', record: null })))).toEqual([]);
  });

  it('RL-45 what its giver holds back is drawn as not known', () => {
    const { classes: _classes, impact: _impact, ...record } = released().record ?? {};
    expect(givenTracks(stateOf(released({ record })))[0]?.track).toMatchObject({
      ...{ impact: null, corridor: null, classes: { UNKNOWN: 1 } },
    });
  });
});
