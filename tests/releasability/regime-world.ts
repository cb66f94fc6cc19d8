/** A session with one participant in each relation to a record, as the streams tell it. */
import {
  type Compartment,
  copyLabel,
  type Label,
  nationalLabel,
  notificationLabel,
  sharedLabel,
} from '../../domain/labels';
import { compartmentsOf, type Participant, type Principal } from '../../domain/participants';
import type { EventBodies, EventKind, StoredEvent } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { EPOCH, filed, launch, launchAlert, officer, watchStatement } from '../../domain/testing/samples';
import { OBSERVER, radarOf, twoSensorConfig } from '../../server/engine/testing/two-sensors';
import type { EngineConfig } from '../../server/engine/types';
import { audiencesOf, projectBatch } from '../../server/release/members';
import { compartmentsOfSession } from '../../server/sessions/meta';
import { OpenSession } from '../../server/sessions/session';
import type { Relation, Row } from './truth-table';

/** Who stands in which relation. P5 is the candidate, P6 and P3 have joined since. */
export const WHO: Record<Relation, Principal> = {
  ...{ owner: officer('P1'), before: officer('P2'), after: officer('P3'), former: officer('P4') },
  ...{ candidate: officer('P5'), receiver: officer('P6'), observer: officer('O1', 'observer') },
};
const FOUNDERS = ['P1', 'P2', 'P4'];
export type Step = { atS: number; kind: 'member.joined' | 'member.left'; participant: string };
/** The record is made at RECORD_S. */
export const RECORD_S = 10;
export const STEPS: Step[] = [
  { atS: 20, kind: 'member.joined', participant: 'P3' },
  { atS: 21, kind: 'member.joined', participant: 'P6' },
  { atS: 22, kind: 'member.left', participant: 'P4' },
];

export function configOf(membership: Regime['membership']): EngineConfig {
  const party = (id: string, order: number): Participant => ({
    ...{ id, kind: 'PARTY', letter: 'ABCDEF'[order] ?? 'Z', order, name: { en: id, ru: id } },
    ...(!FOUNDERS.includes(id) && { candidate: 'BIG8' as const }),
  });
  const parties = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'].map(party);
  const base = twoSensorConfig(EPOCH, parties);
  return {
    ...base,
    info: { ...base.info, parties: FOUNDERS },
    participants: [...parties, OBSERVER],
    sensors: [radarOf('R1', 'P1', 12, -150), radarOf('R2', 'P2', 12, -150)],
    regime: { ...base.regime, membership },
  };
}

export const RECORD = 'launch:record#1';
/** The record of each class, with its compartment. */
export const RECORDS: {
  [C in Row['cls']]: { kind: EventKind; body: unknown; label: Label; compartment: Compartment };
} = {
  NATIONAL: {
    ...{ kind: 'alert.changed', body: launchAlert(['P1'], { id: RECORD }) },
    ...{ label: nationalLabel('P1', 'EXERCISE'), compartment: 'NAT:P1' },
  },
  SHARED: {
    ...{ kind: 'statement.changed', body: watchStatement({ id: RECORD, by: 'P1' }) },
    ...{ label: sharedLabel('P1', 'EXERCISE'), compartment: 'SHARED' },
  },
  NOTIFICATION: {
    ...{ kind: 'notification.changed', body: filed({ id: RECORD }) },
    ...{ label: notificationLabel('P1', 'EXERCISE'), compartment: 'NOTIF' },
  },
  CENTER: {
    ...{ kind: 'alert.changed', body: launchAlert(['P1', 'P2', 'P4'], { id: RECORD }) },
    ...{ label: sharedLabel('CENTER', 'EXERCISE'), compartment: 'SHARED' },
  },
};
export const COPY = 'log_copy';

export interface World {
  session: OpenSession;
  journal: StoredEvent[];
  /** What came to each relation's console, as the gateway sends it. */
  sent: Record<string, StoredEvent[]>;
}
export const atMs = (s: number): number => EPOCH + s * 1000;

/** Lives through it: the record, who came and left since, a copy for the receiver, and a last word in every stream. */
export function worldOfRecord(
  cls: Row['cls'],
  membership: Regime['membership'],
  steps: Step[] = STEPS,
  copied = true,
): World {
  const config = configOf(membership);
  const compartments = compartmentsOfSession(config.participants);
  const session = new OpenSession(
    {
      ...{ v: 1, id: 'test', config, createdMs: EPOCH, openedBy: null, speed: 1, compartments },
      source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
    },
    {
      ...{ session: 'test', nowMs: EPOCH, wallMs: 1000, speed: 1, wantedSpeed: 1, heldBy: null },
      ...{ state: 'running', readonly: false },
    },
  );
  session.ready = true;
  const world: World = {
    session,
    journal: [],
    sent: Object.fromEntries(Object.keys(WHO).map((r) => [r, []])),
  };
  const commit = (
    s: number,
    compartment: Compartment,
    kind: EventKind,
    label: Label,
    body: unknown,
  ): void => {
    const after = session.streams.get(compartment)?.seq ?? 0;
    const event = { v: 1, seq: after + 1, atMs: atMs(s), kind, label, body } as StoredEvent;
    world.journal.push(event);
    for (const span of session.fold([event], new Map([[compartment, after + 1]]))) send(world, span);
  };
  const line = (id: string): EventBodies['log.written'] => ({
    ...{ id, atMs: EPOCH, msg: 'log.note', params: {}, by: null, about: null },
    text: { body: 'a line', language: 'en' },
  });
  const shared = sharedLabel('CENTER', 'EXERCISE');
  commit(1, 'SHARED', 'log.written', shared, line('log_first'));
  commit(2, 'SHARED', 'launch.changed', shared, launch({ number: 1 }));
  // Sequences of the two streams are far apart: a place in one is none in the other.
  for (let i = 0; i < 9; i++)
    commit(3, 'NOTIF', 'notification.changed', RECORDS.NOTIFICATION.label, filed({ id: `notif_${i}` }));
  const { kind, body, label, compartment } = RECORDS[cls];
  commit(RECORD_S, compartment, kind, label, body);
  for (const { atS, kind: is, participant } of steps) {
    commit(atS, 'SHARED', is, shared, { participant });
    commit(atS, 'NOTIF', is, notificationLabel('CENTER', 'EXERCISE'), { participant });
  }
  if (copied) commit(30, 'NAT:P6', 'log.written', copyLabel(label, 'P6'), line(COPY));
  return world;
}

/** As the gateway does with a batch: to those whose console is in the room, the part that they hold. */
function send({ session, sent }: World, span: ReturnType<OpenSession['fold']>[number]): void {
  const batch = { session: session.id, ...span };
  for (const group of audiencesOf(span.compartment, session.members, span.after)) {
    const cut = projectBatch(batch, group);
    for (const [relation, principal] of Object.entries(WHO)) {
      const there = compartmentsOf(principal).includes(span.compartment);
      if (there && (group.participants?.includes(principal.participant) ?? true))
        sent[relation]?.push(...(cut?.events ?? []));
    }
  }
}
