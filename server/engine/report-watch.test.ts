import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExternalReport } from '../../domain/inputs';
import { DEFAULT_REGIME, type Tape } from '../../domain/regime';
import { NOTHING_STATED, type SiteReport, saysOf } from '../../domain/statements';
import { EPOCH } from '../../domain/testing/samples';
import { loadScenario, tapesOf } from '../simulation';
import { openTestSession, sourceOf } from './testing/session';
import { twoSensorConfig } from './testing/two-sensors';

const report = (s: number, part: Partial<SiteReport> = {}): ExternalReport => ({
  ...{
    kind: 'externalReport',
    id: `r${s}`,
    party: 'P1',
    atMs: EPOCH + s * 1000,
    receivedMs: EPOCH + s * 1000,
  },
  report: {
    ...{ reference: 'one', source: 'computer', sourceName: { en: 'Computer', ru: 'ЭВМ' }, withdrawn: false },
    ...{ mark: 'NONE', kinds: ['IR'], objects: null, place: null, flight: NOTHING_STATED, ...part },
  },
});
function patterns(inputs: ExternalReport[], tapes: Tape[] = [], toS = 400) {
  const base = twoSensorConfig(EPOCH);
  const regime = { ...base.regime, feed: { ...DEFAULT_REGIME.feed, tapes } };
  const s = openTestSession({ ...base, mode: 'LIVE', regime }, sourceOf(inputs));
  s.runTo(EPOCH + toS * 1000);
  return { s, alerts: s.alerts().filter((a) => a.code === 'POSSIBLE_TEST_PATTERN') };
}
/** The first at 10 s, then so many seconds apart. */
const steps = (seconds: number[]): ExternalReport[] =>
  [0, ...seconds].map((_, i) =>
    report(
      seconds.slice(0, i).reduce((sum, d) => sum + d, 10),
      { objects: i + 1 },
    ),
  );

describe('how a Party’s sites report', () => {
  it('AL-84 six reports in a row with one step between them may be a machine that plays; the reports are named, and nothing is taken from them', () => {
    const { s, alerts } = patterns(steps([20, 20, 20, 20, 20]));
    expect(alerts).toMatchObject([
      {
        ...{ key: 'even:computer', severity: 'HIGH', policy: 'SINGLE', requiredParties: ['P1'] },
        facts: { params: { cause: 'EVEN', no: 6, timeS: 20, evidence: 'r10 r30 r50 r70 r90 r110' } },
      },
    ]);
    expect(s.alerts().find((a) => a.code === 'LAUNCH_CLAIMED')).toMatchObject({
      ...{ severity: 'HIGH', suppression: { state: 'NONE' }, lifecycle: { state: 'OPEN' } },
    });
    // It goes once a report comes out of step, or none comes when it should.
    expect(alerts[0]?.condition.state).toBe('INACTIVE');
    expect(patterns(steps([20, 20, 20, 20, 20]), [], 140).alerts[0]?.condition.state).toBe('ACTIVE');
  });

  it.each([
    ['five', [20, 20, 20, 20]],
    ['six of which one comes two milliseconds late', [20, 20, 20.002, 20, 20]],
    ['six at once', [0, 0, 0, 0, 0]],
  ])('AL-84 no pattern: %s', (_what, seconds) => {
    expect(patterns(steps(seconds)).alerts).toEqual([]);
  });

  const [a, b] = [report(10), report(50, { objects: 200 })] as const;
  const tape: Tape = {
    ...{ scenario: { en: 'Test tape', ru: 'Учебная лента' }, source: 'computer', stepMs: 40_000 },
    says: [saysOf(a.report), saysOf(b.report)],
  };
  it('AL-85 reports that begin word for word and step for step like a stored scenario may be its tape: it is named', () => {
    expect(patterns([a, b], [tape]).alerts).toMatchObject([
      {
        ...{ key: 'stored:computer', severity: 'HIGH', policy: 'SINGLE' },
        facts: {
          params: { cause: 'STORED', nameEn: 'Test tape', nameRu: 'Учебная лента', evidence: 'r10 r50' },
        },
      },
    ]);
  });

  it.each([
    ['in another step', [a, report(55, { objects: 200 })], [tape]],
    ['in other words', [a, report(50, { objects: 201 })], [tape]],
    [
      'of another source',
      [a, b].map((r) => report(r === a ? 10 : 50, { ...r.report, source: 'other' })),
      [tape],
    ],
    ['of which there is one', [a], [tape]],
    ['in a session that knows no tapes', [a, b], []],
  ])('AL-85 no tape: reports %s', (_what, inputs, tapes) => {
    expect(patterns(inputs, tapes).alerts).toEqual([]);
  });

  it('AL-85 the tapes of the library are how its reports begin: 1979 is among them, what one report tells is not', () => {
    const read = (id: string) => {
      const loaded = loadScenario(
        JSON.parse(readFileSync(join(import.meta.dirname, '../../scenarios', `${id}.json`), 'utf8')),
      );
      if (!loaded.ok) throw new Error(loaded.message);
      return loaded.scenario;
    };
    const tapes = tapesOf([read('1979-11-09-norad-test-tape'), read('1960-10-05-thule-moonrise')]);
    expect(tapes.map((t) => [t.source, t.stepMs])).toEqual([['427M', 40_000]]);
  });
});
