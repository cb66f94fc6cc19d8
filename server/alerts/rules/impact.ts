import type { ParticipantId } from '../../../domain/labels';
import type { Launch } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import { asked, NO_FACTS, type Ruling } from '../wanted';
import { launchFacts, reachedGrounds } from './launch-facts';

/** Steps in which a probability is told (per cent): less is no news. */
const PERCENT_STEP = 5;

/**
 * An impact that may reach a participant's ground, one alert each, beside the launch alert: its own Party answers for it,
 * all of them where it is no Party's. When its time runs out ACK_OVERDUE asks all.
 */
export function impactRulings(launch: Launch, parties: readonly ParticipantId[], regime: Regime): Ruling[] {
  const reached = launch.lifecycle === 'open' ? reachedGrounds(launch) : [];
  return Object.keys(regime.territories).map((participant): Ruling => {
    const key = `impact:${launch.id}:${participant}`;
    if (launch.lifecycle === 'retracted') return { is: 'WITHDRAWN', key, reason: 'late data' };
    const hit = reached.find((r) => r.participant === participant);
    if (!hit) return { is: 'GONE', key };
    const { impact, launchAt } = launchFacts(launch, null, regime.alert);
    const own = parties.includes(participant);
    const facts = {
      ...{ ...NO_FACTS, launchNumber: launch.number, launchRev: launch.rev, impact, launchAt },
      territory: participant,
      params: {
        launchId: launch.id,
        participant,
        percent: Math.max(PERCENT_STEP, Math.floor(hit.percent / PERCENT_STEP) * PERCENT_STEP),
      },
    };
    return {
      is: 'WANTED',
      wanted: {
        ...{ key, grp: participant, code: 'IMPACT_PREDICTED', severity: 'CRITICAL', facts },
        ...asked(null, own ? [participant] : parties, own ? 'OWN' : 'JOINT'),
        offDelayS: regime.alert.impactOffS,
      },
    };
  });
}
