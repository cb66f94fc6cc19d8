import { DEFAULT_REGIME, type Regime } from '../../../domain/regime';
import { loadTerritories } from '../../../domain/territory';
import grounds from '../../../scenarios/tables/territories.json';

/** What the demo's Parties agreed, with their grounds: as the server puts it together. */
export const regime: Regime = { ...DEFAULT_REGIME, territories: loadTerritories(grounds) };
