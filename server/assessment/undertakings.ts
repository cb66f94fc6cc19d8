import type { ClassProbabilities } from '../../domain/classes';
import type { LaunchNotification, LaunchUndertaking, Match } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { Undertaking } from '../../domain/undertakings';
import type { AssessableLaunch } from './launch-facts';
import { territoryProbability } from './territory';

interface Seen {
  launch: Pick<AssessableLaunch, 'lifecycle' | 'launchPoint' | 'phase' | 'classes' | 'corroboration'>;
  match: Match;
  notification: Pick<LaunchNotification, 'by' | 'receivedMs' | 'window'> | null;
}

/**
 * Undertakings that a launch touches, and how it stands to each: of whoever announced it, else of those from whose ground it
 * rose; in force at that time; of the class that it is or may be. What one kind of sensor alone says breaks nothing.
 */
export function touchedUndertakings(seen: Seen, regime: Regime): LaunchUndertaking[] {
  const { launch, notification } = seen;
  if (launch.lifecycle === 'retracted' || regime.undertakings.length === 0) return [];
  const owners = notification ? [notification.by] : groundOf(launch, regime);
  const { atMs } = launch.launchPoint;
  return regime.undertakings.flatMap((u) => {
    const inForce = u.fromMs <= atMs && (u.toMs === null || atMs < u.toMs);
    if (!inForce || !owners.includes(u.by)) return [];
    const about = shareOf(launch.classes, u);
    const { unlike, like } = regime.undertakingClassP;
    if (about < unlike) return [];
    const clear = about >= like && launch.phase !== 'boost';
    return [{ id: u.id, standing: clear ? standing(u, seen) : ('OPEN' as const) }];
  });
}

function standing(u: Undertaking, { launch, match, notification }: Seen): LaunchUndertaking['standing'] {
  const surely = launch.corroboration === 'DUAL';
  const announced = match === 'ON_FILE' && notification !== null;
  switch (u.kind) {
    case 'TEST_MORATORIUM':
      return surely ? 'NOT_KEPT' : 'OPEN';
    case 'LAUNCH_SERVICE':
      return announced ? 'KEPT' : 'OPEN';
    case 'NOTIFY_IN_ADVANCE': {
      if (match === 'AMBIGUOUS') return 'OPEN';
      const dueMs = notification ? notification.window.fromMs - (u.leadS ?? 0) * 1000 : 0;
      if (announced && notification.receivedMs <= dueMs) return 'KEPT';
      return surely ? 'NOT_KEPT' : 'OPEN';
    }
  }
}

/** Probability that it is one of the classes that the undertaking speaks of. */
const shareOf = (p: ClassProbabilities, u: Undertaking): number =>
  u.classes.reduce((sum, c) => sum + p[c], 0);

function groundOf({ launchPoint }: Seen['launch'], regime: Regime): string[] {
  return Object.entries(regime.territories).flatMap(([id, boxes]) =>
    territoryProbability(launchPoint, boxes) >= regime.undertakingFromP ? [id] : [],
  );
}
