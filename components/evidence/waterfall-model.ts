/**
 * How long it took from a look of an own sensor to each Party's answer, of one alarm. Times are the session's, epoch ms. Of
 * other Parties it knows what is shared: reports, receipts and answers; never when they sensed or received something.
 */
import type { Alert, Answer } from '../../domain/alert';
import type { ParticipantId } from '../../domain/labels';
import type { Alarm, LaunchSeries, Painted } from '../../domain/series';

export interface Step {
  what: 'sensed' | 'received' | 'reported' | 'fused' | 'raised' | 'painted' | 'answered';
  /** Whose; null of the centre's own. */
  party: ParticipantId | null;
  /** When it was done; null while it is not, or where nobody may say. */
  atMs: number | null;
  /** When what it follows was done: its bar begins there. */
  fromMs: number | null;
  /** Of answers. */
  answer: Answer['kind'] | null;
}
export interface Waterfall {
  alarm: Alarm;
  steps: Step[];
  dueMs: number | null;
}

/** The alarm that a moment is about: the last one by then; the latest where no moment is meant. */
export function alarmAt(alarms: readonly Alarm[], alert: string, atMs: number | null): Alarm | null {
  const own = alarms.filter((a) => a.alert === alert);
  if (atMs === null) return own.at(-1) ?? null;
  return own.findLast((a) => a.alarmedMs <= atMs) ?? null;
}

export function waterfallOf(
  series: LaunchSeries,
  alert: Alert,
  alarm: Alarm,
  { own, parties }: { own: ParticipantId; parties: readonly ParticipantId[] },
): Waterfall {
  const nextMs =
    series.alarms.find((a) => a.alert === alarm.alert && a.alarmedMs > alarm.alarmedMs)?.alarmedMs ??
    Number.POSITIVE_INFINITY;
  const revision = series.points.find((p) => p.rev === alarm.launchRev) ?? null;
  const reports = revision?.reports ?? [];
  const ownReport = reports.find((r) => r.party === own) ?? null;
  const look = ownReport ? (series.own.findLast((p) => p.toldMs <= ownReport.givenMs) ?? null) : null;
  // What is told later of the same look is no later receipt of it.
  const told = look ? series.own.find((p) => p.lastLookMs === look.lastLookMs) : null;
  const fusedMs = revision?.toldMs ?? null;
  const at = (step: Omit<Step, 'answer'>): Step => ({ ...step, answer: null });
  const steps: Step[] = [
    at({ what: 'sensed', party: own, atMs: look?.lastLookMs ?? null, fromMs: null }),
    at({ what: 'received', party: own, atMs: told?.toldMs ?? null, fromMs: look?.lastLookMs ?? null }),
    ...parties
      .filter((p) => reports.some((r) => r.party === p))
      .map((p) => {
        const givenMs = reports.find((r) => r.party === p)?.givenMs ?? null;
        return at({
          what: 'reported',
          party: p,
          atMs: givenMs,
          fromMs: p === own ? (told?.toldMs ?? null) : null,
        });
      }),
    at({ what: 'fused', party: null, atMs: fusedMs, fromMs: latest(reports.map((r) => r.givenMs)) }),
    at({ what: 'raised', party: null, atMs: alarm.alarmedMs, fromMs: fusedMs }),
    ...parties.map((p) =>
      at({
        what: 'painted',
        party: p,
        atMs: paintedMs(series.painted, alarm, nextMs, p),
        fromMs: alarm.alarmedMs,
      }),
    ),
    ...parties.map((party): Step => {
      const answer = answerOf(alert, alarm.alarmedMs, nextMs, party);
      return {
        ...{ what: 'answered', party, fromMs: alarm.alarmedMs },
        ...{ atMs: answer?.atMs ?? null, answer: answer?.kind ?? null },
      };
    }),
  ];
  return { alarm, steps, dueMs: nextMs === Number.POSITIVE_INFINITY ? alert.dueMs : null };
}

const latest = (times: readonly number[]): number | null => (times.length > 0 ? Math.max(...times) : null);

/** When a Party first had the alarm's revision, or a later one before the next alarm, on a screen. */
function paintedMs(
  painted: readonly Painted[],
  alarm: Alarm,
  nextMs: number,
  party: ParticipantId,
): number | null {
  const times = painted.flatMap(({ alert, party: p, rev, displayedMs: at }) =>
    alert === alarm.alert && p === party && rev >= alarm.rev && at !== null && at < nextMs ? [at] : [],
  );
  return times.length > 0 ? Math.min(...times) : null;
}

function answerOf(alert: Alert, fromMs: number, toMs: number, party: ParticipantId): Answer | null {
  const all = [...alert.archivedAnswers, ...alert.answers];
  return all.find((a) => a.party === party && a.atMs >= fromMs && a.atMs < toMs) ?? null;
}

/** Where a moment lies on an axis that is broken in two: what machines took, then what people took. Shares of the width. */
export interface BrokenAxis {
  machines: { fromMs: number; toMs: number; width: number };
  /** Null where nobody has taken longer than the machines. */
  people: { fromMs: number; toMs: number; width: number } | null;
}
/** People’s part begins where this has gone by since the alarm: nobody reads and answers faster. */
const MACHINES_MS = 2500;
const BREAK = 0.04;

export function brokenAxis({ steps, alarm, dueMs }: Waterfall, nowMs: number): BrokenAxis {
  const times = steps.flatMap((s) => (s.atMs === null ? [] : [s.atMs]));
  const edgeMs = alarm.alarmedMs + MACHINES_MS;
  const fast = times.filter((t) => t <= edgeMs);
  const slow = times.filter((t) => t > edgeMs);
  const awaited = steps.some((s) => s.what === 'answered' && s.atMs === null);
  if (awaited && nowMs > edgeMs) slow.push(nowMs);
  if (dueMs !== null) slow.push(dueMs);
  const fromMs = Math.min(...fast, alarm.alarmedMs);
  const toMs = Math.max(...fast, alarm.alarmedMs, fromMs + 500);
  if (slow.length === 0) return { machines: { fromMs, toMs, width: 1 }, people: null };
  return {
    machines: { fromMs, toMs, width: 0.56 },
    people: { fromMs: alarm.alarmedMs, toMs: Math.max(...slow), width: 1 - 0.56 - BREAK },
  };
}

/** The share of the width at which a moment lies. */
export function placeOn({ machines, people }: BrokenAxis, atMs: number): number {
  const share = (p: { fromMs: number; toMs: number }) => (atMs - p.fromMs) / (p.toMs - p.fromMs);
  if (atMs <= machines.toMs || !people) return machines.width * share(machines);
  return machines.width + BREAK + people.width * share(people);
}
