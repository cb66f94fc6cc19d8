/** One life of a session: the engine in its host, in virtual time, before whoever watches. */
import type { CommandResult } from '../../domain/alert';
import type { FeedInput } from '../../domain/inputs';
import { type Compartment, compartmentOf } from '../../domain/labels';
import type { Participant, Principal } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { StoredEvent } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';
import { watchSubjectOf } from '../../domain/statements';
import { EPOCH, notification, officer } from '../../domain/testing/samples';
import { createEngine } from '../../server/engine/engine';
import { type HostPort, SessionHost } from '../../server/engine/host';
import { sourceOf } from '../../server/engine/testing/session';
import { flyTiny, looksAt } from '../../server/engine/testing/tiny-flight';
import { infraredOf, OBSERVER, radarOf, twoSensorConfig } from '../../server/engine/testing/two-sensors';
import type { EngineConfig, EngineInput, TimedEvent } from '../../server/engine/types';
import { voice } from './voice';

/** Session time of a second of the life. */
export const at = (s: number): number => EPOCH + s * 1000;
export const LASTS_S = 200;
/** Whose secrets are varied. */
export const OWNER = 'P1';
const SITE = { lat: 8, lon: -152 };
const FLIGHT = flyTiny({ ...SITE, azDeg: 60, launchMs: at(30), burnS: 110, thrust: 34 });

/** So many Parties, each with a radar below the path and a satellite above it; and an observer. */
export function worldOf(parties: number): EngineConfig {
  const names = Array.from({ length: parties }, (_, i) => `P${i + 1}`);
  const participants = names.map((id, i): Participant => {
    const letter = 'ABCD'[i] ?? 'Z';
    return { id, kind: 'PARTY', letter, order: i, name: { en: `Party ${letter}`, ru: `Сторона ${letter}` } };
  });
  const sensors = names.flatMap((id, i) => [
    radarOf(`R${i + 1}`, id, 12 - i, -150 + i),
    infraredOf(`S${i + 1}`, id, -160 + 5 * i),
  ]);
  return { ...twoSensorConfig(EPOCH, participants), sensors, participants: [...participants, OBSERVER] };
}
export const sensorsOf = (world: EngineConfig, owner: string): Sensor[] =>
  world.sensors.filter((s) => s.assignedTo === owner);
/** What a Party's sensors see of the launch. */
export const looksOf = (world: EngineConfig, owner: string): FeedInput[] =>
  looksAt(FLIGHT, sensorsOf(world, owner), EPOCH, at(LASTS_S));

/** A launch that the observer announces and that does not come: each Party asks itself whether it could have seen it. */
const UNSEEN: FeedInput = {
  ...{ kind: 'message', id: 'unseen', atMs: at(2), receivedMs: at(2) },
  body: {
    type: 'NOTIFICATION',
    notification: notification({
      ...{ reference: 'unseen', by: 'O1', byName: OBSERVER.name, azimuthDeg: 60 },
      launchArea: { lat: 10, lon: -148, radiusM: 20_000, name: { en: 'Other site', ru: 'Другое место' } },
      window: { fromMs: at(5), toMs: at(25) },
    }),
  },
};

/** An act of somebody at a second of the life; what it is may rest on what his streams hold by then. */
export interface Act {
  atS: number;
  id: string;
  by: Principal;
  command: (held: readonly StoredEvent[]) => AnyCommand | null;
}
/** What is only its owner's: what his sources yield and what he does in his own streams. */
export interface Secret {
  inputs: unknown[];
  acts: Act[];
  /** Consoles of his that open or close at these seconds. */
  consoles: number[];
  /** Seconds at which a console of P3 acknowledges and shows what it was given of his. */
  shown?: number[];
}

export interface Watcher {
  /** Stored events of a step, as the manager gets them from the journal. */
  stored(events: StoredEvent[], heads: Map<Compartment, number>): void;
  frame(compartment: Compartment, kind: 'delta' | 'key', seq: number, frame: ArrayBuffer): void;
  clock: HostPort['clock'];
  /** Gives the command as its author would; null: straight to the engine. */
  act: ((a: Act, command: AnyCommand) => Promise<CommandResult>) | null;
  consoles(opens: boolean): Promise<void>;
  /** Everything of this second has been done. */
  second(s: number): Promise<void>;
}
export interface Life {
  readonly journal: StoredEvent[];
  readonly host: SessionHost;
  readonly wallMs: () => number;
  of(compartment: Compartment): StoredEvent[];
  results: { id: string; by: string; result: CommandResult }[];
  give(a: Act, command: AnyCommand): CommandResult;
  run(): Promise<void>;
}

