import type { Participant } from '../../../domain/participants';
import type { Claim, EngineEvent, FindingCode, Launch } from '../../../domain/records';
import type { Sensor } from '../../../domain/sensors';
import { createScenarioSource, type Scenario, sensorsOfScenario } from '../../simulation';
import { createEngine } from '../engine';
import { type EngineInput, SIMULATION } from '../types';
import { regime } from './regime';

export interface TimedEvent {
  atMs: number;
  event: EngineEvent;
}

/** Runs a variant of a scenario through the engine from its start to its end, at full speed and with nobody at any desk. */
export function runScenario(
  scenario: Scenario,
  variant: string,
  catalogue: readonly Sensor[],
  participants: Participant[],
): TimedEvent[] {
  const { startMs, endMs, title } = scenario;
  const parties = participants.filter((p) => p.kind === 'PARTY' && !p.candidate).map((p) => p.id);
  const engine = createEngine({
    ...{ session: 'run', mode: 'EXERCISE', epochMs: startMs, regime, participants },
    info: { id: 'run', mode: 'EXERCISE', title, scenario: null, parties },
    sensors: sensorsOfScenario(scenario, catalogue),
    feeds: [SIMULATION],
  });
  const source = createScenarioSource(scenario, variant, catalogue);
  const out: TimedEvent[] = [];
  const step = (input: EngineInput, atMs: number): void => {
    for (const event of engine.step(input, atMs).events) out.push({ atMs, event });
  };
  step({ kind: 'open' }, startMs);
  for (let nowMs = startMs; nowMs <= endMs; nowMs += 1000) {
    for (const input of source.advance(nowMs))
      step({ kind: 'feed', feed: SIMULATION.id, input }, input.receivedMs);
    step({ kind: 'tick' }, nowMs);
  }
  step({ kind: 'finish' }, endMs);
  return out;
}

/** The last word on each launch and claim of a run. */
export function lastWords(run: TimedEvent[]): { launches: Launch[]; claims: Claim[] } {
  const launches = new Map<string, Launch>();
  const claims = new Map<string, Claim>();
  for (const { event } of run) {
    if (event.kind === 'launch.changed') launches.set(event.body.id, event.body);
    if (event.kind === 'claim.changed') claims.set(event.body.id, event.body);
  }
  return { launches: [...launches.values()], claims: [...claims.values()] };
}

/**
 * The findings that a run ends with: of its launches, and of claims that no launch stands for. What was retracted beside a
 * launch that stands (a twin, a false track) is no finding of the event.
 */
export function findingsAtEnd(run: TimedEvent[]): FindingCode[] {
  const { launches, claims } = lastWords(run);
  const stand = launches.filter((l) => l.lifecycle !== 'retracted');
  const said = claims.filter((c) => c.lifecycle !== 'seen');
  const all = [...(stand.length > 0 ? stand : launches), ...said];
  return [...new Set(all.map((x) => x.finding.code))].sort();
}
