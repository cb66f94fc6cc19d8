/**
 * Both national pictures over the joint one: what each Party has reported of a launch, and how far the reports lie apart.
 * Only what was given to all: a Party's own tracks, looks and sensors are never here.
 */
import type { SourceState } from '../../../client/source/source';
import { partiesOf } from '../../../client/stores/select';
import { distanceM, type LatLon } from '../../../domain/geodesy';
import type { ParticipantId } from '../../../domain/labels';
import type { Kinematics, LaunchReport } from '../../../domain/records';
import { ellipseRing, type TimedRegion } from '../../../domain/regions';
import { drawnImpact, type PartyReport, reportsByParty } from '../../dossier/model';
import { type PathPoint, pointAt } from '../geometry/path';
import type { GroundArea, GroundLine } from './ground';
import { type Label, PRIORITY, type Run, run } from './label';
import { type LineLook, PARTY_LINES } from './looks';
import { aheadMs, type MapObject } from './objects';
import { PathBook } from './path-book';
import type { MapTexts } from './texts';

/** What one Party has reported of a launch. */
export interface Solution {
  party: ParticipantId;
  letter: string;
  /** Place among the Parties, from 0: gives the line's pattern. */
  order: number;
  /** As it went into the launch. */
  said: PartyReport;
  /** The state reported; null once the report is no longer held. */
  kinematics: Kinematics | null;
  /** From the state reported on; empty without one. */
  path: PathPoint[];
  /** Null where none was reported, or none that can be drawn. */
  impact: TimedRegion | null;
}
export type LaunchObject = Extract<MapObject, { of: 'launch' }>;
export interface Reported {
  launch: LaunchObject;
  solutions: Solution[];
}
/** Two estimates of one thing by two Parties. */
export interface Gap {
  from: LatLon;
  to: LatLon;
  letters: [string, string];
  distanceM: number;
  /** Between their times, s, where they have any. */
  timeS: number | null;
}

type Held = Pick<SourceState, 'views' | 'participants'>;

/** Makes solutions; keeps paths that still hold. */
export class ReportedBook {
  readonly #paths = new PathBook();

  /** Of every launch under way, and the selected one, that anybody has reported. */
  list(state: Held, objects: readonly MapObject[]): Reported[] {
    const parties = partiesOf(state.participants, state.views.SHARED?.regime);
    const reports = state.views.SHARED?.reports ?? {};
    const out = objects.flatMap((o): Reported[] => {
      if (o.of !== 'launch' || o.tone === 'ended') return [];
      const solutions = reportsByParty(
        o.record,
        parties.map((p) => p.id),
      ).flatMap(({ party, report: said }, order): Solution[] => {
        const whole = said && reports[said.series];
        const letter = parties[order]?.letter ?? party;
        return said ? [this.#solution(party, letter, order, said, whole || null)] : [];
      });
      return solutions.length > 0 ? [{ launch: o, solutions }] : [];
    });
    this.#paths.keep(new Set(out.flatMap((r) => r.solutions.map((s) => s.said.series))));
    return out;
  }

  #solution(
    party: ParticipantId,
    letter: string,
    order: number,
    said: PartyReport,
    whole: LaunchReport | null,
  ): Solution {
    const impact = drawnImpact(said.impact);
    const common = { party, letter, order, said, impact };
    if (!whole || whole.withdrawn) return { ...common, kinematics: null, path: [] };
    const { kinematics, phase, reportNo } = whole;
    const state = { epochMs: kinematics.epochMs, x: kinematics.x, a: kinematics.a };
    const burning = phase === 'boost';
    const thrust = burning ? state : { ...state, a: [0, 0, 0] };
    const path = this.#paths.path(
      said.series,
      `${reportNo}`,
      thrust,
      state.epochMs + aheadMs(whole, state, burning),
    );
    return { ...common, kinematics, path };
  }
}

export const partyLine = (order: number): LineLook => PARTY_LINES[order % PARTY_LINES.length] as LineLook;

export function reportedLines(reported: readonly Reported[]): GroundLine[] {
  return reported.flatMap(({ solutions }) =>
    solutions.flatMap(({ path, order }) =>
      path.length > 1 ? [{ places: path, look: partyLine(order) }] : [],
    ),
  );
}

