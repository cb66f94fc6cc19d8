import { describe, expect, it } from 'vitest';
import { idleVerdict } from './idle';
import { windowMemory } from './lock-memory';
import { joined, me, open } from './testing';

const IDLE = { lockAfterS: 1800, warnS: 60 };
/** A window's storage; `full` takes and gives nothing. */
const storage = (full = false): (() => Storage) => {
  const kept = new Map<string, string>();
  return () => {
    if (full) throw new Error('no storage here');
    return {
      getItem: (k: string) => kept.get(k) ?? null,
      setItem: (k: string, v: string) => void kept.set(k, v),
    } as unknown as Storage;
  };
};

describe('a locked console in the browser', () => {
  it('WL-21 is locked after so long without use, with a warning before', () => {
    const at = (s: number) => idleVerdict(s * 1000, IDLE);
    expect([at(0), at(1739), at(1740), at(1799.5), at(1800), at(9e9)]).toEqual([
      ...['use', 'use', { leftS: 60 }, { leftS: 1 }, 'lock', 'lock'],
    ]);
  });

  it('WL-22 locks and unlocks by a word that names who sits there; the server’s word is what holds', async () => {
    const { socket, source, state } = joined();
    const asked = source.setLocked(true);
    const [request, answer] = socket.of('lock').at(-1) ?? [];
    expect(request).toEqual({ locked: true });
    expect(state().locked).toBe(false);
    socket.give('locked', true);
    answer?.({ code: 'OK' });
    expect(await asked).toEqual({ code: 'OK' });
    expect(state().locked).toBe(true);
    void source.setLocked(false);
    expect(socket.of('lock').at(-1)?.[0]).toEqual({ locked: false, as: me.userId });
  });

  it('WL-22 comes back locked from a reload, and locks anew a server that was restarted', () => {
    const memory = windowMemory('', storage(), () => 'console-one');
    memory.keep(true);
    const { socket, state, answerJoin } = open(memory);
    expect(state().locked).toBe(true);
    socket.line({ is: 'up' });
    answerJoin({ locked: false });
    expect(state().locked).toBe(true);
    expect(socket.of('lock').map(([request]) => request)).toEqual([{ locked: true }]);
    socket.give('locked', false);
    expect([state().locked, memory.locked()]).toEqual([false, false]);
  });

  it('WL-22 whoever signs in after him finds no lock of his', () => {
    const memory = windowMemory('', storage(), () => 'console-one');
    const { socket, state, answerJoin } = open(memory);
    socket.line({ is: 'up' });
    answerJoin({ locked: true });
    expect([state().locked, memory.locked()]).toEqual([true, true]);
    socket.give('bye', { error: 'SIGNED_OUT', message: 'over' });
    expect(memory.locked()).toBe(false);
  });

  it('WL-22 a window keeps its console’s name, each desk its own; without storage each load is a new one', () => {
    const [of, none] = [storage(), storage(true)];
    let made = 0;
    const make = () => `console-${++made}`;
    expect(windowMemory('A', of, make).console).toBe('console-1');
    expect(windowMemory('A', of, make).console).toBe('console-1');
    expect(windowMemory('B', of, make).console).toBe('console-2');
    expect([windowMemory('', none, make).console, windowMemory('', none, make).console]).toEqual([
      ...['console-3', 'console-4'],
    ]);
  });
});
