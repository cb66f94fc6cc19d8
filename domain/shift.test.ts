import { describe, expect, it } from 'vitest';
import type { Alert } from './alert';
import { copyLabel, type Label, nationalLabel, notificationLabel, sharedLabel } from './labels';
import type { EngineEvent } from './records';
import { DEFAULT_REGIME } from './regime';
import { draftShift, type HeldShift, reduceShift, type Shift, type ShiftEvent, shiftContent } from './shift';
import {
  nothingStands,
  type ShiftList,
  type Standing,
  shiftChanges,
  shiftList,
  takeStanding,
} from './shift-list';
import { consultation, EPOCH, filed, LAUNCH_FACTS, launchAlert, NO_FACTS, officer } from './testing/samples';

const SHARED = sharedLabel('CENTER', 'LIVE');
const own = (party: string): Label => nationalLabel(party, 'LIVE');
const { notify, shift: times } = DEFAULT_REGIME;
const fold = (events: EngineEvent[], standing = nothingStands()): Standing => {
  for (const e of events) takeStanding(standing, e);
  return standing;
};
const alertEvent = (alert: Alert, label = SHARED): EngineEvent => ({
  kind: 'alert.changed',
  label,
  body: alert,
});
const listOf = (events: EngineEvent[], party = 'P1', nowMs = EPOCH): ShiftList =>
  shiftList(fold(events), party, nowMs, notify);
const anAlert = (id: string, part: Partial<Alert> = {}): Alert => launchAlert(['P1', 'P2'], { id, ...part });
const signed = (user: string) => ({ user, nameEn: user, nameRu: user, robot: false, atMs: EPOCH });

describe('what stands at a handover', () => {
  it('WL-08 lists what the Party’s compartments hold, the most urgent first, and nothing of another Party', () => {
    const sensor = { ...NO_FACTS, sensor: 'R1' };
    const list = listOf([
      alertEvent(anAlert('a#1', { number: 1, severity: 'HIGH' })),
      alertEvent(anAlert('b#1', { number: 2, severity: 'CRITICAL' })),
      alertEvent(anAlert('f#1', { number: 1, severity: 'ADVISORY', facts: sensor }), own('P1')),
      alertEvent(anAlert('g#1', { number: 1, facts: sensor }), own('P2')),
    ]);
    expect(list.alerts.map((a) => [a.number, a.national, a.severity])).toEqual([
      [2, false, 'CRITICAL'],
      [1, false, 'HIGH'],
      [1, true, 'ADVISORY'],
    ]);
    expect(list.alerts[1]).toMatchObject({ launch: LAUNCH_FACTS.launchNumber, sensor: null });
  });

  it('WL-08 what is closed and answered goes; what is closed or withdrawn and still awaited stays', () => {
    const gone = anAlert('a#1', { lifecycle: { state: 'CLOSED', atMs: EPOCH } });
    const withdrawn = anAlert('b#1', { lifecycle: { state: 'WITHDRAWN', atMs: EPOCH, reason: '' } });
    const list = listOf([alertEvent(anAlert('a#1')), alertEvent(gone), alertEvent(withdrawn)]);
    expect(list.alerts.map((a) => a.id)).toEqual(['b#1']);
  });

  it('WL-08 says who still owes what: an answer, an assessment, a word', () => {
    const owes = (part: Partial<Alert>, label = SHARED) =>
      listOf([alertEvent(anAlert('a#1', part), label)]).alerts[0]?.owes.map((o) => `${o.party} ${o.what}`);
    const answer = {
      ...signed('u'),
      kind: 'ACK' as const,
      party: 'P1',
      rev: 1,
      reason: null,
      commandId: 'c',
    };
    expect(owes({})).toEqual(['P1 ANSWER', 'P2 ANSWER']);
    expect(owes({ answers: [answer], ack: { state: 'PARTIAL' } })).toEqual(['P2 ANSWER']);
    const verdict = { ...signed('u'), verdict: 'REAL' as const, reason: 'r', rev: 1 };
    const acked = { ack: { state: 'ACKED' as const }, assessDue: { dueMs: EPOCH, reminded: false } };
    expect(owes({ ...acked, assessment: { state: 'GIVEN', verdicts: { P2: verdict } } })).toEqual([
      'P1 ASSESSMENT',
    ]);
    const consult = { state: 'OPEN' as const, by: 'P1', atMs: EPOCH, dueMs: null };
    expect(owes({ ack: { state: 'ANSWERED' }, consult })).toEqual(['P1 CONSULTATION', 'P2 CONSULTATION']);
    expect(owes({}, own('P1'))).toEqual(['P1 ANSWER']);
  });

  it('WL-08 lists own shelves with their end, what is out of service, and sensors that are silent or off', () => {
    const shelf = { ...signed('u'), party: 'P1', untilMs: EPOCH + 5, reason: 'known' };
    const state = { sensor: 'R1', status: 'ON', stale: true, lastLookMs: 1, sinceMs: 2 } as const;
    const out = { state: 'OUT_OF_SERVICE' as const, by: ['P1'], untilMs: EPOCH + 9, reason: 'repair' };
    const list = listOf([
      alertEvent(anAlert('a#1', { shelves: [shelf, { ...shelf, party: 'P2' }] })),
      alertEvent(anAlert('b#1', { suppression: out })),
      { kind: 'sensor.changed', label: own('P1'), body: state },
      { kind: 'sensor.changed', label: own('P1'), body: { ...state, sensor: 'R2', stale: false } },
      {
        kind: 'sensor.changed',
        label: own('P1'),
        body: { ...state, sensor: 'R3', stale: false, status: 'OFF' },
      },
      { kind: 'sensor.changed', label: own('P2'), body: { ...state, sensor: 'X1' } },
    ]);
    expect(list.shelved.map((s) => [s.id, s.untilMs, s.reason])).toEqual([['a#1', EPOCH + 5, 'known']]);
    expect(list.outOfService.map((s) => [s.id, s.untilMs])).toEqual([['b#1', EPOCH + 9]]);
    expect(list.sensors.map((s) => s.id)).toEqual(['R1', 'R3']);
  });

  it('WL-08 lists consultations that are not closed, and notices after a launch once they are late', () => {
    const talk = consultation(['P1', 'P2']);
    const copy = copyLabel(SHARED, 'P2');
    const closed = { atMs: EPOCH, outcome: 'NONE' as const, by: 'P1' };
    const notice = filed({ by: 'P2', matchedMs: EPOCH });
    const label = notificationLabel('P2', 'LIVE');
    const events: EngineEvent[] = [
      { kind: 'consultation.changed', label: SHARED, body: talk },
      { kind: 'consultation.changed', label: SHARED, body: { ...talk, id: 'c2', closed } },
      { kind: 'consultation.changed', label: copy, body: { ...talk, id: 'consult_z' } },
      { kind: 'notification.changed', label, body: notice },
    ];
    expect(listOf(events).consultations).toMatchObject([{ id: talk.id, awaits: ['P2'], national: false }]);
    expect(listOf(events, 'P2').consultations.map((c) => [c.id, c.national])).toEqual([
      [talk.id, false],
      ['consult_z', true],
    ]);
    const dueMs = EPOCH + notify.postS * 1000;
    expect(listOf(events, 'P1', dueMs).notices).toEqual([]);
    expect(listOf(events, 'P1', dueMs + 1).notices).toEqual([
      { id: notice.id, number: notice.number, by: 'P2', dueMs },
    ]);
    const postLaunch = { launchedMs: EPOCH, outcome: 'NORMAL' as const, givenMs: EPOCH, late: false };
    events.push({ kind: 'notification.changed', label, body: { ...notice, postLaunch } });
    expect(listOf(events, 'P1', dueMs + 1).notices).toEqual([]);
  });
});

