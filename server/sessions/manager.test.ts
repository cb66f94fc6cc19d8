import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import { officer } from '../../domain/testing/samples';
import { JournalError } from '../journal';
import { answered, batch, flush, inTime, META, nat, openRig, type Rig, shared } from './testing/rig';

let { journal, sessions, fromWorker, posted, order, acknowledge } = {} as Rig;
beforeEach(() => {
  vi.useFakeTimers();
  ({ journal, sessions, fromWorker, posted, order, acknowledge } = openRig());
});
afterEach(async () => {
  await inTime(sessions.close());
  vi.useRealTimers();
});

describe('open sessions and the journal', () => {
  it('SY-42 nothing is seen or answered before it is committed; then the answer comes, then the event', async () => {
    const session = await sessions.create(META);
    void acknowledge('c1').then((r) => order.push(`answer ${r.code}`));
    fromWorker(batch(1, [shared(1), nat('P1')], [answered('c1')]));
    await flush();
    expect(order).toEqual([]);
    expect(session.streams.get('SHARED')?.seq).toBe(0);
    journal.waiting[0]?.commit();
    await flush();
    expect(order).toEqual([
      'after-append-before-reply ok0',
      'answer OK',
      'after-reply-before-broadcast ok0',
      'SHARED 0-1',
      'NAT:P1 0-1',
    ]);
    expect(posted).toContainEqual({ type: 'committed', session: 'test', step: 1 });
  });

  it('SY-42 steps are told in the order in which they were made', async () => {
    await sessions.create(META);
    for (const step of [1, 2, 3]) fromWorker(batch(step, [shared(step)]));
    await flush();
    expect(journal.waiting.length).toBe(3);
    for (const w of journal.waiting) w.commit();
    await flush();
    expect(order).toEqual(['SHARED 0-1', 'SHARED 1-2', 'SHARED 2-3']);
  });

  it('SY-43 while the journal takes nothing commands are refused loudly, and the step gets in before anything goes on', async () => {
    await sessions.create(META);
    fromWorker(batch(1, [shared(1)]));
    await flush();
    journal.waiting[0]?.fail();
    await flush();
    expect(sessions.storage).toEqual({ readonly: true, reason: 'journal: not now' });
    expect(await acknowledge('c2')).toEqual({ code: 'ENGINE_READONLY' });
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(250);
    expect(journal.waiting.length).toBe(2);
    journal.waiting[1]?.commit();
    await flush();
    expect(sessions.storage.readonly).toBe(false);
    expect([order, journal.stored.length, sessions.figures.retries]).toEqual([['SHARED 0-1'], 1, 1]);
  });

  it('SY-43 a disk that takes nothing is told to every console at once, and so is its end, which no step waits for', async () => {
    await sessions.create(META);
    const told: boolean[] = [];
    sessions.on('clock', (c) => told.push(c.readonly));
    journal.tellState({ state: 'READONLY', reason: 'no space left' });
    expect([told, sessions.storage]).toEqual([[true], { readonly: true, reason: 'no space left' }]);
    expect(await acknowledge('c1')).toEqual({ code: 'ENGINE_READONLY' });
    fromWorker(batch(1, [shared(1)]));
    await flush();
    journal.waiting[0]?.fail('READONLY');
    await flush();
    expect(journal.waiting.length).toBe(1);
    journal.tellState({ state: 'OK', reason: null });
    await flush();
    expect(journal.waiting.length).toBe(2);
    journal.waiting[1]?.commit();
    await flush();
    expect([told, sessions.storage.readonly, order]).toEqual([[true, false], false, ['SHARED 0-1']]);
  });

  it.each(['NO_SESSION', 'CLOSED', 'FAILED'] as const)(
    'SY-48 a step that the journal will never take (%s) ends the process: no second try, nothing later is told',
    async (code) => {
      await sessions.create(META);
      const fatal = vi.fn();
      sessions.on('fatal', fatal);
      for (const step of [1, 2]) fromWorker(batch(step, [shared(step)], [answered('c1')]));
      await flush();
      journal.waiting[1]?.fail(code);
      await flush();
      expect(fatal).not.toHaveBeenCalled();
      journal.waiting[0]?.commit();
      await flush();
      expect(fatal).toHaveBeenCalledWith(new JournalError(code, 'not now'));
      await vi.advanceTimersByTimeAsync(10_000);
      expect(journal.waiting.length).toBe(2);
      expect(order.filter((o) => o.startsWith('SHARED'))).toEqual(['SHARED 0-1']);
    },
  );

  it('SY-67 a step that cannot be stored for what is in it ends its session alone: it stands as it was stored', async () => {
    await sessions.create(META);
    const other = { ...META, id: 'other', config: { ...META.config, session: 'other' } };
    sessions.know(other, { nowMs: 0, finished: false });
    const fatal = vi.fn();
    sessions.on('fatal', fatal);
    const ack = acknowledge('c1');
    fromWorker(batch(1, [shared(1)]));
    fromWorker(batch(2, [shared(2)], [answered('c1')]));
    fromWorker(batch(3, [shared(3)]));
    await flush();
    journal.waiting[0]?.commit();
    journal.waiting[1]?.fail('BAD_RECORD');
    journal.waiting[2]?.fail('STEP_OUT_OF_ORDER');
    await flush();
    expect(await inTime(ack)).toEqual({ code: 'ENGINE_READONLY' });
    expect(posted).toContainEqual({ type: 'close', session: 'test' });
    const session = sessions.get('test');
    expect([session?.stopped, session?.clock.state]).toEqual(['journal: not now', 'finished']);
    fromWorker(batch(4, [shared(4)]));
    await vi.advanceTimersByTimeAsync(10_000);
    expect([journal.waiting.length, order, fatal.mock.calls]).toEqual([3, ['SHARED 0-1'], []]);
    expect([sessions.storage.readonly, sessions.get('other')?.stopped]).toEqual([false, null]);
  });

  it('SY-48 closing gives up what is being tried again, so that the process can end', async () => {
    await sessions.create(META);
    const fatal = vi.fn();
    sessions.on('fatal', fatal);
    fromWorker(batch(1, [shared(1)]));
    await flush();
    journal.waiting[0]?.fail('READONLY');
    await flush();
    const closing = sessions.close();
    await flush();
    journal.waiting[1]?.fail('READONLY');
    await closing;
    expect(fatal).toHaveBeenCalledTimes(1);
  });

  it('SY-44 a command that comes twice while it is in hand goes in as it is, and both are answered', async () => {
    await sessions.create(META);
    const both = Promise.all([acknowledge('c1'), acknowledge('c1')]);
    fromWorker(batch(1, [], [answered('c1')]));
    await flush();
    journal.waiting[0]?.commit();
    expect(await both).toEqual([{ code: 'OK' }, { code: 'OK' }]);
  });

  it('SY-44 two users who make the same id get each his own answer', async () => {
    await sessions.create(META);
    const [mine, theirs] = [acknowledge('c1'), acknowledge('c1', officer('P2'))];
    const no: CommandResult = { code: 'NOT_FOUND' };
    fromWorker(batch(1, [], [{ ...answered('c1', officer('P2').userId), result: no }]));
    fromWorker(batch(2, [], [answered('c1')]));
    await flush();
    for (const w of journal.waiting) w.commit();
    expect(await inTime(Promise.all([mine, theirs]))).toEqual([{ code: 'OK' }, no]);
  });

  it('SY-44 an engine that is too busy says so; an unknown session has no commands', async () => {
    await sessions.create(META);
    const busy = acknowledge('c1');
    fromWorker({ type: 'busy', session: 'test', commandId: 'c1', userId: officer('P1').userId });
    expect(await busy).toEqual({ code: 'ENGINE_READONLY' });
    expect(
      await sessions.command('none', 'c', officer('P1'), {
        name: 'log.write',
        payload: { body: 'x', language: 'en' },
      }),
    ).toEqual({ code: 'NOT_FOUND' });
  });

  it('SY-104 a robot is set in the one queue of the session: nothing is answered or changed here before its step is committed', async () => {
    await sessions.create(META);
    const payload = { participant: 'P2', answer: 'silent' as const, delayS: 9 };
    const command = { name: 'robot.set' as const, payload };
    void sessions.command('test', 'c1', officer('P1'), command).then((r) => order.push(`answer ${r.code}`));
    expect(posted.slice(1)).toEqual([
      { type: 'command', session: 'test', id: 'c1', principal: officer('P1'), command },
    ]);
    fromWorker(batch(1, [shared(1)], [answered('c1')]));
    await flush();
    expect(order).toEqual([]);
    journal.waiting[0]?.commit();
    await flush();
    expect(order.filter((o) => !o.startsWith('after'))).toEqual(['answer OK', 'SHARED 0-1']);
    expect(JSON.stringify(sessions.desks('test')?.all())).not.toContain('silent');
  });
});
