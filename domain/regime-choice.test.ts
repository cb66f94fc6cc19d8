import { expect, it } from 'vitest';
import type { Participant } from './participants';
import { DEFAULT_REGIME } from './regime';
import { REPORT_POLICIES, regimeChoiceSchema, regimeWith, strangerIn } from './regime-choice';

const [asIs, coarse, noImpact] = REPORT_POLICIES.map((p) => regimeChoiceSchema.parse({ reports: { P1: p } }));
const party = (id: string): Participant => ({
  ...{ id, kind: 'PARTY', letter: 'A', order: 1, name: { en: id, ru: id } },
});

it('SI-51 what is chosen last stands, Party by Party and dial by dial; without a choice the regime is what it was', () => {
  expect(regimeWith(DEFAULT_REGIME, {}, {})).toEqual(DEFAULT_REGIME);
  const third = { reports: { P3: { gridM: 7, delayS: 0, withheld: [] } } };
  const now = regimeWith(
    DEFAULT_REGIME,
    { scope: 1, ...coarse },
    { membership: 'BIG8' },
    third,
    noImpact ?? {},
  );
  expect(now).toMatchObject({ scope: 1, membership: 'BIG8', match: DEFAULT_REGIME.match });
  expect(now.reports).toEqual({ ...noImpact?.reports, ...third.reports });
  // One that is taken back is told: the scenario may have said otherwise.
  expect(regimeWith(now, asIs ?? {}).reports?.P1).toEqual({ gridM: 0, delayS: 0, withheld: [] });
});

it('SI-51 a choice may name Parties, candidates among them, and nobody else', () => {
  const observer: Participant = { ...party('O1'), kind: 'OBSERVER' };
  const participants = [party('P1'), { ...party('P3'), candidate: 'BIG8' as const }, observer];
  const naming = (id: string) =>
    strangerIn({ reports: { [id]: { gridM: 0, delayS: 0, withheld: [] } } }, participants);
  expect([naming('P1'), naming('P3'), naming('O1'), naming('P9'), strangerIn({}, participants)]).toEqual([
    ...[null, null, 'O1', 'P9', null],
  ]);
});
