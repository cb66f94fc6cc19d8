import { expect, it } from 'vitest';
import { selectionIn, withSelection } from './address';

const launch = { kind: 'launch', id: 'launch_0ta3k5#1' } as const;
const sensor = { kind: 'sensor', id: 'OLENEGORSK-D' } as const;

it('UX-60 the address keeps the selection of each desk of the window, and whatever else it held', () => {
  const query = withSelection(withSelection('?session=x-1', 'A', launch), 'B', sensor);
  expect(selectionIn(query, 'A')).toEqual(launch);
  expect(selectionIn(query, 'B')).toEqual(sensor);
  expect(selectionIn(query, '')).toBeNull();
  expect(new URLSearchParams(query).get('session')).toBe('x-1');
  expect(withSelection(withSelection(query, 'A', null), 'B', null)).toBe('?session=x-1');
  expect(withSelection('?selected=launch~x', '', null)).toBe('');
});

it('UX-60 an address that names nothing that can be selected selects nothing', () => {
  for (const query of ['', '?selected=', '?selected=launch', '?selected=launch~', '?selected=country~x'])
    expect(selectionIn(query, '')).toBeNull();
});
