import { DEG, WGS84 } from '../../domain/geodesy';
import {
  inService,
  type Phenomenology,
  phenomenologyOf,
  type Sensor,
  type SensorFrame,
  sensorFrame,
} from '../../domain/sensors';

/** A sensor as the tracker uses it: what never changes between looks is computed once. */
export interface SensorModel {
  readonly sensor: Sensor;
  /** Order of ids: what breaks ties between looks of the same time. */
  readonly index: number;
  readonly radar: boolean;
  readonly phenomenology: Phenomenology;
  /** Noise variances of a plot's components. */
  readonly noise: Float64Array;
  /** False plots per look and unit of measurement space. */
  readonly clutterDensity: number;
  /** ln(P_D / clutter density): what a plot weighs before its likelihood. */
  readonly hitWeight: number;
  /** ln(1 − P_D): what a miss in view weighs. */
  readonly missWeight: number;
}

/** Half angle (rad) of the disc that false infrared plots spread over: the Earth's from the geostationary orbit. */
const EARTH_DISC_RAD = Math.asin(WGS84.aM / (WGS84.aM + 35_786e3));
/** A sensor that says it has no false plots still has some. */
const LEAST_CLUTTER = 0.02;
const HIGHEST_PD = 0.98;

function measurementVolume(sensor: Sensor): number {
  if (sensor.kind === 'ir') return Math.PI * EARTH_DISC_RAD ** 2;
  const span = (((sensor.azMaxDeg - sensor.azMinDeg) % 360) + 360) % 360 || 360;
  return sensor.rangeMaxM * span * DEG * (sensor.elMaxDeg - sensor.elMinDeg) * DEG;
}

/** The sensors of a picture: a registry in time (years of service; a moving sensor's frame is that of the look). */
export class Registry {
  readonly models: readonly SensorModel[];
  readonly #byId: Map<string, SensorModel>;
  /** Frames of those that do not move. */
  readonly #fixed: readonly (SensorFrame | null)[];

  constructor(sensors: readonly Sensor[]) {
    const sorted = [...sensors].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    this.models = sorted.map((sensor, index) => {
      const clutterDensity = Math.max(sensor.clutterPerScan, LEAST_CLUTTER) / measurementVolume(sensor);
      const pd = Math.min(sensor.pd, HIGHEST_PD);
      return {
        sensor,
        index,
        radar: sensor.kind === 'radar',
        phenomenology: phenomenologyOf(sensor),
        noise: Float64Array.from(sensor.sigma, (s) => s * s),
        clutterDensity,
        hitWeight: Math.log(pd / clutterDensity),
        missWeight: Math.log(1 - pd),
      };
    });
    this.#fixed = sorted.map((s) => (s.kind === 'ir' && s.orbit.kind === 'HEO' ? null : sensorFrame(s, 0)));
    this.#byId = new Map(this.models.map((m) => [m.sensor.id, m]));
  }

  get(id: string): SensorModel | undefined {
    return this.#byId.get(id);
  }

  get ids(): string[] {
    return this.models.map((m) => m.sensor.id);
  }

  /**
   * Where each of these sensors, in the order of another registry, stands in this one. Throws on one that is not here:
   * whoever changes the table keeps what was in it, out of service.
   */
  placesOf(ids: readonly string[]): number[] {
    return ids.map((id) => {
      const model = this.#byId.get(id);
      if (!model) throw new Error(`sensor ${id} has looked and is not in the registry any more`);
      return model.index;
    });
  }

  frame(model: SensorModel, atMs: number): SensorFrame {
    return this.#fixed[model.index] ?? sensorFrame(model.sensor, atMs);
  }

  inService(model: SensorModel, atMs: number): boolean {
    return inService(model.sensor, atMs);
  }
}

/** Finite, and a value that the sensor can say at all. */
export function plausible(sensor: Sensor, z: readonly number[]): boolean {
  if (z.length !== (sensor.kind === 'radar' ? 3 : 2) || !z.every(Number.isFinite)) return false;
  if (sensor.kind === 'ir') return Math.abs(z[0] as number) < 1 && Math.abs(z[1] as number) < 1;
  const [range = 0, az = 0, el = 0] = z;
  return range > 0 && range < sensor.rangeMaxM * 1.1 && az >= 0 && az < 6.3 && Math.abs(el) <= Math.PI / 2;
}
