import type { Tape } from '../../../domain/regime';
import { saysOf } from '../../../domain/statements';
import type { Scenario } from './load';

/** How the reports of stored scenarios begin: by these two the watch knows a recording that is played into it. */
export function tapesOf(scenarios: readonly Scenario[]): Tape[] {
  const tapes = scenarios.flatMap((s) =>
    s.variants.flatMap(({ reports }): Tape[] => {
      const sources = [...new Set(reports.map((r) => r.report.source))];
      return sources.flatMap((source) => {
        const [a, b] = reports
          .filter((r) => r.report.source === source)
          .sort((x, y) => x.receivedUtc - y.receivedUtc);
        if (!a || !b) return [];
        const says: Tape['says'] = [saysOf(a.report), saysOf(b.report)];
        return [{ scenario: s.title, source, says, stepMs: b.receivedUtc - a.receivedUtc }];
      });
    }),
  );
  return tapes.filter((t, i) => tapes.findIndex((u) => JSON.stringify(u) === JSON.stringify(t)) === i);
}
