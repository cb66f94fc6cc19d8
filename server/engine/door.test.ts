import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical';
import { type FeedInput, parseFeedInput } from '../../domain/inputs';
import { EPOCH, notification } from '../../domain/testing/samples';
import { loadScenario } from '../simulation';
import { malformed, Rejections, refusalOf } from './door';
import { createEngine, restoreEngine } from './engine';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { twoSensorConfig } from './testing/two-sensors';

const config = twoSensorConfig(EPOCH);
const at = (s: number) => EPOCH + s * 1000;
const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
const looks = looksAt(flight, config.sensors, EPOCH, at(240));
const when = (s: number) => ({ atMs: at(s), receivedMs: at(s) });
const plot = (s: number, part: object = {}) => ({
  ...{ kind: 'detection', id: `x${s}`, sensor: 'R1', scan: 9000, z: [1e6, 1, 0.5], ...when(s) },
  ...part,
});
const file = (part: object) => ({
  ...{ kind: 'message', id: 'm', ...when(60) },
  body: { type: 'NOTIFICATION', notification: { ...notification(), ...part } },
});

/** What is wrong, with the code and the field that it is refused by. */
const BAD: [string, unknown, string, string][] = [
  ['nothing', null, 'MALFORMED', ''],
  ['text', 'detection', 'MALFORMED', ''],
  ['NaN in a plot', plot(50, { z: [Number.NaN, 1, 1] }), 'MALFORMED', 'z.0'],
  ['a time that is text', plot(50, { atMs: 'noon' }), 'MALFORMED', 'atMs'],
  ['a field that tells what it is of', plot(50, { object: 'o1' }), 'MALFORMED', ''],
  ['an unknown kind', plot(50, { kind: 'truth' }), 'MALFORMED', 'kind'],
  ['a message without a body', { ...file({}), body: undefined }, 'MALFORMED', 'body'],
  [
    'a notification at latitude 91',
    file({ launchArea: { ...notification().launchArea, lat: 91 } }),
    'MALFORMED',
    'body.notification.launchArea.lat',
  ],
  [
    'a window that ends before it begins',
    file({ window: { fromMs: at(2), toMs: at(1) } }),
    'MALFORMED',
    'body.notification.window.toMs',
  ],
  [
    'a window of a year',
    file({ window: { fromMs: at(0), toMs: at(365 * 86_400) } }),
    'OUT_OF_RANGE',
    'notification.window.toMs',
  ],
  ['a sensor that nobody has', plot(50, { sensor: 'XX' }), 'UNKNOWN_SENSOR', 'sensor'],
  ['two numbers of a radar', plot(50, { z: [0.1, 0.1] }), 'OUT_OF_RANGE', 'z'],
  ['a range below nothing', plot(50, { z: [-1, 1, 0.5] }), 'OUT_OF_RANGE', 'z'],
  ['a look from tomorrow', plot(50, { atMs: at(86_400) }), 'FUTURE', 'atMs'],
  ['a look of an hour ago', plot(3700, { atMs: at(50) }), 'TOO_OLD', 'atMs'],
  [
    'a count of a Party that is none',
    {
      ...{ kind: 'countSummary', id: 'c', party: 'P9', source: 'line', count: 200, ...when(50) },
      sourceName: { en: 'Line', ru: 'Линия' },
    },
    'UNKNOWN_PARTY',
    'party',
  ],
];
const told = (s: TestSession) => s.of('log.written').filter((l) => l.body.msg === 'log.input.rejected');
/** But for the alert that the feed sends faulty records. */
const story = (s: TestSession) =>
  canonicalJson([
    (['launch.changed', 'track.changed', 'report.given'] as const).map((k) => s.of(k)),
    s.of('alert.changed').filter(({ body }) => body.code !== 'FEED_MALFORMED'),
  ]);
/** But for what counts refusals, and the lines that tell them, which could be released. */
const standing = (snapshot: { national: Record<string, object> }) => ({
  ...{ ...snapshot, log: 0, fed: 0, rejections: 0, releases: 0 },
  national: Object.values(snapshot.national).map((n) => ({ ...n, own: 0 })),
});

