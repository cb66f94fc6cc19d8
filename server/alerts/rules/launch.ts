import type { AckPolicy, Alert, AlertCode, AlertFacts, Severity } from '../../../domain/alert';
import { topClass } from '../../../domain/classes';
import type { ParticipantId } from '../../../domain/labels';
import type { Launch } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import { ellipseAxes } from '../../../domain/regions';
import { asked, NO_FACTS, type OpenAlert, type Ruling, type Wanted } from '../wanted';

/** The alert of a launch: one launch has at most one, and raises no other once that is closed. */
export function launchRulings(
  launch: Launch,
  open: OpenAlert,
  parties: readonly ParticipantId[],
  regime: Regime['alert'],
): Ruling[] {
  const key = `launch:${launch.id}`;
  const rule = launchRule(launch, open(key), regime);
  if (launch.lifecycle === 'retracted') return [{ is: 'WITHDRAWN', key, reason: 'late data' }];
  if (!rule) return [];
  const wanted: Wanted = { key, grp: launch.id, ...rule, ...asked(null, parties, rule.policy) };
  return [
    launch.lifecycle === 'open' ? { is: 'WANTED', wanted, once: true } : { is: 'GONE', key, last: wanted },
  ];
}

type LaunchRule = Pick<Wanted, 'code' | 'severity' | 'policy' | 'facts'>;

/**
 * One launch has at most one open launch alert. One kind of sensor is HIGH, two are CRITICAL (1979, 1983); a notification
 * on file makes it an ADVISORY for one supervisor while it explains the launch; one that turns up late takes an open alert
 * down to HIGH and leaves it the same alert. Null where a launch raises nothing: below the threshold.
 */
function launchRule(launch: Launch, open: Alert | null, regime: Regime['alert']): LaunchRule | null {
  const facts = launchFacts(launch, open, regime);
  const { match, corroboration, finding } = launch;
  const covered = match === 'LATE' || match === 'ON_FILE';
  const rule = (code: AlertCode, severity: Severity, policy: AckPolicy) => ({
    code,
    severity,
    policy,
    facts,
  });
  if (finding.code === 'BELOW_THRESHOLD') return open && rule(open.code, 'ADVISORY', open.policy);
  if (!covered) return rule('LAUNCH_UNNOTIFIED', corroboration === 'DUAL' ? 'CRITICAL' : 'HIGH', 'JOINT');
  if (finding.code === 'UNRESOLVED') return rule(open?.code ?? 'LAUNCH_NOTIFIED', 'HIGH', 'JOINT');
  // Its notification was not there when it rose: that stays said, and stays high.
  if (match === 'LATE' && open?.code === 'LAUNCH_UNNOTIFIED') return rule(open.code, 'HIGH', 'JOINT');
  return rule('LAUNCH_NOTIFIED', 'ADVISORY', open?.policy ?? 'SINGLE');
}

function launchFacts(launch: Launch, open: Alert | null, regime: Regime['alert']): AlertFacts {
  const { impact, launchPoint } = launch;
  const territory = reachedGround(launch);
  // While a stage may be left it moves by itself; but whoever may be reached is told at once.
  const stated = launch.phase !== 'boost' && (territory !== null || !stageLeft(launch));
  const area = impact !== null && impact !== 'orbital' && stated ? impact : null;
  return {
    ...NO_FACTS,
    launch: launch.id,
    launchNumber: launch.number,
    launchRev: launch.rev,
    notification: launch.notification,
    notificationNumber: launch.notificationNumber,
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
    territory,
  };
}

/** A class is named once it is clear, and stays until another is: probabilities that wander about make no alarm. */
function namedClass(launch: Launch, open: Alert | null, regime: Regime['alert']): AlertFacts['topClass'] {
  const top = topClass(launch.classes);
  const known = launch.phase !== 'boost' && !stageLeft(launch);
  const clear = known && top.code !== 'UNKNOWN' && top.p >= regime.classNamedP;
  return clear ? top.code : (open?.facts.topClass ?? null);
}

const stageLeft = ({ finding }: Launch): boolean =>
  finding.reasons.some((r) => r.msg === 'finding.stageLeft');

/** Whose ground the impact region reaches, unless a notification explains it. */
function reachedGround({ finding }: Launch): AlertFacts['territory'] {
  if (finding.code.startsWith('NOTIFIED_')) return null;
  const reached = finding.reasons.find((r) => r.msg === 'finding.impactInTerritory');
  return reached ? String(reached.params.participant) : null;
}
