import { describe, expect, it } from 'vitest';
import type { Consultation } from '../../domain/consultation';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Desk, EngineEvent } from '../../domain/records';
import { consultation, EPOCH, launch, launchAlert, officer } from '../../domain/testing/samples';
import type { Phrase } from '../../domain/vocabulary';
import { type KnownSubject, robotWord } from './robot-consult';
import { RobotOfficers } from './robots';
import { openTestSession, sourceOf, type TestSession } from './testing/session';
import { flyTiny, looksAt } from './testing/tiny-flight';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';

const at = (s: number) => EPOCH + s * 1000;
type Answer = NonNullable<Desk['robot']>['answer'];
const seat = (answer: Answer = 'agree', participant = 'P2'): Desk => ({
  ...{ participant, role: 'supervisor', occupant: 'robot', name: null, robot: { answer, delayS: 10 } },
});
const speaker = (party: string) => ({
  party,
  user: party,
  nameEn: '',
  nameRu: '',
  robot: false,
  atMs: EPOCH,
});
const known = (part: Partial<KnownSubject> = {}): KnownSubject => ({
  ...{ alert: launchAlert(['P1', 'P2']), robotsOnly: false },
  launch: launch({ finding: { code: 'UNNOTIFIED_LAUNCH', confidence: 0.9, reasons: [] } }),
  ...part,
});
const talk = (part: Partial<Consultation> = {}): Consultation => consultation(['P1', 'P2'], part);
const word = (c: Consultation, answer: Answer = 'agree', k = known()): string => {
  const command = robotWord(c, seat(answer), k);
  if (command?.name === 'consultation.state')
    return command.payload.phrases.map((p) => [p.msg, ...Object.values(p.params)].join(' ')).join(', ');
  return command ? command.name : 'nothing';
};
const asked = (...msgs: Phrase['msg'][]): Consultation =>
  talk({
    thread: [
      {
        ...speaker('P1'),
        act: 'SAID',
        no: null,
        text: null,
        phrases: msgs.map((msg) => ({ msg, params: { launch: 1 } })),
      },
    ],
  });
const joint = (
  msg: Phrase['msg'],
  params: Phrase['params'] = { launch: 1 },
  turn: Consultation['turn'] = talk().turn,
) =>
  talk({ turn, joint: { no: 3, phrases: [{ msg, params }], proposedBy: 'P1', signatures: [speaker('P1')] } });

