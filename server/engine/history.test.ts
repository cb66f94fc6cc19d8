import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
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
  ['1960-10-05-thule-moonrise', 'as-it-was', 'FALSE_NO_LAUNCH', 'long'],
  ['1979-10-03-slbm-oregon', 'as-it-was', 'FALSE_NO_LAUNCH', 'long'],
  ['1979-10-03-slbm-oregon', 'every-sensor-looks', 'FALSE_NO_LAUNCH', 'long'],
  ['1979-11-09-norad-test-tape', 'as-it-was', 'FALSE_NO_LAUNCH', 'always'],
  ['1980-06-03-norad-chip', 'as-it-was', 'FALSE_NO_LAUNCH', 'long'],
  ['1980-06-06-norad-chip', 'as-it-was', 'FALSE_NO_LAUNCH', 'long'],
  ['1983-09-25-oko-petrov', 'as-it-was', 'FALSE_NO_LAUNCH', 'always'],
  ['1983-09-25-oko-petrov', 'every-sensor-looks', 'FALSE_NO_LAUNCH', 'long'],
  ['1995-01-25-black-brant-xii', 'as-it-was', 'NOTIFIED_BENIGN', 'always'],
  ['1995-01-25-black-brant-xii', 'as-it-should-have-been', 'NOTIFIED_BENIGN', 'long'],
  ['1998-08-31-taepodong-1', 'with-the-announcement', 'UNNOTIFIED_LAUNCH_SLV', 'long'],
  ['1999-12-31-chechnya-scuds', 'as-it-was', 'BELOW_THRESHOLD', 'long'],
  ['2009-04-04-japan-false-announcement', 'as-it-was', 'FALSE_NO_LAUNCH', 'long'],
  ['2009-04-05-unha-2', 'every-sensor-looks', 'NOTIFIED_SLV', 'long'],
  ['2009-12-09-bulava-spiral', 'every-sensor-looks', 'NOTIFIED_TEST_FAILURE', 'long'],
  ['2012-12-12-unha-3', 'every-sensor-looks', 'NOTIFIED_SLV', 'long'],
  ['2013-09-03-med-sparrow', 'every-sensor-looks', 'UNNOTIFIED_TEST_CONSULTED', 'always'],
  ['2013-09-03-med-sparrow', 'as-it-was', 'UNNOTIFIED_TEST_CONSULTED', 'long'],
  ['2014-07-09-angara-suborbital', 'every-sensor-looks', 'NOTIFIED_SLV', 'long'],
  ['2015-11-08-trident-kentucky', 'every-sensor-looks', 'NOTIFIED_TEST', 'long'],
  ['2017-05-25-soyuz-eks-plesetsk', 'every-sensor-looks', 'NOTIFIED_SLV', 'long'],
  ['2017-08-28-hwasong-12-overflight', 'every-sensor-looks', 'UNNOTIFIED_LAUNCH', 'always'],
  ['2017-11-28-hwasong-15', 'every-sensor-looks', 'UNNOTIFIED_LAUNCH', 'long'],
  ['2017-12-23-iridium-next-4', 'every-sensor-looks', 'NOTIFIED_SLV', 'long'],
  ['2018-01-13-hawaii-false-alert', 'as-it-was', 'FALSE_NO_LAUNCH', 'long'],
  ['2018-01-16-nhk-false-alert', 'as-it-was', 'FALSE_NO_LAUNCH', 'long'],
  ['2022-03-09-brahmos', 'every-sensor-looks', 'OUT_OF_SCOPE_CRUISE', 'long'],
  ['2022-04-20-sarmat', 'every-sensor-looks', 'NOTIFIED_TEST', 'long'],
  ['2022-08-16-minuteman-gt', 'every-sensor-looks', 'NOTIFIED_TEST', 'long'],
  ['2022-10-03-irbm-overflight', 'every-sensor-looks', 'UNNOTIFIED_LAUNCH', 'long'],
  ['2022-11-18-hwasong-17', 'every-sensor-looks', 'UNNOTIFIED_LAUNCH', 'long'],
  ['2023-04-12-hwasong-18-jalert', 'every-sensor-looks', 'UNNOTIFIED_LAUNCH_PREDICTION_ERROR', 'long'],
  ['2023-05-30-chollima-1', 'every-sensor-looks', 'NOTIFIED_SLV_FAILURE', 'long'],
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
      e.kind === 'alert.changed' && e.body.facts.launch !== null ? [e.body] : [],
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

