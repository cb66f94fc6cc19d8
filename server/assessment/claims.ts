import { distanceM, geodeticToEcef, type LatLon } from '../../domain/geodesy';
import { makeId } from '../../domain/ids';
import type { CountSummary, ExternalReport } from '../../domain/inputs';
import type { SessionId } from '../../domain/labels';
import type { Claim } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import {
  inFieldOfView,
  type Phenomenology,
  phenomenologyOf,
  type Sensor,
  sensorFrame,
} from '../../domain/sensors';
import { NOTHING_STATED, type Statement } from '../../domain/statements';
import { glintTiltDeg } from '../../domain/sun';
import { alternations, type ClaimEvidence, concludeClaim } from './claim-finding';

/** Something that trackers show: a track of the Party, or a joint launch. */
export interface SeenObject extends LatLon {
  id: string;
  launchMs: number;
  sigmaM: number;
}
/** Who looks at the moment, and what is seen. */
export interface Watch {
  seen: readonly SeenObject[];
  looking: readonly Sensor[];
  /** Spots that do not move, by the satellite that shows them. */
  still: readonly (LatLon & { sensor: string })[];
}
/** The next revision of a claim, and the one before it if there was one. */
export interface ClaimChange {
  claim: Claim;
  before: Claim | null;
}
export interface Claims {
  takeReport(input: ExternalReport, nowMs: number): ClaimChange[];
  takeCount(input: CountSummary, nowMs: number): ClaimChange[];
  takeStatement(statement: Statement, nowMs: number): ClaimChange[];
  /** What seemed to bear a claim out was taken back. */
  unsee(id: string, nowMs: number): ClaimChange[];
  /** Time alone: what is seen by now, and what is still not. */
  advance(nowMs: number, watch: Watch): ClaimChange[];
  /** True while time can still change a claim. */
  waiting(): boolean;
  snapshot(): unknown;
  restore(stored: unknown): void;
}
interface Held {
  /** As last told, and as it now reads; before it was told at all its revision is 0. */
  claim: Claim;
  next: Claim;
  reference: string;
  /** When its newest word came: the wait for something to see begins there. */
  saidMs: number;
  watchedToMs: number;
  evidence: ClaimEvidence;
  /** Last counts of a source that counts, oldest first. */
  counts: [atMs: number, count: number][];
}
interface State {
  v: 1;
  held: Held[];
}
/** Height (m) over a claimed place at which infrared sensors would have to see it burn. */
const BURNS_AT_M = 120e3;
/** A track belongs to a claimed place when it lies no further outside than this (m) and three sigma. */
const PLACE_SLACK_M = 50e3;
/** A statement that denies a launch is held against claims no older than this (ms). */
const DENIES_WITHIN_MS = 3600_000;

/**
 * Keeps what is claimed of launches without a track, and weighs it against what sensors see. Pure. One for each Party (its
 * own sites, its own sensors) and one for the centre (statements, joint launches).
 */
