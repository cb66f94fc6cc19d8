import { afterEach, describe, expect, it } from 'vitest';
import {
  type Compartment,
  compartmentOf,
  nationalLabel,
  notificationLabel,
  sharedLabel,
} from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { Preview } from '../../domain/preview';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EngineEvent, StoredEvent } from '../../domain/records';
import { EPOCH, filed, launch, launchAlert, officer, track } from '../../domain/testing/samples';
import type { CompartmentView } from '../../domain/view';
import { LogWriter } from '../../server/engine/log';
import { Numbers } from '../../server/engine/numbers';
import { ReleaseDesk } from '../../server/engine/release-desk';
import { OBSERVER, PARTIES, twoSensorConfig } from '../../server/engine/testing/two-sensors';
import { GatewayRig } from '../../server/gateway/testing/rig';
import { givenTo } from '../../server/release/given';
import { OpenSession, type Stream } from '../../server/sessions/session';
import { toStore } from '../../server/sessions/stored';
import { apiOf } from './wire';

let rig: GatewayRig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

const at = (s: number): number => EPOCH + s * 1000;
const partyOf = (i: number): Participant => ({
  ...(PARTIES[1] as Participant),
  ...{ id: `P${i + 1}`, letter: 'ABCD'[i] ?? 'Z', order: i },
});
/** The Parties that begin, of so many and an observer, with a release desk whose events are committed as the manager does. */
async function worldOf(parties: number, founders = parties) {
  const all = Array.from({ length: parties }, (_, i) => partyOf(i));
  const base = twoSensorConfig(EPOCH, all);
  const begin = all.slice(0, founders).map((p) => p.id);
  const config = {
    ...{ ...base, info: { ...base.info, parties: begin } },
    participants: [...all.map((p, i) => (i < founders ? p : { ...p, candidate: 'BIG8' as const })), OBSERVER],
  };
  const opened = await GatewayRig.open(config);
  rig = opened;
  const { session } = opened.sessions;
  const desk = new ReleaseDesk(config, {
    ...{ numbers: new Numbers(), log: new LogWriter('test') },
    isMember: (p) => members.has(p),
  });
  const members = new Set(begin);
  const heads = new Map<Compartment, number>();
  const journal: StoredEvent[] = [];
  const setClock = (s: number): void => {
    session.clock = { ...session.clock, nowMs: at(s), wallMs: opened.nowMs, speed: 1 };
  };
  const commit = (s: number, ...events: EngineEvent[]): void => {
    setClock(s);
    for (const e of events) {
      const stream = compartmentOf(e.label);
      const seq = (heads.get(stream) ?? 0) + 1;
      heads.set(stream, seq);
      const stored = { ...e, v: 1, seq, atMs: at(s) } as StoredEvent;
      journal.push(stored);
      opened.sessions.commit(stored);
    }
  };
  const shared = sharedLabel('CENTER', 'EXERCISE');
  const notices = notificationLabel('CENTER', 'EXERCISE');
  return {
    ...{ session, setClock, journal, config },
    /** What a Party's own centre finds. */
    own: (s: number, owner: string, id: string, azimuthDeg: number): void => {
      const body = track({ id, azimuthDeg });
      const told: EngineEvent = { kind: 'track.changed', label: nationalLabel(owner, 'EXERCISE'), body };
      commit(s, told, ...desk.follow([told], at(s)));
    },
    asks: (s: number, by: string, command: AnyCommand): string => {
      const out: EngineEvent[] = [];
      expect(desk.command(officer(by), command as never, at(s), out)).toEqual({ code: 'OK' });
      commit(s, ...out);
      return out.flatMap((e) => (e.kind === 'release.changed' ? [e.body.id] : []))[0] ?? '';
    },
    passes: (s: number): void => commit(s, ...desk.advance(at(s))),
    flies: (s: number, n: number): void =>
      commit(s, {
        kind: 'launch.changed',
        label: shared,
        body: launch({ id: `launch_${n}`, number: n, rev: s }),
      }),
    alarms: (s: number, n: number): void =>
      commit(s, {
        ...{ kind: 'alert.changed', label: shared },
        body: launchAlert(begin, { id: `launch:launch_${n}#1`, number: n }),
      }),
    announces: (s: number, n: number): void =>
      commit(s, {
        kind: 'notification.changed',
        label: notices,
        body: filed({ id: `notif_${n}`, number: n }),
      }),
    moves: (s: number, is: 'joined' | 'left', participant: string): void => {
      const kind = `member.${is}` as const;
      members[is === 'joined' ? 'add' : 'delete'](participant);
      const ended = is === 'left' ? desk.left(participant, at(s)) : [];
      const told = [shared, notices].map((label) => ({ kind, label, body: { participant } }) as const);
      commit(s, ...told, ...ended);
    },
  };
}
type World = Awaited<ReturnType<typeof worldOf>>;
const giveOf = (
  id: string,
  to: string[],
  coarsen: Partial<{ gridM: number; delayS: number }> = {},
): AnyCommand => ({
  name: 'release.give',
  payload: {
    ...{ of: { kind: 'track', id }, to, reason: `why ${id}` },
    coarsen: { gridM: 0, delayS: 0, withheld: ['looks'], ...coarsen },
  },
});