describe('what a robot says in a consultation', () => {
  it('CO-21 its Party’s assessment when its word is awaited, and nothing when it is not', () => {
    expect(word(talk())).toBe('say.assess 1 REAL');
    expect(word(talk(), 'dissent')).toBe('say.assess 1 UNKNOWN');
    expect(word(talk(), 'silent')).toBe('nothing');
    expect(word(talk({ turn: { of: ['P1'], fromMs: EPOCH, dueMs: at(120) } }))).toBe('nothing');
    expect(word(talk({ state: 'CLOSED' }))).toBe('nothing');
    expect(word(consultation(['P1', 'P3']))).toBe('nothing');
    const given = { ...speaker('P2'), verdict: 'TEST' as const, reason: 'r', rev: 1 };
    const alert = launchAlert(['P1', 'P2'], { assessment: { state: 'GIVEN', verdicts: { P2: given } } });
    expect(word(talk(), 'agree', known({ alert }))).toBe('say.assess 1 TEST');
    const claimed = talk({ subject: { kind: 'alert', id: 'a', number: 7 } });
    expect(word(claimed, 'agree', known({ launch: null, alert: null }))).toBe('say.assessClaim 7 UNKNOWN');
  });

  it('CO-21 what is asked it answers from what its Party has on record, else it checks', () => {
    const report = { party: 'P2', phenomenologies: ['IR', 'RADAR'] } as never;
    const saw = known({ launch: { ...launch(), reports: [report], notificationNumber: 9 } });
    expect(word(asked('ask.see', 'ask.notified'), 'agree', saw)).toBe(
      'say.see 1 BOTH, say.notified 9, say.assess 1 UNKNOWN',
    );
    expect(word(asked('ask.see', 'ask.yours', 'ask.notified'))).toBe(
      'say.checking 5, say.notNotified 1, say.assess 1 REAL',
    );
  });

  it.each([
    ['joint.real', {}, 'agree', 'consultation.sign'],
    ['joint.real', {}, 'dissent', 'say.assess 1 UNKNOWN'],
    ['joint.unresolved', {}, 'dissent', 'consultation.sign'],
    ['joint.unresolved', {}, 'agree', 'say.assess 1 REAL'],
    ['joint.false', {}, 'agree', 'say.assess 1 REAL'],
    ['joint.notified', { notification: 4 }, 'agree', 'say.assess 1 REAL'],
  ] as const)('CO-22 to %s %o one set to %s: %s', (msg, params, answer, says) => {
    expect(word(joint(msg, { launch: 1, ...params }), answer)).toBe(says);
  });

  it('CO-22 of a notification it signs the one that the launch was matched with; what it has refused it signs once it agrees', () => {
    const notified = known({
      launch: {
        ...launch(),
        finding: { code: 'NOTIFIED_SLV', confidence: 0.9, reasons: [] },
        notificationNumber: 4,
      },
    });
    const to = (notification: number) =>
      word(joint('joint.notified', { launch: 1, notification }), 'agree', notified);
    expect([to(4), to(5)]).toEqual(['consultation.sign', 'say.assess 1 NOTIFIED']);
    expect(word(joint('joint.real', { launch: 1 }, null))).toBe('consultation.sign');
    expect(word(joint('joint.false', { launch: 1 }, null))).toBe('nothing');
  });

  it('CO-23 among robots alone one closes it once nobody’s word is awaited; where a person keeps a desk none does', () => {
    expect(word(talk({ turn: null }), 'agree', known({ robotsOnly: true }))).toBe('consultation.close');
    expect(word(talk({ turn: null }))).toBe('nothing');
  });
});

/** Both sensors see a launch; who sits where is up to the test. */
function session(): TestSession {
  const config = twoSensorConfig(EPOCH, PARTIES);
  const flight = flyTiny({ lat: 8, lon: -152, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });
  return openTestSession(config, sourceOf(looksAt(flight, config.sensors, EPOCH, at(500)), at(3000)));
}
let n = 0;
const give = (s: TestSession, command: AnyCommand) => s.command(`person-${n++}`, officer('P1'), command).code;
const latest = (s: TestSession): Consultation | undefined => s.of('consultation.changed').at(-1)?.body;

