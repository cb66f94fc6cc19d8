import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLASS_CODES } from '../../../domain/classes';
import { FINDING_CODES } from '../../../domain/records';
import { inService } from '../../../domain/sensors';
import sensorTable from '../../../scenarios/tables/sensors.json';
import { loadCatalogue } from '../catalogue';
import { loadScenario, type Scenario } from './load';
import { createScenarioSource, sensorsOfScenario } from './source';

const FOLDER = join(import.meta.dirname, '../../../scenarios');
const catalogue = loadCatalogue(sensorTable);
const FILES = readdirSync(FOLDER).filter((f) => /^(19|20)\d\d-\d\d-\d\d-[a-z0-9-]+\.json$/.test(f));

const textOf = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
function load(file: string): Scenario {
  const result = loadScenario(JSON.parse(textOf(file)));
  if (!result.ok) throw new Error(`${file}: ${result.path}: ${result.message}`);
  return result.scenario;
}

describe('the library of history', () => {
  it('SI-30 holds 29 events', () => expect(FILES).toHaveLength(29));

  it.each(FILES)('SI-30 %s loads, says what is assumed in both languages, and gives no verdict', (file) => {
    const scenario = load(file);
    expect(`${scenario.id}.json`).toBe(file);
    expect(new Date(scenario.dateMs).toISOString().slice(0, 10)).toBe(file.slice(0, 10));
    expect(scenario.place && scenario.summary).toBeTruthy();
    expect(scenario.sources.length).toBeGreaterThan(0);
    expect(scenario.assumptions.length).toBeGreaterThanOrEqual(2);
    for (const { en, ru } of [...scenario.assumptions, scenario.title, scenario.summary ?? scenario.title]) {
      expect(en).not.toMatch(/[а-яё]/i);
      expect(ru).toMatch(/[а-яё]{3}/i);
    }
    const text = textOf(file);
    for (const word of [
      ...FINDING_CODES,
      ...CLASS_CODES.filter((c) => c !== 'SLV' && c !== 'SOUNDING_ROCKET'),
    ])
      expect(text, word).not.toContain(`"${word}"`);
    for (const key of ['verdict', 'category', 'lesson', 'class', 'disposition', 'expected', 'finding'])
      expect(text, key).not.toContain(`"${key}"`);
    for (const v of scenario.variants) createScenarioSource(scenario, v.id, catalogue);
    for (const s of sensorsOfScenario(scenario, catalogue))
      expect(inService(s, scenario.startMs), s.id).toBe(true);
  });

  it('SI-32 a run of an event gives the same bytes each time, and another seed others', () => {
    const scenario = load('1983-09-25-oko-petrov.json');
    const bytes = (s: Scenario) =>
      JSON.stringify(createScenarioSource(s, 'as-it-was', catalogue).advance(s.endMs));
    expect(bytes(scenario)).toBe(bytes(load('1983-09-25-oko-petrov.json')));
    expect(bytes({ ...scenario, seed: 5 })).not.toBe(bytes(scenario));
  });
});
