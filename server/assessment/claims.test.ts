import { describe, expect, it } from 'vitest';
import type { CountSummary, ExternalReport } from '../../domain/inputs';
import type { Claim } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import { NOTHING_STATED, type SiteReport, type Statement } from '../../domain/statements';
import { EPOCH, radar } from '../../domain/testing/samples';
import { type ClaimChange, type Claims, createClaims, type Watch } from './claims';

const NAME = { en: 'Site', ru: 'Пост' };
const base = { system: 't', serviceFromMs: -1e15, serviceToMs: null, phaseS: 0, pd: 0.9, assumed: [] };
const satellite = (id: string, lonDeg: number): Sensor => ({
  ...{ ...base, id, kind: 'ir', name: NAME, assignedTo: 'P1', revisitS: 5, clutterPerScan: 0.1, latencyS: 1 },
  ...{ orbit: { kind: 'GEO', lonDeg }, sigma: [5e-5, 5e-5], minHeightM: 8000 },
});
const EAST = satellite('IR-E', 20);
const WEST = satellite('IR-W', 170);
const RADAR = radar();
const place = { lat: 30, lon: 0, radiusM: 100e3 };

const at = (s: number) => EPOCH + s * 1000;
let input = 0;
const said = (part: Partial<SiteReport> = {}): ExternalReport => ({
  ...{ kind: 'externalReport', id: `r${++input}`, atMs: EPOCH, receivedMs: EPOCH, party: 'P1' },
  report: {
    ...{ reference: 'one', source: 'computer', sourceName: NAME, withdrawn: false, mark: 'NONE', kinds: [] },
    ...{ objects: null, place: null, flight: NOTHING_STATED },
    ...part,
  },
});
const counted = (s: number, count: number): CountSummary => ({
  ...{ kind: 'countSummary', id: `c${++input}`, party: 'P1', source: 'line', sourceName: NAME },
  ...{ atMs: at(s), receivedMs: at(s), count },
});
const stated = (part: Partial<Statement>): Statement => ({
  ...{ reference: 'word', by: 'X', byName: { en: 'State X', ru: 'Страна X' }, says: 'LAUNCH', aboutMs: null },
  ...{ place: null, flight: NOTHING_STATED },
  ...part,
});
function open(sensors: Sensor[] = [EAST, WEST, RADAR]): Claims {
  let n = 0;
  const numberFor = (): number => ++n;
  return createClaims({ session: 's', holder: 'P1', sensors, regime: DEFAULT_REGIME, numberFor });
}
/** Second by second with the same watch; everything that changed. */
function wait(claims: Claims, fromS: number, toS: number, watch: Partial<Watch> = {}): Claim[] {
  const out: ClaimChange[] = [];
  for (let s = fromS; s <= toS; s++)
    out.push(...claims.advance(at(s), { seen: [], looking: [], still: [], ...watch }));
  return out.map((c) => c.claim);
}
const code = (c: Claim | undefined) => c && `${c.lifecycle} ${c.finding.code}`;
const reasons = (c: Claim | undefined) => c?.finding.reasons.map((r) => r.msg.replace('finding.', ''));
const one = (changes: ClaimChange[]): Claim => {
  expect(changes).toHaveLength(1);
  return (changes[0] as ClaimChange).claim;
};

