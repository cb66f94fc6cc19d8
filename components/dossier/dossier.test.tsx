import { describe, expect, it } from 'vitest';
import { T0 } from '../../client/testing';
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
      'Reported by',
      'Seen by own sensors',
      'Do the Parties agree',
      'Why alerted',
      'History',
      'Consultation',
      'Log entries',
    ]);
    expect(markup.match(/>shared</g)).toHaveLength(10);
    expect(markup.match(/>national A</g)).toHaveLength(1);
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

  it('UX-18 names what is not exchanged by its class and counts nothing of it', () => {
    const text = words(html(<Dossier layout="wide" />, fakeConsole(), { initial: { selection } }));
    expect(text).toContain('Sensor names and single looks: not exchanged under this regime.');
  });

  it('UX-28 on the smallest screen the later blocks fold to one line with their main figure', () => {
    const markup = html(<Dossier layout="small" />, fakeConsole(), { initial: { selection } });
    expect(markup.match(/aria-expanded="false"/g)).toHaveLength(7);
    expect(words(markup)).toContain('Why alerted · Unresolved 0.50');
  });
});
