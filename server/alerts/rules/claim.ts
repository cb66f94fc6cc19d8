import type { ParticipantId } from '../../../domain/labels';
import type { Claim } from '../../../domain/records';
import { asked, NO_FACTS, type Ruling, type Wanted } from '../wanted';

/**
 * A launch that is said to be, without a track. `owner` is the Party whose own site says so, null where all members hear it.
 * What is seen has a launch alert of its own; what is out of scope asks nobody.
 */
export function claimRulings(
  claim: Claim,
  owner: ParticipantId | null,
  parties: readonly ParticipantId[],
): Ruling[] {
  const key = `claim:${claim.id}`;
  const { finding, number, sourceName } = claim;
  if (finding.code === 'FALSE_NO_LAUNCH') return [{ is: 'WITHDRAWN', key, reason: 'claim is false' }];
  const wanted: Wanted = {
    ...{ key, grp: claim.id, code: 'LAUNCH_CLAIMED' },
    severity: finding.code === 'UNRESOLVED' ? 'HIGH' : 'ADVISORY',
    facts: { ...NO_FACTS, finding: finding.code, claim: { number, sourceName } },
    ...asked(owner, parties, 'JOINT'),
  };
  return [claim.lifecycle === 'open' ? { is: 'WANTED', wanted } : { is: 'GONE', key, last: wanted }];
}
