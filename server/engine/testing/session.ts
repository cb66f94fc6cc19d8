import type { Alert, CommandResult } from '../../../domain/alert';
import type { Principal } from '../../../domain/participants';
import type { AnyCommand } from '../../../domain/protocol/commands';
import type { Desk, EngineEvent, EventOf } from '../../../domain/records';
import { officer } from '../../../domain/testing/samples';
import { createEngine } from '../engine';
import { type InputSource, SessionHost } from '../host';
import type { EngineBatch } from '../messages';
import type { EngineConfig, TimedEvent } from '../types';

type Robot = NonNullable<Desk['robot']>;

/** A session without server or journal: the engine in its host over a source, as fast as it goes. */
export interface TestSession {
  readonly host: SessionHost;
  /** All events so far, and all batches as the journal would get them. */
  readonly events: TimedEvent[];
  readonly batches: EngineBatch[];
  runTo(atMs: number): void;
  /** Gives a command now and its result. */
  command(id: string, by: Principal, command: AnyCommand): CommandResult;
  /** A robot in a supervisor's chair; null leaves it empty. */
  seat(participant: string, robot: Robot | null): void;
  of<K extends EngineEvent['kind']>(
    kind: K,
  ): { atMs: number; label: EngineEvent['label']; body: EventOf<K>['body'] }[];
  /** Latest revision of each alert, in the order in which they were raised. */
  alerts(): Alert[];
}

export function openTestSession(config: EngineConfig, source: InputSource): TestSession {
  const events: TimedEvent[] = [];
  const batches: EngineBatch[] = [];
  const port = {
    batch: (b: EngineBatch): void => {
      batches.push(b);
      for (const e of b.events) events.push(e);
      session.host.committed();
    },
    frame: () => {},
    clock: () => {},
    busy: () => {},
  };
  const at = { nowMs: config.epochMs, step: 0, live: true, finished: false };
  const session: TestSession = {
    host: new SessionHost(createEngine(config), source, port, at),
    events,
    batches,
    runTo: (atMs) => {
      while (session.host.runHistory(atMs, atMs) === 'more');
    },
    command: (id, by, command) => {
      session.host.command(id, by, command, session.host.nowMs);
      const results = batches.flatMap((b) => b.results).filter((r) => r.commandId === id);
      return (results[results.length - 1] as { result: CommandResult }).result;
    },
    seat: (participant, robot) => {
      const name = robot && { en: 'Robot officer', ru: 'Робот-дежурный' };
      const occupant = robot ? 'robot' : 'empty';
      session.host.desk({ participant, role: 'supervisor', occupant, name }, session.host.nowMs);
      if (!robot) return;
      const payload = { participant, ...robot };
      const set = session.command(`seat-${participant}-${session.host.nowMs}`, officer(participant), {
        name: 'robot.set',
        payload,
      });
      if (set.code !== 'OK') throw new Error(`robot of ${participant}: ${set.code}`);
    },
    of: (kind) =>
      events.flatMap(({ atMs, event }) =>
        event.kind === kind ? [{ atMs, label: event.label, body: event.body as never }] : [],
      ),
    alerts: () => {
      const latest = new Map<string, Alert>();
      for (const { body } of session.of('alert.changed')) latest.set(body.id, body);
      return [...latest.values()];
    },
  };
  session.host.inject([{ kind: 'open' }], config.epochMs);
  return session;
}

/** A source of what is given: ordered by receipt. */
export function sourceOf(inputs: readonly unknown[], endMs: number | null = null): InputSource {
  let given = 0;
  return {
    endMs,
    advance: (toMs) => {
      const from = given;
      while (given < inputs.length && !((Object(inputs[given]).receivedMs ?? 0) > toMs)) given++;
      return inputs.slice(from, given) as ReturnType<InputSource['advance']>;
    },
  };
}
