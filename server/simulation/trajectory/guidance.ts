/**
 * Steering while a stage burns. Missiles and rockets follow a programme or their velocity; a launcher's upper stages are
 * guided explicitly: the radial acceleration is a straight line in time that brings height and radial speed to their
 * targets when the missing horizontal speed is gained (linear form of explicit guidance, Cherry 1964).
 */
import { DEG, WGS84 } from '../../../domain/geodesy';
import { heightOf } from './dynamics';
import { boostLengthS, type Stage, type Vehicle } from './vehicle';

/** Below this air speed (m/s) an unguided rocket still points as its rail did. */
const RAIL_SPEED_MS = 40;

/** Thrust elevation (rad) as a function of time for the coming step; NaN means along the velocity. */
export type Elevation = (tS: number) => number;

export interface StackNow {
  stage: number;
  massKg: number;
  propellantKg: number;
}

/** Radial and horizontal inertial speed (m/s), radius (m) and specific energy (J/kg). */
export function inertialMotion(x: ArrayLike<number>): { r: number; vr: number; vh: number; energy: number } {
  const [X, Y, Z] = [x[0] as number, x[1] as number, x[2] as number];
  const vx = (x[3] as number) - WGS84.omegaRadS * Y;
  const vy = (x[4] as number) + WGS84.omegaRadS * X;
  const vz = x[5] as number;
  const r = Math.sqrt(X * X + Y * Y + Z * Z);
  const vr = (vx * X + vy * Y + vz * Z) / r;
  const v2 = vx * vx + vy * vy + vz * vz;
  return { r, vr, vh: Math.sqrt(Math.max(0, v2 - vr * vr)), energy: v2 / 2 - WGS84.muM3S2 / r };
}

/** Specific energy (J/kg) of the orbit whose perigee and apogee heights the steering names, at this place. */
export function targetEnergy(x: ArrayLike<number>, perigeeM: number, apogeeM: number): number {
  const rp = Math.hypot(x[0] as number, x[1] as number, x[2] as number) - heightOf(x) + perigeeM;
  return -WGS84.muM3S2 / (2 * rp + apogeeM - perigeeM);
}

/** The steering of one flight; `plan` is asked at the start of every step. */
export function createSteering(vehicle: Vehicle): (t: number, x: Float64Array, now: StackNow) => Elevation {
  const s = vehicle.steering;
  if (s.kind === 'rail') {
    const rail = s.elevationDeg * DEG;
    return (_t, x) => {
      const elevation =
        Math.hypot(x[3] as number, x[4] as number, x[5] as number) < RAIL_SPEED_MS ? rail : Number.NaN;
      return () => elevation;
    };
  }
  if (s.kind === 'programme') {
    const until = boostLengthS(vehicle.stages) * s.untilShare;
    const programme = powerProgramme(s.verticalS, until, s.finalDeg * DEG, s.shape);
    return () => programme;
  }
  const first = vehicle.stages[0]?.burnS ?? 0;
  const programme = powerProgramme(s.verticalS, first, s.pitchOverDeg * DEG, s.shape);
  let held = s.pitchOverDeg * DEG;
  return (_t, x, now) => {
    if (now.stage === 0) return programme;
    held = guided(x, now, vehicle.stages, s, held);
    const elevation = held;
    return () => elevation;
  };
}

function powerProgramme(fromS: number, toS: number, final: number, shape: number): Elevation {
  return (t) => {
    if (t <= fromS) return Math.PI / 2;
    const share = Math.min(1, (t - fromS) / (toS - fromS));
    return Math.PI / 2 + (final - Math.PI / 2) * share ** shape;
  };
}

const STEEPEST = 70 * DEG;
const SHALLOWEST = -20 * DEG;
/** With less time to go than this (s) the direction is held: the law divides by it. */
const HOLD_S = 8;

function guided(
  x: Float64Array,
  now: StackNow,
  stages: readonly Stage[],
  target: { perigeeM: number; apogeeM: number },
  held: number,
): number {
  const m = inertialMotion(x);
  const rp = m.r - heightOf(x) + target.perigeeM;
  const a = rp + (target.apogeeM - target.perigeeM) / 2;
  const vp = Math.sqrt(WGS84.muM3S2 * (2 / rp - 1 / a));
  const togo = timeToGain((vp - m.vh) / Math.max(0.5, Math.cos(held)), now, stages);
  if (togo < HOLD_S) return held;
  const radial = (6 * (rp - m.r)) / (togo * togo) - (4 * m.vr) / togo;
  const lift = radial + WGS84.muM3S2 / (m.r * m.r) - (m.vh * m.vh) / m.r;
  const stage = stages[now.stage] as Stage;
  const thrust = (stage.exhaustMS * stage.propellantKg) / stage.burnS / now.massKg;
  const sin = Math.max(-1, Math.min(1, lift / thrust));
  return Math.max(SHALLOWEST, Math.min(STEEPEST, Math.asin(sin)));
}

/** Seconds that the stack needs to gain `dv` m/s, stage by stage (rocket equation), coasts included. */
function timeToGain(dv: number, now: StackNow, stages: readonly Stage[]): number {
  let left = dv;
  let mass = now.massKg;
  let time = 0;
  for (let i = now.stage; i < stages.length; i++) {
    const s = stages[i] as Stage;
    const propellant = i === now.stage ? now.propellantKg : s.propellantKg;
    const flow = s.propellantKg / s.burnS;
    const all = s.exhaustMS * Math.log(mass / (mass - propellant));
    if (left <= all) return time + (mass / flow) * (1 - Math.exp(-left / s.exhaustMS));
    left -= all;
    time += propellant / flow + s.coastS;
    mass -= propellant + s.dryKg;
  }
  return time;
}
