import { describe, expect, it } from 'vitest';
import { runFusion } from './run';

const SEEDS = process.env.JWC_LONG ? Array.from({ length: 20 }, (_, i) => 1 + i) : [1, 2, 3, 4, 5];
/** Of 100 targets, a region that holds 95 % falls out of this once in some hundred times; of 400 out of the narrower one. */
const BAND = SEEDS.length > 5 ? [0.91, 0.985] : [0.88, 0.99];
/** Bins of fewer targets than this tell nothing. */
const ENOUGH = 80;

describe('how sure the tracker is, and how right', () => {
  it('FU-41 regions and states hold the truth as often as they say: launch, corridor, impact, in every phase', () => {
    const figures = [...runFusion({ seeds: SEEDS, n100Seeds: [] })];
    const held = figures.filter((f) => f.against && 'band' in f.against && Number(f.unit.slice(3)) >= ENOUGH);
    expect(held.length).toBeGreaterThanOrEqual(14);
    const out = held.filter((f) => f.value < (BAND[0] as number) || f.value > (BAND[1] as number));
    expect(out.map((f) => `${f.bench} ${f.value}`)).toEqual([]);
  }, 120_000);
});
