import { describe, expect, it } from 'vitest';
import { alert, event, launch, PARTIES, T0 } from '../../client/testing';
import { claim, track } from '../../domain/testing/samples';
import { fakeConsole, html, words } from '../shell/testing';
import { Dossier } from './dossier';

const selection = { kind: 'launch' as const, id: 'launch-1' };
const area = {
  lat: 35.1,
  lon: 179.2,
  cov: [1e10, 0, 1e10] as [number, number, number],
  atMs: T0 + 1320e3,
  sigmaS: 40,
};

describe('the dossier of a launch', () => {
  it('UX-17 asks in the officer’s order, each block marked as shared or as one Party’s own', () => {
    const markup = html(<Dossier layout="wide" />, fakeConsole({}, { launch: { impact: area } }), {
      initial: { selection },
    });
    const titles = [...markup.matchAll(/<h3[^>]*>([^<]+)<\/h3>/g)].map((m) => m[1]);
    expect(titles).toEqual([
      'What, and how sure',
      'Launched',
      'Going',
      'Expected?',
      'Over time',
      'Reported by',
      'Seen by own sensors',
      'Do the Parties agree',
      'Who looked and saw nothing',
      'Why alerted',
      'History',
      'Who saw it',
      'Consultation',
      'Log entries',
    ]);
    expect(markup.match(/>shared</g)).toHaveLength(13);
    // What own sensors saw, what their looks left over, and when they sensed and received.
    expect(markup.match(/>national A</g)).toHaveLength(3);
  });

  it('UX-17 gives the time left to the earliest impact, and says when there is none', () => {
    const text = (impact: typeof area | 'orbital' | null) =>
      words(
        html(<Dossier layout="wide" />, fakeConsole({}, { launch: { impact } }), { initial: { selection } }),
      );
    expect(text(area)).toContain('Earliest in 19:55');
    expect(text('orbital')).toContain('none, on its way to orbit');
    expect(text(null)).toContain('Impact not known');
  });

  it('UX-102 says which undertakings the launch touches and how it stands to each; of none it says nothing', () => {
    const [en, ru] = ['No tests', 'Без испытаний'];
    const words2 = (text: string) => ({ en: text, ru: text });
    const undertakings = [
      {
        ...{
          id: 'u',
          by: 'P1',
          byName: words2('First'),
          kind: 'TEST_MORATORIUM' as const,
          title: { en, ru },
        },
        ...{ text: words2('x'), fromMs: 0, toMs: null, classes: ['IRBM' as const], leadS: null },
        source: words2('s'),
      },
    ];
    const shown = (part: Partial<Parameters<typeof launch>[0]>, language: 'en' | 'ru' = 'en') => {
      const source = fakeConsole({}, { launch: part });
      source.give('SHARED', event(3, 'undertaking.set', { undertakings }));
      return words(html(<Dossier layout="wide" />, source, { language, initial: { selection } }));
    };
    const touched = { undertakings: [{ id: 'u', standing: 'NOT_KEPT' as const }] };
    expect(shown(touched)).toContain('No tests not kept');
    expect(shown(touched, 'ru')).toContain('Без испытаний не соблюдено');
    expect(shown({})).not.toContain('Undertakings');
  });

  it('UX-133 says what each Party assesses it to be, and lets who has acknowledged say it', () => {
    const signed = (party: string) => ({
      ...{ user: party, nameEn: `Officer ${party}`, nameRu: `Офицер ${party}`, robot: false, atMs: T0 },
    });
    const said = (party: string, verdict: 'REAL' | 'TEST') => ({
      [party]: { ...signed(party), verdict, reason: 'as seen', rev: 3 },
    });
    const ack = { ...signed('P1'), kind: 'ACK', party: 'P1', by: 'P1', rev: 3, reason: null, commandId: 'c' };
    const text = (part: object) =>
      words(html(<Dossier layout="wide" />, fakeConsole({}, { alert: part }), { initial: { selection } }));
    const real = said('P1', 'REAL');
    const given = text({ assessment: { state: 'GIVEN', verdicts: real } });
    expect(given).toContain('Not assessed by all yet A Real launch “as seen” · Officer P1');
    expect(given).toContain('B not assessed yet');
    expect(given).not.toContain('Assess for Party A');
    const verdicts = { ...real, ...said('P2', 'TEST') };
    expect(text({ assessment: { state: 'DISPUTED', verdicts } })).toMatch(
      /The Parties differ.*A Real launch.*B Test “as seen” · Officer P2/,
    );
    expect(text({ answers: [ack] })).toMatch(/Assessment is awaited.*Assess for Party A/);
    expect(text({ answers: [{ ...ack, kind: 'DISSENT' }] })).not.toContain('Assess for Party A');
  });

  it('UX-101 a launch that turned out to be another one names it and leads there', () => {
    const shown = (aliasOf?: string) => {
      const source = fakeConsole({}, { launch: { lifecycle: 'retracted', ...(aliasOf && { aliasOf }) } });
      source.give('SHARED', event(3, 'launch.changed', launch({ id: 'launch-2', number: 7 })));
      return words(html(<Dossier layout="wide" />, source, { initial: { selection } }));
    };
    expect(shown('launch-2')).toContain('The same object as L-0007');
    expect(shown()).not.toContain('L-0007');
  });

  it('UX-16 the table has a column for each Party that reported, with its difference from the others and what is no chance', () => {
    const third = {
      ...{ id: 'P3', kind: 'PARTY' as const, letter: 'C', order: 2 },
      name: { en: 'Third Party', ru: 'Третья Сторона' },
    };
    const reports = ['P1', 'P2', 'P3'].map((party, i) => ({
      ...{ party, series: `s-${party}`, reportNo: 1, givenMs: T0, launchPoint: area, azimuthDeg: 80 + i },
      ...{ impact: area, phenomenologies: ['IR' as const], looksIn30s: 3 },
      difference: {
        ...{ positionM: 14_200 * i, positionSigmaM: 1000, timeS: 2 * i, timeSigmaS: 0.1 },
        ...{ azimuthDeg: -0.5, azimuthSigmaDeg: 1, significant: i === 2 ? ['time' as const] : [] },
      },
    }));
    const text = (language: 'en' | 'ru', list = reports) =>
      words(
        html(
          <Dossier layout="wide" />,
          fakeConsole({ participants: [...PARTIES, third] }, { launch: { reports: list } }),
          { language, initial: { selection } },
        ),
      );
    expect(text('en')).toContain('Azimuth 080° 081° 082°');
    expect(text('en')).toContain('Clock ahead 0.0 ±0.2 s 2.0 ±0.2 s ≠ 4.0 ±0.2 s Heading -0.5 ±1.6°');
    expect(text('ru')).toContain('Часы вперёд 0,0 ±0,2 с 2,0 ±0,2 с ≠ 4,0 ±0,2 с');
    // What was stored before differences were computed.
    const old = reports.map(({ difference: _, ...r }) => r);
    expect(text('en', old as typeof reports)).toContain('Clock ahead — — — Heading — — —');
    expect(text('en', reports.slice(0, 1))).toContain('one report only, nothing to compare');
  });

  it('UX-94 an own track says what confirmed it, look by look, and what it were without each sensor', () => {
    const source = fakeConsole();
    const look = (detection: string | null, sensor: string, gain: number, s: number) => ({
      ...{ detection, sensor, gain, atMs: T0 + s * 1000 },
    });
    const why = {
      threshold: 14.7,
      leastLooks: 3,
      looks: [look('d1', 'radar-1', 0, 1), look(null, 'ir-1', -2.25, 2), look('d2', 'ir-1', 18.5, 3)],
      without: [
        { sensor: 'radar-1', score: null, confirmed: false },
        { sensor: 'ir-1', score: 8.1, confirmed: false },
        { sensor: 'radar-2', score: 21, confirmed: true },
      ],
    };
    source.give('NAT:P1', event(1, 'track.changed', track({ reportedAs: launch().number, why })));
    // Later tellings do not say it again; it stays.
    source.give('NAT:P1', event(2, 'track.changed', track({ reportedAs: launch().number, rev: 2 })));
    const text = (language: 'en' | 'ru') =>
      words(html(<Dossier layout="wide" />, source, { language, initial: { selection } }));
    expect(text('en')).toContain('score 16.3; asked for: 14.7 and 3 looks');
    expect(text('en')).toMatch(/Without \S+ nothing seen: no report, no alert/);
    expect(text('en')).toMatch(/Without \S+ 8.1, not confirmed: no report, no alert/);
    expect(text('en')).toMatch(/Without \S+ 21.0, confirmed all the same/);
    expect(text('en')).toMatch(/3 looks .* saw nothing −2.3 .* \+18.5/);
    expect(text('ru')).toContain('вес 16,3; порог: 14,7 и не менее 3 засечек');
  });

  it('UX-18 names what is not exchanged by its class and counts nothing of it', () => {
    const text = words(html(<Dossier layout="wide" />, fakeConsole(), { initial: { selection } }));
    expect(text).toContain(
      'Sensor names, single looks, sensor states and track numbers are national: not exchanged under this regime.',
    );
  });

  it('UX-28 on the smallest screen the later blocks fold to one line with their main figure', () => {
    const markup = html(<Dossier layout="small" />, fakeConsole(), { initial: { selection } });
    expect(markup.match(/aria-expanded="false"/g)).toHaveLength(12);
    expect(words(markup)).toContain('Why alerted · Unresolved 0.50');
  });
});

