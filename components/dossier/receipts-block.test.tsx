import { describe, expect, it } from 'vitest';
import { timeZ } from '../../client/format/time';
import { alert, event, T0 } from '../../client/testing';
import type { Receipt } from '../../domain/receipts';
import { fakeConsole, html, words } from '../shell/testing';
import { ReceiptsBlock } from './receipts-block';

const receipt = (party: string, rev: number, part: Partial<Receipt> = {}): Receipt => ({
  ...{ kind: 'alert', id: 'alert-1#1', rev, party, who: 1, deliveredMs: T0 + rev * 1000, displayedMs: null },
  ...part,
});
const ack = {
  ...{ kind: 'ACK' as const, party: 'P1', user: 'u', nameEn: 'Reed', nameRu: 'Рид', robot: false },
  ...{ atMs: T0 + 20e3, rev: 7, reason: null, commandId: 'c' },
};

function paint(receipts: Receipt[], { language = 'en' as 'en' | 'ru', fold = false, answers = [ack] } = {}) {
  const row = { alert: alert({ rev: 7, answers }), compartment: 'SHARED' as const };
  const source = fakeConsole({}, { alert: row.alert });
  source.give('SHARED', event(3, 'receipt.given', { receipts }));
  return html(<ReceiptsBlock row={row} fold={fold} />, source, { language });
}
const z = (s: number) => timeZ(T0 + s * 1000);
const rows = (markup: string) => [...markup.matchAll(/<tr[^>]*>.*?<\/tr>/g)].slice(1).map(([r]) => words(r));

describe('who saw an alert', () => {
  it('UX-175 a line for each Party: delivered, displayed by whom, answered, each with its time and revision, in both languages', () => {
    const given = [
      receipt('P1', 7, { displayedMs: T0 + 9000, who: 2 }),
      receipt('P2', 6, { displayedMs: T0 + 8000 }),
      receipt('P2', 7),
    ];
    const [a, b] = rows(paint(given));
    expect(a).toBe(`A ${z(7)} ${z(9)} officer 2 ${z(20)}`);
    // What was shown last is another revision than the present one, and says so.
    expect(b).toBe(`B ${z(7)} ${z(8)} r6 officer 1 not yet`);
    const [ra, rb] = rows(paint(given, { language: 'ru' }));
    expect(ra).toContain('дежурный 2');
    expect(rb).toContain('ещё нет');
  });

  it('UX-175 what is not there is said in words, not left empty, and the folded line counts', () => {
    const [a, b] = rows(paint([receipt('P1', 7)], { answers: [{ ...ack, kind: 'DISSENT' as never }] }));
    expect(a).toMatch(/not displayed .*dissent$/);
    expect(b).toBe('B not delivered not displayed not yet');
    const folded = words(paint([receipt('P1', 7, { displayedMs: T0 + 9000 })], { fold: true }));
    expect(folded).toContain('Who saw it · 1 of 2 displayed it');
    expect(words(paint([], { fold: true, language: 'ru' }))).toContain('показано у 0 из 2');
  });
});