const answerOpen = (held: readonly StoredEvent[], by: Principal): AnyCommand | null => {
  const alert = held.findLast((e) => e.kind === 'alert.changed' && e.label.cls === 'CENTER');
  if (alert?.kind !== 'alert.changed') return null;
  const { id, seq, rev } = alert.body;
  if (alert.body.answers.some((x) => x.party === by.participant)) return null;
  return { name: 'alert.acknowledge', payload: { alert: id, seq, seenRev: rev } };
};
const note = (body: string): AnyCommand => ({ name: 'log.write', payload: { body, language: 'en' } });

/** What all members are told, and what the others do and give beside it: the same in every life. */
export function openActs(world: EngineConfig): Act[] {
  const owner = officer(OWNER);
  const parties = world.info.parties.filter((p) => p !== OWNER);
  const {
    reference,
    by: _by,
    byName: _name,
    ...announced
  } = notification({
    ...{ launchArea: { ...SITE, radiusM: 20_000, name: { en: 'Site', ru: 'Место' } }, azimuthDeg: 60 },
    window: { fromMs: at(3600), toMs: at(7200) },
  });
  const speed = (atS: number, by: Principal, to: 1 | 5 | 20): Act => ({
    ...{ atS, by, id: `open-speed-${atS}` },
    command: () => ({ name: 'session.speed', payload: { speed: to } }),
  });
  return [
    { atS: 12, id: 'open-note', by: owner, command: () => note('We begin.') },
    {
      atS: 20,
      id: 'open-file',
      by: owner,
      command: () => ({ name: 'notification.file', payload: { reference, announced } }),
    },
    speed(24, officer('P2'), 5),
    speed(28, officer('P2'), 1),
    {
      ...{ atS: 50, id: 'open-outage', by: owner },
      command: () => ({
        name: 'statement.draft',
        payload: { kind: 'OUTAGE', place: null, sensor: 'S1', window: { fromMs: at(48), toMs: at(60) } },
      }),
    },
    {
      ...{ atS: 54, id: 'open-sign-outage', by: owner },
      command: (held) => {
        const draft = held.findLast((e) => e.kind === 'statement.drafted' && e.body.kind === 'OUTAGE');
        if (draft?.kind !== 'statement.drafted') return null;
        return { name: 'statement.sign', payload: { says: watchSubjectOf(draft.body), confidence: null } };
      },
    },
    ...parties.map(
      (p, i): Act => ({
        atS: 100 + i,
        id: `open-ack-${p}`,
        by: officer(p),
        command: (h) => answerOpen(h, officer(p)),
      }),
    ),
    { atS: 120, id: 'open-ack-owner', by: owner, command: (h) => answerOpen(h, owner) },
    // Words of the others that are refused, taken twice, and of what is not there for them.
    {
      atS: 130,
      id: 'open-none',
      by: officer('P2'),
      command: () => ({ name: 'shift.sign', payload: { shift: 'shift_x', rev: 1, content: '0'.repeat(64) } }),
    },
    { atS: 131, id: 'open-twice', by: officer('P2'), command: () => note('Twice.') },
    { atS: 132, id: 'open-twice', by: officer('P2'), command: () => note('Twice.') },
    {
      atS: 133,
      id: 'open-shift',
      by: officer('P2'),
      command: () => ({ name: 'shift.draft', payload: { remarks: null } }),
    },
    ...(parties.includes('P3') ? [talk(140, 'BILATERAL', ['P2', 'P3'])] : []),
    talk(150, 'OPEN', []),
  ];
}
/** P2 asks some of the members, or all, to talk about the launch. */
const talk = (atS: number, name: 'BILATERAL' | 'OPEN', members: string[]): Act => ({
  ...{ atS, id: `open-talk-${atS}`, by: officer('P2') },
  command: (held) => {
    const launch = held.find((e) => e.kind === 'launch.changed');
    if (launch?.kind !== 'launch.changed') return null;
    const subject = { kind: 'launch' as const, id: launch.body.id };
    return { name: 'consultation.request', payload: { subject, forum: { name, members } } };
  },
});

