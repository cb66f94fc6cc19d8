/** Figures of the bench, held against goals and bands. */
import { rngFor } from '../../server/simulation/rng';
import { type Recording, trueTarget } from './files';
import type { Scenario } from './generate';
import { COVERAGE_BAND, IMPACT_SIZE_KM, type Peer } from './goals';
import type { Score } from './score';
import { type AreaHits, summarise } from './score-areas';

/** A figure of the bench, one JSON line. */
export interface Figure {
  bench: string;
  value: number;
  unit: string;
  /** Value over goal. */
  ratio?: number;
  against?: Partial<Peer> & { band?: readonly [number, number]; met: boolean };
}

export interface Scored {
  score: Score;
  areas: AreaHits;
}

/** What scorers read of a scenario. */
export const recordingOf = (scenario: Scenario, lines = scenario.lines): Recording => ({
  sensors: scenario.sensors,
  lines,
  targetOf: new Map(scenario.targetOf.map((t, id) => [id, t])),
  truth: scenario.targets.map((t) => trueTarget(t, scenario.tEnd)),
});

/** Share of states whose truth lies in the 95 % region, by phase. */
export function* consistency(of: string, list: Scored[]): Generator<Figure> {
  for (const phase of ['boost', 'burnout', 'coast', 'descent']) {
    const parts = list.flatMap((x) => x.score.nees6.byPhase[phase] ?? []);
    const n = parts.reduce((s, p) => s + p.n, 0);
    const inside = parts.reduce((s, p) => s + p.n * p.in95, 0);
    yield inBand(`${of} NEES in 95 % ${phase}`, inside / Math.max(1, n), n);
  }
}

/** One random line a target and bin: lines of one target are no independent trials. */
export function* regions(of: string, list: Scored[]): Generator<Figure> {
  const rng = rngFor(1, 'one line a target');
  const picked = list.flatMap(({ areas }, run) => {
    const by = new Map<string, AreaHits['hits']>();
    for (const h of areas.hits) {
      const key = `${run} ${h.bin} ${h.target}`;
      by.set(key, by.get(key) ?? [])
        .get(key)
        ?.push(h);
    }
    return [...by.values()].flatMap((hits) => hits[rng.below(hits.length)] ?? []);
  });
  for (const [bin, b] of Object.entries(summarise(picked))) {
    yield inBand(`${of} ${bin} holds`, b.coverage95, b.n);
    if (b.semiMajorKmP50)
      yield held(`${of} ${bin} semi-major p50`, b.semiMajorKmP50, 'km', IMPACT_SIZE_KM[bin]);
  }
}

export function held(bench: string, value: number, unit: string, peer: Peer | undefined): Figure {
  const rounded = Number(value.toPrecision(5));
  if (!peer) return { bench: `fusion ${bench}`, value: rounded, unit };
  const met = peer.atLeast ? value >= peer.goal : value <= peer.goal;
  const ratio = peer.goal === 0 ? undefined : Number((value / peer.goal).toFixed(3));
  return {
    bench: `fusion ${bench}`,
    value: rounded,
    unit,
    ...(ratio === undefined ? {} : { ratio }),
    against: { ...peer, met },
  };
}

export function inBand(bench: string, value: number, n: number): Figure {
  const met = value >= COVERAGE_BAND[0] && value <= COVERAGE_BAND[1];
  return {
    bench: `fusion ${bench}`,
    value: Number(value.toFixed(3)),
    unit: `of ${n}`,
    against: { band: COVERAGE_BAND, met },
  };
}
