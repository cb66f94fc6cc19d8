/**
 * Flies a vehicle from a place on the ground to impact or to orbit. Steps land on every ignition and burnout, so the
 * knots never smear a jump of thrust: 1 s while burning or in the air (0.5 s on re-entry), up to 10 s in vacuum.
 */
import {
  DEG,
  distanceM,
  ecefToGeodetic,
  enuAxes,
  geodeticToEcef,
  type LatLon,
  WGS84,
} from '../../../domain/geodesy';
import { AIR_TOP_M, heightOf, type Push, stepFlight } from './dynamics';
import { createSteering, inertialMotion, targetEnergy } from './guidance';
import type { Stage, Vehicle } from './vehicle';

export interface Trajectory {
  /** Knot times, seconds after launch, rising. */
  timesS: Float64Array;
  /** Six numbers a knot: ECEF m and m/s. */
  states: Float64Array;
  /** When stages burn, seconds after launch. */
  burns: { fromS: number; toS: number }[];
  endS: number;
  ending: 'impact' | 'orbit';
  impact: LatLon | null;
  /** Greatest height flown, m. */
  apogeeM: number;
  /** Great-circle distance from launch to impact, m; null in orbit. */
  rangeM: number | null;
  /** Inertial speed (m/s) and height (m) at the end of the last burn. */
  burnout: { speedMS: number; heightM: number };
}

/** An object in orbit is followed this long after launch (s); then it belongs to space surveillance. */
export const ORBIT_FOLLOW_S = 2700;
const LONGEST_S = 4 * 3600;
/** An orbit counts as one when its lowest point stays above this (m). */
const LOWEST_ORBIT_M = 100e3;

class Knots {
  private t: number[] = [];
  private x: number[] = [];
  add(t: number, x: Float64Array): void {
    this.t.push(t);
    for (let i = 0; i < 6; i++) this.x.push(x[i] as number);
  }
  times(): Float64Array {
    return Float64Array.from(this.t);
  }
  states(): Float64Array {
    return Float64Array.from(this.x);
  }
}

const NO_ELEVATION = () => Number.NaN;

/** Flies `vehicle` off `from` towards `azimuthDeg` (of the launch plane, over the ground). */
export function fly(vehicle: Vehicle, from: LatLon & { heightM: number }, azimuthDeg: number): Trajectory {
  const x = Float64Array.from([...geodeticToEcef(from.lat, from.lon, from.heightM), 0, 0, 0]);
  const normal = launchPlane(x, from, azimuthDeg);
  const steer = createSteering(vehicle);
  const knots = new Knots();
  knots.add(0, x);
  const burns: Trajectory['burns'] = [];
  let t = 0;
  let mass = vehicle.payloadKg + vehicle.stages.reduce((m, s) => m + s.propellantKg + s.dryKg, 0);

  for (let i = 0; i < vehicle.stages.length; i++) {
    const stage = vehicle.stages[i] as Stage;
    const burn = burnStage(vehicle, i, t, x, mass, steer, normal, knots);
    burns.push({ fromS: t, toS: burn.t });
    t = burn.t;
    mass -= stage.propellantKg + stage.dryKg;
    if (burn.cutOff || burn.crashed) break;
    const next = vehicle.stages[i + 1];
    if (next && stage.coastS > 0) {
      const push = unpowered(mass, next.dragAreaM2);
      const steps = Math.ceil(stage.coastS);
      for (let k = 0; k < steps; k++) {
        stepFlight(t, x, stage.coastS / steps, push);
        t += stage.coastS / steps;
        knots.add(t, x);
      }
    }
  }
  const speed = inertialMotion(x);
  const burnout = { speedMS: Math.hypot(speed.vr, speed.vh), heightM: heightOf(x) };
  const ending = freeFlight(vehicle, t, x, knots);
  return { ...summary(knots, from, ending), burns, ending, burnout };
}

function launchPlane(x: Float64Array, from: LatLon, azimuthDeg: number): [number, number, number] {
  const [e, n] = enuAxes(from.lat, from.lon);
  const s = Math.sin(azimuthDeg * DEG);
  const c = Math.cos(azimuthDeg * DEG);
  const h = [0, 1, 2].map((i) => (e[i] as number) * s + (n[i] as number) * c) as [number, number, number];
  const [X, Y, Z] = [x[0] as number, x[1] as number, x[2] as number];
  const out: [number, number, number] = [Y * h[2] - Z * h[1], Z * h[0] - X * h[2], X * h[1] - Y * h[0]];
  const m = Math.hypot(...out);
  return [out[0] / m, out[1] / m, out[2] / m];
}

const unpowered = (massKg: number, dragAreaM2: number): Push => ({
  thrustN: 0,
  massKg,
  flowKgS: 0,
  sinceS: 0,
  dragAreaM2,
  elevation: NO_ELEVATION,
  normal: null,
});

