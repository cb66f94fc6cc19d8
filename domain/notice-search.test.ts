import { describe, expect, it } from 'vitest';
import type { Area } from './area';
import { areaTouches, type Box } from './area-box';
import { ANY_NOTICE, type NoticeQuestion, noticeFits } from './notice-search';
import { EPOCH, filed } from './testing/samples';

const name = { en: 'Northern range', ru: 'Северный полигон' };
const circle = (lat: number, lon: number, radiusM: number): Area => ({ lat, lon, radiusM });
const box = (south: number, west: number, north = south, east = west): Box => ({ south, west, north, east });

describe('looking for notifications', () => {
  const n = filed({
    ...{ number: 12, by: 'P1', byName: { en: 'First Party', ru: 'Первая Сторона' }, reference: 'P1-7' },
    ...{ status: 'PLANNED', window: { fromMs: EPOCH + 1000, toMs: EPOCH + 2000 } },
    launchArea: { lat: 62.9, lon: 40.6, radiusM: 25_000, name },
    impactArea: circle(56, 162, 30_000) as ReturnType<typeof filed>['impactArea'],
    purpose: { en: 'Training', ru: 'Учебный пуск' },
  });
  const fits = (part: Partial<NoticeQuestion>): boolean => noticeFits(n, { ...ANY_NOTICE, ...part });

  it('NT-48 by participant, status and window', () => {
    expect(fits({})).toBe(true);
    expect([fits({ by: 'P1' }), fits({ by: 'P2' })]).toEqual([true, false]);
    expect([fits({ status: 'PLANNED' }), fits({ status: 'OPEN' })]).toEqual([true, false]);
    expect([fits({ fromMs: EPOCH + 2000 }), fits({ fromMs: EPOCH + 2001 })]).toEqual([true, false]);
    expect([fits({ toMs: EPOCH + 1000 }), fits({ toMs: EPOCH + 999 })]).toEqual([true, false]);
  });

  it('NT-48 by text in either language, number and reference', () => {
    for (const text of ['n-0012', 'p1-7', 'NORTHERN', 'полигон', 'первая', 'учебный', ' '])
      expect(fits({ text })).toBe(true);
    expect(fits({ text: 'southern' })).toBe(false);
  });

  it('NT-48 by a place or a box that its launch or impact area contains or touches', () => {
    expect([fits({ box: box(62.8, 40.5) }), fits({ box: box(62.5, 40.6) })]).toEqual([true, false]);
    expect(fits({ box: box(56.1, 162.1) })).toBe(true);
    expect(fits({ box: box(60, 30, 65, 45) })).toBe(true);
    expect(fits({ box: box(-10, -60, 0, -50) })).toBe(false);
  });

  it('NT-48 an area touches a box that lies in it, holds it, cuts its corner or crosses it', () => {
    const band: Area = {
      kind: 'POLYGON',
      points: [
        { lat: 50, lon: -20 },
        { lat: 50.4, lon: -20 },
        { lat: 50.4, lon: 20 },
        { lat: 50, lon: 20 },
      ],
    };
    expect(areaTouches(circle(0, 0, 2e6), box(-1, -1, 1, 1))).toBe(true);
    expect(areaTouches(circle(0, 0, 1e3), box(-1, -1, 1, 1))).toBe(true);
    expect(areaTouches(circle(1.05, 1.05, 1e4), box(-1, -1, 1, 1))).toBe(true);
    expect(areaTouches(circle(1.05, 1.05, 5e3), box(-1, -1, 1, 1))).toBe(false);
    // Its great-circle edges rise to 51.8° N in the middle, so that it crosses the box without a corner in it.
    expect(areaTouches(band, box(45, 10.2, 60, 10.4))).toBe(true);
    expect(areaTouches(band, box(45, 10.2, 51, 10.4))).toBe(false);
  });

  it('NT-48 the antimeridian is no edge', () => {
    const sea: Area = { kind: 'WATERS', waters: 'BERING', quadrant: null };
    expect(areaTouches(sea, box(56, 175, 60, -175))).toBe(true);
    expect(areaTouches(sea, box(56, -175, 60, 150))).toBe(true);
    expect(areaTouches(circle(58, 180, 1e4), box(56, 175, 60, -175))).toBe(true);
    expect(areaTouches(circle(0, 179.9, 5e4), box(-1, -180, 1, -179.8))).toBe(true);
    expect(areaTouches(circle(0, 179.9, 5e3), box(-1, -179.9, 1, -179))).toBe(false);
  });
});