describe('what history raises, with nobody at any desk', () => {
  /** The last word on each alert of a run, with whose it is. */
  const raised = (id: string) => {
    const alerts = new Map<string, { owner: string; alert: Alert; noted: Set<string> }>();
    for (const { event: e } of run(id, 'as-it-was')) {
      if (e.kind !== 'alert.changed') continue;
      const noted = alerts.get(e.body.id)?.noted ?? new Set();
      for (const n of e.body.facts.annotations ?? []) noted.add(n.code);
      alerts.set(e.body.id, { owner: e.label.owner, alert: e.body, noted });
    }
    return [...alerts.values()];
  };
  const doubts = (id: string) =>
    raised(id)
      .filter(
        ({ alert: a }) =>
          !['LAUNCH_CLAIMED', 'ACK_OVERDUE'].includes(a.code) && !a.code.startsWith('CONSULT_'),
      )
      .map(({ owner, alert: a }) => `${owner} ${a.code} ${a.severity} ${a.policy}`)
      .sort();

  it('AL-77 1979: the sensors disagree with the computer, which may play a tape; its owner alone hears of it', () => {
    expect(doubts('1979-11-09-norad-test-tape')).toEqual([
      ...Array(2).fill('US POSSIBLE_TEST_PATTERN HIGH SINGLE'),
      ...Array(2).fill('US SENSORS_DISAGREE HIGH SINGLE'),
    ]);
  });

  it('AL-77 1980: the counts flap, and the counts are the evidence', () => {
    const flaps = raised('1980-06-03-norad-chip').filter(({ alert }) => alert.code === 'COUNT_FLAPPING');
    expect(flaps.map((f) => f.owner)).toEqual(['US', 'US']);
    for (const { alert } of flaps)
      expect(String(alert.facts.params?.counts).split(' ').length).toBeGreaterThan(2);
  });

  it('AL-77 1983: one kind of sensor, high, alone for long, a glint noted beside it; the note suppresses nothing', () => {
    const [launch, ...more] = raised('1983-09-25-oko-petrov').filter(
      ({ alert }) => alert.facts.launch !== null,
    );
    expect(more).toEqual([]);
    expect(launch?.alert).toMatchObject({
      ...{ code: 'LAUNCH_UNNOTIFIED', mostSevere: 'HIGH', policy: 'JOINT', suppression: { state: 'NONE' } },
      facts: { corroboration: 'SINGLE', params: { aloneS: 90 } },
    });
    expect(launch?.noted).toEqual(new Set(['POSSIBLE_FALSE_GLINT']));
  });

  it('AL-77 1995: no doubt is raised about a rocket that flew', () => {
    expect(doubts('1995-01-25-black-brant-xii')).toEqual(['CENTER LAUNCH_UNNOTIFIED HIGH JOINT']);
  });
});

describe('what is taken away changes the finding', () => {
  const without = (event: string, variant: string, part: 'onFile' | 'messages') =>
    findingsAtEnd(
      run(event, variant, (s) => {
        for (const v of s.variants) v[part] = [];
      }),
    );

  it('SI-33 2013: until its owner says what it was, and without his word, it is a launch that nobody announced', () => {
    const event = '2013-09-03-med-sparrow';
    expect(without(event, 'every-sensor-looks', 'messages')).toEqual(['UNNOTIFIED_LAUNCH']);
  });

  it.runIf(LONG).each([
    ['1998-08-31-taepodong-1', 'with-the-announcement', 'messages', 'UNNOTIFIED_LAUNCH'],
    ['2009-04-04-japan-false-announcement', 'as-it-was', 'messages', undefined],
    ['2009-04-05-unha-2', 'every-sensor-looks', 'onFile', 'UNNOTIFIED_LAUNCH'],
    ['2012-12-12-unha-3', 'every-sensor-looks', 'onFile', 'UNNOTIFIED_LAUNCH_SLV'],
    ['2022-04-20-sarmat', 'every-sensor-looks', 'onFile', 'UNNOTIFIED_LAUNCH'],
    ['2023-04-12-hwasong-18-jalert', 'every-sensor-looks', 'messages', 'UNNOTIFIED_LAUNCH'],
  ] as const)('SI-33 %s (%s) without %s', (event, variant, part, finding) => {
    expect(without(event, variant, part)).toEqual(finding ? [finding] : []);
  });
});

const why = (c: Claim): string[] => c.finding.reasons.map((r) => r.msg.replace('finding.', ''));
