import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeedInput } from './inputs';
import { EPOCH, notification } from './testing/samples';

const when = { atMs: EPOCH, receivedMs: EPOCH + 0.5 };
const GOOD = {
  detection: { kind: 'detection', id: 'd', sensor: 's', scan: 0, z: [1, 2, 3], ...when },
  scan: { kind: 'scan', sensor: 's', scan: 4, n: 0, ...when },
  sensorStatus: { kind: 'sensorStatus', sensor: 's', status: 'OFF', ...when },
  externalReport: {
    ...{ kind: 'externalReport', id: 'r', party: 'P1', ...when },
    report: {
      ...{ reference: 'r', source: 's', sourceName: { en: 'S', ru: 'С' }, withdrawn: false, mark: 'NONE' },
      ...{ kinds: ['IR'], objects: 5, place: { lat: 1, lon: 2, radiusM: 1000 } },
      flight: { rangeM: null, heightM: null, flightS: null },
    },
  },
  countSummary: {
    ...{ kind: 'countSummary', id: 'c', party: 'P1', source: 's', sourceName: { en: 'S', ru: 'С' } },
    ...{ count: 220, ...when },
  },
  message: {
    kind: 'message',
    id: 'm',
    body: { type: 'NOTIFICATION', notification: notification() },
    ...when,
  },
} as const;
const message = (part: object) => ({
  ...GOOD.message,
  body: { type: 'NOTIFICATION', notification: { ...notification(), ...part } },
});
const N = 'body.notification';
const reported = (part: object) => ({
  ...GOOD.externalReport,
  report: { ...GOOD.externalReport.report, ...part },
});
const stated = (part: object) => ({
  ...GOOD.message,
  body: {
    type: 'STATEMENT',
    statement: {
      ...{ reference: 'r', by: 'X', byName: { en: 'X', ru: 'Х' }, says: 'NO_LAUNCH', aboutMs: null },
      ...{ place: null, flight: { rangeM: 1, heightM: 2, flightS: 3 }, ...part },
    },
  },
});

describe('feed inputs', () => {
  it('EN-06 all six kinds are taken, unchanged', () => {
    for (const input of Object.values(GOOD)) expect(parseFeedInput(input)).toEqual({ ok: true, input });
    const cancel = { ...GOOD.message, body: { type: 'NOTIFICATION_CANCEL', reference: 'r', by: 'P1' } };
    expect(parseFeedInput(cancel)).toEqual({ ok: true, input: cancel });
    expect(parseFeedInput(stated({}))).toEqual({ ok: true, input: stated({}) });
  });

  it('EN-06 a detection of an infrared sensor has two numbers', () => {
    expect(parseFeedInput({ ...GOOD.detection, z: [0.1, -0.2] }).ok).toBe(true);
  });

  it.each([
    ['a seventh kind', { ...GOOD.scan, kind: 'truth' }, 'kind'],
    ['no kind', { id: 'x' }, 'kind'],
    ['no sensor', { ...GOOD.detection, sensor: undefined }, 'sensor'],
    ['an empty sensor', { ...GOOD.detection, sensor: '' }, 'sensor'],
    ['a long id', { ...GOOD.detection, id: 'x'.repeat(81) }, 'id'],
    ['half a scan', { ...GOOD.detection, scan: 1.5 }, 'scan'],
    ['a scan below zero', { ...GOOD.scan, scan: -1 }, 'scan'],
    ['NaN in a plot', { ...GOOD.detection, z: [1, Number.NaN, 3] }, 'z.1'],
    ['infinity in a plot', { ...GOOD.detection, z: [Number.POSITIVE_INFINITY, 2] }, 'z.0'],
    ['text in a plot', { ...GOOD.detection, z: ['1', 2] }, 'z.0'],
    ['one number', { ...GOOD.detection, z: [1] }, 'z'],
    ['four numbers', { ...GOOD.detection, z: [1, 2, 3, 4] }, 'z'],
    ['a time that is text', { ...GOOD.scan, atMs: '2000-01-21' }, 'atMs'],
    ['a time out of all reason', { ...GOOD.scan, receivedMs: 1e15 }, 'receivedMs'],
    ['an unknown status', { ...GOOD.sensorStatus, status: 'FINE' }, 'status'],
    ['a count below zero', { ...GOOD.countSummary, count: -1 }, 'count'],
    ['no object at all', reported({ objects: 0 }), 'report.objects'],
    ['a kind of sensor that there is not', reported({ kinds: ['SONAR'] }), 'report.kinds.0'],
    ['a report on its truth', reported({ truth: 'false alarm' }), 'report'],
    [
      'a negative time of flight',
      reported({ flight: { rangeM: null, heightM: null, flightS: -1 } }),
      'report.flight.flightS',
    ],
    ['a word that nobody says', stated({ says: 'WAR' }), 'body.statement.says'],
    ['an unknown body', { ...GOOD.message, body: { type: 'ORDER' } }, 'body.type'],
    [
      'latitude 91',
      message({ launchArea: { ...notification().launchArea, lat: 91 } }),
      `${N}.launchArea.lat`,
    ],
    [
      'longitude 181',
      message({ launchArea: { ...notification().launchArea, lon: 181 } }),
      `${N}.launchArea.lon`,
    ],
    ['a vehicle of another kind', message({ vehicle: 'BALLOON' }), `${N}.vehicle`],
    ['an azimuth of 361', message({ azimuthDeg: 361 }), `${N}.azimuthDeg`],
    ['a name in one language', message({ byName: { en: 'A' } }), `${N}.byName.ru`],
    ['a window that ends before', message({ window: { fromMs: 2, toMs: 1 } }), `${N}.window.toMs`],
    ['an empty window', message({ window: { fromMs: 2, toMs: 2 } }), `${N}.window.toMs`],
    [
      'an area of no size',
      message({ impactArea: { lat: 0, lon: 0, radiusM: 0 } }),
      `${N}.impactArea.radiusM`,
    ],
    ['nothing', null, ''],
    ['text', 'detection', ''],
  ])('EN-07 %s is rejected by itself and the field is named', (_what, input, field) => {
    const got = parseFeedInput(input);
    expect(got.ok).toBe(false);
    if (got.ok) return;
    expect(got.rejection.error).toBe('MALFORMED');
    expect(got.rejection.field).toBe(field);
    expect(got.rejection.message).not.toBe('');
  });

  it('EN-08 a field that could tell which object a detection came from is refused', () => {
    for (const extra of ['object', 'truth', 'target', 'trackId', 'launch'])
      expect(parseFeedInput({ ...GOOD.detection, [extra]: 'o1' }).ok).toBe(false);
    for (const input of Object.values(GOOD)) expect(parseFeedInput({ ...input, extra: 1 }).ok).toBe(false);
  });

  it('EN-07 nothing that is handed in makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.values(GOOD)), fc.string(), (junk, good, key) => {
        expect(typeof parseFeedInput(junk).ok).toBe('boolean');
        expect(typeof parseFeedInput({ ...good, [key]: junk }).ok).toBe('boolean');
      }),
    );
  });
});
