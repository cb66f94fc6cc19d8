/** A life before real sockets: what comes down each console's line, byte by byte, and what the API answers it. */
import { isDeepStrictEqual } from 'node:util';
import type { CommandResult } from '../../domain/alert';
import { type Compartment, compartmentOf } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import { EPOCH, officer } from '../../domain/testing/samples';
import { demoEdge } from '../../server/auth/edge';
import type { EngineConfig } from '../../server/engine/types';
import {
  type Console,
  command,
  connected,
  GatewayRig,
  join,
  settled,
} from '../../server/gateway/testing/rig';
import { createApi, type HttpOptions } from '../../server/http/app';
import { createMetrics } from '../../server/http/metrics';
import { readHistory } from '../../server/sessions/history';
import { pictureAt, recordedSpan } from '../../server/sessions/picture';
import { at, LASTS_S, type Life, OWNER, openLife, type Secret } from './life';

/** What came to a console, each packet as it was. */
type Line = { socket: Console; packets: string[] };
/** Named here, for they have no socket of their own in the rig. */
const seatOf = (by: Pick<Principal, 'participant'>): string =>
  by.participant === 'O1' ? 'obs' : by.participant.toLowerCase();

/** By the wall clock, which is no session time, the heads that were told are told again every ten seconds. */
const isRepeat = (packets: readonly string[], data: string): boolean =>
  data.startsWith('2["heads"') && packets.findLast((p) => p.startsWith('2["heads"')) === data;

async function tap(rig: GatewayRig, seat: string): Promise<Line> {
  const socket = rig.dial({ cookie: `sid=${seat}` });
  const packets: string[] = [];
  socket.io.on('open', () => {
    socket.io.engine.on('data', (data: unknown) => {
      // What names the connection itself is made by chance.
      if (typeof data !== 'string') packets.push(Buffer.from(data as Uint8Array).toString('hex'));
      else if (!data.startsWith('0{') && !isRepeat(packets, data)) packets.push(data);
    });
  });
  // A console acknowledges what it has drawn.
  socket.on('frame', (session, compartment) =>
    socket.emit('frameAck', { session, compartment, seq: 0, needKey: false }),
  );
  const line = await connected(socket);
  if (line !== 'connected') throw new Error(`${seat}: ${line}`);
  return { socket, packets };
}

/** What a life gives the API: the same rooms over the same journal. */
export function apiOf(rig: GatewayRig, life: Pick<Life, 'of'>) {
  const journal = {
    lastBefore: async (_s: string, compartment: Compartment, atMs: number) =>
      life.of(compartment).findLast((e) => e.atMs < atMs)?.seq ?? 0,
    readEvents: async (
      _s: string,
      compartment: Compartment,
      after: number,
      limit: number,
      kinds?: readonly string[],
    ) => {
      const page = life
        .of(compartment)
        .filter((e) => e.seq > after)
        .slice(0, limit);
      return { events: page.filter((e) => !kinds || kinds.includes(e.kind)), to: page.at(-1)?.seq ?? after };
    },
    viewThrough: async () => null,
    // Frames of a compartment are what its consoles were sent, which the lines above hold.
    framesAround: async () => [],
    readFrames: async (_s: string, _c: Compartment, after: number) => ({ chunks: [], to: after }),
  } as unknown as Parameters<typeof pictureAt>[0];
  const { session } = rig.sessions;
  const whole: Partial<HttpOptions> = {
    sessions: { get: () => session, list: () => [session], desks: () => undefined, live: session },
    auth: {
      principalFor: async ({ cookie }) => {
        const id = cookie === 'sid=obs' ? 'O1' : (cookie ?? '').slice(4).toUpperCase();
        const role = id.startsWith('O') ? 'observer' : 'supervisor';
        return cookie ? { principal: officer(id, role), key: cookie } : null;
      },
    } as Partial<HttpOptions['auth']> as HttpOptions['auth'],
    ...{
      ...{ proxies: new Set<string>(), nowMs: () => rig.nowMs },
      participants: session.meta.config.participants,
      edge: demoEdge(80),
      library: [],
    },
    metrics: createMetrics(async () => {
      throw new Error('not asked');
    }),
    ...{
      unready: () => [],
      onError: (e: Error) => {
        throw e;
      },
      isStorage: () => false,
    },
    config: { mode: 'demo', version: '1', mapboxToken: null, mapOff: false, testHook: false },
    history: (audience, range) => readHistory(journal, [session], audience, range),
    recording: {
      session: async () => session,
      picture: (s, audience, atMs) => pictureAt(journal, s, audience, atMs),
      span: (s, audience, fromMs, toMs) => recordedSpan(journal, s, audience, fromMs, toMs),
    },
  };
  return createApi(whole as HttpOptions);
}
const iso = (s: number): string => new Date(at(s)).toISOString();
const RANGE = `from=${new Date(EPOCH).toISOString()}&to=${iso(2 * LASTS_S)}`;
const PATHS = [
  `/api/v1/history?limit=40&${RANGE}`,
  `/api/v1/history/export?format=csv&${RANGE}`,
  `/api/v1/history/export?format=jsonl&${RANGE}`,
  `/api/v1/performance?${RANGE}`,
  ...[0.3, 0.7].map((part) => `/api/v1/sessions/test/picture?at=${iso(part * LASTS_S)}`),
  `/api/v1/sessions/test/recording?from=${iso(0.3 * LASTS_S)}&to=${iso(0.7 * LASTS_S)}`,
  '/api/v1/launch-notifications',
  '/api/v1/sessions',
  ...['P1', 'P2', 'P3', 'O1'].map((as) => `/api/v1/sessions/test/preview?as=${as}`),
  '/readyz',
];

