import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notificationLabel, type SessionMode, sharedLabel } from '../../domain/labels';
import type { Role } from '../../domain/participants';
import { COMMANDS, type CommandName, commandEnvelopeSchema } from '../../domain/protocol/commands';
import type { Desk } from '../../domain/records';
import {
  consultation,
  decision,
  EPOCH,
  filed,
  launchAlert,
  officer,
  watchStatement,
} from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { OpenSession } from '../sessions/session';
import { admit, type PolicyContext } from './policy';
import {
  answer,
  CONSULT,
  DECISION,
  P2_ALERT,
  P2_CONSULT,
  P2_SHIFT,
  PAYLOADS,
  policyWorld,
  SHARED_ALERT,
} from './testing/policy-world';
import { WORDS } from './words';

/** What a supervisor alone does about an alert. */
const ACTS = [
  ...([
    'alert.dissent',
    'alert.acknowledgeAbsent',
    'alert.assess',
    'alert.shelve',
    'alert.unshelve',
  ] as const),
  ...(['alert.outOfService', 'alert.withdraw', 'alert.reset', 'alert.refuse'] as const),
];
const TALKS = [
  ...(['consultation.join', 'consultation.state', 'consultation.propose'] as const),
  ...(['consultation.sign', 'consultation.close'] as const),
];
const NAMES = Object.keys(COMMANDS) as CommandName[];
const ROLES: Role[] = ['duty', 'supervisor', 'observer'];
const MODES: SessionMode[] = ['LIVE', 'EXERCISE', 'REPLAY'];

const context = (mode: SessionMode = 'EXERCISE', part: Partial<PolicyContext> = {}) =>
  policyWorld({ ...twoSensorConfig(EPOCH), mode }, part);
const ownShift = (name: CommandName, shift: string) =>
  name === 'shift.sign' || name === 'shift.withdraw' ? { shift } : {};
const send = (name: string, payload: unknown) => ({ id: 'cmd-00001', session: 's', name, payload });
/** `ok`, or the code of the refusal with its reason or field. */
function verdict(name: string, payload: unknown, by = officer('P1'), ctx = context()): string {
  const got = admit(send(name, payload), by, ctx);
  if (got.ok) return 'ok';
  const { result } = got;
  if (result.code === 'FORBIDDEN') return result.reason;
  return result.code === 'BAD_REQUEST' ? `bad ${result.field}` : result.code;
}

