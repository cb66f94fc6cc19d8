import { type AckPolicy, type AlertCode, type Severity, SYSTEM_GROUP } from '../../../domain/alert';
import type { ParticipantId } from '../../../domain/labels';
import type { Regime } from '../../../domain/regime';
import type { SystemFault, SystemWord } from '../../../domain/system';
import { asked, NO_FACTS, type Ruling } from '../wanted';

/** CLOCK is the code of any source with a wrong clock: here the center is the source. */
const FAULTS: Record<
  SystemFault,
  { code: AlertCode; severity: Severity; policy: AckPolicy; latched?: true }
> = {
  STORAGE: { code: 'STORAGE_DEGRADED', severity: 'HIGH', policy: 'SINGLE' },
  ENGINE: { code: 'ENGINE_DEGRADED', severity: 'HIGH', policy: 'SINGLE' },
  CLOCK: { code: 'CLOCK_SKEW', severity: 'HIGH', policy: 'SINGLE' },
  // A chain does not mend itself: the Parties reset it once it was looked into.
  CHAIN: { code: 'AUDIT_CHAIN_BROKEN', severity: 'CRITICAL', policy: 'JOINT', latched: true },
  RELEASE: { code: 'RELEASE_VIOLATION_BLOCKED', severity: 'CRITICAL', policy: 'JOINT' },
};

/** The center's own faults: everybody's, one alert a fault. */
export function systemRulings(
  { fault, on, params }: SystemWord,
  parties: readonly ParticipantId[],
  regime: Regime['system'],
): Ruling[] {
  const key = `system:${fault}`;
  if (!on) return [{ is: 'GONE', key }];
  const { policy, ...what } = FAULTS[fault];
  const delay = regime.delayS[fault];
  return [
    {
      is: 'WANTED',
      wanted: {
        ...{ key, grp: SYSTEM_GROUP, ...what, facts: { ...NO_FACTS, params } },
        ...{ onDelayS: delay.on, offDelayS: delay.off },
        ...asked(null, parties, policy),
      },
    },
  ];
}
