/** Reads a scenario file; a bad one is refused with the path of the fault. */
import type { Words } from '../../../domain/words';
import { fitRange } from '../trajectory/fit';
import { type Flight, flightOf } from '../trajectory/flight';
import { fly, type Trajectory } from '../trajectory/fly';
import { flyLevel } from '../trajectory/level';
import { TEMPLATES } from '../trajectory/templates';
import type { Steering, Vehicle } from '../trajectory/vehicle';
import { type ScenarioFile, type ScenarioFlight, type ScenarioVariant, scenarioFileSchema } from './schema';

/** A checked scenario: plain data, so that it may be handed to a worker. Times are epoch ms. */
export interface Scenario {
  id: string;
  title: Words;
  place?: Words | undefined;
  summary?: Words | undefined;
  /** What T+ counts from: as the file says, else the first launch, or the start when nothing flies. */
  dateMs: number;
  startMs: number;
  endMs: number;
  seed: number;
  sources: string[];
  sensors: 'in-service' | string[];
  guests: ScenarioFile['guests'];
  regime: ScenarioFile['regime'];
  flights: ScenarioFlight[];
  variants: ScenarioVariant[];
  assumptions: Words[];
}
export type LoadedScenario = { ok: true; scenario: Scenario } | { ok: false; path: string; message: string };

/** Checks a scenario file, flies its flights once (a vehicle that cannot meet its figures is a fault of the file). */
export function loadScenario(json: unknown): LoadedScenario {
  const parsed = scenarioFileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(issue?.path.join('.') ?? '', issue?.message ?? 'malformed');
  }
  const { startUtc, endUtc, eventUtc, $schema: _, v: __, ...rest } = parsed.data;
  const firstMs = rest.flights.length > 0 ? Math.min(...rest.flights.map((f) => f.launchUtc)) : startUtc;
  const scenario: Scenario = {
    ...rest,
    startMs: startUtc,
    endMs: endUtc,
    dateMs: eventUtc ?? firstMs,
  };
  if (endUtc <= startUtc) return refuse('endUtc', 'ends before it begins');
  if (eventUtc !== undefined && (eventUtc < startUtc || eventUtc > endUtc))
    return refuse('eventUtc', 'lies outside the session');
  return checkFlights(scenario) ?? checkVariants(scenario) ?? { ok: true, scenario };
}

const refuse = (path: string, message: string): LoadedScenario => ({ ok: false, path, message });

function checkFlights(s: Scenario): LoadedScenario | null {
  for (const [i, f] of s.flights.entries()) {
    if (s.flights.findIndex((g) => g.id === f.id) !== i) return refuse(`flights.${i}.id`, 'is taken');
    if (f.launchUtc < s.startMs || f.launchUtc >= s.endMs)
      return refuse(`flights.${i}.launchUtc`, 'lies outside the session');
    if (f.vehicle.by === 'orbit' && TEMPLATES[f.vehicle.template].steering.kind !== 'orbit')
      return refuse(`flights.${i}.vehicle.template`, 'is no launcher');
    if (f.vehicle.by === 'fit' && TEMPLATES[f.vehicle.template].steering.kind === 'orbit')
      return refuse(`flights.${i}.vehicle.template`, 'is a launcher: it is not fitted to a range');
    if (!trajectoryOf(f)) return refuse(`flights.${i}.vehicle`, 'cannot reach this range and apogee');
  }
  return null;
}

