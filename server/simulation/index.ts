/**
 * The simulation: a made-up world as a feed of inputs. What really flies is behind this door; tests that need it
 * import ./truth.
 */
export { loadCatalogue } from './catalogue';
export { agreedTimes } from './live/settings';
export { loadSites, type SitesTable } from './live/sites';
export { createLiveWorld, type LiveSettings, type LiveSettingsInput } from './live/source';
export { type LoadedScenario, loadScenario, type Scenario } from './scenario/load';
export { scenarioJsonSchema } from './scenario/schema';
export { createScenarioSource, sensorsOfScenario } from './scenario/source';
export { tapesOf } from './scenario/tapes';
export type { FeedSource } from './source';
