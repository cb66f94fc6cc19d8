/**
 * A national centre that speaks for itself: what it reports is given, whatever its picture is. So its reports stay the same
 * byte for byte while everything that they could rest on varies.
 */
import type { LaunchReport } from '../../domain/records';

/** Null as it is; else these reports, each at its time. `atTick`: a step of time is taken now, and no look. */
export const voice: { script: readonly LaunchReport[] | null; atTick: boolean } = {
  ...{ script: null, atTick: true },
};

/** The reporter of such a centre, for `createReporter`. */
export function spoken(script: readonly LaunchReport[]) {
  let given = 0;
  return {
    update: (nowMs: number) => {
      if (!voice.atTick) return [];
      const from = given;
      while (given < script.length && (script[given]?.givenMs ?? 0) <= nowMs) given++;
      return script.slice(from, given);
    },
    ...{ seriesOf: () => null, withdraw: () => null, resume: () => {} },
    ...{ snapshot: () => given, restore: () => {} },
  };
}
