import { describe, expect, it } from 'vitest';
import type { Announced } from '../../domain/inputs';
import type { Participant } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { LaunchNotification } from '../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../domain/regime';
import { EPOCH, notification, officer } from '../../domain/testing/samples';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';

const HOUR = 3600e3;
const DAY = 24 * HOUR;
const { reference: _r, by: _by, byName: _name, ...body } = notification();
const announced = (part: Partial<Announced> = {}): Announced => ({
  ...body,
  window: { fromMs: EPOCH + 2 * DAY, toMs: EPOCH + 2 * DAY + HOUR },
  ...part,
});
const opensIn = (ms: number, lengthMs = HOUR) =>
  announced({ window: { fromMs: EPOCH + ms, toMs: EPOCH + ms + lengthMs } });
const open = (
  regime: Partial<Regime> = {},
  parties: Participant[] = PARTIES,
  inputs: unknown[] = [],
): TestSession =>
  openTestSession(
    { ...twoSensorConfig(EPOCH, parties), regime: { ...DEFAULT_REGIME, ...regime } },
    sourceOf(inputs),
  );
let clicks = 0;
const act = (s: TestSession, command: AnyCommand, by = officer('P1')) =>
  s.command(`click-${++clicks}`, by, command);
const file = (s: TestSession, part: Announced = announced(), reference = 'P1-7', by = officer('P1')) =>
  act(s, { name: 'notification.file', payload: { reference, announced: part } }, by);
const filed = (s: TestSession): LaunchNotification[] => s.of('notification.changed').map((e) => e.body);
const last = (s: TestSession): LaunchNotification => filed(s).at(-1) as LaunchNotification;
const message = (name: string, atMs: number, said: object) => ({
  ...{ kind: 'message', id: name, atMs, receivedMs: Math.max(atMs, EPOCH), body: said },
});
const third: Participant = { ...(PARTIES[1] as Participant), id: 'P3', letter: 'C', order: 2 };

