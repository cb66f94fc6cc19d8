/** Stories of the catalogue: what comes in through the feed, second by second. Each raises its codes, or stops just short of one. */
import { destination } from '../../../domain/geodesy';
import type { FeedInput } from '../../../domain/inputs';
import { DEFAULT_REGIME, type Regime, type Tape } from '../../../domain/regime';
import type { Sensor } from '../../../domain/sensors';
import { saysOf } from '../../../domain/statements';
import { infraredOf } from '../../../server/engine/testing/two-sensors';
import {
  at,
  calledOff,
  count,
  flown,
  fly,
  looks,
  notice,
  plots,
  quiet,
  R1,
  R2,
  report,
  S1,
  S2,
  SITE,
  strewn,
} from './told';

export interface Story {
  inputs: FeedInput[];
  /** How long it lasts, s. */
  toS: number;
  /** R1 of one Party and S1 of the other, if nothing is said. */
  sensors?: Sensor[];
  regime?: Partial<Regime>;
  feed?: Partial<Regime['feed']>;
  /** Robots keep the empty desks, and answer; without them nobody does. */
  answered?: true;
}

const PAIR = [R1, S1];
const launch = (toS: number, more: Partial<Story> = {}, inputs: FeedInput[] = []): Story => ({
  ...{ inputs: [...inputs, ...looks(fly(), PAIR, toS)], toS, ...more },
});
const three = (seconds: [number, number, number]): Story => {
  const [a, b, c] = seconds;
  const flights = [fly({ s: a }), fly({ lat: 9, s: b }), fly({ lon: -153, s: c })];
  return { inputs: looks(flights, PAIR, c + 160), toS: c + 160 };
};
/** The notice after a launch is due, and one that is not seen is missed, within minutes. */
const { match, notify } = DEFAULT_REGIME;
const SOON = { regime: { notify: { ...notify, postS: 250 }, match: { ...match, notObservedAfterS: 60 } } };
/** Where `fly()` comes down, and nobody's ground beside it. */
const IMPACT: Regime['territories'][string] = [[0, 40, -150, -110]];
const BESIDE: Regime['territories'][string] = [[-60, -20, 60, 120]];
/** Times of one radar's looks are off by so much. */
const off = (byMs: number): FeedInput[] =>
  quiet([R1], 90).map((i) => (i.kind === 'scan' ? { ...i, atMs: i.atMs - byMs } : i));
/** Each so-manieth plot is no measure. */
const bad = (every: number): FeedInput[] =>
  plots(R1, 60, 20).map((i, k) => (i.kind === 'detection' && k % every === 0 ? { ...i, z: [-5, 0, 0] } : i));
const radars = (inputs: FeedInput[], toS: number, more: Partial<Story> = {}): Story => ({
  ...{ inputs, toS, sensors: [R1, R2, S2], ...more },
});

/** Reports of one computer, so many seconds apart. */
const inStep = (seconds: number[]): FeedInput[] =>
  [0, ...seconds].map((_, i) =>
    report(
      seconds.slice(0, i).reduce((sum, d) => sum + d, 10),
      { objects: i + 1 },
    ),
  );
const TAPED = [report(10), report(35, { objects: 200 })] as const;
const TAPE: Tape = {
  ...{ scenario: { en: 'Test tape', ru: 'Учебная лента' }, source: 'computer', stepMs: 25_000 },
  says: [saysOf(TAPED[0].report), saysOf(TAPED[1].report)],
};

/** A launch on the equator that one satellite over this longitude sees, and nobody else. */
const seenFrom = (lonDeg: number): Story => {
  const sensors = [infraredOf('S3', 'US', lonDeg)];
  return { inputs: looks(fly({ lat: 2, lon: 0 }), sensors, 150), sensors, toS: 150 };
};

