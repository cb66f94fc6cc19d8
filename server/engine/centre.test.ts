import { describe, expect, it } from 'vitest';
import { CLASS_CODES } from '../../domain/classes';
import type { LogEntry } from '../../domain/log';
import type { ConsultationCommand } from '../../domain/protocol/commands';
import type { EngineEvent, EventBodies, EventKind, LaunchReport } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { officer } from '../../domain/testing/samples';
import type { Undertaking } from '../../domain/undertakings';
import { at, flight, report } from '../joint/testing/reports';
import { Centre } from './centre';
import { LogWriter } from './log';
import { Numbers } from './numbers';
import type { EngineConfig } from './types';

const HERE = flight();
const both = (text: string) => ({ en: text, ru: text });
const MORATORIUM: Undertaking = {
  ...{ id: 'u', by: 'P1', byName: both('First'), kind: 'TEST_MORATORIUM', title: both('t'), text: both('x') },
  ...{ fromMs: 0, toMs: null, classes: [...CLASS_CODES], leadS: null, source: both('s') },
};

function centre(regime: Partial<EngineConfig['regime']> = {}) {
  const config = {
    ...{ session: 's', mode: 'LIVE', participants: [], sensors: [], feeds: [], epochMs: at(-600) },
    ...{ info: { parties: ['P1', 'P2'] }, regime: { ...DEFAULT_REGIME, ...regime } },
  } as unknown as EngineConfig;
  const room = new Centre(config, new Numbers(), new LogWriter('s'));
  const events: EngineEvent[] = [];
  return {
    consult: (command: ConsultationCommand) =>
      room.consult(officer('P2', 'duty'), command, at(60), events).code,
    told: <K extends EventKind>(kind: K) =>
      events.flatMap((e) => (e.kind === kind ? [e.body as EventBodies[K]] : [])),
    hear: (r: LaunchReport) => void events.push(...room.takeReport(r, r.givenMs)),
    lines: (msg: LogEntry['msg']) =>
      events.flatMap((e) => (e.kind === 'log.written' && e.body.msg === msg ? [e.body.params] : [])),
  };
}

describe('what the centre writes of a launch', () => {
  it('EN-74 times that surely differ are said once, by the Party that is ahead', () => {
    const c = centre();
    for (let s = 0; s <= 40; s += 10) {
      c.hear(report(HERE, { s, sigmaM: 300 }));
      c.hear(report(HERE, { s, party: 'P2', clockS: -2, sigmaM: 300 }));
    }
    expect(c.lines('log.launch.clock')).toMatchObject([{ launch: 1, party: 'P1' }]);
    expect(c.lines('log.launch.clock')[0]?.timeS).toBeCloseTo(2, 1);
    const agreed = centre();
    for (const party of ['P1', 'P2']) agreed.hear(report(HERE, { party, sigmaM: 300 }));
    expect(agreed.lines('log.launch.clock')).toEqual([]);
  });

  it('NT-63 an undertaking that a launch touches is a line once, with whose it is and how it stands', () => {
    const c = centre({ territories: { P1: [[-90, 90, -180, 180]] }, undertakings: [MORATORIUM] });
    for (let s = 0; s <= 40; s += 10) c.hear(report(HERE, { s }));
    expect(c.lines('log.launch.undertaking')).toEqual([
      { launch: 1, byEn: 'First', byRu: 'First', undertaking: 'TEST_MORATORIUM', standing: 'OPEN' },
    ]);
  });

  it('NT-52 an officer asks to consult about an undertaking that the launch touches, and about no other', () => {
    const c = centre({ territories: { P1: [[-90, 90, -180, 180]] }, undertakings: [MORATORIUM] });
    c.hear(report(HERE, { s: 10 }));
    const { id = '' } = c.told('launch.changed')[0] ?? {};
    const ask = (undertaking?: string): string =>
      c.consult({
        name: 'consultation.request',
        payload: { subject: { kind: 'launch', id, undertaking }, forum: { name: 'OPEN', members: [] } },
      });
    expect(ask('other')).toBe('NOT_FOUND');
    expect(c.told('consultation.changed')).toEqual([]);
    expect(ask('u')).toBe('OK');
    expect(c.told('consultation.changed')[0]?.subject).toEqual({
      ...{ kind: 'launch', id, number: 1, undertaking: 'u' },
    });
    // What is open about the launch is where its undertakings are talked of.
    expect(ask()).toBe('ALREADY');
  });

  it('EN-75 a launch that becomes another is a line with both numbers, and none that it was retracted', () => {
    const c = centre();
    c.hear(report(HERE, { errorM: [0, 0, 60e3] }));
    c.hear(report(HERE, { party: 'P2', s: 1 }));
    for (let s = 10; s <= 40; s += 10) for (const party of ['P1', 'P2']) c.hear(report(HERE, { s, party }));
    expect(c.lines('log.launch.alias')).toEqual([{ launch: 2, into: 1 }]);
    expect(c.lines('log.launch.retracted')).toEqual([]);
  });
});
