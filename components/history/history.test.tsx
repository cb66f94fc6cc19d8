import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LanguageProvider } from '../../client/i18n/provider';
import { principal, T0 } from '../../client/testing';
import { words } from '../shell/testing';
import { HistoryPage } from './history-page';
import { SlotChart } from './slot-chart';

const markup = (node: React.ReactNode) =>
  renderToStaticMarkup(<LanguageProvider initial="en">{node}</LanguageProvider>);
const heights = (slots: number[]): number[] =>
  [
    ...markup(<SlotChart slots={slots} fromMs={T0} toMs={T0 + 600e3} />).matchAll(
      /<rect[^>]* height="([\d.]+)"/g,
    ),
  ].map(([, h]) => Number(h));

describe('the history page', () => {
  it('UX-141 a bar is as high as its slot is full; of a long range each bar is the fullest of its slots', () => {
    expect(heights([0, 12, 6, 3])).toEqual([0, 150, 75, 37.5]);
    const long = new Array<number>(288 * 3).fill(0);
    long[4] = 12;
    const bars = heights(long);
    expect([bars.length, bars[0], bars[1], bars[2]]).toEqual([288, 0, 150, 0]);
  });

  it('UX-140 whoever is no officer is told so and led to the door', () => {
    const observer = principal({ kind: 'OBSERVER', role: 'observer' });
    for (const me of [null, observer]) {
      const page = markup(<HistoryPage desk="" session="" me={me} sessions={[]} participants={[]} />);
      expect(words(page)).toContain('Officers read the history. Sign in first.');
      expect(page).not.toContain('<form');
    }
    const page = markup(<HistoryPage desk="" session="" me={principal()} sessions={[]} participants={[]} />);
    expect(page).toContain('<form');
  });
});
