import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Participant } from '../domain/participants';
import { DEFAULT_REGIME, type Regime } from '../domain/regime';
import { type ChosenRegime, regimeWith, strangerIn } from '../domain/regime-choice';
import type { Sensor } from '../domain/sensors';
import { loadTerritories } from '../domain/territory';
import { loadUndertakings } from '../domain/undertakings';
import type { LibraryEvent } from './http/app';
import { loadCatalogue, loadScenario, loadSites, type Scenario, type SitesTable } from './simulation';

export interface Tables {
  version: string;
  participants: Participant[];
  catalogue: Sensor[];
  /** What the Parties agreed, with the grounds of these participants. */
  regime: Regime;
  sites: SitesTable;
  scenarios: Record<string, Scenario>;
  /** SHA-256 of each scenario's file, by scenario. */
  hashes: Record<string, string>;
  library: LibraryEvent[];
}

const words = z.strictObject({ en: z.string().min(1), ru: z.string().min(1) });
const participantsSchema = z.array(
  z.strictObject({
    id: z.string().min(1),
    kind: z.enum(['PARTY', 'OBSERVER']),
    letter: z.string().length(1),
    order: z.number().int(),
    name: words,
    candidate: z.enum(['BIG8', 'OPEN']).optional(),
  }),
);

/** Who takes part, from the one table of it. */
export const readParticipants = (dir: string): Participant[] =>
  participantsSchema.parse(JSON.parse(readFileSync(join(dir, 'participants.json'), 'utf8')));

/** Reads every table and scenario of the product. A bad file stops the start with its name and the path of the fault. */
export function readTables(dir: string): Tables {
  const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(dir, ...path), 'utf8'));
  const scenarios: Record<string, Scenario> = {};
  const hashes: Record<string, string> = {};
  const files = readdirSync(dir).filter(
    (f) => f.endsWith('.json') && f !== 'participants.json' && !f.endsWith('.schema.json'),
  );
  for (const file of files.sort()) {
    const loaded = loadScenario(read(file));
    if (!loaded.ok) throw new Error(`scenarios/${file}: ${loaded.path}: ${loaded.message}`);
    scenarios[loaded.scenario.id] = loaded.scenario;
    hashes[loaded.scenario.id] = createHash('sha256')
      .update(readFileSync(join(dir, file)))
      .digest('hex');
  }
  const participants = readParticipants(dir);
  for (const { id, regime } of Object.values(scenarios)) {
    const stranger = strangerIn(regime, participants);
    if (stranger !== null) throw new Error(`scenarios/${id}.json: regime.reports.${stranger}: is no Party`);
  }
  const regime: Regime = {
    ...DEFAULT_REGIME,
    territories: loadTerritories(read('tables', 'territories.json')),
    undertakings: loadUndertakings(read('tables', 'undertakings.json')),
  };
  return {
    version: (JSON.parse(readFileSync(join(dir, '../package.json'), 'utf8')) as { version: string }).version,
    participants,
    catalogue: loadCatalogue(read('tables', 'sensors.json')),
    regime,
    sites: loadSites(read('tables', 'sites.json')),
    scenarios,
    hashes,
    library: Object.values(scenarios).map((s) => libraryEvent(s, regime)),
  };
}

function libraryEvent(s: Scenario, own: Regime): LibraryEvent {
  const { scope, membership, reports } = regimeWith<ChosenRegime>(own, s.regime);
  return {
    id: s.id,
    title: s.title,
    dateMs: s.dateMs,
    place: s.place ?? null,
    summary: s.summary ?? null,
    variants: s.variants.map(({ id, title }) => ({ id, title })),
    assumptions: s.assumptions,
    regime: { scope, membership, ...(reports && { reports }) },
  };
}
