import { distanceM } from '../../domain/geodesy';
import { makeId } from '../../domain/ids';
import type { SessionId } from '../../domain/labels';
import type { Launch, LaunchReport } from '../../domain/records';
import type { Phenomenology } from '../../domain/sensors';
import { invertSpd, quadratic } from '../fusion/kernels/matrix';
import {
  combineClasses,
  combineImpacts,
  combineRegions,
  combineStates,
  packState,
  type StateAt,
  stateAt,
} from './combine';

export type JointLaunch = Omit<
  Launch,
  'match' | 'notification' | 'notificationNumber' | 'finding' | 'number' | 'rev' | 'materialRev'
>;
export interface JointChange {
  launch: JointLaunch;
}
export interface Joint {
  take(report: LaunchReport, nowMs: number): JointChange[];
  advance(nowMs: number): JointChange[];
  snapshot(): unknown;
  restore(stored: unknown): void;
}

/** χ² with six degrees of freedom at one in a hundred thousand: clocks and biases of national centres differ a little. */
const SAME_D2 = 33;
/** Part of the Parties' errors that is common: the process noise between reports, small against measurement (G15). */
const COMMON = 0.15;
const AFTER_IMPACT_MS = 15_000;
const AFTER_ORBIT_MS = 300_000;
const SILENT_MS = 900_000;

interface State {
  launches: Record<string, { launch: JointLaunch; latest: Record<string, LaunchReport> }>;
  /** Series → launch. */
  seriesOf: Record<string, string>;
}

/**
 * Fuses launch reports into launches. It knows a list of reports, never how many Parties there are. A launch's id is a
 * function of the report that founded it.
 */
export function createJoint(o: { session: SessionId }): Joint {
  let state: State = { launches: {}, seriesOf: {} };

  function find(report: LaunchReport): string | null {
    let best: { id: string; d2: number } | null = null;
    for (const [id, entry] of Object.entries(state.launches)) {
      if (entry.launch.lifecycle !== 'open') continue;
      if (
        Object.values(entry.latest).some(
          (r) => r.party === report.party && r.series !== report.series && !stale(r, report),
        )
      )
        continue;
      const d2 = separation(entry.launch, report);
      if (d2 < SAME_D2 && (!best || d2 < best.d2)) best = { id, d2 };
    }
    return best?.id ?? null;
  }

  function fuse(id: string, nowMs: number, reason: Launch['reason']): JointLaunch {
    const entry = state.launches[id];
    const latest = Object.values(entry?.latest ?? {}).sort(
      (a, b) => a.givenMs - b.givenMs || (a.id < b.id ? -1 : 1),
    );
    const current = newestOfEachParty(latest);
    const lead = current[current.length - 1] as LaunchReport;
    const epochMs = Math.max(...current.map((r) => r.kinematics.epochMs));
    const burning = lead.phase === 'boost';
    // A state that was burning says little once another Party saw it coast: those that agree in phase are put together.
    const alike = current.filter((r) => (r.phase === 'boost') === burning);
    const fused = combineStates(
      alike.map((r) => stateAt(r.kinematics, r.phase === 'boost', epochMs)),
      6,
      COMMON,
    );
    const alone = packState(fused ?? stateAt(lead.kinematics, burning, epochMs));
    const kinds = [...new Set(latest.flatMap((r) => r.phenomenologies))].sort() as Phenomenology[];
    const before = entry?.launch;
    const dual = kinds.length > 1 || before?.corroboration === 'DUAL';
    return {
      id,
      reason,
      lifecycle: 'open',
      status: dual ? 'corroborated' : 'probable',
      corroboration: dual ? 'DUAL' : 'SINGLE',
      phase: lead.phase,
      kinematics: { epochMs, ...alone, a: burning ? lead.kinematics.a : [0, 0, 0] },
      launchPoint: combineRegions(
        current.map((r) => r.launchPoint),
        COMMON,
      ),
      azimuthDeg: lead.azimuthDeg,
      impact: burning ? null : combineImpacts(alike, COMMON),
      corridor: burning ? lead.corridor : null,
      classes: combineClasses(alike.map((r) => r.classes)),
      phenomenologies: kinds,
      method: alike.length > 1 ? (fused ? 'information' : 'covariance-intersection') : 'single',
      reports: current.map(
        ({
          party,
          series,
          reportNo,
          givenMs,
          launchPoint,
          azimuthDeg,
          impact,
          phenomenologies,
          looksIn30s,
        }) => ({
          ...{
            party,
            series,
            reportNo,
            givenMs,
            launchPoint,
            azimuthDeg,
            impact,
            phenomenologies,
            looksIn30s,
          },
        }),
      ),
      firstReportMs: before?.firstReportMs ?? nowMs,
      updatedMs: nowMs,
      endedMs: null,
    };
  }

  return {
    take(report, nowMs) {
      const known = state.seriesOf[report.series];
      const id = known ?? find(report) ?? makeId('launch', o.session, report.id);
      const entry = state.launches[id];
      if (entry && entry.launch.lifecycle !== 'open') return [];
      state.seriesOf[report.series] = id;
      if (report.withdrawn) {
        if (!entry) return [];
        delete entry.latest[report.series];
        if (Object.keys(entry.latest).length > 0) return change(id, fuse(id, nowMs, 'late data'));
        return change(id, {
          ...entry.launch,
          lifecycle: 'retracted',
          reason: 'retracted',
          updatedMs: nowMs,
          endedMs: nowMs,
        });
      }
      const latest = { ...entry?.latest, [report.series]: report };
      state.launches[id] = { launch: entry?.launch as JointLaunch, latest };
      return change(id, fuse(id, nowMs, entry ? 'report' : 'first'));
    },

    advance(nowMs) {
      const out: JointChange[] = [];
      for (const [id, { launch }] of Object.entries(state.launches)) {
        if (launch.lifecycle !== 'open') {
          if (nowMs - (launch.endedMs ?? 0) > 3600e3) forget(id);
          continue;
        }
        if (isOver(launch, nowMs))
          out.push(
            ...change(id, {
              ...launch,
              lifecycle: 'ended',
              reason: 'ended',
              endedMs: nowMs,
              updatedMs: nowMs,
            }),
          );
      }
      return out;
    },

    snapshot: () => structuredClone(state),
    restore: (stored) => {
      state = structuredClone(stored as State);
    },
  };

  function change(id: string, launch: JointLaunch): JointChange[] {
    const entry = state.launches[id];
    if (entry) entry.launch = launch;
    return [{ launch }];
  }

  function forget(id: string): void {
    delete state.launches[id];
    for (const [series, launch] of Object.entries(state.seriesOf))
      if (launch === id) delete state.seriesOf[series];
  }
}