async function asked(as: string, by = 'p1'): Promise<{ status: number; text: string }> {
  const api = apiOf(rig as GatewayRig, { of: () => [] });
  const res = await api.request(`http://127.0.0.1:80/api/v1/sessions/test/preview?as=${as}`, {
    headers: { host: '127.0.0.1:80', ...(by && { cookie: `sid=${by}` }) },
  });
  return { status: res.status, text: await res.text() };
}
async function preview(as: string, by = 'p1'): Promise<Preview> {
  const { status, text } = await asked(as, by);
  expect([as, by, status]).toEqual([as, by, 200]);
  return JSON.parse(text) as Preview;
}
/** What a real console of this seat is sent when it joins. */
async function joined(seat: string): Promise<Partial<Record<string, CompartmentView>>> {
  const { answer, socket } = await (rig as GatewayRig).watch(seat);
  socket.disconnect();
  return Object.fromEntries(answer.views.map((v) => [v.compartment, v.view]));
}
/** Every field of a value that is not in the other at its place; an element of a list may stand elsewhere in it. */
function beyond(less: unknown, more: unknown, path = ''): string[] {
  if (Array.isArray(less))
    return less.flatMap((x, i) =>
      Array.isArray(more) && more.some((y) => beyond(x, y).length === 0) ? [] : [`${path}.${i}`],
    );
  if (less !== null && typeof less === 'object') {
    const there = more !== null && typeof more === 'object' ? (more as Record<string, unknown>) : null;
    return Object.entries(less).flatMap(([k, v]) =>
      there && Object.hasOwn(there, k) ? beyond(v, there[k], `${path}.${k}`) : [`${path}.${k}`],
    );
  }
  return less === more ? [] : [path];
}
const seatOf = (id: string): string => (id === 'O1' ? 'obs' : id.toLowerCase());

/** A life with releases in each direction; P2 holds one of everybody else's. */
function live(w: World, parties: number): void {
  w.flies(1, 1);
  w.alarms(2, 1);
  w.announces(3, 1);
  for (let i = 1; i <= parties; i++) w.own(4, `P${i}`, `track_${i}`, 100 + i);
  for (let i = 1; i <= parties; i++)
    for (let k = 1; k <= parties; k++)
      if (i !== k) w.asks(5, `P${i}`, giveOf(`track_${i}`, [`P${k}`], { gridM: 1000 * i }));
  for (let i = 1; i <= parties; i++) w.own(6, `P${i}`, `track_${i}`, 200 + i);
  w.flies(7, 2);
}

