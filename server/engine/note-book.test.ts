import { describe, expect, it } from 'vitest';
import { sharedLabel } from '../../domain/labels';
import type { LogEntry } from '../../domain/log';
import { correctionsOf } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { CommandPayload } from '../../domain/protocol/commands';
import { EPOCH, officer } from '../../domain/testing/samples';
import { createEngine, type Engine, restoreEngine } from './engine';
import { LogWriter } from './log';
import { withSeen } from './note-book';
import { openTestSession, sourceOf } from './testing/session';
import { twoSensorConfig } from './testing/two-sensors';

const open = () => openTestSession(twoSensorConfig(EPOCH), sourceOf([]));
type Open = ReturnType<typeof open>;
let clicks = 0;
const write = (s: Open, payload: Partial<CommandPayload<'log.write'>>, by = officer('P1')) =>
  s.command(`note-${++clicks}`, by, {
    name: 'log.write',
    payload: { body: 'seen', language: 'en', ...payload },
  });
const notes = (s: Open): LogEntry[] => s.of('log.written').flatMap(({ body }) => (body.text ? [body] : []));

describe('own entries of the watch log', () => {
  it('WL-01 an entry says what its author had on screen, a line without anything shown says nothing of it', () => {
    const s = open();
    write(s, { seen: { kind: 'launch', id: 'launch_a', rev: 4 } });
    write(s, {});
    expect(notes(s).map((n) => n.seen)).toEqual([{ kind: 'launch', id: 'launch_a', rev: 4 }, undefined]);
  });

  it('WL-01 the lines of an answer are of the revision that was painted; what the center writes beside them is not', () => {
    const label = sharedLabel('CENTER', 'LIVE');
    const log = new LogWriter('s');
    const lines = [officer('P1'), null].map((by) =>
      log.line(label, EPOCH, { msg: 'log.alert.acknowledged', by }),
    );
    const payload = { alert: 'launch:a#1', seq: 1, seenRev: 4 };
    const told = withSeen(lines, officer('P1'), { name: 'alert.acknowledge', payload });
    const seen = { kind: 'alert', id: 'launch:a#1', rev: 4 };
    expect(told.map((e) => (e.body as LogEntry).seen)).toEqual([seen, undefined]);
  });

  it('WL-02 an entry is corrected by a new one of its author, at its latest wording; nothing goes', () => {
    const s = open();
    write(s, { body: 'east' });
    const first = notes(s)[0]?.id ?? '';
    expect(write(s, { corrects: first }, officer('P1', 'duty'))).toEqual({
      code: 'FORBIDDEN',
      reason: 'notYours',
    });
    expect(write(s, { corrects: 'log_none' })).toEqual({ code: 'NOT_FOUND' });
    expect(write(s, { body: 'west', corrects: first })).toEqual({ code: 'OK' });
    expect(write(s, { body: 'north', corrects: first })).toMatchObject({
      ...{ code: 'ALREADY', by: officer('P1').userId, atMs: s.host.nowMs },
    });
    const second = notes(s)[1]?.id ?? '';
    expect(write(s, { body: 'north', corrects: second })).toEqual({ code: 'OK' });
    expect(notes(s).map((n) => [n.msg, n.text?.body, n.corrects])).toEqual([
      ['log.note', 'east', undefined],
      ['log.correction', 'west', first],
      ['log.correction', 'north', second],
    ]);
    expect([...correctionsOf(notes(s)).keys()]).toEqual([first, second]);
  });

  it('WL-02 after a restart an entry is still its author’s to correct', () => {
    const config = twoSensorConfig(EPOCH);
    const before = createEngine(config);
    const step = (engine: Engine, by: Principal, id: string, corrects?: string) => {
      const payload = { body: 'west', language: 'en' as const, ...(corrects && { corrects }) };
      const command = { name: 'log.write' as const, payload };
      return engine.step({ kind: 'command', id, principal: by, command }, EPOCH + 1000);
    };
    const [id] = step(before, officer('P1'), 'a-0').events.map((e) => (e.body as LogEntry).id);
    const again = restoreEngine(config, JSON.parse(JSON.stringify(before.snapshot())));
    const codes = [officer('P2'), officer('P1')].map(
      (by, i) => step(again, by, `a-${i + 1}`, id).result?.code,
    );
    expect(codes).toEqual(['FORBIDDEN', 'OK']);
  });
});
