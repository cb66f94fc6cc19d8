import { describe, expect, it } from 'vitest';
import type { FeedInput, SensorStatusWord } from '../../domain/inputs';
import type { Sensor } from '../../domain/sensors';
import { EPOCH, radar } from '../../domain/testing/samples';
import { SensorHealth } from './sensor-health';

const at = (s: number): number => EPOCH + s * 1000;
const look = (s: number, sensor = 'radar-1'): [FeedInput, number] => [
  { kind: 'scan', sensor, scan: s, n: 0, atMs: at(s) - 500, receivedMs: at(s) },
  at(s),
];
const status = (s: number, word: SensorStatusWord): [FeedInput, number] => [
  { kind: 'sensorStatus', sensor: 'radar-1', status: word, atMs: at(s), receivedMs: at(s) },
  at(s),
];
const health = (part: Partial<Sensor> = {}) => new SensorHealth([{ ...radar(), ...part } as Sensor], EPOCH);
/** Three periods of 10 s, 5 s and four times the latency of 1 s. */
const ALLOWED_S = 39;

describe('sensor health', () => {
  it('EN-27 a sensor that has not been heard of is unknown, neither on nor stale', () => {
    const h = health();
    expect(h.advance(at(1e6))).toEqual([]);
    expect(h.snapshot()[0]).toMatchObject({ status: 'UNKNOWN', stale: false, lastLookMs: null });
    expect(h.take(...look(5))).toEqual([
      { sensor: 'radar-1', status: 'ON', stale: false, lastLookMs: at(5) - 500, sinceMs: at(5) },
    ]);
  });

  it('EN-27 it is stale after three periods and an allowance for the way, once', () => {
    const h = health();
    h.take(...look(0));
    expect(h.advance(at(ALLOWED_S))).toEqual([]);
    expect(h.advance(at(ALLOWED_S) + 1)).toMatchObject([{ stale: true, sinceMs: at(ALLOWED_S) + 1 }]);
    expect(h.advance(at(999))).toEqual([]);
  });

  it('EN-27 it is fresh again after three good looks in a row, not sooner', () => {
    const h = health();
    h.take(...look(0));
    h.advance(at(100));
    expect([100, 110].flatMap((s) => h.take(...look(s))).every((s) => s.stale)).toBe(true);
    // A new silence: what came before it does not count.
    h.advance(at(160));
    expect([160, 170].flatMap((s) => h.take(...look(s))).every((s) => s.stale)).toBe(true);
    expect(h.take(...look(180))).toMatchObject([{ stale: false, sinceMs: at(180) }]);
  });

  it('SI-41 it looks once it has looked, until it is silent or switched off; one that says no more than ON does not', () => {
    const h = health();
    const looking = () => h.looking(at(0)).map((s) => s.id);
    h.take(...status(0, 'ON'));
    expect(looking()).toEqual([]);
    h.take(...look(1));
    expect(looking()).toEqual(['radar-1']);
    h.advance(at(200));
    expect(looking()).toEqual([]);
    for (const s of [200, 210, 220]) h.take(...look(s));
    expect(looking()).toEqual(['radar-1']);
    h.take(...status(221, 'OFF'));
    expect(looking()).toEqual([]);
  });

  it('EN-27 one that is off, or out of service, is silent for a reason', () => {
    const off = health();
    off.take(...look(0));
    expect(off.take(...status(1, 'OFF'))).toMatchObject([{ status: 'OFF' }]);
    expect(off.advance(at(999))).toEqual([]);
    const ended = health({ serviceToMs: at(20) });
    ended.take(...look(0));
    expect(ended.advance(at(999))).toEqual([]);
    const later = health();
    later.take(...look(0));
    later.advance(at(50));
    expect(later.take(...status(60, 'OFF'))).toMatchObject([{ status: 'OFF', stale: false }]);
  });

  it('EN-27 a status word is told when it changes, and one of degraded stays through good looks', () => {
    const h = health();
    expect(h.take(...status(0, 'DEGRADED'))).toMatchObject([{ status: 'DEGRADED' }]);
    expect(h.take(...status(1, 'DEGRADED'))).toEqual([]);
    h.take(...look(2));
    expect(h.snapshot()[0]?.status).toBe('DEGRADED');
  });

  it('EN-27 consoles hear of a healthy sensor once a minute, not at each look', () => {
    const h = health();
    const told = Array.from({ length: 19 }, (_, i) =>
      h.take(...look(i * 10)).length > 0 ? [i * 10] : [],
    ).flat();
    expect(told).toEqual([0, 60, 120, 180]);
  });

  it('EN-27 an older look does not take the last one back; a sensor of another centre is none of this', () => {
    const h = health();
    h.take(...look(50));
    h.take(...look(40));
    expect(h.snapshot()[0]?.lastLookMs).toBe(at(50) - 500);
    expect(h.take(...look(51, 'radar-9'))).toEqual([]);
  });

  it("EN-27 after an outage of the centre itself nobody's silence counts", () => {
    const h = health();
    h.take(...look(0));
    h.forgive(at(500));
    // Nor is it said to have been heard through it.
    expect(h.lookingSince(at(500)).map((l) => l.sinceMs)).toEqual([at(500)]);
    expect(h.advance(at(500 + ALLOWED_S))).toEqual([]);
    expect(h.advance(at(501 + ALLOWED_S)).length).toBe(1);
  });

  it('EN-27 a restored one goes on as the stored one', () => {
    const h = health();
    h.take(...look(0));
    h.advance(at(100));
    h.take(...look(100));
    const again = new SensorHealth([radar()], EPOCH, JSON.parse(JSON.stringify(h.snapshot())));
    expect(again.snapshot()).toEqual(h.snapshot());
    again.take(...look(110));
    expect(again.take(...look(120))).toMatchObject([{ stale: false }]);
    const untouched = health();
    const stored = JSON.parse(JSON.stringify(untouched.snapshot()));
    expect(new SensorHealth([radar()], EPOCH, stored).take(...look(5))).toMatchObject([{ status: 'ON' }]);
  });
});
