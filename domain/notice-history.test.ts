import { describe, expect, it } from 'vitest';
import type { PlacedEvent } from './history';
import { notificationLabel, sharedLabel } from './labels';
import { noticeSteps } from './notice-history';
import type { LaunchNotification } from './records';
import { EPOCH, filed } from './testing/samples';

const place = { session: 's', mode: 'LIVE' as const };
let seq = 0;
const revision = (s: number, part: Partial<LaunchNotification>): PlacedEvent => {
  const label = notificationLabel('P1', 'LIVE');
  const event = { kind: 'notification.changed' as const, label, body: filed({ id: 'n', ...part }) };
  return { ...place, compartment: 'NOTIF', event: { ...event, v: 1, seq: ++seq, atMs: EPOCH + s * 1000 } };
};
const by = { user: 'u', participant: 'P1', robot: false, nameEn: 'Ivanova', nameRu: 'Иванова' };
const signed = (s: number, id = 'n'): PlacedEvent => {
  const body = {
    ...{
      id: `line-${s}`,
      atMs: EPOCH + s * 1000,
      msg: 'log.notification.changed',
      params: {},
      text: null,
      by,
    },
    about: { kind: 'notification' as const, id },
  };
  const event = { kind: 'log.written' as const, label: sharedLabel('CENTER', 'LIVE'), body };
  return { ...place, compartment: 'SHARED', event: { ...event, v: 1, seq: ++seq, atMs: body.atMs } };
};
const window = { fromMs: EPOCH + 60e3, toMs: EPOCH + 90e3 };
const postLaunch = { launchedMs: EPOCH, outcome: 'NORMAL', givenMs: EPOCH, late: false } as const;

describe('the history of a notification', () => {
  const events = [
    ...[signed(1), signed(2), signed(3), signed(7), signed(8, 'other')],
    revision(1, { rev: 1, status: 'PLANNED' }),
    revision(2, { rev: 2, status: 'PLANNED', window, azimuthDeg: 80 }),
    revision(3, { rev: 3, status: 'OPEN', window, azimuthDeg: 80 }),
    revision(4, { rev: 4, status: 'MATCHED', window, azimuthDeg: 80, matchedMs: EPOCH }),
    revision(5, { rev: 5, status: 'OPEN', window, azimuthDeg: 80, matchedMs: null }),
    revision(6, { id: 'other', rev: 1, status: 'PLANNED' }),
    revision(7, { rev: 6, status: 'CANCELLED', window, azimuthDeg: 80, postLaunch }),
    revision(8, { rev: 7, status: 'CANCELLED', window, azimuthDeg: 81, postLaunch }),
  ];
  const told = (from: PlacedEvent[]) =>
    noticeSteps(from, 'n').map((s) => [(s.atMs - EPOCH) / 1000, s.rev, s.what, s.by?.user ?? null]);

  it('NT-49 says what was done and what befell it, when, and to members by whom', () => {
    expect(told(events)).toEqual([
      [1, 1, 'FILED', 'u'],
      [2, 2, 'CHANGED', 'u'],
      [3, 3, 'OPEN', null],
      [4, 4, 'MATCHED', null],
      [5, 5, 'RELEASED', null],
      [7, 6, 'POST_LAUNCH', 'u'],
      [7, 6, 'CANCELLED', 'u'],
      // Another one was signed at that moment.
      [8, 7, 'CHANGED', null],
    ]);
    expect(noticeSteps(events, 'n')[1]?.fields).toEqual(['window', 'azimuthDeg']);
    expect(noticeSteps(events, 'none')).toEqual([]);
  });

  it('NT-49 without the log of members it names nobody', () => {
    const observed = events.filter((e) => e.compartment === 'NOTIF');
    expect(told(observed).map(([, , , user]) => user)).toEqual(Array(8).fill(null));
  });
});
