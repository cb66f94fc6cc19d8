import { describe, expect, it } from 'vitest';
import { alert, launch, T0 } from '../../client/testing';
import { hitsAt, selectionOf } from './hit';
import { alertItems, launchItems } from './lanes';
import type { Hit, Target } from './scene';

const [flight] = launchItems([launch()]);
const [raised] = alertItems([{ alert: alert(), compartment: 'SHARED' }], T0);
if (!flight || !raised) throw new Error('no items');
const aLaunch: Target = { kind: 'launch', item: flight };
const anAlert: Target = { kind: 'alert', item: raised };
const hit = (x0: number, x1: number, at: Target, y0 = 0, y1 = 20): Hit => ({ x0, x1, y0, y1, at });

describe('what lies under the pointer', () => {
  it('UX-208 of what lies over one another the narrowest comes first', () => {
    const hits = [hit(0, 400, aLaunch), hit(90, 120, anAlert)];
    expect(hitsAt(hits, 100, 10).map((h) => h.at.kind)).toEqual(['alert', 'launch']);
    expect(hitsAt(hits, 300, 10).map((h) => h.at.kind)).toEqual(['launch']);
    expect(hitsAt(hits, 100, 30)).toEqual([]);
  });

  it('UX-208 narrow things can be pointed at 12 px beside their middle, but what is really there stands first', () => {
    const dot = hit(100, 104, anAlert);
    expect(hitsAt([dot], 113, 10)).toHaveLength(1);
    expect(hitsAt([dot], 115, 10)).toHaveLength(0);
    expect(hitsAt([dot, hit(0, 400, aLaunch)], 110, 10).map((h) => h.at.kind)).toEqual(['launch', 'alert']);
    expect(hitsAt([hit(0, 400, aLaunch)], 401, 10)).toHaveLength(0);
  });

  it('UX-208 a click selects what lists and map would select: an alert its launch, a line of the log what it is about', () => {
    expect(selectionOf(aLaunch)).toEqual({ kind: 'launch', id: 'launch-1' });
    expect(selectionOf(anAlert)).toEqual({ kind: 'launch', id: 'launch-1' });
    const entry = { id: 'e', atMs: T0, msg: 'log.note', params: {}, text: null, by: null } as const;
    const line = (about: { kind: 'sensor' | 'session'; id: string }): Target => ({
      kind: 'log',
      item: { entry: { ...entry, about }, compartment: 'SHARED', fromMs: T0, toMs: T0, rank: 0 },
    });
    expect(selectionOf(line({ kind: 'sensor', id: 's' }))).toEqual({ kind: 'sensor', id: 's' });
    expect(selectionOf(line({ kind: 'session', id: 'x' }))).toBeNull();
    expect(selectionOf({ kind: 'many', lane: 'log', count: 9, fromMs: 0, toMs: 1 })).toBeNull();
  });
});