export const STORIES = {
  /** Nobody answers for half an hour. */
  unannounced: () => launch(1500),
  announced: () => launch(400, {}, [notice(0, 600)]),
  'announced-for-another-day': () => launch(400, { answered: true }, [notice(86_400, 87_000)]),
  'beyond-its-impact-area': () =>
    launch(400, {}, [notice(0, 600, { impactArea: { ...destination(SITE, 60, 500e3), radiusM: 20_000 } })]),
  'announced-twice': () => launch(400, {}, [notice(0, 600), notice(0, 600, { reference: 'N2' })]),
  'announced-an-hour-before': () => launch(400, {}, [{ ...notice(0, 600), atMs: at(-3600) }]),
  'not-told-of-afterwards': () => launch(400, SOON, [notice(0, 600)]),
  'told-of-afterwards': () => launch(400, SOON, [notice(0, 600), flown(200)]),
  'did-not-fly': () => radars([notice(30, 130), ...quiet([R1, R2, S2], 300)], 300, SOON),
  'called-off': () => radars([notice(30, 130), calledOff(100), ...quiet([R1, R2, S2], 300)], 300, SOON),
  'answered-in-time': () => launch(1500, { answered: true }),
  'on-ground': () => launch(400, { regime: { territories: { RU: IMPACT } } }),
  'beside-ground': () => launch(400, { regime: { territories: { RU: BESIDE } } }),
  raid: () => three([30, 60, 100]),
  'three-in-four-minutes': () => three([30, 60, 220]),
  'reported-without-a-track': () => ({ inputs: [...quiet(PAIR, 60), report(10)], toS: 60 }),
  'taken-back-before-it-was-said': () => ({
    ...{ inputs: [...quiet(PAIR, 60), report(10, { withdrawn: true })], toS: 60 },
  }),
  silent: () => radars([...quiet([R1], 60), ...quiet([R2, S2], 200)], 200),
  quiet: () => radars(quiet([R1, R2, S2], 200), 200),
  flood: () => radars(plots(R1, 60, 60), 60, { feed: { quotaPerS: 20 } }),
  'burst-of-four-seconds': () =>
    radars([...plots(R1, 4, 60), ...quiet([R1], 90, 4)], 90, { feed: { quotaPerS: 20 } }),
  'one-in-fifty-faulty': () => radars(bad(50), 60),
  'one-in-two-hundred-faulty': () => radars(bad(170), 60),
  'clock-off-by-900-ms': () => radars(off(900), 90),
  'clock-off-by-400-ms': () => radars(off(400), 90),
  tape: () =>
    radars(
      plots(R1, 60, 3, (scan, k) => strewn(scan % 10, k)),
      60,
    ),
  'same-places-new-noise': () =>
    radars(
      plots(R1, 60, 3, (scan, k) => strewn(scan % 10, k).map((v) => v + scan * 1e-6)),
      60,
    ),
  'one-of-two-sees': () => radars([...looks(fly(), [R1], 300), ...quiet([R2], 300)], 300),
  'both-see': () => radars(looks(fly(), [R1, R2], 300), 300),
  'counts-jump': () =>
    radars([...quiet([R1], 60), ...[0, 200, 0, 200, 0].map((n, i) => count(10 + 8 * i, n))], 60),
  'counts-jump-twice': () =>
    radars([...quiet([R1], 60), ...[0, 200, 0].map((n, i) => count(10 + 8 * i, n))], 60),
  'marked-as-a-test': () => radars([...quiet([R1], 60), report(10, { mark: 'TEST', objects: 5 })], 60),
  'not-marked': () => radars([...quiet([R1], 60), report(10, { objects: 5 })], 60),
  'six-reports-in-step': () => radars([...quiet([R1], 130), ...inStep([20, 20, 20, 20, 20])], 130),
  'six-reports-nearly-in-step': () => radars([...quiet([R1], 130), ...inStep([20, 20, 20.005, 20, 20])], 130),
  'as-in-a-stored-scenario': () => radars([...quiet([R1], 60), ...TAPED], 60, { feed: { tapes: [TAPE] } }),
  'as-in-a-stored-scenario-but-five-seconds-late': () =>
    radars([...quiet([R1], 60), report(10), report(40, { objects: 200 })], 60, { feed: { tapes: [TAPE] } }),
  // At the sun's own noon: clouds there throw its light at who stands above them, and not at who stands low.
  'seen-from-where-the-sun-glints': () => seenFrom(5),
  'seen-from-beside-the-glint': () => seenFrom(-60),
} satisfies Record<string, () => Story>;
export type StoryName = keyof typeof STORIES;

/** In order of receipt, as a feed gives them. */
export const inputsOf = ({ inputs }: Story): FeedInput[] =>
  inputs
    .map((input, i) => ({ input, i }))
    .sort((a, b) => a.input.receivedMs - b.input.receivedMs || a.i - b.i)
    .map((x) => x.input);
export const endOf = ({ toS }: Story): number => at(toS);
