'use client';

import { emptyView } from '../../domain/view';
import type { Source, SourceState } from '../source/source';
import { soundingsOf } from './soundings';
import { type Heard, useTones } from './use-tones';

function watchThatRuns(source: Source): Heard {
  const { me, breakthrough } = source.store.getState();
  return {
    alerts: soundingsOf({ me, views: viewsOf(breakthrough) }),
    link: 'live',
    flood: false,
    set: 'live',
  };
}
/** What breaks through sounds with LIVE's own tones, whatever session the console shows. Once a console. */
export const useBreakthroughSound = (): void => useTones(watchThatRuns);

function viewsOf(alerts: SourceState['breakthrough']): SourceState['views'] {
  const views: SourceState['views'] = {};
  for (const { compartment, alert } of alerts) {
    const view = views[compartment] ?? emptyView(compartment);
    views[compartment] = { ...view, alerts: { ...view.alerts, [alert.id]: alert } };
  }
  return views;
}
