import type { AckPolicy, Alert, AlertCode, AlertFacts, Severity } from '../../domain/alert';
import { topClass } from '../../domain/classes';
import type { Launch } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { ellipseAxes } from '../../domain/regions';

/** What the launch rules say of a launch: which alert, how severe, whose answers. */
export interface LaunchRule {
  code: AlertCode;
  severity: Severity;
  policy: AckPolicy;
  facts: AlertFacts;
}

/**
 * One launch has at most one open launch alert. One kind of sensor is HIGH, two are CRITICAL (1979, 1983); a notification
 * on file makes it an ADVISORY; one that turns up late takes an open alert down to HIGH and leaves it the same alert.
 */
export function launchRule(launch: Launch, open: Alert | null, regime: Regime['alert']): LaunchRule {
  const facts = launchFacts(launch, open, regime);
  const unnotified = open
    ? open.code === 'LAUNCH_UNNOTIFIED'
    : launch.match === 'NONE' || launch.match === 'AMBIGUOUS';
  if (!unnotified) return { code: 'LAUNCH_NOTIFIED', severity: 'ADVISORY', policy: 'SINGLE', facts };
  const matched = launch.match === 'LATE' || launch.match === 'ON_FILE';
  const severity = !matched && launch.corroboration === 'DUAL' ? 'CRITICAL' : 'HIGH';
  return { code: 'LAUNCH_UNNOTIFIED', severity, policy: 'JOINT', facts };
}

function launchFacts(launch: Launch, open: Alert | null, regime: Regime['alert']): AlertFacts {
  const { impact, launchPoint } = launch;
  const area = impact !== null && impact !== 'orbital' && launch.phase !== 'boost' ? impact : null;
  return {
    launch: launch.id,
    launchNumber: launch.number,
    launchRev: launch.rev,
    notification: launch.notification,
    notificationNumber: launch.notificationNumber,
    sensor: null,
    corroboration: launch.corroboration,
    match: launch.match,
    finding: launch.finding.code,
    topClass: namedClass(launch, open, regime),
    impact: area && {
      lat: area.lat,
      lon: area.lon,
      semiMajorM: ellipseAxes(area.cov, 0.9).semiMajorM,
      atMs: area.atMs,
    },
    launchAt: { lat: launchPoint.lat, lon: launchPoint.lon, atMs: launchPoint.atMs },
  };
}

/** A class is named once it is clear, and stays until another is: probabilities that wander about make no alarm. */
function namedClass(launch: Launch, open: Alert | null, regime: Regime['alert']): AlertFacts['topClass'] {
  const top = topClass(launch.classes);
  const clear = top.code !== 'UNKNOWN' && top.p >= regime.classNamedP && launch.phase !== 'boost';
  return clear ? top.code : (open?.facts.topClass ?? null);
}
