/** What may be its owner's alone, made by chance: what his sources yield, and what he does where only he looks. */
import fc from 'fast-check';
import { compartmentOf } from '../../domain/labels';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { StoredEvent } from '../../domain/records';
import type { ReleaseKind } from '../../domain/release';
import type { Sensor } from '../../domain/sensors';
import { shiftContent } from '../../domain/shift';
import { NOTHING_STATED, watchSubjectOf } from '../../domain/statements';
import { officer } from '../../domain/testing/samples';
import type { EngineConfig } from '../../server/engine/types';
import { type Act, at, LASTS_S, looksOf, OWNER, type Secret, sensorsOf } from './life';

const HOME = `NAT:${OWNER}`;
const AREA = { lat: 8, lon: -152, radiusM: 60_000 };
const second = fc.integer({ min: 1, max: LASTS_S - 1 });
const own = (world: EngineConfig): fc.Arbitrary<Sensor> => fc.constantFrom(...sensorsOf(world, OWNER));

/** Plots of nothing, as many as there may be in one look. */
const clutter = (world: EngineConfig): fc.Arbitrary<unknown[]> =>
  fc
    .record({
      ...{ sensor: own(world), s: second, n: fc.nat({ max: 12 }) },
      at: fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 12, maxLength: 12 }),
    })
    .map(({ sensor, s, n, at: places }) => {
      const atMs = at(s) + 250;
      const receivedMs = atMs + sensor.latencyS * 1000;
      const look = { sensor: sensor.id, scan: 10_000 + s, atMs, receivedMs };
      const plots = places.slice(0, n).map(([a, b], i) => {
        const z = sensor.kind === 'radar' ? [2e5 + a * 3e3, b * 6e-3, 0.1 + a * 1e-3] : [a * 1e-4, b * 1e-4];
        return { kind: 'detection', id: `clutter-${sensor.id}-${s}-${i}`, ...look, z };
      });
      return [...plots, { kind: 'scan', ...look, n }];
    });
const status = (world: EngineConfig): fc.Arbitrary<unknown[]> =>
  fc
    .record({ sensor: own(world), s: second, status: fc.constantFrom('ON', 'DEGRADED', 'OFF', 'UNKNOWN') })
    .map(({ sensor, s, status: word }) => [
      { kind: 'sensorStatus', sensor: sensor.id, status: word, atMs: at(s), receivedMs: at(s) + 100 },
    ]);
const sites = fc
  .record({
    ...{ s: second, objects: fc.integer({ min: 1, max: 2000 }), withdrawn: fc.boolean() },
    mark: fc.constantFrom('NONE' as const, 'EXERCISE' as const, 'TEST' as const),
    reference: fc.constantFrom('a', 'b'),
    place: fc.option(fc.constant(AREA)),
  })
  .map(({ s, ...said }) => [
    {
      ...{ kind: 'externalReport', id: `site-${s}`, party: OWNER, atMs: at(s), receivedMs: at(s) },
      report: {
        ...{ source: 'computer', sourceName: { en: 'Computer', ru: 'ЭВМ' }, kinds: ['IR'] },
        ...{ flight: NOTHING_STATED, ...said },
      },
    },
  ]);
const counts = fc.record({ s: second, count: fc.nat({ max: 3000 }) }).map(({ s, count }) => [
  {
    ...{ kind: 'countSummary', id: `count-${s}`, party: OWNER, atMs: at(s), receivedMs: at(s), count },
    ...{ source: 'counter', sourceName: { en: 'Counter', ru: 'Счётчик' } },
  },
]);
/** Records that the door refuses: of no form, of no time, too many of them. */
const faulty = (world: EngineConfig): fc.Arbitrary<unknown[]> =>
  fc
    .record({ sensor: own(world), s: second, fault: fc.nat({ max: 3 }), n: fc.integer({ min: 1, max: 40 }) })
    .map(({ sensor, s, fault, n }) => {
      const look = { kind: 'detection', id: `bad-${s}`, sensor: sensor.id, scan: 1, receivedMs: at(s) };
      const bad = [
        { ...look, atMs: at(s), z: [Number.NaN, 1] },
        { ...look, atMs: at(s) + 60_000, z: [5e5, 1, 1] },
        { ...look, atMs: at(s) - 900_000, z: [5e5, 1, 1] },
        { ...look, atMs: at(s), z: [-1, 40, 9] },
      ];
      return Array.from({ length: n }, (_, i) => ({ ...bad[fault], id: `bad-${s}-${i}` }));
    });

type Latest = (held: readonly StoredEvent[], n: number) => AnyCommand | null;
const homeOf = (held: readonly StoredEvent[]): StoredEvent[] =>
  held.filter((e) => compartmentOf(e.label) === HOME);
