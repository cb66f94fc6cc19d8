import { describe, expect, it } from 'vitest';
import { DEFAULT_REGIME } from '../../domain/regime';
import type { SystemFault, SystemWord } from '../../domain/system';
import { BEAT_MS, type Beat, SystemWatch } from './system-watch';

const QUIET: Omit<Beat, 'wallMs' | 'steadyMs'> = {
  ...{ refused: null, waitedMs: 0, engineSilentMs: 0, behindMs: 0, engineLateMs: [], withheld: 0 },
};
/** Beats for so many seconds; gives what was told after the first, [second, fault, on, params]. */
function run(
  seconds: number,
  at: (s: number) => Partial<Beat>,
  o: { hears?: (s: number) => boolean; watch?: SystemWatch } = {},
): [number, SystemFault, boolean, SystemWord['params']][] {
  const watch = o.watch ?? new SystemWatch(DEFAULT_REGIME.system);
  const told: [number, SystemFault, boolean, SystemWord['params']][] = [];
  for (let ms = 0; ms <= seconds * 1000; ms += BEAT_MS) {
    const s = ms / 1000;
    watch.beat({ ...QUIET, wallMs: 1e12 + ms, steadyMs: ms, ...at(s) }, (words) => {
      if (o.hears && !o.hears(s)) return false;
      if (ms > 0) for (const w of words) told.push([s, w.fault, w.on, w.params]);
      return true;
    });
  }
  return told;
}

describe('the center’s watch over itself', () => {
  it('SY-110 a journal that takes no steps, or a step that waits more than two seconds for it, is told once and once when it is over', () => {
    expect(run(20, (s) => ({ refused: s >= 5 && s < 12 ? 'disk full' : null }))).toEqual([
      [5, 'STORAGE', true, { cause: 'REFUSED' }],
      [12, 'STORAGE', false, {}],
    ]);
    expect(run(20, (s) => ({ waitedMs: s >= 5 && s < 12 ? 2600 : 1900 }))).toEqual([
      [5, 'STORAGE', true, { cause: 'SLOW', seconds: 3 }],
      [12, 'STORAGE', false, {}],
    ]);
    expect(run(20, () => ({ waitedMs: 2000 }))).toEqual([]);
  });

  it('SY-111 an engine that is silent, stands behind the clock or beats late more than once in a hundred is degraded', () => {
    expect(run(9, (s) => ({ engineSilentMs: s > 2 ? (s - 2) * 1000 : 0 }))).toEqual([
      [7.1, 'ENGINE', true, { cause: 'SILENT', seconds: 5 }],
    ]);
    expect(run(9, (s) => ({ behindMs: s < 4 ? 5000 : 6000 }))).toEqual([
      [4, 'ENGINE', true, { cause: 'BEHIND', seconds: 6 }],
    ]);
    const late = (times: number, lateMs: number) =>
      run(80, (s) => ({ engineLateMs: s >= 1 && s < 1 + times / 10 ? [lateMs] : [20] }));
    expect(late(7, 201)).toEqual([
      [1.6, 'ENGINE', true, { cause: 'LATE', no: 7, seconds: 0.201 }],
      [61.1, 'ENGINE', false, {}],
    ]);
    // Six in six hundred are one in a hundred; what is not late does not count.
    expect(late(6, 900)).toEqual([]);
    expect(late(400, 200)).toEqual([]);
  });

  it('SY-111 the beats of its own thread count as those of the engine’s', () => {
    const stalls = (times: number) => {
      const watch = new SystemWatch(DEFAULT_REGIME.system);
      const told: SystemWord[] = [];
      for (let i = 0; i <= times; i++)
        watch.beat({ ...QUIET, wallMs: 1e12 + i * 400, steadyMs: i * 400 }, (words) => {
          if (i > 0) told.push(...words);
          return true;
        });
      return told.map((w) => [w.fault, w.on, w.params.no]);
    };
    expect(stalls(7)).toEqual([['ENGINE', true, 7]]);
    expect(stalls(6)).toEqual([]);
  });

  it('SY-112 a clock that steps against the steady one is told, either way; one that is slewed is not', () => {
    const step = (ms: number) => run(80, (s) => ({ wallMs: 1e12 + s * 1000 + (s >= 5 ? ms : 0) }));
    for (const ms of [300, -300])
      expect(step(ms)).toEqual([
        [5, 'CLOCK', true, { cause: 'CENTER', timeS: ms / 1000, seconds: 60 }],
        [65, 'CLOCK', false, {}],
      ]);
    expect(step(250)).toEqual([]);
    // As fast as a clock is ever slewed: 500 parts in a million.
    expect(run(600, (s) => ({ wallMs: 1e12 + s * 1000.5 }))).toEqual([]);
  });

  it('SY-113 a chain that does not hold stands until a check finds all of them whole; before a check nothing is said of them', () => {
    const watch = new SystemWatch(DEFAULT_REGIME.system);
    expect(run(1, () => ({}), { watch })).toEqual([]);
    watch.checked({ broken: 2, first: 'HASH' });
    expect(run(1, () => ({}), { watch }).length).toBe(0);
    const told: SystemWord[] = [];
    const beat = () =>
      watch.beat({ ...QUIET, wallMs: 1e12, steadyMs: 0 }, (w) => {
        told.push(...w);
        return true;
      });
    watch.checked({ broken: 0, first: '' });
    beat();
    watch.checked({ broken: 1, first: 'MISSING' });
    beat();
    expect(told).toEqual([
      { fault: 'CHAIN', on: false, params: {} },
      { fault: 'CHAIN', on: true, params: { no: 1, error: 'MISSING' } },
    ]);
  });

  it('SY-114 each record that may not leave is told, and what cannot be told now is told later', () => {
    expect(run(5, (s) => ({ withheld: s < 2 ? 0 : s < 4 ? 1 : 3 }))).toEqual([
      [2, 'RELEASE', true, { refused: 1 }],
      [2, 'RELEASE', false, {}],
      [4, 'RELEASE', true, { refused: 2 }],
      [4, 'RELEASE', false, {}],
    ]);
    const deaf = run(5, (s) => ({ withheld: s < 2 ? 0 : 1 }), { hears: (s) => s < 1 || s >= 3 });
    expect(deaf.map(([s, fault]) => [s, fault])).toEqual([
      [3, 'RELEASE'],
      [3, 'RELEASE'],
    ]);
  });
});
