import type { AlertCode, AlertFacts, Severity } from '../../../domain/alert';
import type { ParticipantId } from '../../../domain/labels';
import type { Launch, LaunchNotification } from '../../../domain/records';
import { asked, NO_FACTS, type Ruling, type Wanted } from '../wanted';

type Notice = Pick<LaunchNotification, 'id' | 'number' | 'by' | 'recognised' | 'ahead'>;

/**
 * What a launch says of notifications, beside its own alert: it leaves what was announced, several fit it or it is one of
 * several that fit one, or its notice was short. What turned up after the launch is said by the launch's own alert alone.
 */
export function launchNoticeRulings(
  launch: Launch,
  notice: Notice | null,
  parties: readonly ParticipantId[],
): Ruling[] {
  const about = aboutLaunch(launch);
  const on = (key: string, holds: boolean, rule: Omit<Wanted, 'key'>): Ruling => {
    if (launch.lifecycle === 'retracted') return { is: 'WITHDRAWN', key, reason: 'late data' };
    return holds && launch.lifecycle === 'open'
      ? { is: 'WANTED', wanted: { key, ...rule } }
      : { is: 'GONE', key };
  };
  const shared = (
    code: AlertCode,
    severity: Severity,
    policy: 'JOINT' | 'SINGLE',
    grp: string,
    params: AlertFacts['params'] = {},
  ): Omit<Wanted, 'key'> => ({
    ...{ grp, code, severity, facts: { ...about, params } },
    ...asked(null, parties, policy),
  });
  const bounds = leftBounds(launch);
  const rival = rivalNotice(launch);
  const short = launch.match === 'ON_FILE' && notice?.ahead === 'SHORT' && notice.recognised === true;
  return [
    on(
      `deviation:${launch.id}`,
      launch.notification !== null && bounds.length > 0,
      shared('NOTIF_DEVIATION', 'HIGH', 'JOINT', launch.id, { bounds: bounds.join(' ') }),
    ),
    on(
      `ambiguous:${launch.id}`,
      launch.match === 'AMBIGUOUS' || rival !== null,
      shared('NOTIF_AMBIGUOUS', 'HIGH', 'JOINT', rival ?? launch.id, {
        notices: fitting(launch)
          .map((c) => c.number)
          .sort((a, b) => a - b)
          .join(' '),
      }),
    ),
    on(`late:${launch.id}`, short, shared('NOTIF_LATE', 'ADVISORY', 'SINGLE', notice?.by ?? launch.id)),
  ];
}

/** A window closed, nothing was seen, nobody called it off: each Party is asked what it could have seen, by itself. */
export function unobservedRuling(
  notice: Pick<LaunchNotification, 'id' | 'number' | 'status'>,
  owner: ParticipantId,
  sensors: number,
): Ruling {
  const key = `unobserved:${owner}:${notice.id}`;
  if (notice.status !== 'NOT_OBSERVED') return { is: 'GONE', key };
  const facts = { ...aboutNotice(notice), params: { sensors } };
  const severity = sensors >= 2 ? 'HIGH' : 'ADVISORY';
  const wanted: Wanted = {
    ...{ key, grp: notice.id, code: 'NOTIF_NOT_OBSERVED', severity, facts },
    ...asked(owner, [], 'OWN'),
  };
  return { is: 'WANTED', wanted, once: true };
}

/** The notice after the launch of a participant's announced launch did not come in time. */
export function overdueRuling(
  launch: string,
  notice: Pick<LaunchNotification, 'id' | 'number' | 'by'> | null,
  parties: readonly ParticipantId[],
): Ruling {
  const key = `post:${launch}`;
  if (!notice) return { is: 'GONE', key };
  const wanted: Wanted = {
    ...{ key, grp: notice.by, code: 'NOTIF_OVERDUE', severity: 'ADVISORY', facts: aboutNotice(notice) },
    ...asked(null, parties, 'SINGLE'),
  };
  return { is: 'WANTED', wanted };
}

const BOUNDS = {
  'finding.outsideWindow': 'window',
  'finding.outsideSite': 'site',
  'finding.outsideAzimuth': 'azimuth',
  'finding.outsideImpact': 'impact',
} as const;
function leftBounds({ finding }: Launch): string[] {
  return finding.reasons.flatMap(({ msg }) => (msg in BOUNDS ? [BOUNDS[msg as keyof typeof BOUNDS]] : []));
}

const fitting = (launch: Launch) => (launch.candidates ?? []).filter((c) => c.fits);
/** The notification that fits this launch too and that another launch has taken, if that is all it has. */
function rivalNotice(launch: Launch): string | null {
  if (launch.match !== 'NONE') return null;
  return fitting(launch).find((c) => c.taken)?.notification ?? null;
}

const aboutNotice = ({ id, number }: { id: string; number: number }): AlertFacts => ({
  ...{ ...NO_FACTS, notification: id, notificationNumber: number },
});
const aboutLaunch = (launch: Launch): AlertFacts => ({
  ...NO_FACTS,
  launch: launch.id,
  launchNumber: launch.number,
  notification: launch.notification,
  notificationNumber: launch.notificationNumber,
  match: launch.match,
  finding: launch.finding.code,
});
