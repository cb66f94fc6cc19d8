import { distanceM } from '../../domain/geodesy';
import type { Finding, FindingCode, Match } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { AssessableLaunch } from './launch-facts';
import type { MatchScore, NotificationBody } from './match';
import { territoryProbability } from './territory';

/**
 * What the centre concludes by itself, from evidence only: the launch, the notifications, the kinds of sensor, where it
 * goes. It reads no officer's input. One kind of sensor alone never makes more than UNRESOLVED without a notification.
 */
export function concludeFinding(
  launch: AssessableLaunch,
  match: Match,
  notification: NotificationBody | null,
  score: MatchScore | null,
  regime: Regime,
): Finding {
  const reasons: Finding['reasons'] = [];
  const add = (msg: Finding['reasons'][number]['msg'], params: Record<string, string | number> = {}): void =>
    void reasons.push({ msg, params });
  const twoKinds = launch.corroboration === 'DUAL';
  add(twoKinds ? 'finding.twoKinds' : 'finding.oneKind', { kind: launch.phenomenologies[0] ?? '' });
  const orbital = launch.impact === 'orbital';
  if (orbital) add('finding.orbital');
  if (launch.phase === 'boost') add('finding.stillBurning');
  const hit = hitTerritory(launch, notification, regime);
  if (hit)
    add('finding.impactInTerritory', { participant: hit.participant, percent: Math.round(hit.p * 100) });
  const conclude = (code: FindingCode, confidence: number): Finding => ({ code, confidence, reasons });

  if (match === 'AMBIGUOUS') {
    add('finding.ambiguous');
    return conclude('UNRESOLVED', 0.5);
  }
  if (notification && score) {
    add('finding.matched', {
      percent: Math.round(score.score * 100),
      km: Math.round(score.distanceM / 1000),
    });
    if (hit) return conclude('UNRESOLVED', 0.5);
    if (launch.impact !== null && !orbital) add('finding.impactAway');
    const code = ({ SLV: 'NOTIFIED_SLV', BM: 'NOTIFIED_TEST', SOUNDING_ROCKET: 'NOTIFIED_BENIGN' } as const)[
      notification.vehicle
    ];
    return conclude(code, 0.7 + 0.29 * score.score);
  }
  add('finding.noNotification');
  const { impact, launchPoint } = launch;
  if (impact && impact !== 'orbital' && launch.classes.SRBM > 0.8) {
    const rangeM = distanceM(impact, launchPoint);
    if (rangeM < regime.thresholdM && !hit) {
      add('finding.shortRange', { km: Math.round(rangeM / 1000) });
      return conclude('BELOW_THRESHOLD', launch.classes.SRBM);
    }
  }
  if (!twoKinds) return conclude('UNRESOLVED', 0.55);
  return conclude(orbital ? 'UNNOTIFIED_LAUNCH_SLV' : 'UNNOTIFIED_LAUNCH', 0.9);
}

/** The participant whose ground the impact may reach, unless it lies in the area that was announced. */
function hitTerritory(
  launch: AssessableLaunch,
  notification: NotificationBody | null,
  regime: Regime,
): { participant: string; p: number } | null {
  const { impact } = launch;
  if (impact === null || impact === 'orbital' || launch.phase === 'boost') return null;
  const area = notification?.impactArea;
  if (area && distanceM(impact, area) <= area.radiusM + Math.sqrt(Math.max(impact.cov[0], impact.cov[2])) * 2)
    return null;
  let worst: { participant: string; p: number } | null = null;
  for (const [participant, boxes] of Object.entries(regime.territories)) {
    const p = territoryProbability(impact, boxes);
    if (p >= regime.territoryP && p > (worst?.p ?? 0)) worst = { participant, p };
  }
  return worst;
}