const [GOES, COMES] = [officer('P1'), { ...officer('P1'), userId: 'deputy', name: { en: 'Dep', ru: 'Зам' } }];
const EMPTY = listOf([]);
const BUSY = listOf([alertEvent(anAlert('a#1', { number: 7 }))]);
const draft = (list = EMPTY): HeldShift =>
  draftShift({ id: 's', number: 1, participant: 'P1', fromMs: null, list, remarks: null }, GOES, {
    nowMs: EPOCH,
    times,
  });
const follow = (held: HeldShift, ...events: Said[]): HeldShift =>
  events.reduce((h, said) => {
    const { held: next, result } = reduceShift(h, eventOf(h, said), EPOCH + 1000);
    if (result.code !== 'OK') throw new Error(JSON.stringify(result));
    return next;
  }, held);
/** Whoever signs signs what stands; `content` is another where a test says so. */
type Said =
  | Exclude<ShiftEvent, { type: 'SIGN' }>
  | { type: 'SIGN'; by: typeof GOES; rev: number; content?: string };
const signs = (by: typeof GOES, rev: number): Said => ({ type: 'SIGN', by, rev });
const eventOf = ({ shift }: HeldShift, said: Said): ShiftEvent =>
  said.type === 'SIGN' ? { content: shiftContent(shift), ...said } : said;
const refusal = (held: HeldShift, said: Said) => reduceShift(held, eventOf(held, said), EPOCH + 2000).result;