function checkVariants(s: Scenario): LoadedScenario | null {
  for (const [i, v] of s.variants.entries()) {
    const at = `variants.${i}`;
    if (s.variants.findIndex((w) => w.id === v.id) !== i) return refuse(`${at}.id`, 'is taken');
    if (s.sensors !== 'in-service' && v.looking !== 'in-service') {
      const known = [...s.sensors, ...s.guests.map((g) => g.id)];
      const stranger = v.looking.findIndex((id) => !known.includes(id));
      if (stranger >= 0) return refuse(`${at}.looking.${stranger}`, 'is no sensor of the scenario');
    }
    for (const [j, m] of v.messages.entries())
      if (m.receivedUtc < s.startMs || m.receivedUtc > s.endMs)
        return refuse(`${at}.messages.${j}.receivedUtc`, 'lies outside the session');
    for (const [j, m] of v.onFile.entries())
      if (m.filedUtc > s.startMs)
        return refuse(`${at}.onFile.${j}.filedUtc`, 'is after the start of the session');
    for (const [j, m] of v.silences.entries())
      if (s.sensors !== 'in-service' && !s.sensors.includes(m.sensor))
        return refuse(`${at}.silences.${j}.sensor`, 'is no sensor of the scenario');
    for (const [j, m] of v.statuses.entries())
      if (m.receivedUtc < s.startMs || m.receivedUtc > s.endMs)
        return refuse(`${at}.statuses.${j}.receivedUtc`, 'lies outside the session');
    const told = checkTold(s, v, at);
    if (told) return told;
  }
  return null;
}

/** Reports, counts and echoes: each in the session, each list in order of time. */
function checkTold(s: Scenario, v: ScenarioVariant, at: string): LoadedScenario | null {
  const outside = (ms: number): boolean => ms < s.startMs || ms > s.endMs;
  for (const [j, r] of v.reports.entries())
    if (outside(r.receivedUtc)) return refuse(`${at}.reports.${j}.receivedUtc`, 'lies outside the session');
  for (const [j, { counts }] of v.counts.entries())
    for (const [k, [ms]] of counts.entries()) {
      if (outside(ms)) return refuse(`${at}.counts.${j}.counts.${k}.0`, 'lies outside the session');
      if (ms <= (counts[k - 1]?.[0] ?? Number.NEGATIVE_INFINITY))
        return refuse(`${at}.counts.${j}.counts.${k}.0`, 'is not later than the one before');
    }
  for (const [j, e] of v.echoes.entries()) {
    if (outside(e.fromUtc)) return refuse(`${at}.echoes.${j}.fromUtc`, 'lies outside the session');
    if (e.toUtc <= e.fromUtc) return refuse(`${at}.echoes.${j}.toUtc`, 'ends before it begins');
    if (v.looking !== 'in-service' && !v.looking.some((id) => id === e.sensor))
      return refuse(`${at}.echoes.${j}.sensor`, 'does not look in this variant');
  }
  return null;
}

const flown = new WeakMap<ScenarioFlight, Trajectory | null>();

/** The flown path of a scenario's flight (kept); null when the vehicle cannot meet its figures. */
export function trajectoryOf(flight: ScenarioFlight): Trajectory | null {
  let t = flown.get(flight);
  if (t === undefined) {
    t = flyScenario(flight);
    flown.set(flight, t);
  }
  return t;
}

function flyScenario({ vehicle: v, site, azimuthDeg }: ScenarioFlight): Trajectory | null {
  if (v.by === 'stages') return fly(v, site, azimuthDeg);
  if (v.by === 'level') return flyLevel(v, site, azimuthDeg);
  const template: Vehicle = TEMPLATES[v.template];
  if (v.by === 'fit') {
    const payloadBetaKgM2 = v.payloadBetaKgM2 ?? template.payloadBetaKgM2;
    return fitRange({ ...template, payloadBetaKgM2 }, site, azimuthDeg, v)?.trajectory ?? null;
  }
  if (template.steering.kind !== 'orbit') return null;
  const steering: Steering = { ...template.steering, perigeeM: v.perigeeM, apogeeM: v.apogeeM };
  const payloadKg = v.payloadKg ?? template.payloadKg;
  const t = fly({ ...template, payloadKg, steering }, site, azimuthDeg);
  return t.ending === 'orbit' ? t : null;
}

/** The flights of a scenario on its clock. */
export function flightsOf(scenario: Scenario): Flight[] {
  return scenario.flights.map((f) => {
    const trajectory = trajectoryOf(f);
    if (!trajectory) throw new Error(`${scenario.id}: flight ${f.id} cannot meet its figures`);
    return flightOf(f.id, f.launchUtc, trajectory);
  });
}
