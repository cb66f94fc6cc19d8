import { ecefToGeodetic, type LatLon, type Vec3, WGS84 } from '../../domain/geodesy';
import type { Detection } from '../../domain/inputs';
import { type InfraredSensor, measure, type SensorFrame, sensorFrame } from '../../domain/sensors';

/** A bright spot that one satellite sees in one place, look after look. */
export interface StillSpot {
  sensor: string;
  /** Where its line of sight meets the cloud tops (ECEF m), by the looks that founded it. */
  at: [number, number, number];
  founding: number;
  firstMs: number;
  lastMs: number;
  /** Ids of its plots, oldest first (at most PLOTS_KEPT). */
  plots: string[];
}
const PLOTS_KEPT = 64;
/** Looks that say where a spot is; from then on it does not follow what moves slowly. */
const FOUNDING_LOOKS = 3;
/** A plot belongs to a spot within so many sigma of where the spot would be seen. */
const GATE_SIGMAS = 4;
/** A spot that no look has shown for so many periods is gone. */
const GONE_PERIODS = 4;
const CLOUD_TOP_M = 12e3;

/** Finds what shines without moving in the looks of infrared satellites: anything that flies does not. */
export class StillSpots {
  readonly #sensors: Map<string, InfraredSensor>;
  #spots: StillSpot[];
  #plots = new Map<string, Detection[]>();

  constructor(sensors: readonly InfraredSensor[], stored: StillSpot[] = []) {
    this.#sensors = new Map(sensors.map((s) => [s.id, s]));
    this.#spots = structuredClone(stored);
  }

  detection(d: Detection): void {
    if (!this.#sensors.has(d.sensor)) return;
    this.#plots.set(d.sensor, [...(this.#plots.get(d.sensor) ?? []), d]);
  }

  /** Closes a look: plots prolong the spots that they lie on, or found new ones. */
  scan(id: string, atMs: number): void {
    const sensor = this.#sensors.get(id);
    if (!sensor) return;
    const plots = this.#plots.get(id) ?? [];
    this.#plots.delete(id);
    const goneMs = GONE_PERIODS * sensor.revisitS * 1000;
    this.#spots = this.#spots.filter((s) => s.sensor !== id || atMs - s.lastMs <= goneMs);
    if (plots.length === 0) return;
    const frame = sensorFrame(sensor, atMs);
    for (const { id: plot, z } of plots) {
      const spot = this.#spots.find((s) => s.sensor === id && liesOn(sensor, frame, s.at, z));
      const at = cloudPlace(frame, z);
      if (spot) {
        prolong(spot, at, atMs);
        spot.plots = [...spot.plots, plot].slice(-PLOTS_KEPT);
      } else if (at)
        this.#spots.push({ sensor: id, at, founding: 1, firstMs: atMs, lastMs: atMs, plots: [plot] });
    }
  }

  /** Where spots are that have stayed there for so long. */
  places(forMs: number): (LatLon & { sensor: string })[] {
    return this.#spots
      .filter((s) => s.lastMs - s.firstMs >= forMs)
      .map(({ sensor, at }) => {
        const { lat, lon } = ecefToGeodetic(at);
        return { sensor, lat, lon };
      });
  }

  /** Spots that have stayed where they are for so long and that most of this evidence (ids of plots) lies on. */
  behind(evidence: readonly string[], forMs: number): StillSpot[] {
    return this.#spots.filter((s) => {
      if (s.lastMs - s.firstMs < forMs) return false;
      return evidence.filter((id) => s.plots.includes(id)).length * 2 > evidence.length;
    });
  }

  snapshot(): StillSpot[] {
    return structuredClone(this.#spots);
  }
}

function prolong(spot: StillSpot, at: Vec3 | null, atMs: number): void {
  spot.lastMs = atMs;
  if (spot.founding >= FOUNDING_LOOKS || !at) return;
  const n = spot.founding;
  spot.at = [0, 1, 2].map((i) => ((spot.at[i] ?? 0) * n + (at[i] ?? 0)) / (n + 1)) as [
    number,
    number,
    number,
  ];
  spot.founding++;
}

function liesOn(sensor: InfraredSensor, frame: SensorFrame, at: Vec3, z: readonly number[]): boolean {
  const seen = measure(sensor, frame, at);
  return sensor.sigma.every((sigma, i) => Math.abs((z[i] ?? 0) - (seen[i] ?? 0)) <= GATE_SIGMAS * sigma);
}

/** Where a line of sight first comes down to the cloud tops (12 km over the ellipsoid); null where it passes by. */
function cloudPlace(frame: SensorFrame, z: readonly number[]): [number, number, number] | null {
  const [east = 0, north = 0] = z;
  const local = [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  const u = [0, 1, 2].map((i) =>
    frame.axes.reduce((sum, axis, k) => sum + (local[k] ?? 0) * (axis[i] ?? 0), 0),
  );
  const [ux = 0, uy = 0, uz = 0] = u;
  const [px, py, pz] = frame.pos;
  // Stretching the polar axis makes a sphere of the Earth.
  const k = 1 / (1 - WGS84.f);
  const r = WGS84.aM + CLOUD_TOP_M;
  const a = ux * ux + uy * uy + uz * uz * k * k;
  const b = px * ux + py * uy + pz * uz * k * k;
  const c = px * px + py * py + pz * pz * k * k - r * r;
  const inside = b * b - a * c;
  if (inside < 0) return null;
  const way = (-b - Math.sqrt(inside)) / a;
  return [px + way * ux, py + way * uy, pz + way * uz];
}
