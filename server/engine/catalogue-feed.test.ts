import { describe, expect, it } from 'vitest';
import type { Alert, AlertCode } from '../../domain/alert';
import type { FeedInput } from '../../domain/inputs';
import type { Regime } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import { EPOCH } from '../../domain/testing/samples';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { infraredOf, radarOf, twoSensorConfig } from './testing/two-sensors';

const at = (s: number) => EPOCH + s * 1000;
const R1 = radarOf('R1', 'P1', 12, -150);
const R2 = radarOf('R2', 'P1', 11, -149);
const S1 = infraredOf('S1', 'P1', -160);
const OTHER = infraredOf('S2', 'P2', -160);

function watch(
  inputs: FeedInput[],
  toS: number,
  o: { sensors?: Sensor[]; feed?: Partial<Regime['feed']> } = {},
) {
  const base = twoSensorConfig(EPOCH);
  const regime = { ...base.regime, feed: { ...base.regime.feed, ...o.feed } };
  const sorted = inputs
    .map((input, i) => ({ input, i }))
    .sort((a, b) => a.input.receivedMs - b.input.receivedMs || a.i - b.i);
  const config = { ...base, regime, sensors: o.sensors ?? [R1, S1, OTHER] };
  const s = openTestSession(config, sourceOf(sorted.map((x) => x.input)));
  s.runTo(at(toS));
  return s;
}
const of = (s: TestSession, code: AlertCode): Alert[] => s.alerts().filter((a) => a.code === code);
const owners = (s: TestSession, code: AlertCode) =>
  new Set(
    s.of('alert.changed').flatMap((e) => (e.body.code === code ? [`${e.label.cls} ${e.label.owner}`] : [])),
  );
/** Looks without anything in them. */
const quiet = (sensors: Sensor[], toS: number, fromS = 0) => looksAt([], sensors, at(fromS), at(toS));
/** The same with a change to each look of one sensor. */
const changed = (inputs: FeedInput[], sensor: string, change: (i: FeedInput) => FeedInput) =>
  inputs.map((i) => ('sensor' in i && i.sensor === sensor ? change(i) : i));
/** `n` plots of a radar in each of its looks, at random places. */
function plots(
  sensor: Sensor,
  toS: number,
  n: number,
  z: (scan: number, k: number) => number[],
): FeedInput[] {
  return quiet([sensor], toS).flatMap((look) => {
    if (look.kind !== 'scan') return [look];
    const { scan, atMs, receivedMs } = look;
    const found = Array.from(
      { length: n },
      (_, k): FeedInput => ({
        ...{ kind: 'detection', id: `${sensor.id}-${scan}-${k}`, sensor: sensor.id, scan, atMs, receivedMs },
        z: z(scan, k),
      }),
    );
    return [...found, { ...look, n }];
  });
}
const strewn = (scan: number, k: number) => [
  1e6 + ((scan * 7919 + k * 104_729) % 2e6),
  ((scan * 37 + k * 11) % 62) / 10,
  0.3 + ((scan * 13 + k) % 40) / 100,
];