const alertOf = (held: readonly StoredEvent[], n: number) => {
  const alerts = homeOf(held).flatMap((e) => (e.kind === 'alert.changed' ? [e.body] : []));
  return alerts.at(-1 - (n % Math.max(1, alerts.length)));
};
const words = { body: 'Quiet.', language: 'en' as const };
const ACTS: Record<string, Latest> = {
  draftShift: (_h, n) => ({ name: 'shift.draft', payload: { remarks: n % 2 ? words : null } }),
  signShift: (held) => {
    const shift = homeOf(held).findLast((e) => e.kind === 'shift.changed');
    if (shift?.kind !== 'shift.changed') return null;
    const { id, rev } = shift.body;
    return { name: 'shift.sign', payload: { shift: id, rev, content: shiftContent(shift.body) } };
  },
  withdrawShift: (held) => {
    const shift = homeOf(held).findLast((e) => e.kind === 'shift.changed');
    return shift?.kind === 'shift.changed'
      ? { name: 'shift.withdraw', payload: { shift: shift.body.id } }
      : null;
  },
  draft: (_h, n) => ({
    name: 'statement.draft',
    payload: {
      ...{ kind: 'NO_DETECTION', place: { ...AREA, lat: (n % 120) - 60 }, sensor: null },
      window: { fromMs: at(1), toMs: at(2 + (n % 60)) },
    },
  }),
  /** It may not be signed, having a track of its own there or no cover: the refusal is his to know. */
  signNothing: (held) => {
    const draft = held.findLast((e) => e.kind === 'statement.drafted' && e.body.kind === 'NO_DETECTION');
    if (draft?.kind !== 'statement.drafted') return null;
    return { name: 'statement.sign', payload: { says: watchSubjectOf(draft.body), confidence: 0.99 } };
  },
  answer: (held, n) => {
    const a = alertOf(held, n);
    return a ? { name: 'alert.acknowledge', payload: { alert: a.id, seq: a.seq, seenRev: a.rev } } : null;
  },
  shelve: (held, n) => {
    const a = alertOf(held, n);
    if (!a) return null;
    return { name: 'alert.shelve', payload: { alert: a.id, seq: a.seq, minutes: 5, reason: 'known' } };
  },
  dissent: (held, n) => {
    const a = alertOf(held, n);
    if (!a) return null;
    return { name: 'alert.dissent', payload: { alert: a.id, seq: a.seq, seenRev: a.rev, reason: 'no' } };
  },
  missing: (_h, n) => ({ name: 'alert.acknowledge', payload: { alert: `none#${n}`, seq: 1, seenRev: 1 } }),
  faulty: () => ({ name: 'log.write', payload: { ...words, corrects: 'log_none' } }),
  /** The words of the outage that he is to sign before all, drafted again: how often, and when, is his to know. */
  draftAgain: (held) => {
    const draft = held.find((e) => e.kind === 'statement.drafted' && e.body.kind === 'OUTAGE');
    return draft?.kind === 'statement.drafted'
      ? { name: 'statement.draft', payload: watchSubjectOf(draft.body) }
      : null;
  },
  tooFar: (_h, n) => ({
    name: 'statement.draft',
    payload: { kind: 'OUTAGE', place: null, sensor: 'S2', window: { fromMs: at(n), toMs: at(n + 5) } },
  }),
};
const actsOf = (kinds: Record<string, Latest>): fc.Arbitrary<Act> =>
  fc
    .record({ atS: second, what: fc.constantFrom(...Object.keys(kinds)), n: fc.nat(200), again: fc.nat(3) })
    .map(({ atS, what, n, again }) => ({
      // The same id now and then: what was taken is not taken twice.
      ...{ atS, id: `secret-${again === 0 ? 'again' : `${atS}-${n}`}`, by: officer(OWNER) },
      command: (held) => kinds[what]?.(held, n) ?? null,
    }));

/** Releases to P3 alone. */
const RELEASES: Record<string, Latest> = {
  release: (held, n) => {
    const records = homeOf(held).flatMap((e): { kind: ReleaseKind; id: string }[] => {
      if (e.kind === 'track.changed') return [{ kind: 'track', id: e.body.id }];
      if (e.kind === 'claim.changed') return [{ kind: 'claim', id: e.body.id }];
      return e.kind === 'sensor.changed' ? [{ kind: 'sensor', id: e.body.sensor }] : [];
    });
    const of = records.at(-1 - (n % Math.max(1, records.length)));
    const coarsen = { gridM: n * 10, delayS: n % 7, withheld: [] };
    return of ? { name: 'release.give', payload: { of, to: ['P3'], coarsen, reason: 'look' } } : null;
  },
  takeBack: (held) => {
    const given = homeOf(held).findLast((e) => e.kind === 'release.changed');
    if (given?.kind !== 'release.changed') return null;
    return { name: 'release.withdraw', payload: { release: given.body.id, reason: 'enough' } };
  },
};

/** A life of its own, with the launch seen by all, some or none of its sensors. */
export function secretOf(world: EngineConfig, releases = false): fc.Arbitrary<Secret> {
  const given = releases ? fc.array(actsOf(RELEASES), { minLength: 5, maxLength: 12 }) : fc.constant([]);
  const looks = looksOf(world, OWNER);
  return fc
    .record({
      blind: fc.constantFrom<string[]>([], ['R1'], ['S1'], ['R1', 'S1']),
      parts: fc.array(fc.oneof(clutter(world), clutter(world), status(world), sites, counts, faulty(world)), {
        maxLength: 40,
      }),
      acts: fc.array(actsOf(ACTS), { maxLength: 25 }),
      given,
      consoles: fc.array(second, { maxLength: 4 }),
      shown: releases ? fc.array(second, { minLength: 1, maxLength: 9 }) : fc.constant<number[]>([]),
    })
    .map(({ blind, parts, acts: done, given: more, consoles, shown }) => ({
      inputs: [...looks.filter((i) => !('sensor' in i && blind.includes(i.sensor))), ...parts.flat()],
      ...{ acts: [...done, ...more], consoles, shown },
    }));
}
/** The same flight seen, and nothing more. */
export const quietSecret = (world: EngineConfig): Secret => ({
  ...{ inputs: looksOf(world, OWNER), acts: [], consoles: [] },
});
/** What all sensors of the owner are silent about. */
export const SILENT: Secret = { inputs: [], acts: [], consoles: [] };
