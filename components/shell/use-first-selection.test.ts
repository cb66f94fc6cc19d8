import { describe, expect, it } from 'vitest';
import { alert, event, launch, T0 } from '../../client/testing';
import { applyEvent, emptyView } from '../../domain/view';
import { firstSelection } from './use-first-selection';

describe('what an untouched console selects', () => {
  it('UX-37 the launch of the most urgent alert, else the launch under way, else nothing', () => {
    const view = emptyView('SHARED');
    const first = () => firstSelection({ views: { SHARED: view } });
    expect(first()).toBeNull();
    applyEvent(view, event(1, 'launch.changed', launch({ id: 'over', lifecycle: 'ended', endedMs: T0 })));
    expect(firstSelection({ views: { SHARED: { ...view } } })).toBeNull();
    applyEvent(view, event(2, 'launch.changed', launch({ id: 'flies' })));
    expect(firstSelection({ views: { SHARED: { ...view } } })).toEqual({ kind: 'launch', id: 'flies' });
    applyEvent(view, event(3, 'alert.changed', alert({ facts: { ...alert().facts, launch: 'other' } })));
    expect(firstSelection({ views: { SHARED: { ...view } } })).toEqual({ kind: 'launch', id: 'other' });
  });
});
