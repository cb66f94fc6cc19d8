import type { Launch } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';

/**
 * A launch as its alerts take it. The notification of who takes no part is received and told, and the finding says what it
 * explains; where the regime does not let it settle anything, the launch is to its alerts what it would be without one.
 */
export function asRecognised(launch: Launch, { alert }: Regime): Launch {
  const unrecognised = launch.finding.reasons.some((r) => r.msg === 'finding.notRecognised');
  if (!unrecognised || alert.unrecognisedExplains) return launch;
  return { ...launch, match: 'NONE', finding: { ...launch.finding, code: 'UNRESOLVED' } };
}