describe('notifications that an officer enters', () => {
  it.each([
    ['two Parties', PARTIES],
    ['three Parties', [...PARTIES, third]],
  ])(
    'NT-34 what is filed stands in the compartment of notifications, sent by his own participant, signed in the log: %s',
    (_, parties) => {
      const s = open({}, parties);
      const by = officer(parties.at(-1)?.id ?? '', 'duty');
      expect(file(s, announced(), 'mine', by)).toEqual({ code: 'OK' });
      const [event] = s.of('notification.changed');
      expect(event?.label).toMatchObject({ cls: 'NOTIFICATION', owner: by.participant });
      const byName = parties.at(-1)?.name;
      expect(event?.body).toMatchObject({
        ...{ reference: 'mine', by: by.participant, byName, number: 1, rev: 1, status: 'PLANNED' },
        ...{ recognised: true, ahead: 'IN_TIME', receivedMs: s.host.nowMs },
      });
      expect(s.of('log.written').at(-1)?.body).toMatchObject({
        msg: 'log.notification.received',
        by: { user: by.userId, participant: by.participant },
      });
    },
  );

  it('NT-35 the regime says how long ahead: 30 days to 24 hours; too early and over are refused, short notice is marked', () => {
    const s = open();
    expect(file(s, opensIn(30 * DAY + 1000))).toMatchObject({
      ...{ code: 'BAD_REQUEST', field: 'payload.announced.window.fromMs', message: 'windowTooEarly' },
    });
    expect(file(s, opensIn(-HOUR))).toMatchObject({
      field: 'payload.announced.window.toMs',
      message: 'windowOver',
    });
    expect(file(s, opensIn(DAY, 30 * DAY + 1))).toMatchObject({
      ...{ field: 'payload.announced.window.toMs', message: 'windowTooLong' },
    });
    expect(filed(s)).toEqual([]);
    const ahead = (ms: number): unknown => {
      file(s, opensIn(ms), `in ${ms}`);
      return last(s).ahead;
    };
    expect([30 * DAY, DAY, DAY - 1000, -1000].map(ahead)).toEqual(['IN_TIME', 'IN_TIME', 'SHORT', 'SHORT']);
  });

  it('NT-35 another regime has other dials: three days ahead, windows of five days', () => {
    const notify = { ...DEFAULT_REGIME.notify, leadS: 3 * 86_400 };
    const s = open({ notify, match: { ...DEFAULT_REGIME.match, windowMaxS: 5 * 86_400 } });
    file(s, opensIn(2 * DAY));
    expect(last(s).ahead).toBe('SHORT');
    file(s, opensIn(3 * DAY, 5 * DAY), 'long');
    expect(last(s)).toMatchObject({ reference: 'long', ahead: 'IN_TIME' });
    expect(file(s, opensIn(3 * DAY, 5 * DAY + 1), 'longer')).toMatchObject({ message: 'windowTooLong' });
  });

  it('NT-36 a change is the next revision; its window counts from when it was said, another field leaves the notice as it was', () => {
    const s = open();
    file(s);
    const id = last(s).id;
    const change = (part: Announced, by = officer('P1')) =>
      act(s, { name: 'notification.change', payload: { notification: id, announced: part } }, by);
    expect(change(announced({ azimuthDeg: 45 }))).toEqual({ code: 'OK' });
    expect(last(s)).toMatchObject({ id, rev: 2, azimuthDeg: 45, reference: 'P1-7', ahead: 'IN_TIME' });
    expect(change(opensIn(HOUR))).toEqual({ code: 'OK' });
    expect(last(s)).toMatchObject({ id, rev: 3, ahead: 'SHORT' });
    expect(change(announced(), officer('P2'))).toEqual({ code: 'FORBIDDEN', reason: 'notOwnNotice' });
    expect(file(s)).toMatchObject({
      code: 'BAD_REQUEST',
      field: 'payload.reference',
      message: 'referenceTaken',
    });
    expect(last(s).rev).toBe(3);
  });

  it('NT-36 what is cancelled, or over, is neither changed nor cancelled; what is not there is not found', () => {
    const s = open();
    file(s, opensIn(HOUR));
    const { id } = last(s);
    const cancel = (notification: string, by = officer('P1')) =>
      act(s, { name: 'notification.cancel', payload: { notification } }, by);
    expect(cancel('notif_none')).toEqual({ code: 'NOT_FOUND' });
    expect(cancel(id, officer('P2'))).toEqual({ code: 'FORBIDDEN', reason: 'notOwnNotice' });
    expect(cancel(id, officer('P1', 'duty'))).toEqual({ code: 'OK' });
    expect(last(s).status).toBe('CANCELLED');
    expect(cancel(id)).toEqual({ code: 'FORBIDDEN', reason: 'noticeOver' });
    file(s, opensIn(HOUR), 'other');
    s.runTo(EPOCH + 2 * HOUR + 1000);
    expect(cancel(last(s).id)).toEqual({ code: 'FORBIDDEN', reason: 'noticeOver' });
  });

  it('NT-37 the notice after a launch says when and what came of it, within 48 hours or late; again it is a correction', () => {
    const s = open();
    file(s, opensIn(HOUR));
    const { id } = last(s);
    const post = (launchedMs: number, outcome: 'NORMAL' | 'FAILURE' = 'NORMAL', by = officer('P1')) =>
      act(s, { name: 'notification.postLaunch', payload: { notification: id, launchedMs, outcome } }, by);
    expect(post(s.host.nowMs + 1000)).toMatchObject({ field: 'payload.launchedMs', message: 'notFlownYet' });
    expect(post(EPOCH, 'NORMAL', officer('P2'))).toEqual({ code: 'FORBIDDEN', reason: 'notOwnNotice' });
    s.runTo(EPOCH + 2 * HOUR);
    expect(post(EPOCH + HOUR)).toEqual({ code: 'OK' });
    const said = { launchedMs: EPOCH + HOUR, outcome: 'NORMAL', givenMs: s.host.nowMs, late: false };
    expect(last(s).postLaunch).toEqual(said);
    expect(s.of('log.written').at(-1)?.body.msg).toBe('log.notification.postLaunch');
    const { length } = filed(s);
    expect(post(EPOCH + HOUR)).toEqual({ code: 'OK' });
    expect(filed(s)).toHaveLength(length);
    expect(post(EPOCH + HOUR, 'FAILURE')).toEqual({ code: 'OK' });
    expect(last(s).postLaunch).toEqual({ ...said, outcome: 'FAILURE' });
  });

  it('NT-37 one that comes after the regime’s time is late', () => {
    const s = open({ notify: { ...DEFAULT_REGIME.notify, postS: 1800 } });
    file(s, opensIn(HOUR));
    const payload = { notification: last(s).id, launchedMs: EPOCH + HOUR, outcome: 'NORMAL' as const };
    s.runTo(EPOCH + 1.6 * HOUR);
    act(s, { name: 'notification.postLaunch', payload });
    expect(last(s).postLaunch?.late).toBe(true);
  });

  it('NT-38 one from who takes no part is recorded as received, without recognition, and said so', () => {
    const input = notification({ by: 'X9', window: { fromMs: EPOCH + DAY, toMs: EPOCH + DAY + HOUR } });
    const s = open({}, PARTIES, [message('m1', EPOCH - DAY, { type: 'NOTIFICATION', notification: input })]);
    s.runTo(EPOCH + 1000);
    expect(last(s)).toMatchObject({ by: 'X9', recognised: false, ahead: 'IN_TIME', status: 'PLANNED' });
    expect(s.of('log.written').at(-1)?.body.msg).toBe('log.notification.unrecognised');
  });

  it('NT-35 notice counts from when the sender gave it, also of what comes to the center later', () => {
    const input = (reference: string) =>
      notification({ reference, window: { fromMs: EPOCH + HOUR, toMs: EPOCH + 2 * HOUR } });
    const s = open({}, PARTIES, [
      message('m1', EPOCH - DAY, { type: 'NOTIFICATION', notification: input('before') }),
      message('m2', EPOCH, { type: 'NOTIFICATION', notification: input('now') }),
    ]);
    s.runTo(EPOCH + 1000);
    expect(filed(s).map((n) => [n.reference, n.ahead])).toEqual([
      ['before', 'IN_TIME'],
      ['now', 'SHORT'],
    ]);
  });

  it('NT-37 a feed brings the notice after a launch too; on what is not on file it is refused with its field', () => {
    const post = (reference: string) => ({
      ...{ type: 'NOTIFICATION_POST', reference, by: 'P1', launchedMs: EPOCH, outcome: 'FAILURE' },
    });
    const s = open({}, PARTIES, [
      message('m1', EPOCH, { type: 'NOTIFICATION', notification: notification() }),
      message('m2', EPOCH + 1000, post('ref-1')),
      message('m3', EPOCH + 2000, post('ref-2')),
    ]);
    s.runTo(EPOCH + 3000);
    expect(last(s).postLaunch).toMatchObject({ outcome: 'FAILURE', late: false });
    expect(s.of('log.written').at(-1)?.body).toMatchObject({
      msg: 'log.input.rejected',
      params: { error: 'OUT_OF_RANGE', field: 'reference' },
    });
  });

  it('NT-34 the same command again is applied once', () => {
    const s = open();
    const command: AnyCommand = {
      name: 'notification.file',
      payload: { reference: 'once', announced: announced() },
    };
    expect(s.command('same-click', officer('P1'), command)).toEqual({ code: 'OK' });
    expect(s.command('same-click', officer('P1'), command)).toEqual({
      code: 'DUPLICATE',
      original: { code: 'OK' },
    });
    expect(filed(s)).toHaveLength(1);
  });
});
