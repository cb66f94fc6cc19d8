/** What of the regime a scenario says, or who opens an exercise chooses; all the rest is the centre's own. */
import { z } from 'zod';
import { AS_IS, type Coarsening, MAX_DELAY_S, MAX_GRID_M } from './coarsen';
import type { Participant } from './participants';
import type { Regime } from './regime';
import { MEMBERSHIPS } from './regime-now';

/** Classes of fields that launch reports can be given without. */
export const REPORT_CLASSES = ['impact', 'class'] as const;

const reportPolicySchema = z.strictObject({
  gridM: z.number().min(0).max(MAX_GRID_M),
  delayS: z.number().min(0).max(MAX_DELAY_S),
  withheld: z.array(z.enum(REPORT_CLASSES)).max(REPORT_CLASSES.length),
});
export const regimeChoiceSchema = z.strictObject({
  scope: z.literal([1, 2, 3]).optional(),
  membership: z.enum(MEMBERSHIPS).optional(),
  /** How coarse each Party gives its launch reports. */
  reports: z.record(z.string().min(1).max(80), reportPolicySchema).optional(),
});
export type RegimeChoice = z.infer<typeof regimeChoiceSchema>;
/** What of a regime can be chosen. */
export type ChosenRegime = Pick<Regime, 'scope' | 'membership' | 'reports'>;

/** Policies that an exercise is offered with; a scenario or a program may ask for any other. */
export const REPORT_POLICIES: readonly Coarsening[] = [
  AS_IS,
  { gridM: 20_000, delayS: 10, withheld: [] },
  { gridM: 0, delayS: 0, withheld: ['impact'] },
];
export const samePolicy = (a: Coarsening, b: Coarsening): boolean =>
  a.gridM === b.gridM &&
  a.delayS === b.delayS &&
  a.withheld.length === b.withheld.length &&
  a.withheld.every((c) => b.withheld.includes(c));

/** The regime with what was chosen of it. A later choice stands before an earlier one, Party by Party. */
export function regimeWith<R extends ChosenRegime>(regime: R, ...choices: readonly RegimeChoice[]): R {
  let now = regime;
  for (const { scope, membership, reports } of choices)
    now = {
      ...now,
      ...(scope !== undefined && { scope }),
      ...(membership !== undefined && { membership }),
      ...(reports !== undefined && { reports: { ...now.reports, ...reports } }),
    };
  return now;
}

/** Whose reports a choice names who is no Party, or null. A candidate is one: it reports once it has joined. */
export const strangerIn = ({ reports }: RegimeChoice, participants: readonly Participant[]): string | null =>
  Object.keys(reports ?? {}).find((id) => !participants.some((p) => p.kind === 'PARTY' && p.id === id)) ??
  null;
