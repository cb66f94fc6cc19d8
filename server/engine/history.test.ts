import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Participant } from '../../domain/participants';
import type { Claim, FindingCode } from '../../domain/records';
import participants from '../../scenarios/participants.json';
import sensorTable from '../../scenarios/tables/sensors.json';
import { loadCatalogue, loadScenario, type Scenario } from '../simulation';
import { findingsAtEnd, lastWords, runScenario, type TimedEvent } from './testing/run-scenario';

const LONG = process.env.JWC_LONG === '1';
const catalogue = loadCatalogue(sensorTable);

/** What history came to, event by event; nothing of it is in the scenario files. */
const HISTORY: [event: string, variant: string, finding: FindingCode, when: 'always' | 'long'][] = [
  ['1979-11-09-norad-test-tape', 'as-it-was', 'FALSE_NO_LAUNCH', 'always'],
  ['1983-09-25-oko-petrov', 'as-it-was', 'FALSE_NO_LAUNCH', 'always'],
  ['1995-01-25-black-brant-xii', 'as-it-was', 'NOTIFIED_BENIGN', 'always'],
];

function scenarioOf(id: string): Scenario {
  const file = join(import.meta.dirname, `../../scenarios/${id}.json`);
  const loaded = loadScenario(JSON.parse(readFileSync(file, 'utf8')));
  if (!loaded.ok) throw new Error(`${id}: ${loaded.path}: ${loaded.message}`);
  return loaded.scenario;
}
const run = (id: string, variant: string, change: (s: Scenario) => void = () => {}): TimedEvent[] => {
  const scenario = structuredClone(scenarioOf(id));
  change(scenario);
  return runScenario(scenario, variant, catalogue, participants as Participant[]);
};

describe('history, run to its end with nobody at any desk', () => {
  for (const [event, variant, finding, when] of HISTORY)
    it.runIf(LONG || when === 'always')(`SI-33 ${event} (${variant}) ends in ${finding}`, () => {
      expect(findingsAtEnd(run(event, variant))).toEqual([finding]);
    });

  it('SI-33 1979: both raids are false within six minutes, and only the Party whose computer it was hears of them', () => {
    const events = run('1979-11-09-norad-test-tape', 'as-it-was');
    const { claims, launches } = lastWords(events);
    expect(launches).toEqual([]);
    const startMs = Date.UTC(1979, 10, 9, 16);
    expect(claims.map((c) => (c.endedMs ?? 0) - startMs < 360_000)).toEqual([true, true]);
    const about = events.filter(({ event: e }) => e.kind === 'claim.changed' || e.kind === 'alert.changed');
    expect(new Set(about.map(({ event: e }) => `${e.label.cls} ${e.label.owner}`))).toEqual(
      new Set(['NATIONAL US']),
    );
  });

  it('SI-47 1983: the track on the light that does not move is taken back, its alert withdrawn; without the light the claim waits for the radars', () => {
    const events = run('1983-09-25-oko-petrov', 'as-it-was');
    const { launches, claims } = lastWords(events);
    expect(launches.map((l) => [l.lifecycle, l.phenomenologies.join(' ')])).toEqual([['retracted', 'IR']]);
    const alerts = events.flatMap(({ event: e }) =>
      e.kind === 'alert.changed' && e.label.cls === 'CENTER' ? [e.body] : [],
    );
    expect(alerts.at(-1)?.lifecycle.state).toBe('WITHDRAWN');
    expect(claims.map((c) => [c.objects, why(c)])).toEqual([[5, ['claimOnly', 'doesNotMove', 'sunGlint']]]);
    const dark = run('1983-09-25-oko-petrov', 'as-it-was', (s) => {
      for (const v of s.variants) v.echoes = [];
    });
    expect(lastWords(dark).launches).toEqual([]);
    expect(lastWords(dark).claims.map(why)).toEqual([['claimOnly', 'sunGlint', 'nothingSeen']]);
  });
});
const why = (c: Claim): string[] => c.finding.reasons.map((r) => r.msg.replace('finding.', ''));