/**
 * By seat of the others, members or not: all that came to it in this life. Some come late, go and come again with what they
 * hold. `each` is told of every second how much has come to whom.
 */
export async function wireOf(
  world: EngineConfig,
  secret: Secret,
  each: (s: number, came: Record<string, readonly string[]>) => void = () => {},
): Promise<{ others: Record<string, string[]>; owner: string[]; life: Life }> {
  const rig = await GatewayRig.open(world);
  const session = rig.sessions.session;
  const others = world.participants.filter((p) => p.id !== OWNER).map((p) => seatOf({ participant: p.id }));
  const lines: Record<string, Line> = {};
  const told: Record<string, string[]> = Object.fromEntries(others.map((seat) => [seat, []]));
  const life = openLife(world, secret, {
    stored: (events, heads) => {
      for (const span of session.fold(events, heads))
        rig.sessions.emit('events', { session: 'test', ...span });
    },
    frame: (compartment, kind, seq, frame) =>
      rig.sessions.emit('frame', { ...{ session: 'test', compartment, kind, seq }, frame }),
    clock: (clock) => {
      session.clock = { ...clock, wallMs: life.wallMs(), readonly: false };
      rig.sessions.emit('clock', session.clock);
    },
    act: async (a, said): Promise<CommandResult> => {
      const line = lines[seatOf(a.by)];
      return line ? command(line.socket, said.name, said.payload, a.id.padEnd(8, '-')) : life.give(a, said);
    },
    consoles: async (opens) => {
      // Another console of the owner's: it joins, and is gone again.
      const extra = await tap(rig, seatOf(officer(OWNER)));
      await join(extra.socket);
      if (opens) await settled(extra.socket);
      extra.socket.disconnect();
    },
    second: async (s) => {
      rig.nowMs = life.wallMs();
      for (const line of Object.values(lines)) if (line.socket.connected) await settled(line.socket);
      each(s, Object.fromEntries(others.map((seat) => [seat, lines[seat]?.packets ?? []])));
      for (const seat of others) {
        if (s % 60 === 44) lines[seat]?.socket.disconnect();
        // Back after seven seconds with nothing, later with what it held.
        if (s % 60 === 51) await come(seat, s > 60 ? (held[seat] ?? {}) : {});
      }
    },
  });
  const held: Record<string, Record<string, number>> = {};
  const come = async (seat: string, have: Record<string, number>): Promise<void> => {
    const before = lines[seat];
    if (before) told[seat]?.push(...before.packets);
    const line = await tap(rig, seat);
    lines[seat] = line;
    const mine = { ...have };
    held[seat] = mine;
    line.socket.on('events', ({ compartment, to }) => {
      mine[compartment] = to;
    });
    const answer = await join(line.socket, have);
    if (!answer.ok) throw new Error(`${seat}: ${answer.error}`);
    for (const { compartment, seq } of answer.views)
      mine[compartment] = Math.max(seq, mine[compartment] ?? 0);
  };
  rig.sessions.command = async (_session, id, by, said) => {
    const a = { atS: 0, id, by, command: () => null };
    return life.give(a, said as Parameters<Life['give']>[1]);
  };
  rig.sessions.words.askKey = (_session, compartment) => life.host.sendKey(compartment);
  rig.sessions.words.setAwake = (_session, awake) => life.host.setAwake(awake);
  try {
    rig.nowMs = life.wallMs();
    for (const seat of ['p1', ...others]) await come(seat, {});
    await life.run();
    for (const seat of others) told[seat]?.push(...(lines[seat]?.packets ?? []));
    const api = apiOf(rig, life);
    for (const seat of others)
      for (const path of PATHS) {
        const res = await api.request(`http://127.0.0.1:80${path}`, {
          headers: { host: '127.0.0.1:80', cookie: `sid=${seat}` },
        });
        told[seat]?.push(`${path} ${res.status} ${await res.text()}`);
      }
    return {
      others: told,
      life,
      owner: life.of(`NAT:${OWNER}`).map((e) => `${compartmentOf(e.label)} ${e.kind}`),
    };
  } finally {
    await rig.close();
  }
}

/** The first place where two seats' lines differ, for a message that can be read; null where they do not. */
export function firstDifference(a: Record<string, string[]>, b: Record<string, string[]>): string | null {
  if (isDeepStrictEqual(a, b)) return null;
  for (const seat of Object.keys({ ...a, ...b })) {
    const [left = [], right = []] = [a[seat], b[seat]];
    const i = left.findIndex((packet, k) => packet !== right[k]);
    if (i >= 0 || left.length !== right.length)
      return `${seat} packet ${i} of ${left.length}/${right.length}:\n${left.at(i)?.slice(0, 600)}\n${right.at(i)?.slice(0, 600)}`;
  }
  return 'seats';
}