describe('claims', () => {
  it('SI-40 the same reference is the next revision of one claim, another reference another claim', () => {
    const claims = open();
    const first = one(claims.takeReport(said(), at(0)));
    const more = one(claims.takeReport(said({ objects: 5 }), at(10)));
    expect([more.id, more.number, more.rev, more.objects]).toEqual([first.id, 1, 2, 5]);
    const other = one(claims.takeReport(said({ reference: 'two' }), at(11)));
    expect([other.number, other.id === first.id]).toEqual([2, false]);
    expect(claims.takeReport(said({ reference: 'two' }), at(12))).toEqual([]);
    expect(claims.takeReport(said({ reference: 'three', withdrawn: true }), at(13))).toEqual([]);
  });

  it.each([
    ['another infrared satellite', [WEST], 300, 'IR'],
    ['a radar', [RADAR], 900, 'RADAR'],
  ] as const)(
    'SI-41 what %s should have shown by now and has not is no launch',
    (_who, looking, afterS, kind) => {
      const claims = open();
      const first = one(claims.takeReport(said({ source: 'IR-E', kinds: ['IR'] }), at(0)));
      expect(code(first)).toBe('open UNRESOLVED');
      expect(wait(claims, 1, afterS - 1, { looking })).toEqual([]);
      const [end] = wait(claims, afterS, afterS, { looking });
      expect(code(end)).toBe('concluded FALSE_NO_LAUNCH');
      expect(end?.finding.reasons.at(-1)).toEqual({
        msg: 'finding.nothingSeen',
        params: { kind, seconds: afterS },
      });
      expect(end?.endedMs).toBe(at(afterS));
    },
  );

  it('SI-41 silence of who does not look, of the satellite itself, or of one behind the Earth says nothing', () => {
    for (const looking of [[], [EAST], [WEST]]) {
      const claims = open();
      claims.takeReport(said({ source: 'IR-E', kinds: ['IR'], place }), at(0));
      expect(wait(claims, 1, 2000, { looking })).toEqual([]);
    }
  });

  it('SI-41 its newest word begins the wait again, and opens what was concluded', () => {
    const claims = open();
    claims.takeReport(said(), at(0));
    wait(claims, 1, 200, { looking: [WEST] });
    claims.takeReport(said({ objects: 2 }), at(200));
    expect(wait(claims, 201, 499, { looking: [WEST] })).toEqual([]);
    expect(code(wait(claims, 500, 500, { looking: [WEST] })[0])).toBe('concluded FALSE_NO_LAUNCH');
    const again = one(claims.takeReport(said({ objects: 3 }), at(600)));
    expect([code(again), again.endedMs]).toEqual(['open UNRESOLVED', null]);
  });

  it('SI-42 a launch of its time and place bears it out; taken back, the claim is open again', () => {
    const launch = { id: 'L', lat: 30.5, lon: 0.5, launchMs: at(-30), sigmaM: 5000 };
    const near = (part: object) => {
      const claims = open();
      claims.takeReport(said({ place }), at(0));
      return wait(claims, 1, 1, { seen: [{ ...launch, ...part }] })[0];
    };
    expect(code(near({}))).toBe('seen UNRESOLVED');
    expect(reasons(near({}))).toContain('claimSeen');
    expect(near({ lat: 33 })).toBeUndefined();
    expect(near({ launchMs: at(-700) })).toBeUndefined();
    const claims = open();
    claims.takeReport(said(), at(0));
    wait(claims, 1, 1, { seen: [launch] });
    expect(wait(claims, 2, 2000, { looking: [WEST] })).toEqual([]);
    expect(claims.unsee('other', at(2000))).toEqual([]);
    expect(code(one(claims.unsee('L', at(2000))))).toBe('open UNRESOLVED');
    expect(wait(claims, 2001, 2299, { looking: [WEST] })).toEqual([]);
    expect(code(wait(claims, 2300, 2301, { looking: [WEST] })[0])).toBe('concluded FALSE_NO_LAUNCH');
  });

  it('SI-43 taken back by who said it, or marked as made up, it is no launch', () => {
    const claims = open();
    claims.takeReport(said(), at(0));
    const back = one(claims.takeReport(said({ withdrawn: true }), at(60)));
    expect([code(back), reasons(back)?.at(-1)]).toEqual(['withdrawn FALSE_NO_LAUNCH', 'claimWithdrawn']);
    const drill = one(claims.takeReport(said({ reference: 'two', mark: 'EXERCISE' }), at(61)));
    expect([code(drill), reasons(drill)?.at(-1)]).toEqual(['concluded FALSE_NO_LAUNCH', 'markedTest']);
  });

  it('SI-43 a statement claims, another takes it back or denies it; nobody denies for himself or for elsewhere', () => {
    const claims = open([]);
    const first = one(claims.takeStatement(stated({ place }), at(0)));
    expect([first.form, first.by, code(first)]).toEqual(['STATEMENT', 'X', 'open UNRESOLVED']);
    const deny = (part: Partial<Statement>) =>
      claims.takeStatement(stated({ reference: 'no', says: 'NO_LAUNCH', ...part }), at(30));
    expect(deny({})).toEqual([]);
    expect(deny({ by: 'Y', place: { lat: 0, lon: 90, radiusM: 1e5 } })).toEqual([]);
    const denied = one(deny({ by: 'Y', byName: { en: 'Y', ru: 'Й' } }));
    expect(code(denied)).toBe('concluded FALSE_NO_LAUNCH');
    expect(denied.finding.reasons.at(-1)).toEqual({
      msg: 'finding.denied',
      params: { byEn: 'Y', byRu: 'Й' },
    });
    const back = one(claims.takeStatement(stated({ says: 'WITHDRAWN' }), at(90)));
    expect(code(back)).toBe('withdrawn FALSE_NO_LAUNCH');
    expect(back.finding.confidence).toBeGreaterThan(denied.finding.confidence);
    expect(claims.takeStatement(stated({ says: 'WITHDRAWN', by: 'Y' }), at(91))).toEqual([]);
  });

  it('SI-44 counts that jump up and down shorten the wait, steady ones do not', () => {
    const claims = open();
    for (const [s, n] of [
      [0, 2],
      [18, 200],
      [25, 0],
      [31, 220],
      [40, 2],
    ] as const)
      claims.takeCount(counted(s, n), at(s));
    expect(claims.takeCount(counted(41, 2), at(41))).toEqual([]);
    const end = wait(claims, 41, 200, { looking: [WEST] });
    expect(end.map(code)).toEqual(['concluded FALSE_NO_LAUNCH']);
    expect([end[0]?.endedMs, reasons(end[0])]).toEqual([at(160), ['claimOnly', 'countsJump', 'nothingSeen']]);
    const steady = open();
    for (const [s, n] of [
      [0, 2],
      [18, 20],
      [31, 220],
    ] as const)
      steady.takeCount(counted(s, n), at(s));
    expect(wait(steady, 32, 330, { looking: [WEST] })).toEqual([]);
    expect(wait(steady, 331, 331, { looking: [WEST] }).map(code)).toEqual(['concluded FALSE_NO_LAUNCH']);
  });

  it('SI-44 a count that stays at nought for a minute is taken back', () => {
    const claims = open();
    expect(claims.takeCount(counted(0, 0), at(0))).toEqual([]);
    claims.takeCount(counted(1, 2), at(1));
    expect(code(one(claims.takeCount(counted(5, 0), at(5))))).toBe('open UNRESOLVED');
    expect(wait(claims, 6, 65)).toEqual([]);
    expect(wait(claims, 66, 66).map(code)).toEqual(['withdrawn FALSE_NO_LAUNCH']);
  });

  it.each([
    ['short and low', { rangeM: 300e3, heightM: 80e3, flightS: null }, 'concluded BELOW_THRESHOLD'],
    ['short and high', { rangeM: 300e3, heightM: 900e3, flightS: null }, 'open UNRESOLVED'],
    ['short, no height', { rangeM: 300e3, heightM: null, flightS: null }, 'open UNRESOLVED'],
    ['long', { rangeM: 501e3, heightM: 80e3, flightS: null }, 'open UNRESOLVED'],
    ['level for minutes', { rangeM: null, heightM: 12.2e3, flightS: 420 }, 'concluded OUT_OF_SCOPE_CRUISE'],
    ['a thrown stone', { rangeM: null, heightM: 12.2e3, flightS: 150 }, 'open UNRESOLVED'],
    ['long and far above the air', { rangeM: null, heightM: 6e6, flightS: 9000 }, 'open UNRESOLVED'],
  ])('SI-45 stated figures: %s', (_what, flight, expected) => {
    expect(code(one(open().takeReport(said({ flight }), at(0))))).toBe(expected);
  });

  it('SI-46 the word of a satellite on a place under the sun waits less, and says so; by night or of a radar it does not', () => {
    // Near local noon the sun stands high, and so does the satellite.
    const noon = Date.UTC(2000, 5, 21, 12);
    const place = { lat: 20, lon: 15, radiusM: 100e3 };
    const claims = (source: string, atMs: number) => one(open().takeReport(said({ source, place }), atMs));
    expect(reasons(claims('IR-E', noon))).toContain('sunGlint');
    expect(reasons(claims('IR-E', noon + 12 * 3600_000))).not.toContain('sunGlint');
    expect(reasons(claims(RADAR.id, noon))).not.toContain('sunGlint');
    const c = open();
    c.takeReport(said({ source: 'IR-E', place }), noon);
    const watch = { seen: [], looking: [RADAR], still: [] };
    const end: ClaimChange[] = [];
    for (let s = 1; s <= 400; s++) end.push(...c.advance(noon + s * 1000, watch));
    expect(end.map((e) => [code(e.claim), (e.claim.endedMs ?? 0) - noon])).toEqual([
      ['concluded FALSE_NO_LAUNCH', 300_000],
    ]);
  });

  it('SI-47 a spot of the same satellite that does not move there ends it', () => {
    const claims = open();
    claims.takeReport(said({ source: 'IR-E', place }), at(0));
    const still = (part: object) =>
      wait(claims, 1, 1, { still: [{ sensor: 'IR-E', lat: 30, lon: 0, ...part }] });
    expect([still({ sensor: 'IR-W' }), still({ lat: 35 })]).toEqual([[], []]);
    const [end] = still({});
    expect([code(end), reasons(end)]).toEqual(['concluded FALSE_NO_LAUNCH', ['claimOnly', 'doesNotMove']]);
  });

  it('SI-40 stored in the middle it goes on with the same bytes, and forgets what is long over', () => {
    const run = (cut: boolean): string => {
      let claims = open();
      const out: unknown[] = [claims.takeReport(said({ reference: 'cut' }), at(0))];
      for (let s = 1; s < 400; s++) {
        if (cut && s === 150) {
          const stored = JSON.parse(JSON.stringify(claims.snapshot()));
          claims = open();
          claims.restore(stored);
        }
        out.push(claims.advance(at(s), { seen: [], looking: [WEST], still: [] }));
      }
      expect(claims.waiting()).toBe(true);
      claims.advance(at(9000), { seen: [], looking: [], still: [] });
      expect(claims.waiting()).toBe(false);
      return JSON.stringify(out);
    };
    expect(run(true)).toBe(run(false));
  });
});
