import { describe, expect, it } from 'vitest';
import participants from '../scenarios/participants.json';
import table from '../scenarios/tables/territories.json';
import { loadTerritories } from './territory';

describe('the table of grounds', () => {
  it('NT-28 grounds come from a table, each of a participant that there is', () => {
    const known = participants.map((p) => p.id);
    const owners = Object.keys(loadTerritories(table));
    expect(owners.length).toBeGreaterThan(1);
    expect(owners.filter((id) => !known.includes(id))).toEqual([]);
  });

  it('NT-28 a box that is none is refused with its path', () => {
    const bad = (box: number[]): unknown => ({ ...table, territories: { P1: [box] } });
    expect(() => loadTerritories(bad([10, 5, 0, 1]))).toThrow('territories.P1.0: south must be below north');
    expect(() => loadTerritories(bad([5, 10, 170, -170]))).toThrow('west must be before east');
    expect(() => loadTerritories(bad([5, 100, 0, 1]))).toThrow('territories.P1.0.1');
    expect(() => loadTerritories({ ...table, v: 2 })).toThrow('territories table: v');
  });
});
