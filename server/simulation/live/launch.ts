/** Flies a planned launch: a generic vehicle, scattered so that no two are alike, fitted to the planned place. */
import { rngFor } from '../rng';
import { fitImpact, fitRange } from '../trajectory/fit';
import { type Flight, flightOf } from '../trajectory/flight';
import { fly, type Trajectory } from '../trajectory/fly';
import { TEMPLATES } from '../trajectory/templates';
import type { Vehicle } from '../trajectory/vehicle';
import type { PlannedLaunch } from './schedule';

/**
 * The flown launch; null when no vehicle of its programme gets there, which is a fault of the table (a test looks for
 * it) and must not stop a watch: the launch is then as one that was called off.
 */
export function flyPlanned(seed: number, plan: PlannedLaunch): Flight | null {
  const template: Vehicle = TEMPLATES[plan.template];
  const trajectory = flyAs(scattered(seed, plan, template), plan) ?? flyAs(template, plan);
  return trajectory && flightOf(plan.key, plan.launchMs, trajectory);
}

function flyAs(vehicle: Vehicle, plan: PlannedLaunch): Trajectory | null {
  const from = { lat: plan.site.lat, lon: plan.site.lon, heightM: 0 };
  const { target, apogeeM, perigeeM } = plan;
  if (!target) {
    if (vehicle.steering.kind !== 'orbit' || perigeeM === null) return null;
    const steering = { ...vehicle.steering, perigeeM, apogeeM };
    const t = fly({ ...vehicle, steering }, from, plan.azimuthDeg);
    return t.ending === 'orbit' ? t : null;
  }
  const aimed = fitImpact(vehicle, from, { impact: target, apogeeM }, TEMPLATES[plan.template]);
  if (aimed) return aimed.trajectory;
  // A steep flight may not lead the Earth's turn; then it falls beside the target by a part of its range.
  return (
    fitRange(vehicle, from, plan.azimuthDeg, { rangeM: target.rangeM, apogeeM }, TEMPLATES[plan.template])
      ?.trajectory ?? null
  );
}

function scattered(seed: number, plan: PlannedLaunch, v: Vehicle): Vehicle {
  const rng = rngFor(seed, 'vehicle', plan.key);
  const pace = rng.uniform(0.94, 1.07);
  const stages = v.stages.map((s) => ({
    ...s,
    burnS: s.burnS * pace * rng.uniform(0.98, 1.02),
    exhaustMS: s.exhaustMS * rng.uniform(0.99, 1.015),
    coastS: s.coastS * rng.uniform(0.8, 1.3),
  }));
  const s = v.steering;
  const steering =
    s.kind === 'rail'
      ? s
      : { ...s, verticalS: s.verticalS * rng.uniform(0.8, 1.3), shape: s.shape * rng.uniform(0.9, 1.1) };
  return {
    stages,
    payloadKg: v.payloadKg * rng.uniform(0.85, 1.05),
    payloadBetaKgM2: v.payloadBetaKgM2 * rng.uniform(0.8, 1.25),
    steering,
  };
}