describe('the feed family, from a Party’s own sources to its own compartment', () => {
  it('AL-70 a sensor that falls silent is high where it leaves a gap in its Party’s cover, an advisory where it does not', () => {
    const gap = watch(quiet([R1], 60).concat(quiet([OTHER], 200)), 200, { sensors: [R1, OTHER] });
    expect(of(gap, 'FEED_STALE')).toMatchObject([
      {
        severity: 'HIGH',
        policy: 'SINGLE',
        requiredParties: ['P1'],
        facts: { sensor: 'R1', params: { cause: 'GAP' } },
      },
    ]);
    expect(owners(gap, 'FEED_STALE')).toEqual(new Set(['NATIONAL P1']));
    // The satellite over it still looks.
    const covered = watch(quiet([R1], 60).concat(quiet([S1], 200)), 200);
    expect(of(covered, 'FEED_STALE')).toMatchObject([{ severity: 'ADVISORY', facts: { sensor: 'R1' } }]);
    expect(of(watch(quiet([R1, S1], 200), 200), 'FEED_STALE')).toEqual([]);
  });

  it('AL-71 a feed that brings more than its quota for ten seconds floods; a shorter burst and one below it do not', () => {
    const quota = { quotaPerS: 20 };
    const run = (n: number, toS = 60) =>
      watch(plots(R1, toS, n, strewn).concat(quiet([R1], 90, toS)), 90, { feed: quota });
    const s = run(60);
    expect(of(s, 'FEED_FLOOD')).toMatchObject([
      {
        severity: 'ADVISORY',
        policy: 'NOTE',
        requiredParties: ['P1'],
        facts: { sensor: 'R1', params: { quota: 20 } },
      },
    ]);
    expect(owners(s, 'FEED_FLOOD')).toEqual(new Set(['NATIONAL P1']));
    expect(of(run(8), 'FEED_FLOOD')).toEqual([]);
    expect(of(run(60, 4), 'FEED_FLOOD')).toEqual([]);
  });

  it('AL-72 a feed of which more than one in a hundred records is refused is faulty; one in two hundred is not', () => {
    const looks = plots(R1, 60, 20, strewn);
    const bad = (every: number) =>
      looks.map((i, k) => (i.kind === 'detection' && k % every === 0 ? { ...i, z: [-5, 0, 0] } : i));
    const s = watch(bad(50), 60);
    expect(of(s, 'FEED_MALFORMED')).toMatchObject([
      {
        severity: 'ADVISORY',
        policy: 'NOTE',
        facts: { sensor: 'R1', params: { error: 'OUT_OF_RANGE', field: 'z' } },
      },
    ]);
    expect(owners(s, 'FEED_MALFORMED')).toEqual(new Set(['NATIONAL P1']));
    expect(of(watch(bad(170), 60), 'FEED_MALFORMED')).toEqual([]);
  });

  it('AL-73 a source whose times are off by more than half a second over twenty looks has a wrong clock; a few late ones have not', () => {
    const late = (from: number, to: number, byMs = 900) =>
      changed(quiet([R1], 90), 'R1', (i) =>
        i.kind === 'scan' && i.scan >= from && i.scan < to ? { ...i, atMs: i.atMs - byMs } : i,
      );
    const s = watch(late(0, 1e9), 90);
    expect(of(s, 'CLOCK_SKEW')).toMatchObject([
      {
        severity: 'HIGH',
        policy: 'SINGLE',
        requiredParties: ['P1'],
        facts: { sensor: 'R1', params: { timeS: 0.9, looks: 20 } },
      },
    ]);
    expect(owners(s, 'CLOCK_SKEW')).toEqual(new Set(['NATIONAL P1']));
    for (const byMs of [900, -900]) expect(of(watch(late(10, 17, byMs), 90), 'CLOCK_SKEW')).toEqual([]);
    expect(of(watch(quiet([R1], 90), 90), 'CLOCK_SKEW')).toEqual([]);
  });

  it('AL-74 looks that were all there before, to the last digit, may be a test tape; the same places with new noise are not', () => {
    const tape = watch(
      plots(R1, 60, 3, (scan, k) => strewn(scan % 10, k)),
      60,
    );
    expect(of(tape, 'POSSIBLE_TEST_PATTERN')).toMatchObject([
      { severity: 'HIGH', policy: 'SINGLE', facts: { sensor: 'R1', params: { cause: 'REPEATED' } } },
    ]);
    expect(String(of(tape, 'POSSIBLE_TEST_PATTERN')[0]?.facts.params?.evidence)).toMatch(/^R1-\d+-\d/);
    const noisy = (scan: number, k: number) => strewn(scan % 10, k).map((v) => v + scan * 1e-6);
    expect(of(watch(plots(R1, 60, 3, noisy), 60), 'POSSIBLE_TEST_PATTERN')).toEqual([]);
  });

  const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
  const pair = [R1, R2, OTHER];
  it('AL-75 a sensor with cover that does not see what another of its Party sees: both are named; both seeing, or one out of reach, is none', () => {
    const s = watch([...looksAt(flight, [R1], EPOCH, at(300)), ...quiet([R2], 300)], 300, { sensors: pair });
    expect(of(s, 'SENSORS_DISAGREE')).toMatchObject([
      {
        severity: 'HIGH',
        policy: 'SINGLE',
        requiredParties: ['P1'],
        facts: { sensor: 'R1', params: { other: 'R2' } },
      },
    ]);
    expect(owners(s, 'SENSORS_DISAGREE')).toEqual(new Set(['NATIONAL P1']));
    expect(
      of(watch(looksAt(flight, [R1, R2], EPOCH, at(300)), 300, { sensors: pair }), 'SENSORS_DISAGREE'),
    ).toEqual([]);
    const far = radarOf('R2', 'P1', 60, 30);
    const apart = [...looksAt(flight, [R1], EPOCH, at(300)), ...quiet([far], 300)];
    expect(of(watch(apart, 300, { sensors: [R1, far, OTHER] }), 'SENSORS_DISAGREE')).toEqual([]);
  });

  it('AL-75 one that falls silent is no party to a disagreement: the silence mutes it', () => {
    const looks = [...looksAt(flight, [R1], EPOCH, at(400)), ...quiet([R2], 170)];
    const s = watch(looks, 230, { sensors: pair });
    const [stale] = of(s, 'FEED_STALE');
    expect(stale?.facts.sensor).toBe('R2');
    const [differ] = of(s, 'SENSORS_DISAGREE');
    expect(differ?.condition.state).not.toBe('ACTIVE');
    expect(differ?.suppression).toEqual({ state: 'SUPPRESSED', byRule: stale?.id });
  });
});
