import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Compartment } from '../../domain/labels';
import { decodeFrame } from '../../domain/protocol/frames';
import type { StoredEvent } from '../../domain/records';
import type { ProductServer } from '../../e2e/lib/server';
import { openJournal } from '../../server/journal';
import { ask, bundled, Console, openExercise, product, signIn } from './product';

const SEATS = { RU: 'RU:supervisor', US: 'US:supervisor', OBS: 'OBS:observer' } as const;
type Who = keyof typeof SEATS;
const WHO = Object.keys(SEATS) as Who[];
const MINE: Record<Who, Compartment[]> = {
  ...{ RU: ['SHARED', 'NAT:RU', 'NOTIF'], US: ['SHARED', 'NAT:US', 'NOTIF'], OBS: ['NOTIF'] },
};
/** So many launches that each Party has tracks enough, whatever the hour: with less the test once waited for the world. */
const HISTORY_S = '5400';
/** Enough of everything: the test is of what is in it, not of how much there is. */
const ENOUGH = { frames: 2, tracks: 4 };

let server: ProductServer;
const consoles = new Map<Who, Console[]>();
const answers = new Map<Who, string[]>();
/** What the journal holds, by session and compartment. */
const stored: { compartment: Compartment; events: StoredEvent[] }[] = [];

beforeAll(async () => {
  await bundled();
  server = await product({ JWC_LIVE: '1', JWC_HISTORY_S: HISTORY_S });
  const cookies = new Map<Who, string>();
  for (const who of WHO) cookies.set(who, await signIn(server, SEATS[who]));
  const exercise = await openExercise(
    server,
    cookies.get('RU') ?? '',
    'training-two-sensors',
    'no-notification',
  );
  for (const who of WHO)
    consoles.set(who, [
      await Console.open(server, cookies.get(who) ?? '', 'live'),
      await Console.open(server, cookies.get(who) ?? '', exercise),
    ]);
  for (const who of ['RU', 'US'] as const) {
    const [live, drill] = consoles.get(who) ?? [];
    if (!live || !drill) throw new Error('no consoles');
    await drill.until(() => Object.keys(drill.view('SHARED').launches).length > 0);
    await live.until(() => live.clock?.state === 'running' && tracksOf(live, who) >= ENOUGH.tracks);
    // Whether the live world has something in the air just now is chance; the drill will have.
    await Promise.any([live, drill].map((c) => c.until(() => framesOf(c, who) >= ENOUGH.frames)));
  }
  const { paths } = JSON.parse((await ask(server, '/api/openapi.json')).text) as {
    paths: Record<string, object>;
  };
  for (const who of WHO) {
    const texts: string[] = [];
    for (const path of Object.keys(paths)) texts.push((await ask(server, path, cookies.get(who))).text);
    // A second look from the beginning: what a snapshot holds is read too.
    const again = await Console.open(server, cookies.get(who) ?? '', 'live');
    consoles.get(who)?.push(again);
    answers.set(who, texts);
  }
  for (const list of consoles.values()) for (const c of list) c.close();
  await server.stop();
  const journal = await openJournal({ dir: server.data, worker: false });
  for (const { id } of await journal.summaries())
    for (const compartment of ['SHARED', 'NOTIF', 'NAT:RU', 'NAT:US'] as const)
      stored.push({ compartment, events: (await journal.readEvents(id, compartment, 0, 100_000)).events });
  await journal.close();
}, 300_000);
afterAll(() => server.dispose());

const tracksOf = (c: Console, who: 'RU' | 'US'): number => Object.keys(c.view(`NAT:${who}`).tracks).length;

const framesOf = (c: Console, who: Who): number =>
  c.frames.filter((f) => f.compartment === `NAT:${who}`).length;

/** The catalogue of sensors is every member's; what the sensors saw and how they are is not. */
function withoutCatalogue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCatalogue);
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, v] of Object.entries(value))
    if (
      !(key === 'sensors' && Array.isArray(v) && v.every((s) => typeof s === 'object' && 'assignedTo' in s))
    )
      out[key] = withoutCatalogue(v);
  return out;
}

