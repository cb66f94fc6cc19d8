import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../domain/alert';
import { compartmentOf, copyLabel } from '../../domain/labels';
import { compartmentsOf } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import { decodeFrame, encodeFrame } from '../../domain/protocol/frames';
import type { StoredEvent } from '../../domain/records';
import { firstRegime, whyNot } from '../../domain/regime-now';
import { notification } from '../../domain/testing/samples';
import type { CompartmentView } from '../../domain/view';
import { createEngine } from '../../server/engine/engine';
import { admit } from '../../server/gateway/policy';
import { heldFrom } from '../../server/release/members';
import { previewOf } from '../../server/release/preview';
import { canSee, mayHaveFrames } from '../../server/release/project';
import { projectFrame } from '../../server/release/project-frame';
import { readHistory } from '../../server/sessions/history';
import {
  atMs,
  COPY,
  configOf,
  RECORD,
  RECORD_S,
  RECORDS,
  type Step,
  WHO,
  type World,
  worldOfRecord,
} from './regime-world';
import {
  CLASSES,
  LABEL_OPENS,
  PHASES,
  RELATIONS,
  type Relation,
  ROWS,
  type Row,
  VERBS,
  type Verb,
} from './truth-table';

const idOf = (e: StoredEvent): string => ('id' in e.body ? e.body.id : '');
const among = (ids: readonly string[]): string => {
  if (ids.includes(RECORD)) return 'yes';
  return ids.includes(COPY) ? 'copy' : 'no';
};
const allHeld = (view: CompartmentView | null): string[] =>
  view
    ? [view.alerts, view.statements, view.notifications]
        .flatMap((part) => Object.keys(part))
        .concat(view.log.map((l) => l.id))
    : [];

function see({ sent, session }: World, relation: Relation): string {
  const there = among((sent[relation] ?? []).map(idOf));
  // The label says the same of whoever is in the room.
  const labelled =
    session.streams.size > 0 && (sent[relation] ?? []).every((e) => canSee(WHO[relation], e.label));
  return labelled ? there : 'a record that its label does not open';
}
function frame({ session }: World, relation: Relation, cls: Row['cls']): string {
  const { compartment } = RECORDS[cls];
  const from = heldFrom(WHO[relation], compartment, session.members);
  if (!from || !mayHaveFrames(WHO[relation], compartment, session.members)) return 'no';
  const state = { position: [1, 2, 3], velocity: [4, 5, 6], thrust: [0, 0, 0] } as const;
  const entry = {
    number: 1,
    phase: 'coast',
    status: 'confirmed',
    flags: 0,
    epochMs: atMs(RECORD_S),
    sigmaM: 10,
    ...state,
  } as const;
  const key = encodeFrame({
    kind: 'key',
    seq: 1,
    base: 1,
    nowMs: atMs(40),
    entries: [structuredClone(entry) as never],
  });
  return decodeFrame(projectFrame(key, from, session.viewOf(WHO[relation], compartment))).entries.length > 0
    ? 'yes'
    : 'no';
}
/** From a snapshot, and from every place at which it may have been. */
function resume({ session }: World, relation: Relation): string {
  const who = WHO[relation];
  const ways = new Set<string>();
  const snapshot = among(compartmentsOf(who).flatMap((c) => allHeld(session.viewOf(who, c))));
  for (let seq = 0; seq <= 15; seq++) {
    const tails = compartmentsOf(who).flatMap((c) => session.since(who, c, seq)?.events ?? []);
    ways.add(among(tails.map(idOf)));
  }
  ways.delete('no');
  if ([...ways].some((way) => way !== snapshot && snapshot !== 'yes'))
    return `${snapshot}, but ${[...ways]} from where it was`;
  return snapshot;
}
const { reference: _r, by: _by, byName: _n, ...announced } = notification();
const ON: Record<Row['cls'], { name: AnyCommand['name']; payload: object }> = {
  NATIONAL: { name: 'alert.acknowledge', payload: { alert: RECORD, seq: 1, seenRev: 1 } },
  SHARED: { name: 'statement.withdraw', payload: { statement: RECORD, reason: 'r' } },
  NOTIFICATION: { name: 'notification.change', payload: { notification: RECORD, announced } },
  CENTER: { name: 'alert.acknowledge', payload: { alert: RECORD, seq: 1, seenRev: 1 } },
};
function give(
  { session }: World,
  relation: Relation,
  said: { name: string; payload: object },
): CommandResult {
  const envelope = { id: 'cmd-00001', session: session.id, ...said };
  const admitted = admit(envelope, WHO[relation], { session, demo: true, desks: [] });
  return admitted.ok ? { code: 'OK' } : admitted.result;
}
async function history({ session, journal }: World, relation: Relation): Promise<string> {
  const of = (compartment: string) => journal.filter((e) => compartmentOf(e.label) === compartment);
  const read = await readHistory(
    {
      lastBefore: async (_s, c, before) => of(c).findLast((e) => e.atMs < before)?.seq ?? 0,
      readEvents: async (_s, c, after) => ({
        events: of(c).filter((e) => e.seq > after),
        to: of(c).at(-1)?.seq ?? after,
      }),
    },
    ...([[session], WHO[relation]] as const),
    { fromMs: atMs(0), toMs: atMs(100), session: null },
  );
  return read.ok ? among(read.events.map((e) => idOf(e.event))) : read.error;
}