describe('the picture as another participant is given it', () => {
  for (const parties of [2, 3])
    it(`RL-78 of ${parties} Parties and an observer each sees as every other nothing that the other's own console is not sent at its join, and all that both hold`, async () => {
      const w = await worldOf(parties);
      live(w, parties);
      const ids = [...Array.from({ length: parties }, (_, i) => `P${i + 1}`), 'O1'];
      for (const by of ids.filter((id) => id !== 'O1'))
        for (const of of ids.filter((id) => id !== by)) {
          const real = await joined(seatOf(of));
          const p = await preview(of, seatOf(by));
          for (const { compartment, view } of p.views)
            expect([by, of, compartment, beyond(view, real[compartment])]).toEqual([by, of, compartment, []]);
          const both = of === 'O1' ? ['NOTIF'] : ['SHARED', 'NOTIF'];
          expect([by, of, p.views.map((v) => v.compartment)]).toEqual([by, of, both]);
          const shared = p.views.find((v) => v.compartment === 'SHARED');
          if (shared) expect(Object.keys(shared.view.launches)).toEqual(['launch_1', 'launch_2']);
          // Marked copies: as the receiver's own stream has them, but for the names that are made there.
          const copies = Object.values(real[`NAT:${of}`]?.released ?? {});
          expect(copies.length).toBe(of === 'O1' ? 0 : parties - 1);
          const mine = copies.filter((c) => c.from === by);
          const bare = (list: Preview['given']) => list.map(({ id: _i, number: _n, rev: _r, ...c }) => c);
          expect([by, of, bare(p.given)]).toEqual([by, of, JSON.parse(JSON.stringify(bare(mine)))]);
        }
    });

  it('RL-78 with a member that joined later it is what both have held since, whoever of the two came later; who has left or never came holds the copies alone', async () => {
    const w = await worldOf(4, 2);
    w.flies(1, 1);
    w.announces(2, 1);
    w.own(3, 'P1', 'track_1', 10);
    w.asks(4, 'P1', giveOf('track_1', ['P2']));
    w.moves(5, 'joined', 'P3');
    w.flies(6, 2);
    w.announces(7, 2);
    w.asks(7, 'P1', giveOf('track_1', ['P3']));
    const what = async (as: string, by: string) => {
      const p = await preview(as, by);
      return [
        ...p.views.map(({ view }) =>
          [...Object.keys(view.launches), ...Object.keys(view.notifications)].join(' '),
        ),
        ...p.given.map((g) => g.state),
      ];
    };
    const real = await joined('p3');
    for (const { compartment, view } of (await preview('P3', 'p1')).views)
      expect(view).toEqual(real[compartment]);
    expect(await what('P2', 'p1')).toEqual(['launch_1 launch_2', 'notif_1 notif_2', 'ACTIVE']);
    expect(await what('P3', 'p1')).toEqual(['launch_2', 'notif_2', 'ACTIVE']);
    expect(await what('P1', 'p3')).toEqual(['launch_2', 'notif_2']);
    expect(await what('O1', 'p3')).toEqual(['notif_2']);
    expect(await what('P4', 'p1')).toEqual([]);
    expect(await what('P1', 'p4')).toEqual([]);
    w.moves(8, 'left', 'P2');
    w.flies(9, 3);
    w.own(9, 'P1', 'track_1', 20);
    expect(await what('P2', 'p1')).toEqual(['ENDED']);
    expect(await what('P1', 'p2')).toEqual([]);
    // Who has left may ask, and is told of everybody alike: nothing.
    expect((await asked('P3', 'p2')).text.replace('P3', 'P1')).toBe((await asked('P1', 'p2')).text);
  });

  it('RL-79 a release that goes on for some has ended for a receiver that left, and stays so when it comes again', async () => {
    const w = await worldOf(3);
    w.own(1, 'P1', 'track_1', 10);
    w.asks(2, 'P1', giveOf('track_1', ['P2', 'P3']));
    w.moves(3, 'left', 'P3');
    w.own(4, 'P1', 'track_1', 20);
    w.moves(5, 'joined', 'P3');
    const azimuthOf = (g: { record: object | null }) =>
      (g.record as { azimuthDeg: number } | null)?.azimuthDeg;
    for (const [as, state, azimuth] of [
      ['P2', 'ACTIVE', 20],
      ['P3', 'ENDED', undefined],
    ] as const) {
      const { given } = await preview(as);
      expect([as, given.map((g) => [g.state, azimuthOf(g)])]).toEqual([as, [[state, azimuth]]]);
      const [real] = Object.values((await joined(seatOf(as)))[`NAT:${as}`]?.released ?? {});
      expect([real?.state, real && azimuthOf(real)]).toEqual([state, azimuth]);
      expect(given[0]?.updatedMs).toBe(real?.updatedMs);
    }
    w.moves(6, 'left', 'P2');
    expect((await preview('P2')).given).toMatchObject([{ state: 'ENDED', record: null }]);
  });

  it('RL-79 a copy is shown as coarse and as late as it was released, over a restart too; one that is withdrawn holds nothing', async () => {
    const w = await worldOf(2);
    w.own(1, 'P1', 'track_1', 10);
    const id = w.asks(2, 'P1', giveOf('track_1', ['P2'], { gridM: 20_000, delayS: 30 }));
    const record = async () =>
      (await preview('P2')).given.map((g) => (g.record as { azimuthDeg?: number } | null)?.azimuthDeg);
    w.own(10, 'P1', 'track_1', 20);
    for (const [s, held] of [
      [10, undefined],
      [31, undefined],
      [32, 10],
      [39, 10],
      [40, 20],
    ] as const) {
      w.passes(s);
      expect([s, await record()]).toEqual([s, [held]]);
      const real = Object.values((await joined('p2'))['NAT:P2']?.released ?? {})[0];
      const given = (await preview('P2')).given[0];
      expect([s, given?.record]).toEqual([s, JSON.parse(JSON.stringify(real?.record ?? null))]);
    }
    const [given] = (await preview('P2')).given;
    expect(given).toMatchObject({ id, number: 1, from: 'P1', kind: 'track', coarsen: { gridM: 20_000 } });
    const [exact, shown] = [track().kinematics, given?.record as ReturnType<typeof track>];
    expect([shown.kinematics.x[0] === exact.x[0], shown.kinematics.P[0]! > exact.P[0]!]).toEqual([
      false,
      true,
    ]);
    expect(Object.keys(shown)).not.toContain('lastLookMs');

    // What waits stands in what is stored, and is due after it.
    w.own(50, 'P1', 'track_1', 30);
    const stream = w.session.streams.get('NAT:P1') as Stream;
    const text = JSON.stringify(toStore(stream).given);
    const stored = new Map(JSON.parse(text) as ReturnType<typeof toStore>['given']);
    const again = (s: number) => givenTo(stored, 'test', 'P1', 'P2', at(s))[0]?.record;
    expect([79, 80].map((s) => (again(s) as { azimuthDeg: number }).azimuthDeg)).toEqual([20, 30]);
    // As it is made anew from the events.
    const anew = new OpenSession(w.session.meta, w.session.clock);
    anew.fold(w.journal, new Map([['NAT:P1', stream.seq]]));
    expect(JSON.stringify(toStore(anew.streams.get('NAT:P1') as Stream).given)).toBe(text);

    w.asks(60, 'P1', { name: 'release.withdraw', payload: { release: id, reason: 'taken back' } });
    w.own(100, 'P1', 'track_1', 40);
    w.passes(200);
    expect((await preview('P2')).given).toMatchObject([
      { id, state: 'WITHDRAWN', withdrawnFor: 'taken back', record: null },
    ]);
  });

  it('RL-80 nothing that who asks may not see changes a byte of it: what the other finds, gives and is given by others', async () => {
    const told = async (more: (w: World) => void): Promise<string[]> => {
      const w = await worldOf(3);
      w.flies(1, 1);
      w.own(2, 'P1', 'track_1', 10);
      more(w);
      w.asks(20, 'P1', giveOf('track_1', ['P2']));
      const texts = [];
      for (const as of ['P2', 'P3', 'O1']) texts.push((await asked(as)).text);
      await rig?.close();
      return texts;
    };
    const plain = await told(() => {});
    expect(plain[0]).toContain('why track_1');
    const others = await told((w) => {
      for (const owner of ['P2', 'P3']) {
        w.own(5, owner, `track_of_${owner}`, 77);
        w.asks(6, owner, giveOf(`track_of_${owner}`, [owner === 'P2' ? 'P3' : 'P2']));
        w.own(7, owner, `track_of_${owner}`, 78);
      }
    });
    expect(others).toEqual(plain);
    // And what it may see does.
    expect(await told((w) => w.flies(5, 2))).not.toEqual(plain);
  });

  it('RL-81 officers of a Party ask, about somebody else of the session, and are told why not', async () => {
    const w = await worldOf(2);
    w.flies(1, 1);
    const verdict = async (as: string, by: string) => {
      const { status, text } = await asked(as, by);
      const { error, field } = JSON.parse(text);
      return `${status} ${error ?? 'given'}${field ? ` ${field}` : ''}`;
    };
    for (const [as, by, says] of [
      ...[
        ['P2', 'p1', '200 given'],
        ['O1', 'p1', '200 given'],
      ],
      ...[
        ['P2', '', '403 FORBIDDEN'],
        ['P2', 'obs', '403 FORBIDDEN'],
        ['O1', 'obs', '403 FORBIDDEN'],
      ],
      ...[
        ['P1', 'p1', '400 BAD_REQUEST as'],
        ['P9', 'p1', '400 BAD_REQUEST as'],
      ],
      ...[
        ['constructor', 'p1', '400 BAD_REQUEST as'],
        ['', 'p1', '400 BAD_REQUEST as'],
      ],
    ] as const)
      expect([as, by, await verdict(as ?? '', by ?? '')]).toEqual([as, by, says]);
    w.session.ready = false;
    expect(await verdict('P2', 'p1')).toBe('503 NOT_READY');
  });

  it('RL-82 asking changes nothing: no command, no receipt, no console that is there, and the same again', async () => {
    const w = await worldOf(2);
    live(w, 2);
    const before = JSON.stringify([...w.session.streams].map(([c, s]) => [c, toStore(s)]));
    const first = await asked('P2');
    expect(await asked('P2')).toEqual(first);
    expect(JSON.stringify([...w.session.streams].map(([c, s]) => [c, toStore(s)]))).toBe(before);
    expect([rig?.sessions.calls, rig?.sessions.sightings]).toEqual([[], []]);
  });
});