describe('the policy of commands', () => {
  it('SY-10 says yes or no to every command of every role in every mode, as this table has it', () => {
    const rows = NAMES.map((name) => {
      const cells = ROLES.flatMap((role) =>
        MODES.map((mode) => verdict(name, PAYLOADS[name], officer('P1', role), context(mode))),
      );
      return [name, ...cells].join(' ');
    });
    // duty: LIVE EXERCISE REPLAY · supervisor: the same · observer: the same
    const no = 'notForRole notForRole notForRole';
    expect(rows).toEqual([
      `alert.acknowledge ok ok replayReadsOnly ok ok replayReadsOnly ${no}`,
      ...ACTS.map((name) => `${name} ${no} ok ok replayReadsOnly ${no}`),
      `supervisor.call ok ok replayReadsOnly ${no} ${no}`,
      `consultation.request ok ok replayReadsOnly ok ok replayReadsOnly ${no}`,
      ...TALKS.map((name) => `${name} ${no} ok ok replayReadsOnly ${no}`),
      ...['draft', 'sign', 'withdraw'].map((act) => `shift.${act} ${no} ok ok replayReadsOnly ${no}`),
      ...['give', 'withdraw'].map((act) => `release.${act} ${no} ok ok replayReadsOnly ${no}`),
      `log.write ok ok replayReadsOnly ok ok replayReadsOnly ${no}`,
      ...['file', 'change', 'cancel', 'postLaunch'].map(
        (act) => `notification.${act} ok ok replayReadsOnly ok ok replayReadsOnly ${no}`,
      ),
      `statement.draft ok ok replayReadsOnly ok ok replayReadsOnly ${no}`,
      ...['sign', 'withdraw'].map((act) => `statement.${act} ${no} ok ok replayReadsOnly ${no}`),
      ...['register', 'revoke'].map((act) => `key.${act} ok ok replayReadsOnly ok ok replayReadsOnly ${no}`),
      ...['propose', 'answer', 'withdraw'].map((act) => `decision.${act} ${no} ok ok replayReadsOnly ${no}`),
      `session.speed notThisClock ok replayReadsOnly notThisClock ok replayReadsOnly ${no}`,
      `robot.set ok ok replayReadsOnly ok ok replayReadsOnly ${no}`,
    ]);
  });

  it('SY-11 an alert that one cannot see is answered as if it were not there', () => {
    for (const name of ['alert.acknowledge', ...ACTS, 'supervisor.call'] as const)
      for (const alert of [P2_ALERT, 'launch:none#1', 'constructor', '__proto__']) {
        const by = officer('P1', name === 'supervisor.call' ? 'duty' : 'supervisor');
        expect(verdict(name, { ...PAYLOADS[name], alert }, by)).toBe('NOT_FOUND');
      }
    expect(verdict('alert.acknowledge', { ...answer, alert: P2_ALERT }, officer('P2'))).toBe('ok');
  });

  it('CO-06 a consultation that one cannot see is answered as if it were not there, and so is what one asks about', () => {
    for (const name of TALKS)
      for (const id of [P2_CONSULT, 'consult_c', '__proto__'])
        expect(verdict(name, { ...PAYLOADS[name], consultation: id })).toBe('NOT_FOUND');
    expect(verdict('consultation.join', { consultation: P2_CONSULT }, officer('P2'))).toBe('ok');
    const ask = (kind: string, id: string) =>
      verdict('consultation.request', { ...PAYLOADS['consultation.request'], subject: { kind, id } });
    expect([ask('alert', P2_ALERT), ask('launch', SHARED_ALERT), ask('alert', '__proto__')]).toEqual([
      ...['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
    ]);
    expect(ask('track', SHARED_ALERT)).toBe('bad payload.subject.kind');
    const phrases = [{ msg: 'joint.real', params: {} }];
    expect(verdict('consultation.propose', { ...PAYLOADS['consultation.propose'], phrases })).toBe(
      'bad payload.phrases.0.params.launch',
    );
  });

  it('WL-11 the handover of another Party is answered as if it were not there', () => {
    for (const name of ['shift.sign', 'shift.withdraw'] as const)
      for (const id of [P2_SHIFT, 'shift_c', '__proto__'])
        expect(verdict(name, { ...PAYLOADS[name], shift: id })).toBe('NOT_FOUND');
    expect(verdict('shift.sign', { shift: P2_SHIFT, rev: 1, content: '0'.repeat(64) }, officer('P2'))).toBe(
      'ok',
    );
  });

  it('RL-21 a decision that is not there is answered as such, to a member', () => {
    for (const name of ['decision.answer', 'decision.withdraw'] as const)
      for (const id of ['decision_b', '__proto__'])
        expect(verdict(name, { ...PAYLOADS[name], decision: id })).toBe('NOT_FOUND');
    const propose = (subject: object) => verdict('decision.propose', { ...subject, reason: 'agreed' });
    expect(propose({ kind: 'SCOPE', scope: 4 })).toBe('bad payload.scope');
    expect(propose({ kind: 'JOIN', participant: 'P3', scope: 2 })).toBe('bad payload.scope');
    expect(propose({ kind: 'CLOSE', participant: 'P3' })).toBe('bad payload.kind');
    expect(verdict('decision.propose', { kind: 'LEAVE', participant: 'P3', reason: ' ' })).toBe(
      'bad payload.reason',
    );
  });

  it('WL-01 what an entry says was on screen is there for its author, and no revision of it is still to come', () => {
    const say = (seen: object) => verdict('log.write', { ...PAYLOADS['log.write'], seen });
    expect(say({ kind: 'alert', id: SHARED_ALERT, rev: 1 })).toBe('ok');
    expect(say({ kind: 'alert', id: SHARED_ALERT, rev: 2 })).toBe('NOT_FOUND');
    for (const id of [P2_ALERT, 'launch:none#1', '__proto__'])
      expect(say({ kind: 'alert', id, rev: 1 })).toBe('NOT_FOUND');
    expect(say({ kind: 'launch', id: SHARED_ALERT, rev: 1 })).toBe('NOT_FOUND');
    expect(say({ kind: 'track', id: SHARED_ALERT, rev: 1 })).toBe('bad payload.seen.kind');
  });

  it('SY-107 who is no member does nothing shared; a later member answers what came since, its own always', () => {
    const founded = context('EXERCISE');
    const { meta, streams, clock } = founded.session;
    const info = { ...meta.config.info, parties: ['P1'] };
    const session = new OpenSession({ ...meta, config: { ...meta.config, info } }, clock);
    for (const [c, stream] of streams) Object.assign(session.streams.get(c)?.view ?? {}, stream.view);
    const ctx = { ...founded, session };
    const say = () =>
      NAMES.map((name) => {
        const own = { ...(name === 'robot.set' && { participant: 'P2' }), ...ownShift(name, P2_SHIFT) };
        const payload = { ...PAYLOADS[name], ...own };
        return verdict(name, payload, officer('P2', name === 'supervisor.call' ? 'duty' : 'supervisor'), ctx);
      });
    const no = 'membersOnly';
    const unseen = (name: CommandName) => /^(alert|consultation|supervisor)\./.test(name);
    const decides = (name: CommandName) => name === 'decision.answer' || name === 'decision.withdraw';
    const shut = (rest: string) =>
      NAMES.map((name) => (unseen(name) || (rest === 'ok' && decides(name)) ? 'NOT_FOUND' : rest));
    expect(say()).toEqual(shut(no));
    expect(verdict('alert.acknowledge', { ...answer, alert: P2_ALERT }, officer('P2'), ctx)).toBe('ok');
    const label = sharedLabel('CENTER', 'EXERCISE');
    const at = { v: 1 as const, atMs: EPOCH, label };
    session.fold(
      [{ ...at, seq: 2, kind: 'member.joined', body: { participant: 'P2' } }],
      new Map([['SHARED', 2]]),
    );
    const notices = { ...at, label: notificationLabel('CENTER', 'EXERCISE') };
    session.fold(
      [
        { ...notices, seq: 1, kind: 'member.joined', body: { participant: 'P2' } },
        { ...notices, seq: 2, kind: 'notification.changed', body: filed() },
      ],
      new Map([['NOTIF', 2]]),
    );
    const old = shut('ok').map((is, i) => (NAMES[i] === 'statement.withdraw' ? 'NOT_FOUND' : is));
    expect(say()).toEqual(old);
    const body = launchAlert(['P1', 'P2'], { id: SHARED_ALERT });
    session.fold([{ ...at, seq: 3, kind: 'alert.changed', body }], new Map([['SHARED', 3]]));
    const talk = consultation(['P1', 'P2'], { id: CONSULT });
    session.fold([{ ...at, seq: 4, kind: 'consultation.changed', body: talk }], new Map([['SHARED', 4]]));
    const said = watchStatement({ id: 's' });
    session.fold([{ ...at, seq: 5, kind: 'statement.changed', body: said }], new Map([['SHARED', 5]]));
    const asked = decision({ id: DECISION });
    session.fold([{ ...at, seq: 6, kind: 'decision.changed', body: asked }], new Map([['SHARED', 6]]));
    expect(say()).toEqual(NAMES.map(() => 'ok'));
  });

  it('SY-12 a name outside the table is refused, also one that every object has', () => {
    for (const name of ['alert.close', '', 'toString', '__proto__', 'hasOwnProperty', 'Alert.Acknowledge'])
      expect(verdict(name, {})).toBe('bad name');
  });

  it('SY-12 a malformed payload is refused with its field', () => {
    expect(verdict('alert.acknowledge', { ...answer, seq: 0 })).toBe('bad payload.seq');
    expect(verdict('alert.acknowledge', { ...answer, seenRev: '1' })).toBe('bad payload.seenRev');
    expect(verdict('alert.acknowledge', null)).toBe('bad payload');
    expect(verdict('alert.dissent', { ...answer, reason: '   ' })).toBe('bad payload.reason');
    expect(verdict('log.write', { body: 'x'.repeat(2001), language: 'en' })).toBe('bad payload.body');
    expect(verdict('log.write', { body: 'x', language: 'de' })).toBe('bad payload.language');
    expect(verdict('session.speed', { speed: 3 })).toBe('bad payload.speed');
    expect(verdict('robot.set', { participant: 'P1', answer: 'agree', delayS: 601 })).toBe(
      'bad payload.delayS',
    );
  });

  it('SY-13 Party, role and user come from the sign-in: a payload that names them is refused', () => {
    for (const extra of ['party', 'role', 'user', 'by', 'robot'])
      for (const name of NAMES) {
        const by = officer(
          'P1',
          COMMANDS[name].roles.some((r) => r === 'supervisor') ? 'supervisor' : 'duty',
        );
        expect(verdict(name, { ...PAYLOADS[name], [extra]: 'P2' }, by)).toBe(`bad payload.${extra}`);
      }
  });

  it("SY-14 a robot is set in demo only, for one's own Party or one that nobody keeps", () => {
    const kept = (participant: string, occupant: Desk['occupant']): Desk => ({
      ...{ participant, role: 'duty', occupant, name: null, robot: null },
    });
    const set = (participant: string, ctx: Partial<PolicyContext>) =>
      verdict('robot.set', { participant, answer: 'silent', delayS: 1 }, officer('P1'), context('LIVE', ctx));
    expect(set('P1', { demo: false })).toBe('demoOnly');
    const person = [kept('P1', 'person'), kept('P2', 'person')];
    expect([set('P1', { desks: person }), set('P2', { desks: person })]).toEqual(['ok', 'partyHasOfficer']);
    expect(set('P2', { desks: [kept('P1', 'person'), kept('P2', 'robot'), kept('P2', 'empty')] })).toBe('ok');
  });

  it('SY-15 every command has roles, a rate and a schema that takes no unknown field', () => {
    for (const name of NAMES) {
      const { roles, perMinute, schema } = COMMANDS[name];
      expect(roles.length).toBeGreaterThan(0);
      expect(roles.every((r) => r !== ('observer' as Role))).toBe(true);
      expect(perMinute).toBeGreaterThan(0);
      expect(schema.safeParse(PAYLOADS[name]).success).toBe(true);
      expect(schema.safeParse({ ...PAYLOADS[name], more: 1 }).success).toBe(false);
    }
  });

  it('SY-134, SY-136 no text of a command holds a control, and no object of it a reserved key', () => {
    /** The payload with each of its strings and objects changed in turn, and where. */
    const changed = (value: unknown, by: (leaf: unknown) => unknown, at = 'payload'): [string, unknown][] => {
      const here: [string, unknown][] = by(value) === undefined ? [] : [[at, by(value)]];
      if (typeof value !== 'object' || value === null) return here;
      const below = Object.entries(value).flatMap(([key, inner]) =>
        changed(inner, by, `${at}.${key}`).map(([place, put]): [string, unknown] => [
          place,
          Array.isArray(value)
            ? value.map((v, i) => (String(i) === key ? put : v))
            : { ...value, [key]: put },
        ]),
      );
      return [...here, ...below];
    };
    const broken = (v: unknown) => (typeof v === 'string' ? `${v}\u0000` : undefined);
    const keyed = (v: unknown) =>
      typeof v === 'object' && v !== null && !Array.isArray(v)
        ? JSON.parse(
            `${JSON.stringify(v).slice(0, -1)}${Object.keys(v).length > 0 ? ',' : ''}"__proto__":{"x":1}}`,
          )
        : undefined;
    let tried = 0;
    for (const name of NAMES)
      for (const by of [broken, keyed])
        for (const [place, payload] of changed(PAYLOADS[name], by)) {
          const envelope = commandEnvelopeSchema.safeParse(send(name, payload));
          const refused = !envelope.success || !COMMANDS[name].schema.safeParse(payload).success;
          expect([name, place, refused]).toEqual([name, place, true]);
          tried++;
        }
    expect(tried).toBeGreaterThan(2 * NAMES.length);
  });

  it('SY-16, SY-126 the gateway listens to what the protocol names and to nothing else; commands come by one way', () => {
    const source = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
    const named = [...source('./gateway.ts').matchAll(/socket\.on(?:ce|Any)?\(\s*'([^']*)'/g)].map(
      (m) => m[1],
    );
    const protocol =
      /interface ClientToServer \{([\s\S]*?)\n\}/.exec(source('../../domain/protocol/socket.ts'))?.[1] ?? '';
    const declared = [...protocol.matchAll(/^ {2}(\w+):/gm)].map((m) => m[1]);
    expect(declared.length).toBeGreaterThan(3);
    expect(named.filter((n) => n !== 'disconnect' && n !== 'error').sort()).toEqual([...declared].sort());
    expect(Object.keys(WORDS).sort()).toEqual([...declared].sort());
    expect(source('./gateway.ts')).toMatch(/socket\.use\(.*\n.*gate\.why\(/);
    // No listener by a computed name, and no second table: commands are only taken after `admit`.
    expect([...source('./gateway.ts').matchAll(/socket\.on[A-Za-z]*\(/g)].length).toBe(named.length);
    for (const name of NAMES) expect(source('./gateway.ts')).not.toContain(`'${name}'`);
  });
});
