import { describe, expect, it } from 'vitest';
import { launch } from '../../client/testing';
import type { Launch, MatchCandidate } from '../../domain/records';
import { fakeConsole, html, words } from '../shell/testing';
import { ExpectedBlock } from './launch-blocks';
import { shownCandidates } from './match-table';

const candidate = (notification: string, part: Partial<MatchCandidate> = {}): MatchCandidate => ({
  ...{ notification, number: Number(notification.slice(1)), score: 0.81, fits: true, taken: false },
  parts: { site: 1, window: 0.9, azimuth: 0.9, impact: 1, vehicle: 1 },
  off: { siteM: 12_000, windowS: 0, azimuthDeg: 2.5, impactM: null },
  ...part,
});
const seen = (part: Partial<Launch>): Launch => launch(part);

describe('why a launch matches a notification', () => {
  const painted = (part: Partial<Launch>, language: 'en' | 'ru' = 'en') =>
    words(html(<ExpectedBlock launch={seen(part)} fold={false} alert={null} />, fakeConsole(), { language }));

  it('UX-126 says each part of the score with how far outside the launch lies', () => {
    const part = {
      match: 'ON_FILE',
      notification: 'n2',
      candidates: [candidate('n1'), candidate('n2')],
    } as const;
    const en = painted({ ...part, candidates: [...part.candidates] });
    expect(en).toContain(
      'N-0002 matched Site 1.00 12 km outside Window 0.90 inside Azimuth 0.90 2.5° outside',
    );
    expect(en).toContain('Impact 1.00 not asked Class 1.00 Score 0.81');
    expect(en).not.toContain('N-0001');
    expect(painted({ ...part, candidates: [...part.candidates] }, 'ru')).toContain(
      'N-0002 соответствует Место 1,00 вне на 12 км Окно 0,90 внутри',
    );
  });

  it('UX-126 shows both where two fit alike, and what comes nearest where none fits', () => {
    const [a, b, c] = [candidate('n1'), candidate('n2'), candidate('n3')];
    const taken = { ...c, taken: true };
    const far = { ...a, fits: false };
    const of = (match: Launch['match'], candidates: MatchCandidate[]) =>
      shownCandidates({ match, notification: null, candidates }).map((x) => x.notification);
    expect(of('AMBIGUOUS', [taken, a, b, candidate('n4')])).toEqual(['n1', 'n2']);
    expect(of('NONE', [far, b])).toEqual(['n1']);
    expect(of('NONE', [])).toEqual([]);
    expect(painted({ match: 'AMBIGUOUS', candidates: [a, b] })).toMatch(
      /N-0001 fits too N-0002 fits too Site/,
    );
    expect(painted({ match: 'NONE', candidates: [far] })).toContain('N-0001 does not fit');
    const unknown = { ...far, off: { ...far.off, azimuthDeg: null } };
    expect(painted({ match: 'NONE', candidates: [unknown] })).toContain('Azimuth 0.90 not asked');
    expect(painted({ match: 'NONE', candidates: [taken] })).toContain('N-0003 matched by another launch');
  });
});
