/**
 * Runs the live world headless through both Parties' centres and the joint room, and keeps what was said of each launch
 * beside the flight behind it. The attribution goes by detections: launch → series → national track → evidence → flight.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedInput } from '../../domain/inputs';
import type { LaunchReport } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';
import { NationalCentre, type NationalOutput } from '../../server/engine/national-centre';
import { createJoint, type JointLaunch } from '../../server/joint';
import { loadCatalogue, loadSites } from '../../server/simulation';
import { type Flight, liveTruth, type PlannedLaunch, plannedLaunches } from '../../server/simulation/truth';

const TICK_MS = 1000;
const root = join(import.meta.dirname, '../..');
const table = (name: string): unknown =>
  JSON.parse(readFileSync(join(root, 'scenarios/tables', name), 'utf8'));

export interface Said {
  nowMs: number;
  launch: JointLaunch;
}
export interface RunLaunch {
  id: string;
  /** Key of the flight that most of its evidence came from; null: clutter. */
  flight: string | null;
  said: Said[];
  /** Reports that were withdrawn, with what the Party's track said at its end. */
  withdrawals: { nowMs: number; report: LaunchReport }[];
}
export interface WorldRun {
  flights: Map<string, { flight: Flight; plan: PlannedLaunch | null; detections: number; sensors: string[] }>;
  launches: RunLaunch[];
  /** Confirmed national tracks: how they ended, and whose detections they had. */
  tracks: {
    owner: string;
    id: string;
    flight: string | null;
    statuses: string[];
    endReason: string | null;
  }[];
  cpuS: number;
  detections: number;
}

interface Picked {
  sensors: readonly Sensor[];
  inputs: readonly FeedInput[];
  flights: readonly Flight[];
  origins: ReadonlyMap<string, string>;
  plans: ReadonlyMap<string, PlannedLaunch>;
  startMs: number;
  endMs: number;
}

export function liveWorld(seed: number, startMs: number, hours: number): Picked {
  const catalogue = loadCatalogue(table('sensors.json'));
  const sites = loadSites(table('sites.json'));
  const settings = { seed, pace: 'brisk' as const, startMs };
  const endMs = startMs + hours * 3600e3;
  const { flights, inputs, origins } = liveTruth(settings, catalogue, sites, endMs);
  const plans = plannedLaunches(settings, sites, startMs - 75 * 60_000, endMs);
  return {
    ...{ sensors: catalogue, inputs, flights, origins, startMs, endMs },
    plans: new Map(plans.map((p) => [p.key, p])),
  };
}

export function runWorld(w: Picked, onSaid?: (s: Said) => void): WorldRun {
  const parties = [...new Set(w.sensors.map((s) => s.assignedTo))].sort();
  const centres = new Map<string, NationalCentre>();
  const ownerOf = new Map(w.sensors.map((s) => [s.id, s.assignedTo]));
  for (const p of parties)
    centres.set(
      p,
      new NationalCentre(
        'bench',
        p,
        w.sensors.filter((s) => s.assignedTo === p),
        w.startMs,
      ),
    );
  const joint = createJoint({ session: 'bench' });
  const trackOfSeries = new Map<string, string>();
  const evidence = new Map<string, string[]>();
  const tracks = new Map<string, { owner: string; statuses: string[]; endReason: string | null }>();
  const launches = new Map<string, RunLaunch>();
  const say = (nowMs: number, changes: { launch: JointLaunch }[]): void => {
    for (const { launch } of changes) {
      const l = launches.get(launch.id) ?? { id: launch.id, flight: null, said: [], withdrawals: [] };
      launches.set(launch.id, l);
      l.said.push({ nowMs, launch });
      onSaid?.({ nowMs, launch });
    }
  };
  const take = (owner: string, centre: NationalCentre, out: NationalOutput, nowMs: number): void => {
    for (const { track, reason } of out.tracks) {
      evidence.set(track.id, track.evidence);
      const t = tracks.get(track.id) ?? { owner, statuses: [], endReason: null };
      tracks.set(track.id, t);
      t.statuses.push(track.status);
      t.endReason = reason;
      const series = centre.seriesOf(track.id);
      if (series) trackOfSeries.set(series, track.id);
    }
    for (const r of out.reports) {
      const changes = joint.take(r, nowMs);
      say(nowMs, changes);
      if (r.withdrawn)
        for (const { launch } of changes) launches.get(launch.id)?.withdrawals.push({ nowMs, report: r });
    }
  };
  const cpu = process.cpuUsage();
  let nextTick = w.startMs;
  const tick = (): void => {
    for (const [owner, c] of centres) take(owner, c, c.advance(nextTick), nextTick);
    say(nextTick, joint.advance(nextTick));
    nextTick += TICK_MS;
  };
  let detections = 0;
  for (const input of w.inputs) {
    while (nextTick <= input.receivedMs) tick();
    if (!('sensor' in input)) continue;
    const owner = ownerOf.get(input.sensor);
    const centre = owner === undefined ? undefined : centres.get(owner);
    if (owner === undefined || !centre) continue;
    if (input.kind === 'detection') detections++;
    take(owner, centre, centre.ingest(input, input.receivedMs), input.receivedMs);
  }
  while (nextTick <= w.endMs) tick();
  const used = process.cpuUsage(cpu);
  const flightOf = (ids: readonly string[]): string | null => {
    const n = new Map<string | null, number>();
    for (const id of ids) {
      const k = w.origins.get(id) ?? null;
      n.set(k, (n.get(k) ?? 0) + 1);
    }
    return [...n].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  };
  for (const l of launches.values()) {
    const ids = l.said.flatMap((s) =>
      s.launch.reports.flatMap((r) => evidence.get(trackOfSeries.get(r.series) ?? '') ?? []),
    );
    l.flight = flightOf([...new Set(ids)]);
  }
  const seen = new Map<string, { n: number; sensors: Set<string> }>();
  for (const i of w.inputs) {
    if (i.kind !== 'detection') continue;
    const key = w.origins.get(i.id);
    if (!key) continue;
    const s = seen.get(key) ?? { n: 0, sensors: new Set() };
    seen.set(key, s);
    s.n++;
    s.sensors.add(i.sensor);
  }
  return {
    flights: new Map(
      w.flights.map((flight) => [
        flight.key,
        {
          flight,
          plan: w.plans.get(flight.key) ?? null,
          detections: seen.get(flight.key)?.n ?? 0,
          sensors: [...(seen.get(flight.key)?.sensors ?? [])],
        },
      ]),
    ),
    launches: [...launches.values()],
    tracks: [...tracks].map(([id, t]) => ({ id, ...t, flight: flightOf(evidence.get(id) ?? []) })),
    cpuS: (used.user + used.system) / 1e6,
    detections,
  };
}