/** Every name in a record: ids of it and in it, and of sensors. */
function namesIn(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((v) => namesIn(v, key));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([k, v]) => namesIn(v, k));
  const naming = ['id', 'key', 'sensor', 'evidence'].includes(key);
  return naming && typeof value === 'string' && value.length > 2 ? [value] : [];
}
const textOf = (who: Who): string =>
  [
    ...(consoles.get(who) ?? []).flatMap((c) =>
      c.heard.map((h) => (who === 'OBS' ? h : JSON.stringify(withoutCatalogue(JSON.parse(h))))),
    ),
    ...(answers.get(who) ?? []),
  ].join('\n');
/** Names that stand in these compartments' stored records, the catalogue aside. */
const namesOf = (which: (c: Compartment) => boolean): Set<string> =>
  new Set(
    stored
      .filter((s) => which(s.compartment))
      .flatMap((s) => s.events.flatMap((e) => (e.kind === 'catalogue.set' ? [] : namesIn(e.body)))),
  );

describe('every frame and answer of three consoles', () => {
  it('SY-102 there is enough to find: records, frames and names of both Parties', () => {
    for (const who of ['RU', 'US'] as const) {
      expect(namesOf((c) => c === `NAT:${who}`).size).toBeGreaterThan(20);
      const frames = consoles.get(who)?.flatMap((c) => c.frames) ?? [];
      expect(frames.filter((f) => f.compartment === `NAT:${who}`).length).toBeGreaterThanOrEqual(
        ENOUGH.frames,
      );
      expect(textOf(who)).toContain(
        [...namesOf((c) => c === `NAT:${who}`)].find((n) => n.startsWith('track_')),
      );
    }
  });

  it.each(WHO)(
    "SY-102 %s hears of its own compartments only, and no name out of another Party's own",
    (who) => {
      const text = textOf(who);
      const allowed = namesOf((c) => MINE[who].includes(c));
      const foreign = [...namesOf((c) => !MINE[who].includes(c))].filter((name) => !allowed.has(name));
      expect(foreign.length).toBeGreaterThan(20);
      expect(foreign.filter((name) => text.includes(JSON.stringify(name).slice(1, -1)))).toEqual([]);
      // Not even the compartment's own name, from which one could tell that and how much there is.
      const named = new Set([...text.matchAll(/NAT:[A-Z]+/g)].map((m) => m[0]));
      expect([...named].sort()).toEqual(MINE[who].filter((c) => c.startsWith('NAT:')));
      for (const c of consoles.get(who) ?? [])
        expect([...c.views.keys()].sort()).toEqual([...MINE[who]].sort());
    },
  );

  it.each(WHO)(
    'SY-102 frames that %s gets are of its compartments, and show what their records name',
    (who) => {
      const mine = consoles.get(who) ?? [];
      const frames = mine.flatMap((c) => c.frames);
      const where = new Set(frames.map((f) => f.compartment));
      expect([...where].sort()).toEqual(who === 'OBS' ? [] : [`NAT:${who}`, 'SHARED']);
      const numbers = (c: Compartment): Set<number> =>
        new Set(
          stored
            .filter((s) => s.compartment === c)
            .flatMap((s) => s.events)
            .flatMap((e) =>
              e.kind === 'track.changed' || e.kind === 'launch.changed' ? [e.body.number] : [],
            ),
        );
      for (const { compartment, frame } of frames)
        for (const { number } of decodeFrame(frame).entries)
          expect(numbers(compartment as Compartment)).toContain(number);
    },
  );

  it.each(WHO)('SY-102 the sequences that %s holds are those of its own streams, without a gap', (who) => {
    for (const c of consoles.get(who) ?? []) {
      expect([...c.seqs.keys()].sort()).toEqual([...MINE[who]].sort());
      const spans = c.heard.flatMap((h) => {
        const [word, batch] = JSON.parse(h) as [string, { compartment: string; after: number; to: number }];
        return word === 'events' ? [batch] : [];
      });
      for (const compartment of MINE[who]) {
        const own = spans.filter((s) => s.compartment === compartment);
        expect(own.slice(1).filter((s, i) => s.after !== own[i]?.to)).toEqual([]);
      }
    }
  });
});