/** Impact regions, and of the selected launch the launch regions too. */
export function reportedAreas(reported: readonly Reported[]): GroundArea[] {
  return reported.flatMap(({ launch, solutions }) =>
    solutions.flatMap(({ impact, said, order }) => {
      const regions = [
        ...(impact && launch.freshness !== 'ended' ? [impact] : []),
        ...(launch.tone === 'selected' ? [said.launchPoint] : []),
      ];
      const look = { fill: null, hatch: null, edge: partyLine(order) };
      return regions.map((region) => ({ rings: [ellipseRing(region, 0.9)], look }));
    }),
  );
}

/** Changes whenever something of this must be drawn anew. */
export const reportedSign = (reported: readonly Reported[]): string =>
  reported
    .map(
      (r) =>
        `${r.launch.tone} ${r.solutions.map((s) => `${s.said.series} ${s.said.reportNo} ${s.path.length}`)}`,
    )
    .join('|');

export const reportedCrosses = (reported: readonly Reported[]): LatLon[] =>
  reported.flatMap(({ solutions }) => solutions.flatMap(({ impact }) => impact ?? []));

/** The two estimates that lie farthest apart; null with fewer than two. */
export function widestGap(
  solutions: readonly Solution[],
  at: (s: Solution) => (LatLon & { atMs?: number }) | null,
): Gap | null {
  let widest: Gap | null = null;
  solutions.forEach((a, i) => {
    for (const b of solutions.slice(i + 1)) {
      const [from, to] = [at(a), at(b)];
      if (!from || !to) continue;
      const apartM = distanceM(from, to);
      if (widest && widest.distanceM >= apartM) continue;
      const timeS =
        from.atMs === undefined || to.atMs === undefined ? null : Math.abs(from.atMs - to.atMs) / 1000;
      widest = { from, to, letters: [a.letter, b.letter], distanceM: apartM, timeS };
    }
  });
  return widest;
}
export const impactGap = (solutions: readonly Solution[]): Gap | null =>
  widestGap(solutions, (s) => s.impact);
export const launchGap = (solutions: readonly Solution[]): Gap | null =>
  widestGap(solutions, (s) => s.said.launchPoint);

/** Where along a path its letter stands: apart for each Party, as the lines themselves may lie on one another. */
const LETTER_AT = [0.45, 0.6, 0.3, 0.75];

/** Letters on the lines, a box at each impact region, the difference at the launch: of the selected launch. */
export function reportedLabels(reported: readonly Reported[], texts: MapTexts, compact: boolean): Label[] {
  return reported
    .filter(({ launch }) => launch.tone === 'selected')
    .flatMap(({ launch, solutions }) => {
      const label = (id: string, anchor: LatLon, lines: Run[][], part: Partial<Label> = {}): Label => ({
        id: `${launch.key} ${id}`,
        anchor: { lat: anchor.lat, lon: anchor.lon },
        lines,
        boxed: true,
        severity: null,
        priority: PRIORITY.regions,
        leader: true,
        clear: 10,
        selection: launch.selection,
        ...part,
      });
      const out = solutions.flatMap((s): Label[] => {
        const letter: Run = { party: s.letter };
        const on = letterPlace(s);
        const lines: Run[][] = s.impact
          ? compact
            ? [[letter, run(texts.axes(s.impact), 'mono')]]
            : [
                [letter, run(texts.impact, 'text'), run(texts.asReported(s.said.reportNo), 'dim')],
                [run(texts.axes(s.impact), 'mono'), run(`· ${texts.looks(s.said.looksIn30s)}`, 'dim')],
              ]
          : [];
        return [
          ...(on ? [label(`on ${s.party}`, on, [[letter]], { boxed: false, leader: false, clear: 4 })] : []),
          ...(s.impact ? [label(`impact ${s.party}`, s.impact, lines)] : []),
        ];
      });
      const gap = launchGap(solutions);
      if (gap)
        out.push(
          label('launch gap', gap.from, [
            [
              run(texts.launch, 'text'),
              ...gap.letters.map((party): Run => ({ party })),
              run(texts.gap(gap), 'monoStrong'),
            ],
          ]),
        );
      return out;
    });
}

function letterPlace({ path, order }: Solution): LatLon | null {
  const [first, last] = [path[0], path[path.length - 1]];
  if (!first || !last) return null;
  const t = LETTER_AT[order % LETTER_AT.length] ?? 0.5;
  return pointAt(path, first.atMs + t * (last.atMs - first.atMs));
}
