import type { Alert, AlertFacts } from '../../../domain/alert';
import { topClass } from '../../../domain/classes';
import type { ParticipantId } from '../../../domain/labels';
import type { Finding, Launch } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import { ellipseAxes } from '../../../domain/regions';
import { NO_FACTS } from '../wanted';

/** What a launch alert states of its launch. */
export function launchFacts(launch: Launch, open: Alert | null, regime: Regime['alert']): AlertFacts {
  const { impact, launchPoint } = launch;
  const territory = reachedGrounds(launch)[0]?.participant ?? null;
  // While a stage may be left it moves by itself; but whoever may be reached is told at once.
  const stated = launch.phase !== 'boost' && (territory !== null || !stageLeft(launch));
  const area = impact !== null && impact !== 'orbital' && stated ? impact : null;
  const givers = new Set(launch.reports.map((r) => r.party));
  const [source] = givers.size === 1 ? givers : [];
  return {
    ...NO_FACTS,
    ...(source !== undefined && { source }),
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
    ...aloneFor(launch, regime),
  };
}

/** The state of corroboration, timed: one kind of sensor alone for long, and after burnout not corroborated. */
function aloneFor(launch: Launch, regime: Regime['alert']): Pick<AlertFacts, 'params'> {
  if (notCorroborated(launch)) return { params: { uncorroboratedS: regime.corroborateAfterBurnoutS } };
  return aloneForLong(launch) ? { params: { aloneS: regime.corroborateWithinS } } : {};
}

/** A class is named once it is clear, and stays until another is: probabilities that wander about make no alarm. */
function namedClass(launch: Launch, open: Alert | null, regime: Regime['alert']): AlertFacts['topClass'] {
  const top = topClass(launch.classes);
  const known = launch.phase !== 'boost' && !stageLeft(launch);
  const clear = known && top.code !== 'UNKNOWN' && top.p >= regime.classNamedP;
  return clear ? top.code : (open?.facts.topClass ?? null);
}

const stageLeft = ({ finding }: Launch): boolean => says(finding, 'finding.stageLeft');

/** Whose grounds the impact region reaches, the likeliest first, unless a notification explains it. */
export function reachedGrounds(launch: Launch): { participant: ParticipantId; percent: number }[] {
  if (isExplained(launch)) return [];
  return launch.finding.reasons
    .filter((r) => r.msg === 'finding.impactInTerritory')
    .map(({ params }) => ({ participant: String(params.participant), percent: Number(params.percent) }));
}

/** A notification on file or late explains it. */
export const isExplained = ({ finding }: Launch): boolean => finding.code.startsWith('NOTIFIED_');

/** One kind of sensor alone has seen it, and the time for the second is over, burnout included. */
export const notCorroborated = ({ corroboration, finding }: Launch): boolean =>
  corroboration === 'SINGLE' && says(finding, 'finding.notCorroborated');

/** One kind of sensor alone has seen it for longer than is usual. */
export const aloneForLong = (launch: Launch): boolean =>
  notCorroborated(launch) ||
  (launch.corroboration === 'SINGLE' && says(launch.finding, 'finding.oneKindLong'));

const says = (finding: Finding, msg: Finding['reasons'][number]['msg']): boolean =>
  finding.reasons.some((r) => r.msg === msg);
