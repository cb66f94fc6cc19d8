import { describe, expect, it } from 'vitest';
import type { Alert, Answer } from './alert';
import type { PlacedEvent } from './history';
import { sharedLabel } from './labels';
import { performanceOf } from './performance';
import { EPOCH, launchAlert } from './testing/samples';

const at = (s: number): number => EPOCH + s * 1000;
const label = sharedLabel('CENTER', 'LIVE');
let seq = 0;
const event = (s: number, body: Alert): PlacedEvent => ({
  ...{ session: 's', mode: 'LIVE', compartment: 'SHARED' },
  event: { v: 1, seq: ++seq, atMs: at(s), kind: 'alert.changed', label, body },
});
const handedOver = (s: number, participant: string): PlacedEvent => ({
  ...{ session: 's', mode: 'LIVE', compartment: 'SHARED' },
  event: {
    ...{ v: 1, seq: ++seq, atMs: at(s), kind: 'log.written', label },
    body: {
      ...{ id: 'l', atMs: at(s), msg: 'log.shift.handedOver', params: { participant } },
      ...{ text: null, by: null, about: null },
    },
  },
});
const ack = (party: string, s: number, kind: Answer['kind'] = 'ACK'): Answer => ({
  ...{ kind, party, user: `u${party}`, nameEn: 'N', nameRu: 'Н', robot: false, atMs: at(s), rev: 1 },
  ...{ reason: null, commandId: 'c' },
});
const alert = (n: number, s: number, part: Partial<Alert> = {}): Alert =>
  launchAlert(['P1', 'P2'], {
    ...{ id: `k${n}#1`, key: `k${n}`, number: n, raisedMs: at(s), alarmedMs: at(s) },
    ...{ severity: 'HIGH', mostSevere: 'HIGH' },
    ...part,
  });

describe('alarm performance', () => {
  // Ten events, their figures made by hand: two slots of ten minutes.
  const first = alert(1, 10);
  const chatter = (s: number) =>
    alert(2, 100, { alarmedMs: at(s), mostSevere: 'ADVISORY', severity: 'ADVISORY' });
  const old = alert(3, -90_000, {
    suppression: { state: 'OUT_OF_SERVICE', by: ['P1'], untilMs: at(9e4), reason: 'r' },
  });
  const log = [
    event(5, old),
    event(10, first),
    event(40, { ...first, ack: { state: 'PARTIAL' }, answers: [ack('P1', 40)] }),
    handedOver(50, 'P2'),
    event(70, { ...first, ack: { state: 'ACKED' }, answers: [ack('P1', 40), ack('P2', 70)] }),
    event(100, chatter(100)),
    event(130, chatter(130)),
    event(160, chatter(160)),
    event(
      700,
      alert(4, 700, {
        mostSevere: 'CRITICAL',
        shelves: [
          {
            party: 'P1',
            user: 'u',
            robot: false,
            nameEn: 'N',
            nameRu: 'Н',
            atMs: at(1),
            untilMs: at(9e3),
            reason: 'r',
          },
        ],
      }),
    ),
    event(
      800,
      alert(4, 700, { mostSevere: 'CRITICAL', answers: [ack('P2', 790, 'DISSENT'), ack('P1', 800)] }),
    ),
  ];
  const got = performanceOf(log, { fromMs: EPOCH, toMs: at(1200) });

  it('WL-30 the figures of a ten-event log are those made by hand', () => {
    expect(log).toHaveLength(10);
    expect(got).toMatchObject({
      // 10, 100, 130 and 160 s; 700 s. The old one sounded before the range.
      ...{ slots: [4, 1], alarms: 5, perSlot: 2.5, peak: 4, floodShare: 0, topShare: 1 },
      priority: { CRITICAL: 1, HIGH: 1, ADVISORY: 1 },
      firstAck: { n: 2, p50S: 30, p95S: 100 },
      jointAck: { n: 1, p50S: 60, p95S: 60 },
      partyAck: { P1: { n: 2, p50S: 30, p95S: 100 }, P2: { n: 1, p50S: 60, p95S: 60 } },
    });
    const of = (number: number) => ({
      session: 's',
      compartment: 'SHARED',
      number,
      code: 'LAUNCH_UNNOTIFIED',
    });
    expect(got.chattering).toEqual([{ ...of(2), alarms: 3 }]);
    expect(got.standing).toEqual([{ ...of(3), forS: 91_200 }]);
    expect(got.outOfService).toEqual([of(3)]);
    // Its shelf was over with the next revision.
    expect(got.shelved).toEqual([]);
    expect(got.handovers).toEqual([{ atMs: at(50), participant: 'P2', waiting: 2 }]);
  });

  it('WL-31 more than ten in ten minutes are a flood; the ten most frequent sources are told from the rest', () => {
    const many = [...Array(12)].map((_, i) => event(i * 40, alert(i, i * 40)));
    const twice = event(590, alert(0, 0, { alarmedMs: at(590) }));
    const flood = performanceOf([...many, twice], { fromMs: EPOCH, toMs: at(6000) });
    expect([flood.floodShare, flood.peak, flood.alarms]).toEqual([0.1, 13, 13]);
    expect(flood.topShare).toBeCloseTo(11 / 13);
    expect(performanceOf(many.slice(0, 10), { fromMs: EPOCH, toMs: at(6000) }).floodShare).toBe(0);
    expect(flood.chattering).toEqual([]);
  });

  it('WL-31 nothing at all is no division by nothing', () => {
    const nothing = performanceOf([], { fromMs: EPOCH, toMs: EPOCH });
    expect(nothing).toMatchObject({ alarms: 0, perSlot: 0, topShare: 0, floodShare: 0, slots: [0] });
    expect(nothing.firstAck).toEqual({ n: 0, p50S: null, p95S: null });
    expect(JSON.parse(JSON.stringify(nothing))).toEqual(nothing);
  });
});
