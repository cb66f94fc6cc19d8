import { describe, expect, it } from 'vitest';
import { recordHolds } from '../../domain/act-content';
import { compartmentOf } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Act } from '../../domain/signature';
import { type StatementDraft, type WatchSubject, watchSubjectOf } from '../../domain/statements';
import { EPOCH, officer } from '../../domain/testing/samples';
import { createEngine, restoreEngine } from './engine';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';

const at = (s: number) => EPOCH + s * 1000;
const P3: Participant = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as Participant;
const place = { lat: 8, lon: -152, radiusM: 150e3 };
const flight = flyTiny({ ...place, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
const window = { fromMs: at(0), toMs: at(120) };
const NOT_SEEN: WatchSubject = { kind: 'NO_DETECTION', place, sensor: null, window };
const OUTAGE: WatchSubject = { kind: 'OUTAGE', place: null, sensor: 'S1', window };

/** P1's radar sees a flight. P2's satellite sees it too, or looks and shows nothing. */
function watch(parties = PARTIES, satelliteSees = false): TestSession {
  const config = twoSensorConfig(EPOCH, parties);
  const [radar, satellite] = config.sensors as [never, never];
  const sees = (s: never, flights: Parameters<typeof looksAt>[0]) => looksAt(flights, [s], EPOCH, at(400));
  const looks = [...sees(radar, flight), ...sees(satellite, satelliteSees ? flight : [])];
  const s = openTestSession(config, sourceOf(looks.sort((a, b) => a.receivedMs - b.receivedMs)));
  s.runTo(at(300));
  return s;
}
let n = 0;
const give = (
  s: TestSession,
  party: string,
  command: AnyCommand,
  role: 'supervisor' | 'duty' = 'supervisor',
) => {
  const result = s.command(`command-${n++}`, officer(party, role), command);
  return result.code === 'BAD_REQUEST'
    ? `bad ${result.field}`
    : 'reason' in result
      ? result.reason
      : result.code;
};
const draft = (s: TestSession, party: string, payload: WatchSubject) =>
  give(s, party, { name: 'statement.draft', payload }, 'duty');
const lastDraft = (s: TestSession) => s.of('statement.drafted').at(-1);
const sign = (s: TestSession, party: string, confidence: number | null, says = lastDraft(s)?.body) =>
  give(s, party, {
    ...{ name: 'statement.sign', payload: { says: watchSubjectOf(says ?? NOT_SEEN), confidence } },
  });
const statement = (s: TestSession) => s.of('statement.changed').at(-1);
const withdraw = (s: TestSession, party: string) =>
  give(s, party, {
    name: 'statement.withdraw',
    payload: { statement: statement(s)?.body.id ?? '', reason: 'wrong' },
  });
const finding = (s: TestSession) => s.of('launch.changed').at(-1)?.body.finding;
const heard = (s: TestSession) =>
  finding(s)?.reasons.flatMap((r) => (/noDetection|silent|outage/.test(r.msg) ? [r.msg] : []));
const bytesOf = (s: TestSession, compartment: string) =>
  JSON.stringify(s.events.filter((e) => compartmentOf(e.event.label) === compartment));

describe('statements of a Party’s own watch', () => {
  it.each([[PARTIES], [[...PARTIES, P3]]])(
    'CO-17 a draft from own coverage lies with its Party alone; signed by its supervisor it is shared and weighed (%#)',
    (parties) => {
      const s = watch(parties);
      expect(heard(s)).toEqual(['finding.silent']);
      expect(draft(s, 'P2', NOT_SEEN)).toBe('OK');
      const made = lastDraft(s);
      expect(made?.label).toMatchObject({ owner: 'P2', cls: 'NATIONAL' });
      expect(made?.body).toMatchObject({ sensors: [{ sensor: 'S1', p: 0.8 }], confidence: 0.8, seen: 0 });
      expect(statement(s)).toBeUndefined();
      expect(sign(s, 'P2', 0.7)).toBe('OK');
      const { label, body } = statement(s) ?? {};
      expect(label).toMatchObject({ owner: 'P2', cls: 'SHARED' });
      expect(body).toMatchObject({ by: 'P2', kind: 'NO_DETECTION', place, confidence: 0.7, withdrawn: null });
      expect(JSON.stringify(body)).not.toContain('S1');
      expect(lastDraft(s)?.body.signedAs).toBe(body?.number);
      expect(heard(s)).toEqual(['finding.noDetection']);
      const lines = s.of('log.written').filter((l) => l.body.msg.startsWith('log.statement.'));
      expect(lines.map((l) => [l.body.msg, compartmentOf(l.label)])).toEqual([
        ['log.statement.drafted', 'NAT:P2'],
        ['log.statement.signed', 'SHARED'],
      ]);
    },
  );

  it('CO-17 refused: more than the draft says, twice, another’s draft, without cover, against an own track', () => {
    const s = watch();
    draft(s, 'P2', NOT_SEEN);
    expect([sign(s, 'P2', 0.81), sign(s, 'P2', null), sign(s, 'P1', 0.5), sign(s, 'P2', 0.8)]).toEqual([
      ...['moreThanDrafted', 'moreThanDrafted', 'NOT_FOUND', 'OK'],
    ]);
    expect(sign(s, 'P2', 0.8)).toBe('alreadySigned');
    draft(s, 'P2', { ...NOT_SEEN, place: { lat: 8, lon: 20, radiusM: 100e3 } });
    expect([lastDraft(s)?.body.confidence, sign(s, 'P2', 0.1)]).toEqual([0, 'noCover']);
    draft(s, 'P1', NOT_SEEN);
    expect([lastDraft(s)?.body.seen, sign(s, 'P1', 0.1)]).toEqual([1, 'ownTrackThere']);
    expect(s.of('statement.changed').length).toBe(1);
  });

  it('AC-51 what is signed is what readers read, word for word as the own centre drafted it; it names no draft', () => {
    const s = watch();
    draft(s, 'P2', NOT_SEEN);
    const drafted = lastDraft(s)?.body as StatementDraft;
    const other = { ...drafted, window: { ...drafted.window, fromMs: at(1) } };
    expect([sign(s, 'P2', 0.7, other), sign(s, 'P1', 0.7, drafted)]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(sign(s, 'P2', 0.7, drafted)).toBe('OK');
    const shared = bytesOf(s, 'SHARED');
    const [act] = s.of('act.taken');
    expect(act?.body.payload).toEqual({ says: NOT_SEEN, confidence: 0.7 });
    expect(recordHolds(act?.body as Act, statement(s)?.body)).toBe(true);
    expect(shared).not.toContain(drafted.id);
  });

  it('AC-51 of drafts with the same words the latest is signed, and what is signed is not signed again', () => {
    const s = watch();
    draft(s, 'P2', NOT_SEEN);
    const first = lastDraft(s)?.body;
    draft(s, 'P2', NOT_SEEN);
    expect([sign(s, 'P2', 0.7, first), sign(s, 'P2', 0.7, first)]).toEqual(['OK', 'alreadySigned']);
    const signed = s.of('statement.drafted').filter((e) => e.body.signedAs !== null);
    expect(signed.map((e) => e.body.number)).toEqual([2]);
  });

  it('CO-17 a window to come is watched by nobody, an outage may be foreseen; a sensor named is an own one', () => {
    const s = watch();
    const ahead = { fromMs: at(0), toMs: at(400) };
    expect(draft(s, 'P2', { ...NOT_SEEN, window: ahead })).toBe('OK');
    expect(lastDraft(s)?.body.window).toEqual({ fromMs: at(0), toMs: at(300) });
    const later = { fromMs: at(300), toMs: at(400) };
    expect(draft(s, 'P2', { ...NOT_SEEN, window: later })).toBe('bad payload.window.fromMs');
    expect(draft(s, 'P2', { ...OUTAGE, window: { ...ahead, toMs: at(22_000) } })).toBe(
      'bad payload.window.toMs',
    );
    expect(draft(s, 'P2', { ...NOT_SEEN, window: { fromMs: at(-22_000), toMs: at(100) } })).toBe(
      'bad payload.window.fromMs',
    );
    expect(draft(s, 'P2', { ...OUTAGE, sensor: 'R1' })).toBe('bad payload.sensor');
    expect(draft(s, 'P2', { ...OUTAGE, window: ahead })).toBe('OK');
    expect(lastDraft(s)?.body.window).toEqual(ahead);
    expect(s.of('statement.drafted').length).toBe(2);
  });

  it('CO-15 a signed OUTAGE takes the weight of silence away, and gives it back when it is withdrawn', () => {
    const s = watch();
    const silent = finding(s)?.confidence;
    draft(s, 'P2', OUTAGE);
    expect(sign(s, 'P2', null)).toBe('OK');
    expect([heard(s), finding(s)?.confidence]).toEqual([['finding.outage'], 0.55]);
    expect(withdraw(s, 'P2')).toBe('OK');
    expect([heard(s), finding(s)?.confidence]).toEqual([['finding.silent'], silent]);
  });

  it('CO-18 its Party alone withdraws it; it stays on file with who, when and why, and weighs nothing from then on', () => {
    const s = watch();
    draft(s, 'P2', NOT_SEEN);
    sign(s, 'P2', 0.8);
    const weight = finding(s)?.reasons.find((r) => r.msg === 'finding.noDetection')?.params;
    // 0.55 / 0.45 × (1 − 0.8 × 0.75), of what was 0.55 and is 0.461 by silence alone.
    expect([weight, finding(s)?.confidence]).toMatchObject([{ percent: 80, covers: 75, times: 2.5 }, 0.328]);
    expect(withdraw(s, 'P1')).toBe('notOwnStatement');
    expect(withdraw(s, 'P2')).toBe('OK');
    expect(statement(s)).toMatchObject({
      label: { owner: 'P2', cls: 'SHARED' },
      body: {
        rev: 2,
        confidence: 0.8,
        withdrawn: { user: officer('P2').userId, reason: 'wrong', atMs: at(300) },
      },
    });
    expect(heard(s)).toEqual(['finding.silent']);
    const line = s.of('log.written').find((l) => l.body.msg === 'log.statement.withdrawn');
    expect([line && compartmentOf(line.label), line?.body.params.reason]).toEqual(['SHARED', 'wrong']);
    expect(withdraw(s, 'P2')).toBe('ALREADY');
  });

  it('CO-19 a draft, and what a Party’s own sensors cover, change no byte of SHARED or of another Party’s stream', () => {
    const others = (s: TestSession) => ['SHARED', 'NOTIF', 'NAT:P1'].map((c) => bytesOf(s, c));
    const quiet = watch();
    const drafting = watch();
    draft(drafting, 'P2', NOT_SEEN);
    draft(drafting, 'P2', OUTAGE);
    draft(drafting, 'P2', { ...NOT_SEEN, place: { ...place, radiusM: 5e6 } });
    expect(drafting.of('statement.drafted').length).toBe(3);
    quiet.runTo(at(390));
    drafting.runTo(at(390));
    expect(others(drafting)).toEqual(others(quiet));
    expect(bytesOf(drafting, 'NAT:P2')).not.toBe(bytesOf(quiet, 'NAT:P2'));
  });

  it('CO-20 it goes on from its snapshot with the same bytes', () => {
    const config = twoSensorConfig(EPOCH);
    const acts: [string, AnyCommand][] = [
      ['P2', { name: 'statement.draft', payload: OUTAGE }],
      ['P2', { name: 'statement.draft', payload: NOT_SEEN }],
    ];
    const run = (restart: boolean) => {
      let engine = createEngine(config);
      const made: unknown[] = [];
      const step = (id: string, party: string, command: AnyCommand) => {
        const { events } = engine.step({ kind: 'command', id, principal: officer(party), command }, at(300));
        made.push(...events);
        if (restart) engine = restoreEngine(config, JSON.parse(JSON.stringify(engine.snapshot())));
        return events;
      };
      engine.step({ kind: 'open' }, EPOCH);
      for (const [i, [party, command]] of acts.entries()) {
        const [first] = step(`act-${i}`, party, command);
        if (first?.kind !== 'statement.drafted' || first.body.kind === 'NO_DETECTION') continue;
        step(`sign-${i}`, party, {
          name: 'statement.sign',
          payload: { says: watchSubjectOf(first.body), confidence: null },
        });
      }
      const signed = made.flatMap((e) => (Object(e).kind === 'statement.changed' ? [Object(e).body.id] : []));
      step('withdraw', 'P2', {
        name: 'statement.withdraw',
        payload: { statement: signed[0], reason: 'over' },
      });
      return JSON.stringify(made);
    };
    expect(run(true)).toBe(run(false));
    expect(run(true)).toContain('"reason":"over"');
  });
});