/** A receiver's console has had all of its copies on screen. */
function sightingsOf(held: readonly StoredEvent[], atMs: number): EngineInput {
  const { participant, userId, name } = officer('P3');
  const seen = held.flatMap((e) => {
    if (e.kind !== 'released.changed') return [];
    const { id, rev } = e.body;
    const one = { compartment: 'NAT:P3' as const, kind: 'release' as const, id, rev, atMs };
    return [
      { ...one, shown: false },
      { ...one, shown: true },
    ];
  });
  return { kind: 'sightings', sightings: [{ by: { participant, userId, name }, seen }] };
}

/** Ordered by receipt; of what comes at one moment the others' first, whatever the owner's sources yield. */
function merged(open: FeedInput[], secret: unknown[]): unknown[] {
  const timeOf = (i: unknown): number => Number(Object(i).receivedMs);
  return [...open, ...secret].sort((a, b) => timeOf(a) - timeOf(b));
}

export function openLife(world: EngineConfig, secret: Secret, watcher: Watcher): Life {
  const journal: StoredEvent[] = [];
  const heads = new Map<Compartment, number>();
  const stored = (events: TimedEvent[]): void => {
    const moved = new Map<Compartment, number>();
    const made = events.map(({ atMs, event }) => {
      const compartment = compartmentOf(event.label);
      const seq = (heads.get(compartment) ?? 0) + 1;
      heads.set(compartment, seq);
      moved.set(compartment, seq);
      return { v: 1, seq, atMs, ...event } as StoredEvent;
    });
    journal.push(...made);
    watcher.stored(made, moved);
  };
  let wallMs = EPOCH;
  const results: Life['results'] = [];
  const engine = createEngine(world);
  const step = engine.step.bind(engine);
  engine.step = (input, nowMs) => {
    voice.atTick = input.kind === 'tick';
    return step(input, nowMs);
  };
  const port: HostPort = {
    batch: (b) => {
      life.host.committed();
      stored(structuredClone(b.events));
      for (const { commandId, userId, result } of b.results)
        results.push({ id: commandId, by: userId, result });
    },
    frame: (compartment, kind, seq, _nowMs, frame) => {
      if (kind !== 'record') watcher.frame(compartment, kind, seq, frame);
    },
    clock: (clock) => watcher.clock(clock),
    busy: () => {
      throw new Error('the journal of a test takes everything');
    },
  };
  const others = world.info.parties.filter((p) => p !== OWNER).flatMap((p) => looksOf(world, p));
  const source = sourceOf(merged([...others, UNSEEN], secret.inputs));
  const start = { nowMs: world.epochMs, step: 0, live: false, finished: false };
  const life: Life = {
    ...{ journal, results, wallMs: () => wallMs },
    host: new SessionHost(engine, source, port, start),
    of: (compartment) => journal.filter((e) => compartmentOf(e.label) === compartment),
    give: (a, command) => {
      life.host.command(a.id, a.by, command, wallMs);
      return results.findLast((r) => r.id === a.id && r.by === a.by.userId)?.result ?? { code: 'NOT_FOUND' };
    },
    run: async () => {
      life.host.setAwake(true);
      life.host.inject([{ kind: 'open' }], wallMs);
      for (const participant of world.info.parties) {
        const { name } = officer(participant);
        // Beyond two they are kept by robots, each of which sees what its Party sees.
        const occupant = participant === 'P1' || participant === 'P2' ? 'person' : 'robot';
        life.host.desk({ participant, role: 'supervisor', occupant, name }, wallMs);
      }
      const acts = [...openActs(world), ...secret.acts];
      for (let s = 0; s <= LASTS_S; s++) {
        wallMs = at(s);
        life.host.pump(wallMs);
        for (const opens of secret.consoles.filter((c) => c === s).map((_, i) => i % 2 === 0))
          await watcher.consoles(opens);
        if (secret.shown?.includes(s)) life.host.inject([sightingsOf(life.of('NAT:P3'), at(s))], wallMs);
        for (const a of acts.filter((x) => x.atS === s)) {
          const mine = new Set<Compartment>(['SHARED', 'NOTIF', `NAT:${a.by.participant}`]);
          const command = a.command(journal.filter((e) => mine.has(compartmentOf(e.label))));
          if (command) await (watcher.act?.(a, command) ?? life.give(a, command));
        }
        life.host.sendFrames();
        life.host.tellClock();
        await watcher.second(s);
      }
    },
  };
  return life;
}
