import { describe, expect, it } from 'vitest';
import { alert, principal, T0 } from '../../client/testing';
import type { Alert, Proposal } from '../../domain/alert';
import type { Principal } from '../../domain/participants';
import { fakeConsole, html, words } from '../shell/testing';
import { proposedOn } from './acts';
import { AlertStrip } from './alert-strip';
import { ProposedAct } from './proposals';

const proposal = (party: string, part: Partial<Proposal> = {}): Proposal => ({
  ...{ act: 'WITHDRAW', party, reason: 'sun glint', untilMs: null, user: party, nameEn: '', nameRu: '' },
  ...{ robot: false, atMs: T0 + 5e3, ...part },
});
const rowOf = (part: Partial<Alert>) => ({ alert: alert(part), compartment: 'SHARED' as const });

function word(proposals: Proposal[], me: Principal = principal(), language: 'en' | 'ru' = 'en'): string {
  const row = rowOf({ proposals });
  const proposed = proposedOn(row, me.participant)[0];
  if (!proposed) throw new Error('nothing proposed');
  return html(<ProposedAct row={row} proposed={proposed} />, fakeConsole({ me }), { language });
}

describe('what another Party proposes', () => {
  it.each(['wide', 'small', 'compact'] as const)('UX-136 stands on the row of its alert (%s)', (layout) => {
    const strip = (proposals: Proposal[], language: 'en' | 'ru' = 'en') =>
      words(html(<AlertStrip layout={layout} />, fakeConsole({}, { alert: { proposals } }), { language }));
    expect(strip([proposal('P2')])).toContain(layout === 'wide' ? 'B proposes: withdraw' : 'B: withdraw');
    expect(strip([proposal('P2', { act: 'RESET' })], 'ru')).toContain('сброс');
    expect(strip([])).not.toContain('withdraw');
  });

  it('UX-136 is told with its reason, and until when, and offers to agree or to refuse, in both languages', () => {
    const text = words(word([proposal('P2')]));
    for (const part of ['Party B proposes: withdraw, “sun glint”', 'Agree for Party A', 'Refuse for Party A'])
      expect(text).toContain(part);
    const out = words(word([proposal('P2', { act: 'OUT_OF_SERVICE', untilMs: T0 + 3600e3 })]));
    expect(out).toContain('out of service until 07:00:28Z');
    expect(words(word([proposal('P2')], principal(), 'ru'))).toContain('Отклонить от Стороны A');
  });

  it('UX-136 the own one can be taken back only; a duty officer, and who is not asked, is told why not', () => {
    const own = words(word([proposal('P1')]));
    expect(own).toContain('Take back for Party A');
    expect(own).not.toContain('Agree');
    expect(word([proposal('P2')], principal({ role: 'duty' }))).toContain('Only a supervisor of a Party');
    expect(proposedOn(rowOf({ proposals: [proposal('P2')] }), 'P3')).toMatchObject([
      { asked: false, ours: false },
    ]);
    const over = { proposals: [proposal('P2')], lifecycle: { state: 'CLOSED' as const, atMs: T0 } };
    expect(proposedOn(rowOf(over), 'P1')).toEqual([]);
  });
});
