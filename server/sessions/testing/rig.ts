import { vi } from 'vitest';
import type { CommandResult } from '../../../domain/alert';
import { type Compartment, compartmentOf, nationalLabel, sharedLabel } from '../../../domain/labels';
import type { SessionClock } from '../../../domain/protocol/socket';
import type { EngineEvent, StoredEvent } from '../../../domain/records';
import { EPOCH, launch, officer, track } from '../../../domain/testing/samples';
import type { EngineBatch, FromWorker, ToWorker } from '../../engine/messages';
import { twoSensorConfig } from '../../engine/testing/two-sensors';
import { type Journal, JournalError, type JournalErrorCode, type JournalState } from '../../journal';
import type { EngineLink } from '../engine-link';
import { Sessions } from '../manager';
import { compartmentsOfSession, type SessionMeta } from '../meta';

const config = twoSensorConfig(EPOCH);
export const META: SessionMeta = {
  ...{ v: 1, id: 'test', config, createdMs: EPOCH, openedBy: null, speed: 1 },
  source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
  compartments: compartmentsOfSession(config.participants),
};
export const sessionClock = (): SessionClock => ({
  ...{ session: 'test', nowMs: EPOCH, wallMs: 1000, speed: 1, wantedSpeed: 1, heldBy: null },
  ...{ state: 'running', readonly: false },
});
export const shared = (rev: number): EngineEvent => ({
  ...{ kind: 'launch.changed', label: sharedLabel('CENTER', 'LIVE'), body: launch({ rev }) },
});
export const nat = (owner: string): EngineEvent => ({
  ...{ kind: 'track.changed', label: nationalLabel(owner, 'LIVE'), body: track() },
});
export function batch(step: number, events: EngineEvent[], results: EngineBatch['results'] = []): FromWorker {
  return {
    type: 'batch',
    batch: {
      ...{
        session: 'test',
        engineVersion: '1',
        firstStep: step,
        lastStep: step,
        nowMs: EPOCH + step,
        inputs: [],
      },
      ...{ results, refused: {}, snapshot: null },
      events: events.map((event) => ({ atMs: EPOCH, event })),
    },
  };
}

export const answered = (
  commandId: string,
  userId = officer('P1').userId,
): EngineBatch['results'][number] => ({
  ...{ commandId, userId, result: { code: 'OK' } },
});

/** A journal that commits when it is told to. */
export class FakeJournal {
  readonly stored: StoredEvent[] = [];
  readonly waiting: { commit: () => void; fail: (code?: JournalErrorCode) => void }[] = [];
  tellState: (state: JournalState) => void = () => {};
  onState(handler: (state: JournalState) => void): void {
    this.tellState = handler;
  }
  readonly pages: string[] = [];
  inputs: { firstStep: number; lastStep: number; inputs: unknown[] }[] = [];
  views = new Map<string, { seq: number; json: unknown }>();
  async createSession(): Promise<void> {}
  async latestEngineSnapshot() {
    return { step: 4, atMs: EPOCH + 4, engineVersion: '1', json: { state: 4 } };
  }
  async readInputs(_s: string, after: number, limit: number) {
    return this.inputs.filter((c) => c.lastStep > after).slice(0, Math.min(limit, 2));
  }
  async latestView(_s: string, compartment: string) {
    return this.views.get(compartment) ?? null;
  }
  async readEvents(_s: string, compartment: Compartment, after: number) {
    const events = this.of(compartment)
      .filter((e) => e.seq > after)
      .slice(0, 2);
    this.pages.push(`${compartment}>${after}`);
    return { events, to: events[events.length - 1]?.seq ?? after };
  }
  async putView(_s: string, compartment: string, seq: number, json: unknown) {
    this.views.set(compartment, { seq, json: structuredClone(json) });
  }
  async putEngineSnapshot(): Promise<void> {}
  append(b: EngineBatch) {
    return new Promise((resolve, reject) =>
      this.waiting.push({
        commit: () => resolve(this.store(b)),
        fail: (code = 'BUSY') => reject(new JournalError(code, 'not now')),
      }),
    );
  }
  store(b: Pick<EngineBatch, 'events'>) {
    const heads = new Map<Compartment, number>();
    const events = b.events.map(({ atMs, event }) => {
      const compartment = compartmentOf(event.label);
      const seq = this.of(compartment).length + 1;
      const stored = { v: 1, seq, atMs, ...event } as StoredEvent;
      this.stored.push(stored);
      heads.set(compartment, seq);
      return stored;
    });
    return { events, heads };
  }
  of(compartment: string): StoredEvent[] {
    return this.stored.filter((e) => compartmentOf(e.label) === compartment);
  }
}

/** Lets everything that was settled run on. */
export const flush = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await vi.advanceTimersByTimeAsync(0);
};

/** The value of a promise that waits for later turns of the loop. */
export async function inTime<T>(promise: Promise<T>): Promise<T> {
  let open = true;
  const settled = promise.finally(() => {
    open = false;
  });
  // What a turn starts comes a millisecond later: the clock has to move.
  for (let i = 0; open && i < 50; i++) await vi.advanceTimersByTimeAsync(1);
  return settled;
}

export interface Rig {
  journal: FakeJournal;
  sessions: Sessions;
  fromWorker: (m: FromWorker) => void;
  die: (e: Error) => void;
  /** What the engine worker was told. */
  posted: ToWorker[];
  /** What happened, in order. */
  order: string[];
  acknowledge: (id: string, by?: ReturnType<typeof officer>) => Promise<CommandResult>;
}

/** Sessions over a journal that commits when it is told to and an engine that says what it is told; timers are faked. */
export function openRig(): Rig {
  const journal = new FakeJournal();
  const posted: ToWorker[] = [];
  const order: string[] = [];
  let fromWorker: Rig['fromWorker'] = () => {};
  let die: Rig['die'] = () => {};
  const engine: EngineLink = {
    post: (m) => {
      posted.push(m);
      if (m.type === 'open')
        queueMicrotask(() => fromWorker({ type: 'opened', session: 'test', resumedSteps: 0, tookMs: 1 }));
    },
    onMessage: (handler) => {
      fromWorker = handler;
    },
    onDeath: (handler) => {
      die = handler;
    },
    close: async () => {},
  };
  const sessions = new Sessions({
    ...{ journal: journal as unknown as Journal, engine, demo: true, nowMs: () => 1000 },
    fault: (point, tag) => order.push(`${point} ${tag}`),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  sessions.on('events', (b) => order.push(`${b.compartment} ${b.after}-${b.to}`));
  const acknowledge: Rig['acknowledge'] = (id, by = officer('P1')) =>
    sessions.command('test', id, by, {
      name: 'alert.acknowledge',
      payload: { alert: 'a#1', seq: 1, seenRev: 1 },
    });
  return { journal, sessions, fromWorker, die, posted, order, acknowledge };
}