function burnStage(
  vehicle: Vehicle,
  index: number,
  startS: number,
  x: Float64Array,
  massKg: number,
  steer: ReturnType<typeof createSteering>,
  normal: [number, number, number],
  knots: Knots,
): { t: number; cutOff: boolean; crashed: boolean } {
  const stage = vehicle.stages[index] as Stage;
  const s = vehicle.steering;
  const flow = stage.propellantKg / stage.burnS;
  const guidedStage = s.kind === 'orbit' && index > 0;
  const steps = Math.max(10, Math.ceil(stage.burnS));
  const h = stage.burnS / steps;
  const push: Push = {
    ...unpowered(massKg, stage.dragAreaM2),
    thrustN: stage.exhaustMS * flow,
    flowKgS: flow,
    sinceS: startS,
    normal: guidedStage ? null : normal,
  };
  for (let k = 0; k < steps; k++) {
    const t = startS + k * h;
    const spent = flow * k * h;
    const now = { stage: index, massKg: massKg - spent, propellantKg: stage.propellantKg - spent };
    push.elevation = steer(t, x, now);
    if (!guidedStage) {
      stepFlight(t, x, h, push);
      knots.add(t + h, x);
      if (heightOf(x) < -50) return { t: t + h, cutOff: false, crashed: true };
      continue;
    }
    const before = Float64Array.from(x);
    const missing = targetEnergy(x, s.perigeeM, s.apogeeM) - inertialMotion(x).energy;
    stepFlight(t, x, h, push);
    const gained = inertialMotion(x).energy - inertialMotion(before).energy;
    if (gained >= missing) {
      // The engine stops inside this step, where the energy is that of the wanted orbit.
      x.set(before);
      const part = h * Math.max(0.01, Math.min(1, missing / gained));
      stepFlight(t, x, part, push);
      knots.add(t + part, x);
      return { t: t + part, cutOff: true, crashed: false };
    }
    knots.add(t + h, x);
  }
  return { t: startS + stage.burnS, cutOff: false, crashed: false };
}

/** Height (m) of the lowest point of the osculating ellipse over the mean sphere. */
export function perigeeHeightM(x: ArrayLike<number>): number {
  const m = inertialMotion(x);
  const a = -WGS84.muM3S2 / (2 * m.energy);
  const h2 = (m.r * m.vh) ** 2;
  return a * (1 - Math.sqrt(Math.max(0, 1 - h2 / (WGS84.muM3S2 * a)))) - 6371e3;
}

function freeFlight(vehicle: Vehicle, startS: number, x: Float64Array, knots: Knots): 'impact' | 'orbit' {
  const push = unpowered(vehicle.payloadKg, vehicle.payloadKg / vehicle.payloadBetaKgM2);
  const { energy } = inertialMotion(x);
  const inOrbit = energy < 0 && perigeeHeightM(x) > LOWEST_ORBIT_M;
  const before = new Float64Array(6);
  let t = startS;
  while (inOrbit ? t < ORBIT_FOLLOW_S : t < LONGEST_S) {
    const height = heightOf(x);
    const sinking = inertialMotion(x).vr < 0;
    let h = height > AIR_TOP_M ? 10 : sinking ? 0.5 : 1;
    // Descending, the last vacuum step shortens so that it does not end deep in the air.
    if (sinking && height > AIR_TOP_M) h = Math.max(0.5, Math.min(10, (height - AIR_TOP_M) / 8000));
    before.set(x);
    stepFlight(t, x, h, push);
    if (heightOf(x) <= 0) {
      const part = h * groundShare(t, before, x, h, push);
      knots.add(t + part, x);
      return 'impact';
    }
    t += h;
    knots.add(t, x);
  }
  return 'orbit';
}

/** Share of the step after which the ground is met (within a millimetre); leaves that state in `x`. */
function groundShare(t: number, before: Float64Array, x: Float64Array, h: number, push: Push): number {
  let low = 0;
  let high = 1;
  let share = 1;
  for (let i = 0; i < 40 && Math.abs(heightOf(x)) > 1e-3; i++) {
    share = (low + high) / 2;
    x.set(before);
    stepFlight(t, x, h * share, push);
    if (heightOf(x) > 0) low = share;
    else high = share;
  }
  return share;
}

function summary(
  knots: Knots,
  from: LatLon,
  ending: 'impact' | 'orbit',
): Pick<Trajectory, 'timesS' | 'states' | 'endS' | 'impact' | 'apogeeM' | 'rangeM'> {
  const timesS = knots.times();
  const states = knots.states();
  const n = timesS.length;
  let apogeeM = 0;
  let last = 0;
  for (let i = 0; i < n; i++) {
    const x = states.subarray(6 * i, 6 * i + 6);
    const r = Math.hypot(x[0] as number, x[1] as number, x[2] as number);
    const vr =
      ((x[0] as number) * (x[3] as number) +
        (x[1] as number) * (x[4] as number) +
        (x[2] as number) * (x[5] as number)) /
      r;
    const h = heightOf(x);
    apogeeM = Math.max(apogeeM, h);
    if (i > 0 && last > 0 && vr <= 0 && last - vr > 0) {
      // Between two knots the height is a parabola: its top stands where the radial speed is zero.
      const dt = (timesS[i] as number) - (timesS[i - 1] as number);
      apogeeM = Math.max(apogeeM, h + (vr * vr * dt) / (2 * (last - vr)));
    }
    last = vr;
  }
  const endS = timesS[n - 1] as number;
  if (ending === 'orbit') return { timesS, states, endS, impact: null, apogeeM, rangeM: null };
  const end = ecefToGeodetic(states.subarray(6 * (n - 1)));
  const impact = { lat: end.lat, lon: end.lon };
  return { timesS, states, endS, impact, apogeeM, rangeM: distanceM(from, impact) };
}
