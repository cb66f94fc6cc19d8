import { describe, expect, it } from 'vitest';
import type { Launch } from '../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../domain/regime';
import { area, classes, EPOCH, filed, launch } from '../../domain/testing/samples';
import type { Undertaking } from '../../domain/undertakings';
import { loadUndertakings } from '../../domain/undertakings';
import { touchedUndertakings } from './undertakings';

const both = (text: string) => ({ en: text, ru: text });
const DAY_MS = 86_400_000;
function undertaking(part: Partial<Undertaking> = {}): Undertaking {
  return {
    ...{
      id: 'u',
      by: 'P1',
      byName: both('P1'),
      kind: 'NOTIFY_IN_ADVANCE',
      title: both('t'),
      text: both('x'),
    },
    ...{ fromMs: EPOCH - 900 * DAY_MS, toMs: null, classes: ['ICBM'], leadS: 86_400, source: both('s') },
    ...part,
  };
}
const regimeWith = (...undertakings: Undertaking[]): Regime => ({
  ...DEFAULT_REGIME,
  ...{ undertakings, territories: { P1: [[-5, 5, -5, 5]], P2: [[-5, 5, 20, 30]] } },
});
const SEEN: Partial<Launch> = { corroboration: 'DUAL', classes: classes('ICBM'), launchPoint: area(0, 0) };
const touched = (
  u: Undertaking,
  part: Partial<Launch> = {},
  match: Launch['match'] = 'NONE',
  notification: Parameters<typeof touchedUndertakings>[0]['notification'] = null,
) => touchedUndertakings({ launch: launch({ ...SEEN, ...part }), match, notification }, regimeWith(u));
const [open, kept, broken] = (['OPEN', 'KEPT', 'NOT_KEPT'] as const).map((standing) => [
  { id: 'u', standing },
]);

describe('what a launch touches', () => {
  it('NT-60 is asked of those from whose ground it rose, in force at that time, of its class', () => {
    expect(touched(undertaking())).toEqual(broken);
    for (const other of [{ by: 'P2' }, { fromMs: EPOCH + 1 }, { toMs: EPOCH }, { classes: ['SLV' as const] }])
      expect(touched(undertaking(other))).toEqual([]);
    expect(touched(undertaking(), { launchPoint: area(0, 12) })).toEqual([]);
    expect(touched(undertaking(), { lifecycle: 'retracted' })).toEqual([]);
  });

  it('NT-60 who announced it is asked wherever it rose, and nobody else', () => {
    const sea = { launchPoint: area(0, 12) };
    const of = (by: string) => filed({ by, receivedMs: EPOCH - 5 * DAY_MS });
    expect(touched(undertaking(), sea, 'ON_FILE', of('P1'))).toEqual(kept);
    expect(touched(undertaking(), {}, 'ON_FILE', of('P2'))).toEqual([]);
  });

  it('NT-61 a notice is kept if it was on file its time before the window; late or missing it is not', () => {
    const { window } = filed();
    const at = (beforeMs: number) => filed({ by: 'P1', receivedMs: window.fromMs - beforeMs });
    expect(touched(undertaking(), {}, 'ON_FILE', at(DAY_MS))).toEqual(kept);
    expect(touched(undertaking(), {}, 'ON_FILE', at(DAY_MS - 1))).toEqual(broken);
    expect(touched(undertaking(), {}, 'LATE', at(DAY_MS))).toEqual(broken);
    expect(touched(undertaking(), {}, 'AMBIGUOUS')).toEqual(open);
  });

  it('NT-61 a moratorium is broken by a test, an arrangement is kept by an announced launch', () => {
    expect(touched(undertaking({ kind: 'TEST_MORATORIUM' }))).toEqual(broken);
    const service = undertaking({ kind: 'LAUNCH_SERVICE' });
    expect(touched(service)).toEqual(open);
    expect(touched(service, {}, 'ON_FILE', filed({ by: 'P1' }))).toEqual(kept);
  });

  it('NT-62 while it burns, on one kind of sensor, or of an unclear class it stays open', () => {
    expect(touched(undertaking(), { corroboration: 'SINGLE' })).toEqual(open);
    expect(touched(undertaking(), { phase: 'boost' })).toEqual(open);
    expect(touched(undertaking(), { classes: classes({ ICBM: 0.5, SLV: 0.5 }) })).toEqual(open);
  });

  it('NT-63 a bad table stops with the path of the fault', () => {
    const table = (u: object) => ({ v: 1, note: both('n'), undertakings: [u] });
    expect(loadUndertakings(table(undertaking()))).toHaveLength(1);
    expect(() => loadUndertakings(table(undertaking({ leadS: null })))).toThrow('undertakings.0.leadS');
    expect(() => loadUndertakings(table(undertaking({ toMs: 0 })))).toThrow('undertakings.0.toMs');
  });
});