/** A report that another of its Party has outlived: its object may have got a new series. */
const stale = (r: LaunchReport, now: LaunchReport): boolean =>
  now.givenMs - r.givenMs > 60_000 && r.looksIn30s === 0;

function newestOfEachParty(sorted: LaunchReport[]): LaunchReport[] {
  const by = new Map<string, LaunchReport>();
  for (const r of sorted) by.set(r.party, r);
  return [...by.values()].sort((a, b) => a.givenMs - b.givenMs || (a.party < b.party ? -1 : 1));
}

/** d² between a launch and a report at the later epoch, over six components; infinite if launch places cannot be one. */
function separation(launch: JointLaunch, report: LaunchReport): number {
  const atMs = Math.max(launch.kinematics.epochMs, report.kinematics.epochMs);
  const a = stateAt(launch.kinematics, launch.phase === 'boost', atMs);
  const b = stateAt(report.kinematics, report.phase === 'boost', atMs);
  const p = launch.launchPoint;
  const q = report.launchPoint;
  const dt = Math.abs(p.atMs - q.atMs) / 1000;
  if (dt > 5 * Math.hypot(p.sigmaS, q.sigmaS) + 60) return Number.POSITIVE_INFINITY;
  const spread = Math.sqrt(Math.max(p.cov[0], p.cov[2]) + Math.max(q.cov[0], q.cov[2]));
  if (distanceM(p, q) > 5 * spread + 100e3) return Number.POSITIVE_INFINITY;
  return mahalanobis(a, b);
}

function mahalanobis(a: StateAt, b: StateAt): number {
  const Y = invertSpd(
    a.P.map((v, i) => v + (b.P[i] as number)),
    6,
  );
  return Y
    ? quadratic(
        Y,
        a.x.map((v, i) => v - (b.x[i] as number)),
        6,
      )
    : Number.POSITIVE_INFINITY;
}

function isOver(l: JointLaunch, nowMs: number): boolean {
  const lastMs = Math.max(...l.reports.map((r) => r.givenMs));
  if (l.impact === 'orbital')
    return nowMs - lastMs > AFTER_ORBIT_MS || nowMs - l.launchPoint.atMs > 2 * AFTER_ORBIT_MS + 600_000;
  if (l.impact === null) return nowMs - lastMs > SILENT_MS;
  return nowMs > l.impact.atMs + Math.max(AFTER_IMPACT_MS, 2000 * l.impact.sigmaS);
}
