import { makeId } from '../../domain/ids';
import type { SessionId } from '../../domain/labels';
import type { Launch, LaunchReport } from '../../domain/records';
import { affinity, burns, carries, knowsPlace, likeness, otherLaunch } from './associate';
import { fuseReports, type JointLaunch } from './launch';

export type { JointLaunch } from './launch';
export interface JointChange {
  launch: JointLaunch;
}
export interface Joint {
  /** Takes one report; gives the launches that it has changed. */
  take(report: LaunchReport, nowMs: number): JointChange[];
  /** Time alone: launches end at their predicted impact, in orbit, or when nobody reports any more. */
  advance(nowMs: number): JointChange[];
  snapshot(): unknown;
  restore(stored: unknown): void;
}

/**
 * A report goes to a launch from this log-likelihood ratio on. Launches are rare against what the ratio takes for the density
 * of others, so less than even odds are enough.
 */
const SAME = -3;
/** So many reports in a row must say that a series belongs elsewhere before it is moved. */
const MOVE_AFTER = 3;
/** And so many that it is about an object of its own: a launch raised in error is worse than one raised late. */
const SPLIT_AFTER = 12;
/** Kept after the predicted impact at least this long, and two sigma of its time. */
const AFTER_IMPACT_MS = 15_000;
/** Ended launches are remembered this long, so that a late series of them founds no new one. */
const REMEMBER_MS = 3600_000;

interface Entry {
  launch: JointLaunch;
  /** Newest report of each series that is not withdrawn. */
  latest: Record<string, LaunchReport>;
  /** Since when a series has said without a break that it coasts. */
  coastSinceMs: Record<string, number>;
}
interface State {
  v: 1;
  launches: Record<string, Entry>;
  /** Series → launch. */
  seriesOf: Record<string, string>;
  /** Series → how often in a row its reports went better with another launch. */
  elsewhere: Record<string, { launch: string | null; times: number }>;
  /** Series that went over to another object: what they say of the launch is about the first. */
  wentOver: Record<string, true>;
}

type Closing = Pick<JointLaunch, 'lifecycle' | 'reason' | 'aliasOf'>;
const ENDED: Closing = { lifecycle: 'ended', reason: 'ended' };
const RETRACTED: Closing = { lifecycle: 'retracted', reason: 'retracted' };

/**
 * Fuses launch reports into launches. It knows a list of reports, never how many Parties there are. A launch's id is a
 * function of the report that founded it.
 */