const giveOf = (kind: 'sensor' | 'log', id: string, to: string): AnyCommand => {
  const coarsen = { gridM: 0, delayS: 0, withheld: [] };
  return { name: 'release.give', payload: { of: { kind, id }, to: [to], coarsen, reason: 'r' } };
};
/** Who may is the gateway's to say; to the engine all of them are members. */
const ALL_MEMBERS = (() => {
  const { info, participants, ...rest } = configOf('BILATERAL');
  const parties = participants.filter((p) => p.kind === 'PARTY').map((p) => p.id);
  return {
    ...rest,
    info: { ...info, parties },
    participants: participants.map(({ candidate: _, ...p }) => p),
  };
})();
/** In an engine with a sensor of the owner's, once released; of what is not national there is a line that all hold. */
function release(world: World, relation: Relation, cls: Row['cls']): string {
  const who = WHO[relation];
  const to = who.participant === 'P2' ? 'P1' : 'P2';
  const codes = ['release.give', 'release.withdraw'].map((name) => {
    const engine = createEngine(ALL_MEMBERS);
    const opened = engine.step({ kind: 'open' }, atMs(0)).events;
    const off = {
      kind: 'sensorStatus',
      sensor: 'R1',
      status: 'OFF',
      atMs: atMs(1),
      receivedMs: atMs(1),
    } as const;
    engine.step({ kind: 'feed', feed: 'simulation', input: off }, atMs(1));
    const first = {
      kind: 'command',
      id: 'first',
      principal: WHO.owner,
      command: giveOf('sensor', 'R1', 'P4'),
    } as const;
    const given = engine.step(first, atMs(2)).events;
    const idIn = (events: { kind: string; body: object }[], kind: string): string =>
      events.flatMap((e) => (e.kind === kind && 'id' in e.body ? [String(e.body.id)] : []))[0] ?? 'none';
    const mine = cls === 'NATIONAL';
    const line = idIn(opened, 'log.written');
    const takes = {
      name: 'release.withdraw',
      payload: { release: mine ? idIn(given, 'release.changed') : line, reason: 'r' },
    } as const;
    const gives = mine ? giveOf('sensor', 'R1', to) : giveOf('log', line, to);
    const command = name === 'release.give' ? gives : takes;
    const admitted = give(world, relation, command);
    if (admitted.code !== 'OK') return admitted.code;
    return (
      engine.step({ kind: 'command', id: 'second', principal: who, command }, atMs(3)).result?.code ??
      'nothing'
    );
  });
  return codes[0] === codes[1] ? (codes[0] ?? '') : codes.join(' but ');
}

async function answer(world: World, { cls, relation }: Row, verb: Verb): Promise<string> {
  switch (verb) {
    case 'see':
      return see(world, relation);
    case 'frame':
      return frame(world, relation, cls);
    case 'resume':
      return resume(world, relation);
    case 'command':
      return give(world, relation, ON[cls]).code;
    case 'history':
      return history(world, relation);
    case 'release':
      return release(world, relation, cls);
  }
}