export function createClaims(o: {
  session: SessionId;
  /** Names the holder in ids. */
  holder: string;
  sensors: readonly Sensor[];
  regime: Regime;
  numberFor: () => number;
}): Claims {
  const { regime } = o;
  let state: State = { v: 1, held: [] };

  const find = (by: string, source: string, reference: string): Held | undefined =>
    state.held.findLast((h) => h.claim.by === by && h.claim.source === source && h.reference === reference);

  type Said = Pick<Claim, 'form' | 'by' | 'source' | 'sourceName' | 'kinds' | 'objects' | 'place' | 'flight'>;

  function put(said: Said, reference: string, more: Partial<ClaimEvidence>, nowMs: number): ClaimChange[] {
    const known = find(said.by, said.source, reference);
    if (known) {
      known.next = { ...known.claim, ...said, updatedMs: nowMs };
      known.evidence = { ...known.evidence, ...more, watchedMs: { IR: 0, RADAR: 0 }, denied: null };
      known.evidence.glintDeg ??= glintOf(known.next, nowMs);
      Object.assign(known, { saidMs: nowMs, watchedToMs: nowMs });
      return revise(known, nowMs);
    }
    const id = makeId('claim', o.session, o.holder, said.by, said.source, reference, nowMs);
    const fresh: Claim = {
      ...{ id, number: o.numberFor(), rev: 0, ...said, lifecycle: 'open' },
      finding: { code: 'UNRESOLVED', confidence: 0, reasons: [] },
      ...{ firstMs: nowMs, updatedMs: nowMs, endedMs: null },
    };
    const evidence: ClaimEvidence = {
      ...{
        mark: 'NONE',
        withdrawn: false,
        seenAs: null,
        denied: null,
        jumped: false,
        counts: '',
        still: false,
      },
      ...{ watchedMs: { IR: 0, RADAR: 0 }, glintDeg: glintOf(fresh, nowMs) },
      ...more,
    };
    const held: Held = {
      claim: fresh,
      next: fresh,
      reference,
      saidMs: nowMs,
      watchedToMs: nowMs,
      evidence,
      counts: [],
    };
    state.held.push(held);
    return revise(held, nowMs);
  }

  /** The next revision, if people would see a difference. */
  function revise(h: Held, nowMs: number): ClaimChange[] {
    const { lifecycle, finding } = concludeClaim(h.next, h.evidence, regime, nowMs);
    const ended = lifecycle === 'concluded' || lifecycle === 'withdrawn';
    const before = h.claim.rev > 0 ? h.claim : null;
    const claim: Claim = {
      ...h.next,
      lifecycle,
      finding,
      endedMs: ended ? (h.claim.endedMs ?? nowMs) : null,
    };
    if (before && sameForPeople(claim, before)) return [];
    claim.rev++;
    h.claim = claim;
    h.next = claim;
    return [{ claim, before }];
  }

  /** Only of an infrared satellite's word on a place, while the sun stands so. */
  function glintOf({ source, place }: Claim, nowMs: number): number | null {
    const sensor = o.sensors.find((s) => s.id === source);
    if (sensor?.kind !== 'ir' || !place) return null;
    const tilt = glintTiltDeg(place, nowMs, sensorFrame(sensor, nowMs).pos as [number, number, number]);
    return tilt <= regime.claim.glintDeg ? tilt : null;
  }

  /** Kinds of sensor that would show what is claimed by now, or soon: an infrared satellite does not bear itself out. */
  function kindsWatching(
    { source, place }: Claim,
    looking: readonly Sensor[],
    nowMs: number,
  ): Set<Phenomenology> {
    const would = looking.filter((s) => {
      if (s.kind === 'radar') return true;
      if (s.id === source) return false;
      if (!place) return true;
      const above = geodeticToEcef(place.lat, place.lon, BURNS_AT_M);
      return inFieldOfView(s, sensorFrame(s, nowMs), above, BURNS_AT_M);
    });
    return new Set(would.map(phenomenologyOf));
  }

  function bearsOut(seen: SeenObject, { claim, saidMs }: Held): boolean {
    if (seen.launchMs < claim.firstMs - regime.claim.launchedWithinS * 1000) return false;
    if (seen.launchMs > saidMs + regime.claim.launchedWithinS * 1000) return false;
    const { place } = claim;
    return !place || distanceM(seen, place) <= place.radiusM + PLACE_SLACK_M + 3 * seen.sigmaM;
  }

  return {
    takeReport({ party, report }, nowMs) {
      const { reference, source, withdrawn, mark, ...rest } = report;
      if (withdrawn && !find(party, source, reference)) return [];
      const said: Said = { ...rest, form: 'REPORT', by: party, source };
      return put(said, reference, { withdrawn, mark }, nowMs);
    },

    takeCount({ party, source, sourceName, count, atMs }, nowMs) {
      const known = find(party, source, COUNT);
      const before: Held['counts'] = known?.counts ?? [[atMs, 0]];
      if (count === before.at(-1)?.[1]) return [];
      const fromMs = atMs - regime.claim.jumps.withinS * 1000;
      const counts = [...before.filter(([at]) => at >= fromMs), [atMs, count] as [number, number]];
      const said: Said = {
        ...{ form: 'COUNT', by: party, source, sourceName, kinds: [], objects: count, place: null },
        flight: NOTHING_STATED,
      };
      const jumped = known?.evidence.jumped || alternations(counts) >= regime.claim.jumps.times;
      const more = { jumped, counts: counts.map(([, n]) => n).join(' ') };
      const changes = put(said, COUNT, more, nowMs);
      const held = find(party, source, COUNT);
      if (held) held.counts = counts;
      return changes;
    },

    takeStatement(statement, nowMs) {
      const { by, byName, reference, says, place, flight } = statement;
      if (says === 'LAUNCH') {
        const said: Said = {
          ...{ form: 'STATEMENT', by, source: by, sourceName: byName },
          ...{ kinds: [], objects: null, place, flight },
        };
        return put(said, reference, { withdrawn: false }, nowMs);
      }
      if (says === 'WITHDRAWN') {
        const own = find(by, by, reference);
        return own ? put(saidBy(own.claim), reference, { withdrawn: true }, nowMs) : [];
      }
      if (says !== 'NO_LAUNCH') return [];
      return state.held
        .filter((h) => h.claim.by !== by && nowMs - h.claim.firstMs <= DENIES_WITHIN_MS)
        .filter(({ claim }) => !place || !claim.place || apart(place, claim.place) <= 0)
        .flatMap((h) => {
          h.evidence.denied = byName;
          return revise(h, nowMs);
        });
    },

    unsee(id, nowMs) {
      return state.held
        .filter((h) => h.evidence.seenAs === id)
        .flatMap((h) => {
          h.evidence = { ...h.evidence, seenAs: null, watchedMs: { IR: 0, RADAR: 0 } };
          h.watchedToMs = nowMs;
          return revise(h, nowMs);
        });
    },

    advance(nowMs, { seen, looking, still }) {
      state.held = state.held.filter(
        ({ claim, saidMs }) => claim.lifecycle === 'open' || nowMs - saidMs <= regime.claim.keepS * 1000,
      );
      return state.held.flatMap((h) => {
        if (h.claim.lifecycle === 'seen') return [];
        h.evidence.seenAs = seen.find((s) => bearsOut(s, h))?.id ?? null;
        h.evidence.still ||= still.some((s) => s.sensor === h.claim.source && liesIn(s, h.claim.place));
        for (const kind of kindsWatching(h.claim, looking, nowMs))
          h.evidence.watchedMs[kind] += nowMs - h.watchedToMs;
        h.watchedToMs = nowMs;
        return revise(h, nowMs);
      });
    },

    waiting: () => state.held.length > 0,
    snapshot: () => structuredClone(state),
    restore: (stored) => {
      state = structuredClone(stored as State);
    },
  };
}

/** Reference under which a counting source's counts are one claim. */
const COUNT = 'count';

function saidBy(
  c: Claim,
): Pick<Claim, 'form' | 'by' | 'source' | 'sourceName' | 'kinds' | 'objects' | 'place' | 'flight'> {
  const { form, by, source, sourceName, kinds, objects, place, flight } = c;
  return { form, by, source, sourceName, kinds, objects, place, flight };
}

const liesIn = (p: LatLon, place: Claim['place']): boolean =>
  place !== null && distanceM(p, place) <= place.radiusM + PLACE_SLACK_M;
const apart = (a: LatLon & { radiusM: number }, b: LatLon & { radiusM: number }): number =>
  distanceM(a, b) - a.radiusM - b.radiusM;

const sameForPeople = (a: Claim, b: Claim): boolean =>
  JSON.stringify({ ...a, rev: 0, updatedMs: 0 }) === JSON.stringify({ ...b, rev: 0, updatedMs: 0 });
