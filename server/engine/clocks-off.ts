import type { ParticipantId } from '../../domain/labels';
import type { Launch } from '../../domain/records';

interface ClockOff {
  party: ParticipantId;
  /** How far the times of its reports are ahead of what the others say together, seconds. */
  timeS: number;
}

/**
 * The Party whose times now surely differ from the others' (JF-13 `time`), where in the last revision nobody's did. Of two
 * each differs from the other by the same: the one ahead is named. Whose clock is wrong is not said by that.
 */
export function clockNewlyOff(before: Launch | null, launch: Launch): ClockOff | null {
  if (off(before).length > 0) return null;
  const far = ({ timeS }: ClockOff): number => Math.round(Math.abs(timeS) * 1000);
  return off(launch).sort((a, b) => far(b) - far(a) || b.timeS - a.timeS)[0] ?? null;
}
const off = (launch: Launch | null): ClockOff[] =>
  (launch?.reports ?? []).flatMap(({ party, difference }) =>
    difference?.significant.includes('time') ? [{ party, timeS: difference.timeS }] : [],
  );
