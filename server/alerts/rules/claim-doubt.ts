import type { AckPolicy, AlertCode } from '../../../domain/alert';
import type { ParticipantId } from '../../../domain/labels';
import type { Claim, FindingReason } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import { asked, NO_FACTS, type Ruling } from '../wanted';

/**
 * What speaks against a claim of a Party's own site or computer, each an alert of its own beside the claim's, so that
 * whoever keeps the source learns that it may be faulty (1979, 1980, 1983). It takes nothing from the claim's own alert.
 */
export function doubtRulings(claim: Claim, owner: ParticipantId, regime: Regime['feed']): Ruling[] {
  const reasonOf = (msg: FindingReason) => claim.finding.reasons.find((r) => r.msg === msg);
  const out: Ruling[] = [];
  const { en: sourceEn, ru: sourceRu } = claim.sourceName;
  function doubt(
    code: AlertCode,
    key: string,
    policy: AckPolicy,
    delay: { on: number; off: number },
    params: Record<string, string | number>,
  ): void {
    const facts = { ...NO_FACTS, params: { sourceEn, sourceRu, claim: claim.number, ...params } };
    out.push({
      is: 'WANTED',
      once: true,
      wanted: {
        ...{ key, grp: claim.source, code, severity: 'HIGH', facts },
        // Whatever it took to find out has been waited for.
        ...{ onDelayS: 0, offDelayS: delay.off },
        ...asked(owner, [], policy),
      },
    });
    if (claim.lifecycle !== 'open') out.push({ is: 'GONE', key });
  }
  const objects = claim.objects ?? 0;
  const unseen = reasonOf('finding.nothingSeen');
  if (unseen)
    doubt('SENSORS_DISAGREE', `disagree:${claim.source}:${claim.id}`, 'JOINT', regime.delayS.DISAGREE, {
      cause: 'CLAIM',
      ...unseen.params,
    });
  const jumps = reasonOf('finding.countsJump');
  if (jumps)
    doubt(
      'COUNT_FLAPPING',
      `flapping:${claim.source}:${claim.id}`,
      'SINGLE',
      regime.delayS.FLAPPING,
      jumps.params,
    );
  // Many objects, or a word that names neither what saw it nor how many: what a tape says, when nothing else does.
  const pattern = `pattern:${claim.source}:${claim.id}`;
  if (reasonOf('finding.markedTest'))
    doubt('POSSIBLE_TEST_PATTERN', pattern, 'JOINT', regime.delayS.REPEATED, { cause: 'MARKED' });
  else if (unseen && (claim.objects === null ? claim.kinds.length === 0 : objects >= regime.patternObjects))
    doubt('POSSIBLE_TEST_PATTERN', pattern, 'JOINT', regime.delayS.REPEATED, { cause: 'ALONE' });
  return out;
}
