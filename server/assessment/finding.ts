import { topClass } from '../../domain/classes';
import type { Finding, FindingCode, FindingReason, Match } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { type Bound, burntOutMs, type Evidence, NOTHING_KNOWN, weigh } from './evidence';
import { type AssessableLaunch, mayBurnOn } from './launch-facts';
import { classesOf, type MatchScore, type NotificationBody } from './match';

const OUTSIDE = {
  window: 'finding.outsideWindow',
  site: 'finding.outsideSite',
  azimuth: 'finding.outsideAzimuth',
  impact: 'finding.outsideImpact',
} as const satisfies Record<Bound, FindingReason>;
const NOTIFIED = {
  SLV: ['NOTIFIED_SLV', 'NOTIFIED_SLV_FAILURE'],
  BM: ['NOTIFIED_TEST', 'NOTIFIED_TEST_FAILURE'],
  SOUNDING_ROCKET: ['NOTIFIED_BENIGN', 'NOTIFIED_BENIGN'],
} as const satisfies Record<NotificationBody['vehicle'], readonly [FindingCode, FindingCode]>;

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
  nowMs = launch.firstReportMs,
  evidence: Evidence = weigh(
    launch,
    notification,
    regime,
    { ...NOTHING_KNOWN, coastSinceMs: nowMs },
    Number.NEGATIVE_INFINITY,
  ),
): Finding {
  const reasons: Finding['reasons'] = [];
  const add = (msg: FindingReason, params: Record<string, string | number> = {}): void =>
    void reasons.push({ msg, params });
  const { confidence, spaceP, reachForS } = regime.finding;
  const { hits, orbital } = evidence;
  const [hit] = hits;
  const conclude = (code: FindingCode, sure: number): Finding => ({ code, confidence: sure, reasons });
  if (launch.lifecycle === 'retracted') {
    add('finding.retracted');
    return conclude('FALSE_NO_LAUNCH', confidence.retracted);
  }
  const twoKinds = launch.corroboration === 'DUAL';
  add(twoKinds ? 'finding.twoKinds' : 'finding.oneKind', { kind: launch.phenomenologies[0] ?? '' });
  const { corroborateWithinS, corroborateAfterBurnoutS } = regime.alert;
  const outMs = burntOutMs(launch, evidence.memory, regime.alert);
  if (!twoKinds && nowMs - outMs > corroborateAfterBurnoutS * 1000) add('finding.notCorroborated');
  else if (!twoKinds && nowMs - launch.firstReportMs > corroborateWithinS * 1000)
    add('finding.oneKindLong', { seconds: corroborateWithinS });
  if (orbital) add('finding.orbital');
  if (launch.phase === 'boost') add('finding.stillBurning');
  else if (launch.impact !== null && !orbital && mayBurnOn(launch, regime.match)) add('finding.stageLeft');
  for (const { participant, p } of hits)
    add('finding.impactInTerritory', { participant, percent: Math.round(p * 100) });

  if (match === 'AMBIGUOUS') {
    add('finding.ambiguous');
    return conclude('UNRESOLVED', confidence.ambiguous);
  }
  if (notification && score) {
    add('finding.matched', {
      percent: Math.round(score.score * 100),
      km: Math.round(score.distanceM / 1000),
    });
    if (notification.recognised === false) add('finding.notRecognised');
    if (notification.azimuthDeg !== null && score.azimuthOffDeg === null) add('finding.directionOpen');
    for (const { bound, offM } of evidence.outside) add(OUTSIDE[bound], { km: Math.round(offM / 1000) });
    const likely = topClass(launch.classes);
    if (likely.p >= spaceP && !classesOf(notification.vehicle).includes(likely.code))
      add('finding.otherClass', { class: likely.code });
    if (evidence.fallen) add('finding.fallen');
    if (hit && nowMs - hit.sinceMs >= reachForS * 1000) return conclude('UNRESOLVED', confidence.ambiguous);
    const unexplained = evidence.outside.some(({ bound }) => bound !== 'impact' || !evidence.fallen);
    if (unexplained) return conclude('UNRESOLVED', confidence.ambiguous);
    if (evidence.away) add('finding.impactAway');
    const [went, failed] = NOTIFIED[notification.vehicle];
    const sure = confidence.twoKinds + (1 - confidence.twoKinds) * 0.9 * score.score;
    return conclude(evidence.fallen ? failed : went, sure);
  }
  add('finding.noNotification');
  if (evidence.shortRangeM !== null && !hit) {
    add('finding.shortRange', { km: Math.round(evidence.shortRangeM / 1000) });
    return conclude('BELOW_THRESHOLD', twoKinds ? confidence.twoKinds : confidence.oneKind);
  }
  if (!twoKinds) return conclude('UNRESOLVED', confidence.oneKind);
  const space =
    orbital || evidence.memory.orbital || (launch.phase !== 'boost' && launch.classes.SLV >= spaceP);
  return conclude(space ? 'UNNOTIFIED_LAUNCH_SLV' : 'UNNOTIFIED_LAUNCH', confidence.twoKinds);
}