describe('robots in consultations, through the engine', () => {
  it('CO-24 a robot answers a person within its delay, marked, says otherwise or signs, and the clock of each turn is kept', () => {
    const s = session();
    s.seat('P2', { answer: 'dissent', delayS: 10 });
    s.runTo(at(200));
    // Its dissent has asked for it: now the person's word is awaited.
    expect(latest(s)).toMatchObject({ requestedBy: 'P2', turn: { of: ['P1'] }, thread: [] });
    const phrases: Phrase[] = [{ msg: 'ask.notified', params: { launch: latest(s)?.subject.number ?? 0 } }];
    const said = { consultation: latest(s)?.id ?? '', phrases, text: null };
    expect(give(s, { name: 'consultation.state', payload: said })).toBe('OK');
    s.runTo(at(215));
    const c = latest(s);
    expect(c?.thread.map((e) => [e.party, e.act, e.robot, e.phrases[0]?.msg])).toEqual([
      ['P1', 'SAID', false, 'ask.notified'],
      ['P2', 'SAID', true, 'say.notNotified'],
    ]);
    const propose = (msg: 'joint.real' | 'joint.unresolved') =>
      give(s, {
        name: 'consultation.propose',
        payload: {
          consultation: c?.id ?? '',
          phrases: [{ msg, params: { launch: c?.subject.number ?? 0 } }],
        },
      });
    expect(propose('joint.real')).toBe('OK');
    expect(latest(s)?.turn).toMatchObject({ of: ['P2'], fromMs: at(215), dueMs: at(335) });
    s.runTo(at(230));
    expect([latest(s)?.turn, latest(s)?.state, latest(s)?.joint?.signatures.length]).toEqual([
      null,
      'ANSWERED',
      1,
    ]);
    expect(propose('joint.unresolved')).toBe('OK');
    s.runTo(at(245));
    expect(latest(s)).toMatchObject({ state: 'CLOSED', closed: { outcome: 'JOINT' } });
    expect(latest(s)?.late).toEqual({ turn: false, whole: false });
  });

  it('CO-24 among robots that differ a consultation is spoken in and closed by them; nothing stays overdue', () => {
    const s = session();
    s.seat('P1', { answer: 'agree', delayS: 5 });
    s.seat('P2', { answer: 'dissent', delayS: 10 });
    s.runTo(at(2000));
    const all = s.of('consultation.changed');
    expect(all.length).toBeGreaterThan(0);
    expect(all.some((c) => c.body.late.turn || c.body.late.whole)).toBe(false);
    expect(latest(s)?.closed).toMatchObject({ outcome: 'NONE' });
    expect(new Set(latest(s)?.thread.map((e) => `${e.party} ${e.act}`))).toContain('P1 SAID');
  });

  it('CO-24 one that sits down, or starts again in the middle, hears what is open', () => {
    const robots = new RobotOfficers('s');
    const label = {
      owner: 'CENTER',
      cls: 'CENTER',
      relTo: ['MEMBERS'],
      basis: 'default',
      mode: 'EXERCISE',
    } as const;
    const open = (to?: string): EngineEvent => ({
      ...{ kind: 'consultation.changed', body: talk() },
      label: to ? { ...label, relTo: [to], basis: 'release', copyTo: to } : { ...label, relTo: ['MEMBERS'] },
    });
    const sits: EngineEvent = { kind: 'desk.changed', label: { ...label, relTo: ['MEMBERS'] }, body: seat() };
    robots.observe([open(), sits], at(100));
    expect(robots.nextDueMs()).toBe(at(110));
    robots.observe([open()], at(105));
    const [command] = robots.due(at(110));
    expect([command?.command.name, command?.principal.robot]).toEqual(['consultation.state', true]);
    // It closes what nobody speaks in any more once the last person is gone.
    const spoken: EngineEvent = {
      kind: 'consultation.changed',
      label: { ...label, relTo: ['MEMBERS'] },
      body: talk({ turn: null }),
    };
    const duty = (occupant: 'person' | 'empty'): EngineEvent => ({
      ...{ kind: 'desk.changed', label: { ...label, relTo: ['MEMBERS'] } },
      body: { participant: 'P1', role: 'duty', occupant, name: null, robot: null },
    });
    const other = { ...sits, body: seat('agree', 'P1') } as EngineEvent;
    robots.observe([other, duty('person'), spoken], at(120));
    expect(robots.nextDueMs()).toBeNull();
    robots.observe([duty('empty')], at(130));
    expect(robots.due(at(140)).map((x) => x.command.name)).toEqual([
      'consultation.close',
      'consultation.close',
    ]);
    // It signs what it had refused once its Party assesses that.
    const proposed: EngineEvent = {
      kind: 'consultation.changed',
      label: { ...label, relTo: ['MEMBERS'] },
      body: joint('joint.test', { launch: 1 }, null),
    };
    robots.observe([duty('person'), proposed], at(150));
    expect(robots.nextDueMs()).toBeNull();
    const verdicts = { P2: { ...speaker('P2'), verdict: 'TEST' as const, reason: 'r', rev: 1 } };
    const body = {
      ...launchAlert(['P1', 'P2'], { assessment: { state: 'GIVEN', verdicts }, ack: { state: 'ACKED' } }),
    };
    robots.observe([{ kind: 'alert.changed', label: { ...label, relTo: ['MEMBERS'] }, body }], at(160));
    expect(robots.due(at(175)).map((x) => x.command.name)).toContain('consultation.sign');
    // What lies in another Party's stream it does not hear.
    const elsewhere = new RobotOfficers('s');
    elsewhere.observe([open('P1'), sits], at(100));
    expect(elsewhere.nextDueMs()).toBeNull();
  });
});
