import type { AckPolicy, Alert, AlertCode, Severity } from '../../../domain/alert';
import type { ParticipantId } from '../../../domain/labels';
import type { Launch } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import type { Sensor } from '../../../domain/sensors';
import { asked, type OpenAlert, type Ruling, type Wanted } from '../wanted';
import { glintAnnotations } from './glint';
import { aloneForLong, launchFacts } from './launch-facts';
import { outOfScope, type ScopeReason } from './scope';

/** The alert of a launch: one launch has at most one, and raises no other once that is closed. */
export function launchRulings(
  launch: Launch,
  open: OpenAlert,
  parties: readonly ParticipantId[],
  regime: Regime,
  sensors: readonly Sensor[],
): Ruling[] {
  const key = `launch:${launch.id}`;
  const annotations = glintAnnotations(launch, sensors, regime.claim.glintDeg);
  const rule = launchRule(launch, open(key), parties, regime);
  if (launch.lifecycle === 'retracted') return [{ is: 'WITHDRAWN', key, reason: 'late data' }];
  if (!rule) return [];
  const facts = annotations.length > 0 ? { ...rule.facts, annotations } : rule.facts;
  const wanted: Wanted = { key, grp: launch.id, ...rule, facts, ...asked(null, parties, rule.policy) };
  return [
    launch.lifecycle === 'open' ? { is: 'WANTED', wanted, once: true } : { is: 'GONE', key, last: wanted },
  ];
}

/** Why a launch is not for the centre, by what is known of it now; null: it is. */
export function scopeOf(
  launch: Launch,
  open: OpenAlert,
  parties: readonly ParticipantId[],
  regime: Regime,
): ScopeReason | null {
  const { topClass } = launchFacts(launch, open(`launch:${launch.id}`), regime.alert);
  return outOfScope(launch, topClass, parties, regime);
}

type LaunchRule = Pick<Wanted, 'code' | 'severity' | 'policy' | 'facts'>;

/**
 * One launch has at most one open launch alert. One kind of sensor is HIGH, two are CRITICAL (1979, 1983); a notification
 * on file makes it an ADVISORY for one supervisor while it explains the launch; one that turns up late takes an open alert
 * down to HIGH and leaves it the same alert. Null where a launch raises nothing: out of scope.
 */
function launchRule(
  launch: Launch,
  open: Alert | null,
  parties: readonly ParticipantId[],
  regime: Regime,
): LaunchRule | null {
  const facts = launchFacts(launch, open, regime.alert);
  const { match, corroboration, finding } = launch;
  const covered = match === 'LATE' || match === 'ON_FILE';
  const rule = (code: AlertCode, severity: Severity, policy: AckPolicy) => ({
    code,
    severity,
    policy,
    facts,
  });
  const filtered = outOfScope(launch, facts.topClass, parties, regime);
  if (filtered) {
    // That it is small is then one kind of sensor's word, and what nobody else sees may be misread: scope 3 is for that.
    const alone = filtered === 'THRESHOLD' && regime.scope === 3 && aloneForLong(launch);
    if (alone && (open === null || open.code === 'SINGLE_PHENOM'))
      return rule('SINGLE_PHENOM', 'HIGH', 'JOINT');
    return open && rule(open.code, 'ADVISORY', open.policy);
  }
  if (!covered) return rule('LAUNCH_UNNOTIFIED', corroboration === 'DUAL' ? 'CRITICAL' : 'HIGH', 'JOINT');
  if (finding.code === 'UNRESOLVED') return rule(open?.code ?? 'LAUNCH_NOTIFIED', 'HIGH', 'JOINT');
  // Its notification was not there when it rose: that stays said, and stays high.
  if (match === 'LATE' && open?.code === 'LAUNCH_UNNOTIFIED') return rule(open.code, 'HIGH', 'JOINT');
  return rule('LAUNCH_NOTIFIED', 'ADVISORY', open?.policy ?? 'SINGLE');
}