describe('a handover', () => {
  it('AC-53 is signed by its content: whose watch, since when, who hands over, its list and his remarks, and nothing else', () => {
    const { shift } = draft(BUSY);
    const content = shiftContent(shift);
    expect(refusal(draft(EMPTY), { ...signs(GOES, 1), content } as Said)).toMatchObject({
      ...{ code: 'BAD_REQUEST', field: 'content' },
    });
    const others: Partial<Shift>[] = [
      { list: EMPTY },
      { remarks: { body: 'All quiet.', language: 'en' } },
      { fromMs: EPOCH },
      { participant: 'P2' },
      { number: 2 },
      { outgoing: { user: 'x', nameEn: 'x', nameRu: 'x' } },
    ];
    for (const other of others) expect(shiftContent({ ...shift, ...other })).not.toBe(content);
    const signed = follow(draft(BUSY), signs(GOES, 1)).shift;
    expect(shiftContent(JSON.parse(JSON.stringify(signed)))).toBe(content);
  });

  it('WL-09 who goes signs first, then another officer of the Party; each signature names its revision', () => {
    const out = follow(draft(), signs(GOES, 1));
    expect(out.shift).toMatchObject({ state: 'SIGNED', rev: 2, signedOut: { user: GOES.userId, rev: 1 } });
    const over = follow(out, signs(COMES, 2));
    expect(over.shift).toMatchObject({
      ...{ state: 'HANDED_OVER', rev: 3, signedIn: { user: 'deputy', nameRu: 'Зам', rev: 2 } },
      signedOut: { atMs: EPOCH + 1000 },
    });
  });

  it('WL-09 nobody signs for both, nobody before who goes, nobody once it is over', () => {
    expect(refusal(draft(), signs(COMES, 1))).toEqual({ code: 'FORBIDDEN', reason: 'outgoingFirst' });
    const out = follow(draft(), signs(GOES, 1));
    expect(refusal(out, signs(GOES, 2))).toEqual({ code: 'FORBIDDEN', reason: 'onePersonBoth' });
    const over = follow(out, signs(COMES, 2));
    const shut = { code: 'NOT_ACKABLE', reason: 'shiftOver' };
    const late: Said[] = [signs(COMES, 3), { type: 'WITHDRAW', by: GOES }];
    for (const event of late) expect(refusal(over, event)).toEqual(shut);
    expect(reduceShift(over, { type: 'TICK', list: BUSY }, EPOCH + 9e9).held).toBe(over);
  });

  it('WL-10 the list follows what stands; the second officer is shown what changed and signs that revision', () => {
    const out = follow(draft(EMPTY), signs(GOES, 1));
    const moved = follow(out, { type: 'TICK', list: BUSY });
    expect(moved.shift).toMatchObject({ rev: 3, state: 'SIGNED', list: BUSY });
    expect(moved.shift.changes).toEqual([{ section: 'alerts', id: 'a#1', number: 7, what: 'ADDED' }]);
    expect(refusal(moved, signs(COMES, 2))).toMatchObject({ code: 'STALE_REV', currentRev: 3 });
    expect(follow(moved, signs(COMES, 3)).shift.signedIn).toMatchObject({ rev: 3 });
    // What is as it was when it was signed is no change.
    expect(follow(moved, { type: 'TICK', list: EMPTY }).shift.changes).toEqual([]);
    expect(follow(out, { type: 'TICK', list: EMPTY })).toBe(out);
    // Before anybody has signed there is nothing to differ from.
    expect(follow(draft(), { type: 'TICK', list: BUSY }).shift).toMatchObject({ rev: 2, changes: [] });
  });

  it('WL-10 a line that reads otherwise, a new one and one that has gone are told apart', () => {
    const eased = listOf([alertEvent(anAlert('a#1', { number: 7, ack: { state: 'ACKED' } }))]);
    expect(shiftChanges(BUSY, eased)).toEqual([{ section: 'alerts', id: 'a#1', number: 7, what: 'CHANGED' }]);
    expect(shiftChanges(BUSY, EMPTY)).toEqual([{ section: 'alerts', id: 'a#1', number: 7, what: 'GONE' }]);
    expect(shiftChanges(BUSY, BUSY)).toEqual([]);
    const silent: ShiftList = { ...EMPTY, sensors: [{ id: 'R1', status: 'ON', stale: true, sinceMs: 0 }] };
    expect(shiftChanges(EMPTY, silent)).toEqual([
      { section: 'sensors', id: 'R1', number: null, what: 'ADDED' },
    ]);
  });

  it('WL-12 other remarks drop the signature; another officer’s draft is not taken over', () => {
    const remarks = { body: 'watch R1', language: 'en' as const };
    const again = follow(draft(), signs(GOES, 1), { type: 'REMARK', by: GOES, remarks });
    expect(again.shift).toMatchObject({ state: 'DRAFT', signedOut: null, remarks });
    expect(again.signedList).toBeNull();
    expect(refusal(draft(), { type: 'REMARK', by: COMES, remarks })).toEqual({
      ...{ code: 'ALREADY', by: GOES.userId, nameEn: GOES.name.en, nameRu: GOES.name.ru, atMs: EPOCH },
    });
    expect(follow(draft(), { type: 'WITHDRAW', by: COMES }).shift.state).toBe('WITHDRAWN');
  });

  it('WL-12 without both signatures it lapses in its time', () => {
    const out = follow(draft(), signs(GOES, 1));
    const at = (ms: number) => reduceShift(out, { type: 'TICK', list: EMPTY }, ms).held.shift.state;
    const dueMs = EPOCH + times.signWithinS * 1000;
    expect([at(dueMs - 1), at(dueMs)]).toEqual(['SIGNED', 'LAPSED']);
  });
});
