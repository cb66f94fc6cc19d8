import { makeId } from '../../domain/ids';
import type { SessionId } from '../../domain/labels';
import type { Launch, LaunchReport } from '../../domain/records';
import { affinity, burns, carries, knowsPlace } from './associate';
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
const SPLIT_AFTER = 6;
/** Kept after the predicted impact at least this long, and two sigma of its time. */
const AFTER_IMPACT_MS = 15_000;
/** An object in orbit is watched this long after it was first said to be there. */
const AFTER_ORBIT_MS = 600_000;
const SILENT_MS = 900_000;
/** Ended launches are remembered this long, so that a late series of them founds no new one. */
const REMEMBER_MS = 3600_000;

interface Entry {
  launch: JointLaunch;
  /** Newest report of each series that is not withdrawn. */
  latest: Record<string, LaunchReport>;
  /** Since when a series has said without a break that it coasts. */
  coastSinceMs: Record<string, number>;
  orbitalSinceMs: number | null;
}
interface State {
  v: 1;
  launches: Record<string, Entry>;
  /** Series → launch. */
  seriesOf: Record<string, string>;
  /** Series → how often in a row its reports went better with another launch. */
  elsewhere: Record<string, { launch: string | null; times: number }>;
}

/**
 * Fuses launch reports into launches. It knows a list of reports, never how many Parties there are. A launch's id is a
 * function of the report that founded it.
 */
export function createJoint(o: { session: SessionId }): Joint {
  let state: State = { v: 1, launches: {}, seriesOf: {}, elsewhere: {} };

  /** The launch that a report goes best with, other than `but`; ended ones count, so that nothing is founded twice. */
  function bestFor(report: LaunchReport, but: string | null): { id: string; affinity: number } | null {
    let best: { id: string; affinity: number } | null = null;
    for (const [id, e] of Object.entries(state.launches)) {
      if (id === but || e.launch.lifecycle === 'retracted') continue;
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
    const tells = [report, ...others].every(knowsPlace);
    const apart = tells && others.some((r) => r.party !== report.party);
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
    const held = { before: e?.launch ?? null, coastSinceMs };
    const launch = fuseReports(id, Object.values(latest), held, nowMs, reason);
    const orbitalSinceMs = launch.impact === 'orbital' ? (e?.orbitalSinceMs ?? nowMs) : null;
    state.launches[id] = { launch, latest, coastSinceMs, orbitalSinceMs };
    return { launch };
  }

  /** Takes a series out of a launch; one without any left is retracted. */
  function take(id: string, series: string, nowMs: number): JointChange[] {
    const e = state.launches[id];
    if (!e?.latest[series]) return [];
    const { [series]: _gone, ...latest } = e.latest;
    delete state.elsewhere[series];
    e.latest = latest;
    const left = Object.values(latest);
    e.launch =
      left.length > 0
        ? fuseReports(id, left, { before: e.launch, coastSinceMs: e.coastSinceMs }, nowMs, 'late data')
        : { ...e.launch, lifecycle: 'retracted', reason: 'retracted', updatedMs: nowMs, endedMs: nowMs };
    return [{ launch: e.launch }];
  }

  function end(e: Entry, nowMs: number): JointChange {
    e.launch = { ...e.launch, lifecycle: 'ended', reason: 'ended', endedMs: nowMs, updatedMs: nowMs };
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
        const left = take(known, report.series, nowMs);
        const id = to ?? makeId('launch', o.session, report.id);
        return [...left, put(id, report, nowMs, to ? 'late data' : 'first')];
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
          if (isOver(e, nowMs)) out.push(end(e, nowMs));
        } else if (nowMs - (e.launch.endedMs ?? nowMs) > REMEMBER_MS) forget(id);
      }
      return out;
    },

    snapshot: () => structuredClone(state),
    restore: (stored) => {
      state = structuredClone(stored as State);
    },
  };

  function forget(id: string): void {
    delete state.launches[id];
    for (const [series, launch] of Object.entries(state.seriesOf)) {
      if (launch !== id) continue;
      delete state.seriesOf[series];
      delete state.elsewhere[series];
    }
  }
}

function isOver(e: Entry, nowMs: number): boolean {
  const { impact, reports } = e.launch;
  if (impact === 'orbital') return nowMs - (e.orbitalSinceMs ?? nowMs) > AFTER_ORBIT_MS;
  if (impact === null) return nowMs - Math.max(...reports.map((r) => r.givenMs)) > SILENT_MS;
  return nowMs > impact.atMs + Math.max(AFTER_IMPACT_MS, 2000 * impact.sigmaS);
}