describe('the dossier of a claim', () => {
  const source = () => {
    const s = fakeConsole();
    const finding = {
      ...{ code: 'FALSE_NO_LAUNCH' as const, confidence: 0.9 },
      reasons: [{ msg: 'finding.nothingSeen' as const, params: { kind: 'IR', seconds: 300 } }],
    };
    s.give(
      'NAT:P1',
      event(1, 'claim.changed', claim({ finding, lifecycle: 'concluded' }), 'P1'),
      event(
        2,
        'alert.changed',
        alert({
          ...{ id: 'claim:claim_a#1', key: 'claim:claim_a', code: 'LAUNCH_CLAIMED' },
          facts: { ...alert().facts, launch: null, launchNumber: null },
        }),
        'P1',
      ),
    );
    return s;
  };
  const initial = { selection: { kind: 'alert' as const, id: 'claim:claim_a#1' } };

  it('SI-49 says who claims what, what he did not say, and what stands against it, in both languages', () => {
    const text = (language: 'en' | 'ru') =>
      words(html(<Dossier layout="wide" />, source(), { language, initial }));
    expect(text('en')).toContain('CL-0001 What is said');
    expect(text('en')).toContain('Computer Objects 5 From not said Rests on infrared');
    expect(text('en')).toContain('Finding False alarm, no launch 0.90');
    expect(text('en')).toContain('Sensors that would have seen it show nothing for 300 s, infrared');
    expect(text('ru')).toContain('ЭВМ Объекты 5 Откуда не сказано');
    expect(text('en').match(/national A/g)).toHaveLength(3);
  });
});
