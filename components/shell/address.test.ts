import { expect, it } from 'vitest';
import { initialConsoleState } from '../../client/stores/console-store';
import { type Addressed, stateIn, withState } from './address';

const launch = { kind: 'launch', id: 'launch_0ta3k5#1' } as const;
const sensor = { kind: 'sensor', id: 'OLENEGORSK-D' } as const;
const begun = initialConsoleState();
const AT = Date.UTC(1995, 0, 25, 6, 27, 14, 250);

it('UX-60 the address keeps what each desk of the window has selected, and whatever else it held', () => {
  const a = withState('?session=x-1', 'A', { ...begun, selection: launch });
  const query = withState(a, 'B', { ...begun, selection: sensor });
  expect(stateIn(query, 'A')).toEqual({ selection: launch });
  expect(stateIn(query, 'B')).toEqual({ selection: sensor });
  expect(stateIn(query, '')).toEqual({});
  expect(new URLSearchParams(query).get('session')).toBe('x-1');
  expect(withState(withState(query, 'A', begun), 'B', begun)).toBe('?session=x-1');
  expect(withState('?selected=launch~x', '', begun)).toBe('');
});

it('UX-60 moment, layers, camera, axis and altitude of cover come back as they were; what is as it begins is not said', () => {
  const shown: Addressed = {
    selection: launch,
    reviewMs: AT,
    layers: { ...begun.layers, coverage: false, national: true },
    map: { projection: 'globe', lat: 69.25, lon: -16.5, zoom: 3.75 },
    timeline: { spanMs: 90 * 60e3, fromMs: AT - 3600e3 },
    coverAltitudeKm: 'track',
  };
  const query = withState('', '', shown);
  expect(stateIn(query, '')).toEqual(shown);
  expect(query).toContain('at=1995-01-25T06%3A27%3A14.250Z');
  const none = Object.fromEntries(Object.keys(begun.layers).map((l) => [l, false])) as typeof begun.layers;
  expect(stateIn(withState('', '', { ...begun, layers: none }), '').layers).toEqual(none);
});

it('UX-60 an address that names nothing that can be shown changes nothing', () => {
  for (const query of ['', '?selected=', '?selected=launch', '?selected=launch~', '?selected=country~x'])
    expect(stateIn(query, '')).toEqual({});
  for (const query of [
    ...['?at=yesterday', '?at=2026-11-24T06:00:00', '?map=flat~91~0~1', '?map=cube~1~1~1', '?map=flat~1~1'],
    ...['?time=0', '?time=-4', '?time=x~2026-11-24T06:00:00Z', '?cover=7'],
  ])
    expect([query, stateIn(query, '')]).toEqual([query, {}]);
});