describe('what does not belong in a feed', () => {
  it.each(BAD)(
    'EN-60 %s is refused by itself, with code, field and reason, and counted',
    (_what, bad, error, field) => {
      const s = openTestSession(config, sourceOf([bad]));
      s.runTo(at(3800));
      const lines = told(s);
      expect(lines.map((l) => [l.body.params.error, l.body.params.field, l.body.params.count])).toEqual([
        [error, field, 1],
      ]);
      expect(lines[0]?.body.params.message).not.toBe('');
      const owner = Object(bad).sensor === 'R1' ? 'P1' : 'CENTER';
      expect(lines[0]?.label).toMatchObject({ owner, cls: owner === 'P1' ? 'NATIONAL' : 'CENTER' });
      // Nothing of it is stored that could not be read again.
      for (const b of s.batches) expect(() => canonicalJson(b.inputs)).not.toThrow();
    },
  );

  it('EN-60 between good inputs it changes nothing: the same launch, the same alert, and the engine goes on', () => {
    const clean = openTestSession(config, sourceOf(looks));
    clean.runTo(at(240));
    const mixed = looks.flatMap((l, i): unknown[] => {
      const bad = BAD[i % BAD.length]?.[1];
      const late = Object(bad).receivedMs > l.receivedMs;
      return typeof bad === 'object' && bad !== null && late
        ? [{ ...bad, receivedMs: l.receivedMs }, l]
        : [bad, l];
    });
    const s = openTestSession(config, sourceOf(mixed));
    s.runTo(at(240));
    expect(clean.of('alert.changed').length).toBeGreaterThan(0);
    expect(story(s)).toBe(story(clean));
    expect(told(s).length).toBeGreaterThan(10);
  });

  it('EN-60 what was there before stays: the engine as it was stored goes on with the same', () => {
    const engine = createEngine(config);
    engine.step({ kind: 'open' }, EPOCH);
    const good = file({}) as FeedInput;
    engine.step({ kind: 'feed', feed: 'simulation', input: good }, at(60));
    const before = JSON.parse(JSON.stringify(engine.snapshot()));
    for (const [, bad] of BAD)
      engine.step({ kind: 'feed', feed: 'simulation', input: bad as FeedInput }, at(3700));
    const after = JSON.parse(JSON.stringify(engine.snapshot()));
    expect(standing(after)).toEqual(standing(before));
    expect(Object.values(engine.refused).reduce((a, b) => a + b, 0)).toBe(BAD.length);
    expect(restoreEngine(config, after).refused).toEqual(engine.refused);
  });

  it('EN-61 the same fault of the same feed is named once a minute, with how many there were, and each is counted', () => {
    const r = new Rejections();
    const fault = { error: 'MALFORMED' as const, field: 'z', message: 'bad' };
    const takes = [0, 1, 2, 59.9].map((s) => r.take('P1', fault, at(s)));
    expect(takes).toEqual([1, null, null, null]);
    expect([r.take('P2', fault, at(3)), r.take('P1', { ...fault, field: 'id' }, at(3))]).toEqual([1, 1]);
    const stored = new Rejections(JSON.parse(JSON.stringify(r.snapshot())));
    for (const book of [r, stored]) {
      expect(book.take('P1', fault, at(60))).toBe(4);
      expect(book.take('P1', fault, at(130))).toBe(1);
      expect(book.counts).toEqual({ MALFORMED: 8 });
    }
  });

  it('EN-60 the quick check of looks says what the schema says', () => {
    const good = [plot(1), { kind: 'scan', sensor: 'R1', scan: 1, n: 0, ...when(1) }];
    for (const g of good) expect(malformed(g)).toBeNull();
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.constantFrom('kind', 'id', 'sensor', 'scan', 'atMs', 'receivedMs', 'z', 'n', 'more'),
        fc.oneof(fc.anything(), fc.constant(undefined), fc.double(), fc.array(fc.double(), { maxLength: 4 })),
        (g, key, value) => {
          const input = { ...g, [key]: value };
          const parsed = parseFeedInput(input);
          expect(malformed(input) === null).toBe(parsed.ok);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('EN-60 nothing that is handed in makes the engine throw', () => {
    const engine = createEngine(config);
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...BAD), fc.string(), (junk, [, bad], key) => {
        for (const input of [junk, { ...Object(bad), [key]: junk }])
          expect(
            engine.step({ kind: 'feed', feed: 'simulation', input: input as FeedInput }, at(60)).result,
          ).toBeNull();
      }),
    );
  });

  it('EN-62 a sensor out of service has nothing to say', () => {
    const [radar] = config.sensors;
    const old = (id: string) => (id === 'R1' && radar ? { ...radar, serviceToMs: at(10) } : undefined);
    const input = plot(20) as FeedInput;
    expect(refusalOf(input, old, at(20))).toMatchObject({ error: 'NOT_IN_SERVICE', field: 'sensor' });
    expect(refusalOf(plot(9) as FeedInput, old, at(20))).toBeNull();
  });

  it('SI-13 a malformed scenario is refused with its path, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        const got = loadScenario(junk);
        expect(got.ok).toBe(false);
        if (!got.ok) expect(got.message).not.toBe('');
      }),
    );
  });
});