const CELLS = PHASES.length * ROWS.length * VERBS.length;
describe('who may do what with a record', () => {
  it(`RL-60 the table is whole, and each of its ${CELLS} cells is what the functions do, in every phase`, async () => {
    expect(ROWS.map((r) => `${r.cls} ${r.relation}`)).toEqual(
      CLASSES.flatMap((c) => RELATIONS.map((r) => `${c} ${r}`)),
    );
    const wrong: string[] = [];
    let tried = 0;
    for (const phase of PHASES)
      for (const row of ROWS) {
        const world = worldOfRecord(row.cls, phase);
        for (const verb of VERBS) {
          tried++;
          const got = await answer(world, row, verb);
          if (got !== row.says[verb])
            wrong.push(`${phase} ${row.cls} ${row.relation} ${verb}: ${row.says[verb]} expected, ${got}`);
        }
      }
    expect(wrong).toEqual([]);
    expect(tried).toBe(504);
  });

  it('RL-78 in a preview a record stands exactly where the table says that both hold it now, in every phase', () => {
    const held = (cls: Row['cls'], relation: Relation) =>
      ROWS.find((r) => r.cls === cls && r.relation === relation)?.says.resume === 'yes';
    const wrong: string[] = [];
    let [tried, there] = [0, 0];
    for (const phase of PHASES)
      for (const cls of CLASSES) {
        const { session } = worldOfRecord(cls, phase);
        const { streams, members } = session;
        for (const by of RELATIONS.filter((r) => WHO[r].kind === 'PARTY'))
          for (const of of RELATIONS.filter((r) => r !== by)) {
            const o = { session: session.id, streams, members, nowMs: atMs(60) };
            const { views, given } = previewOf(WHO[by], WHO[of], o);
            const got = among([...views.flatMap(({ view }) => allHeld(view)), ...given.map((g) => g.id)]);
            const says = held(cls, by) && held(cls, of) ? 'yes' : 'no';
            if (got !== says) wrong.push(`${phase} ${cls} of ${of} by ${by}: ${says} expected, ${got}`);
            tried++;
            if (says === 'yes') there++;
          }
      }
    expect(wrong).toEqual([]);
    expect([tried, there]).toEqual([432, 24]);
  });

  it('RL-60 the label of each class opens it, and its copy, to whom the table says', () => {
    for (const cls of CLASSES)
      for (const relation of RELATIONS) {
        const { label } = RECORDS[cls];
        const opens = [label, copyLabel(label, WHO.receiver.participant)].map((l) =>
          canSee(WHO[relation], l),
        );
        const says = [cls, 'COPY' as const].map((c) => LABEL_OPENS[c].includes(relation));
        expect([cls, relation, opens]).toEqual([cls, relation, says]);
      }
  });

  const step = fc.record({
    ...{
      atS: fc.integer({ min: 3, max: 29 }),
      participant: fc.constantFrom('P1', 'P2', 'P3', 'P4', 'P5', 'P6'),
    },
    kind: fc.constantFrom('member.joined' as const, 'member.left' as const),
  });
  const inOrder = (steps: Step[]): Step[] => steps.toSorted((a, b) => a.atS - b.atS);
  /** Whatever anybody has, by who has it and how. */
  const rights = async (world: World): Promise<Set<string>> => {
    const all = new Set<string>();
    for (const relation of RELATIONS) {
      const who = WHO[relation];
      for (const e of world.sent[relation] ?? []) if (idOf(e)) all.add(`${relation} sent ${idOf(e)}`);
      const views = compartmentsOf(who).map((c) => world.session.viewOf(who, c));
      for (const id of views.flatMap(allHeld)) all.add(`${relation} holds ${id}`);
      all.add(`${relation} reads ${await history(world, relation)}`);
    }
    for (const relation of RELATIONS) all.delete(`${relation} reads no`);
    return all;
  };
  const beyond = (less: Set<string>, more: Set<string>): string[] => [...less].filter((x) => !more.has(x));

  it('RL-61 adding a release hides nothing, a member that is removed opens nothing, and no phase shows more than another', async () => {
    let [gave, took] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 7 }),
        step,
        fc.constantFrom(...CLASSES),
        fc.constantFrom(...PHASES),
        async (steps, more, cls, phase) => {
          const base = await rights(worldOfRecord(cls, phase, inOrder(steps), false));
          const given = await rights(worldOfRecord(cls, phase, inOrder(steps), true));
          expect(beyond(base, given)).toEqual([]);
          gave += given.size - base.size;
          const left = { ...more, kind: 'member.left' as const };
          const without = await rights(worldOfRecord(cls, phase, inOrder([...steps, left]), false));
          expect(beyond(without, base)).toEqual([]);
          took += base.size - without.size;
          for (const other of PHASES)
            expect(await rights(worldOfRecord(cls, other, inOrder(steps), false))).toEqual(base);
        },
      ),
      { numRuns: 150, seed: 61 },
    );
    expect([gave > 100, took > 20]).toEqual([true, true]);
    // A phase that was left does not come back, so that none is narrowed at all.
    const now = {
      ...firstRegime({ regime: configOf('OPEN').regime, participants: [], parties: [], atMs: 0 }),
    };
    expect(whyNot(now, { kind: 'PHASE', membership: 'BIG8' }, [])).toBe('notForward');
  });
});
