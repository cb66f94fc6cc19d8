import { describe, expect, it } from 'vitest';
import { foldBatch } from '../../client/source/fold';
import { alert, event, launch, T0 } from '../../client/testing';
import { emptyView } from '../../domain/view';
import { firstSelection } from './use-first-selection';

describe('what an untouched console selects', () => {
  it('UX-37 the launch of the most urgent alert, else the launch under way, else nothing', () => {
    let view = emptyView('SHARED');
    const chosenWith = (e: ReturnType<typeof event>) => {
      view = foldBatch(view, [e]);
      return firstSelection({ views: { SHARED: view } });
    };
    expect(firstSelection({ views: { SHARED: view } })).toBeNull();
    const over = launch({ id: 'over', lifecycle: 'ended', endedMs: T0 });
    expect(chosenWith(event(1, 'launch.changed', over))).toBeNull();
    const flies = event(2, 'launch.changed', launch({ id: 'flies' }));
    expect(chosenWith(flies)).toEqual({ kind: 'launch', id: 'flies' });
    const raised = event(3, 'alert.changed', alert({ facts: { ...alert().facts, launch: 'other' } }));
    expect(chosenWith(raised)).toEqual({ kind: 'launch', id: 'other' });
  });
});
