/**
 * A vehicle of the simulation: stages of constant thrust and mass flow with coasts between, a steering law, a payload.
 * SI units. Stages that fell off are no objects of their own (yet).
 */
export interface Stage {
  burnS: number;
  propellantKg: number;
  dryKg: number;
  /** Effective exhaust speed, m/s: thrust = exhaust speed × mass flow. */
  exhaustMS: number;
  /** Unpowered flight after this burn, before the next stage lights; after the last stage it means nothing. */
  coastS: number;
  /** Drag coefficient times area of the stack while this stage is its lowest, m². */
  dragAreaM2: number;
}

export type Steering =
  /** Unguided: off a rail at this elevation, then thrust along the velocity through the air. */
  | { kind: 'rail'; elevationDeg: number }
  /**
   * Thrust elevation over the local horizon in the launch plane: 90° for `verticalS`, then down to `finalDeg` at
   * `untilShare` of the boost's length, as a power `shape` of the elapsed share (1 is a straight line).
   */
  | { kind: 'programme'; verticalS: number; finalDeg: number; untilShare: number; shape: number }
  /** Such a programme through the first stage, then explicit guidance to a perigee and apogee height, engine off there. */
  | {
      kind: 'orbit';
      verticalS: number;
      pitchOverDeg: number;
      shape: number;
      perigeeM: number;
      apogeeM: number;
    };

export interface Vehicle {
  stages: Stage[];
  payloadKg: number;
  /** Ballistic coefficient of the payload after the last burn, kg/m². */
  payloadBetaKgM2: number;
  steering: Steering;
}

/** Seconds from launch to the end of the last burn, coasts included. */
export function boostLengthS(stages: readonly Stage[]): number {
  return stages.reduce((sum, s, i) => sum + s.burnS + (i < stages.length - 1 ? s.coastS : 0), 0);
}

/** The same engines with larger or smaller tanks: propellant and burn times by `factor`, dry masses by part of it. */
export function withTanks(vehicle: Vehicle, factor: number): Vehicle {
  return {
    ...vehicle,
    stages: vehicle.stages.map((s) => ({
      ...s,
      burnS: s.burnS * factor,
      propellantKg: s.propellantKg * factor,
      dryKg: s.dryKg * (0.4 + 0.6 * factor),
    })),
  };
}