export function createJoint(o: { session: SessionId }): Joint {
  let state: State = { v: 1, launches: {}, seriesOf: {}, elsewhere: {}, wentOver: {} };

  /** The launch that a report goes best with. For a new series ended ones count too, so that nothing is founded twice. */
  function bestFor(report: LaunchReport, from: string | null): { id: string; affinity: number } | null {
    let best: { id: string; affinity: number } | null = null;
    for (const [id, e] of Object.entries(state.launches)) {
      const { lifecycle } = e.launch;
      if (id === from || lifecycle === 'retracted' || (from !== null && lifecycle === 'ended')) continue;
      const a = affinity(report, Object.values(e.latest));
      if (a >= SAME && (!best || a > best.affinity)) best = { id, affinity: a };
    }
    return best;
  }

  /** Where a known series should go instead, once enough reports in a row have said so; undefined: it stays. */
  function moveOf(report: LaunchReport, id: string): string | null | undefined {
    // Nothing new was seen: what was carried on says nothing new either.
    if (report.looksIn30s === 0) return undefined;
    const others = Object.values(state.launches[id]?.latest ?? {}).filter(
      (r) => r.series !== report.series && r.looksIn30s > 0 && carries(r, report.kinematics.epochMs),
    );
    const fits = others.length > 0 ? affinity(report, others) : Number.NEGATIVE_INFINITY;
    const better = fits > SAME ? null : bestFor(report, id);
    // Alone, beside reports too old to tell, or where one hardly knows the place: with nothing better it stays where it is.
    const apart = others.length > 0 && [report, ...others].every(knowsPlace);
    if (fits > SAME || (better === null && !apart)) {
      delete state.elsewhere[report.series];
      return undefined;
    }
    const to = better?.id ?? null;
    const before = state.elsewhere[report.series];
    const times = before && before.launch === to ? before.times + 1 : 1;
    if (times < (to === null ? SPLIT_AFTER : MOVE_AFTER)) {
      state.elsewhere[report.series] = { launch: to, times };
      return undefined;
    }
    delete state.elsewhere[report.series];
    return to;
  }

  function put(id: string, report: LaunchReport, nowMs: number, reason: Launch['reason']): JointChange {
    const e = state.launches[id];
    state.seriesOf[report.series] = id;
    const latest = { ...e?.latest, [report.series]: report };
    const { [report.series]: since, ...coastSinceMs } = e?.coastSinceMs ?? {};
    if (!burns(report)) coastSinceMs[report.series] = since ?? report.kinematics.epochMs;
    const held = { before: e?.launch ?? null, coastSinceMs, wentOver: state.wentOver };
    const launch = fuseReports(id, Object.values(latest), held, nowMs, reason);
    state.launches[id] = { launch, latest, coastSinceMs };
    return { launch };
  }

  /** Takes a series out of a launch; one without any left is closed. */
  function take(id: string, series: string, nowMs: number, without: Closing = RETRACTED): JointChange[] {
    const e = state.launches[id];
    if (!e?.latest[series]) return [];
    const { [series]: _gone, ...latest } = e.latest;
    delete state.elsewhere[series];
    e.latest = latest;
    const left = Object.values(latest);
    if (left.length === 0) return [close(e, without, nowMs)];
    const held = { before: e.launch, coastSinceMs: e.coastSinceMs, wentOver: state.wentOver };
    e.launch = fuseReports(id, left, held, nowMs, 'late data');
    return [{ launch: e.launch }];
  }

  /** Moves a series to where its reports belong: another launch, or one of its own. */
  function move(report: LaunchReport, from: Entry, to: string | null, nowMs: number): JointChange[] {
    const { series } = report;
    const alone = Object.keys(from.latest).length === 1;
    const there = Object.values((to !== null && state.launches[to]?.latest) || {});
    const same = there.filter((r) => likeness(r, report) >= SAME);
    const told = same.filter((r) => !state.wentOver[r.series]);
    const twoLaunches = told.length > 0 && told.every((r) => otherLaunch(report, r.launchPoint));
    // A national track that took up another object tells the earlier launch: what it saw before was there, and is over.
    const over = twoLaunches && told.every((r) => report.launchPoint.atMs <= r.launchPoint.atMs);
    if (to !== null && alone && !over) {
      if (twoLaunches) for (const r of same) state.wentOver[r.series] = true;
      if (twoLaunches || same.length < there.length) return bring(same, to, report, from, ENDED, nowMs);
      // The same launch under two ids: the older stays, the younger is its alias.
      const younger = state.launches[to]?.launch;
      if (younger && from.launch.firstReportMs <= younger.firstReportMs)
        return bring(same, to, report, from, { ...RETRACTED, aliasOf: from.launch.id }, nowMs);
    }
    // One that leaves others behind and tells their launch tells not its own.
    if (over || (!alone && !otherLaunch(report, from.launch.launchPoint))) state.wentOver[series] = true;
    const closing = over ? ENDED : { ...RETRACTED, ...(to !== null && { aliasOf: to }) };
    const left = take(from.launch.id, series, nowMs, closing);
    if (to !== null) return [...left, put(to, report, nowMs, 'late data')];
    return [...left, put(makeId('launch', o.session, report.id), report, nowMs, 'first')];
  }

  /** Series of another launch that are about a report's object go on beside it; a launch without any left is closed. */
  function bring(
    same: readonly LaunchReport[],
    from: string,
    report: LaunchReport,
    into: Entry,
    without: Closing,
    nowMs: number,
  ): JointChange[] {
    const left = same.flatMap((r) => take(from, r.series, nowMs, without)).slice(-1);
    for (const r of same) put(into.launch.id, r, nowMs, 'late data');
    return [...left, put(into.launch.id, report, nowMs, 'late data')];
  }

  function close(e: Entry, as: Closing, nowMs: number): JointChange {
    e.launch = { ...e.launch, ...as, endedMs: nowMs, updatedMs: nowMs };
    return { launch: e.launch };
  }

  return {
    take(report, nowMs) {
      const known = state.seriesOf[report.series];
      if (report.withdrawn) {
        if (known === undefined || state.launches[known]?.launch.lifecycle !== 'open') return [];
        return take(known, report.series, nowMs);
      }
      const own = known === undefined ? undefined : state.launches[known];
      if (own && own.launch.lifecycle === 'ended') return [];
      if (own && known !== undefined && own.launch.lifecycle === 'open') {
        const before = own.latest[report.series];
        if (before && before.reportNo >= report.reportNo) return [];
        const to = moveOf(report, known);
        if (to === undefined) return [put(known, report, nowMs, 'report')];
        return move(report, own, to, nowMs);
      }
      const found = bestFor(report, null);
      if (found && state.launches[found.id]?.launch.lifecycle === 'ended') {
        state.seriesOf[report.series] = found.id;
        return [];
      }
      return [
        put(found?.id ?? makeId('launch', o.session, report.id), report, nowMs, found ? 'report' : 'first'),
      ];
    },

    advance(nowMs) {
      const out: JointChange[] = [];
      for (const [id, e] of Object.entries(state.launches)) {
        if (e.launch.lifecycle === 'open') {
          if (isOver(e, nowMs)) out.push(close(e, ENDED, nowMs));
        } else if (nowMs - (e.launch.endedMs ?? nowMs) > REMEMBER_MS) forget(id);
      }
      return out;
    },

    snapshot: () => structuredClone(state),
    restore: (stored) => {
      // What was stored before series were seen to go over has no list of them.
      state = { ...structuredClone(stored as State), wentOver: (stored as Partial<State>).wentOver ?? {} };
    },
  };

  function forget(id: string): void {
    delete state.launches[id];
    for (const [series, launch] of Object.entries(state.seriesOf)) {
      if (launch !== id) continue;
      delete state.seriesOf[series];
      delete state.elsewhere[series];
      delete state.wentOver[series];
    }
  }
}

/** Past its predicted impact, or no Party holds what it said of it valid any more: that is how what stays in orbit ends. */
function isOver({ launch: { impact }, latest }: Entry, nowMs: number): boolean {
  if (Object.values(latest).every((r) => nowMs > r.validUntilMs)) return true;
  if (impact === null || impact === 'orbital') return false;
  return nowMs > impact.atMs + Math.max(AFTER_IMPACT_MS, 2000 * impact.sigmaS);
}
