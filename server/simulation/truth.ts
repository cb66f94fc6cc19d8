/**
 * What really flies. For tests, measurements and plots only: no feed, engine or console may import it. A feed's inputs
 * hold none of this.
 */
import type { ClassCode } from '../../domain/classes';
import type { FeedInput } from '../../domain/inputs';
import type { Sensor } from '../../domain/sensors';
import { flyPlanned } from './live/launch';
import { createSchedule, type PlannedLaunch, wantedRates } from './live/schedule';
import { fullSettings, type LiveSettingsInput } from './live/settings';
import type { SitesTable } from './live/sites';
import { createLiveWorld } from './live/source';
import { flightsOf, type Scenario } from './scenario/load';
import { createScenarioSource } from './scenario/source';
import type { Trace } from './sensing/look';
import { type Flight, isBurning, stateAt } from './trajectory/flight';

export { type Flight, isBurning, type PlannedLaunch, stateAt };

/** Detection id to the key of the flight that it came from; false plots are not in it. */
export type Origins = Map<string, string>;

function recorder(): { origins: Origins; trace: Trace } {
  const origins: Origins = new Map();
  return { origins, trace: (id, flight) => flight && origins.set(id, flight.key) };
}

/** A scenario's inputs with the flights behind them and which detection came from which. */
export function scenarioTruth(
  scenario: Scenario,
  variant: string,
  catalogue: readonly Sensor[],
): { flights: Flight[]; inputs: FeedInput[]; origins: Origins } {
  const { origins, trace } = recorder();
  const source = createScenarioSource(scenario, variant, catalogue, trace);
  return { flights: flightsOf(scenario), inputs: source.advance(scenario.endMs), origins };
}

/** The live world's inputs up to a time, with the flights behind them and which detection came from which. */
export function liveTruth(
  settings: LiveSettingsInput,
  catalogue: readonly Sensor[],
  sites: SitesTable,
  toMs: number,
): { flights: Flight[]; inputs: FeedInput[]; origins: Origins } {
  const { origins, trace } = recorder();
  const inputs = createLiveWorld(settings, catalogue, sites, trace).advance(toMs);
  const planned = plannedLaunches(settings, sites, settings.startMs - 75 * 60_000, toMs);
  const flights = planned.filter((p) => p.fate === 'flown').map((p) => flyPlanned(settings.seed, p));
  return { flights: flights.filter((f) => f !== null), inputs, origins };
}

/** What the live world launches (and scrubs) in an interval; nothing is flown for it. */
export function plannedLaunches(
  settings: LiveSettingsInput,
  sites: SitesTable,
  fromMs: number,
  toMs: number,
): PlannedLaunch[] {
  return createSchedule(fullSettings(settings), sites).between(fromMs, toMs);
}

/** Launches an hour of each site that the settings ask for. */
export function wantedPerHour(settings: LiveSettingsInput, sites: SitesTable): Map<string, number> {
  return new Map([...wantedRates(fullSettings(settings), sites)].map(([id, perMs]) => [id, perMs * 3.6e6]));
}

/** Generic class of a planned launch: by what it is or by its range (scenarios/tables/classes.json). */
export function classOfLaunch(p: PlannedLaunch): ClassCode {
  if (p.programme.vehicle !== 'BM') return p.programme.vehicle;
  const km = (p.target?.rangeM ?? 0) / 1000;
  return km < 1000 ? 'SRBM' : km < 3000 ? 'MRBM' : km < 5500 ? 'IRBM' : 'ICBM';
}
