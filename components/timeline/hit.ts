/** What lies under the pointer. */
import type { Selection } from '../../client/stores/console-store';
import { selectionOfAlert } from '../../client/stores/select';
import type { Hit, Target } from './scene';

/** Nothing is harder to point at than this, px (half of the least target). */
const REACH_PX = 12;
/** More than this is not told at once. */
const MOST = 4;

const widthOf = (h: Hit): number => h.x1 - h.x0;

/**
 * What lies at a place: the narrowest first, since a long span is easily pointed at elsewhere; narrow things can be pointed
 * at a little beside them, but what is really there stands before what is only near.
 */
export function hitsAt(hits: readonly Hit[], x: number, y: number): Hit[] {
  const beside = (h: Hit): number => Math.max(0, h.x0 - x, x - h.x1);
  const reach = (h: Hit): number => Math.max(0, REACH_PX - widthOf(h) / 2);
  return hits
    .filter((h) => y >= h.y0 && y <= h.y1 && beside(h) <= reach(h))
    .toSorted((a, b) => beside(a) - beside(b) || widthOf(a) - widthOf(b))
    .slice(0, MOST);
}

/** What a click on it selects; null where there is nothing that could be selected. */
export function selectionOf(target: Target): Selection | null {
  switch (target.kind) {
    case 'launch':
      return { kind: 'launch', id: target.item.launch.id };
    case 'notification':
      return { kind: 'notification', id: target.item.notification.id };
    case 'alert':
      return selectionOfAlert(target.item.alert);
    case 'gap': {
      const [sensor, ...others] = target.item.sensors;
      return sensor && others.length === 0 ? { kind: 'sensor', id: sensor.id } : null;
    }
    case 'log': {
      const { about } = target.item.entry;
      return about && about.kind !== 'session' ? { kind: about.kind, id: about.id } : null;
    }
    default:
      return null;
  }
}
