/**
 * The sensor catalogue from its table (scenarios/tables/sensors.json): degrees, kilometres and years of service there,
 * the registry in time of domain/sensors here.
 */
import { z } from 'zod';
import { DEG } from '../../domain/geodesy';
import type { Orbit, Sensor } from '../../domain/sensors';
import { parseUtc, utcMs } from './time';

const words = z.strictObject({ en: z.string().min(1), ru: z.string().min(1) });
const positive = z.number().positive();
const common = {
  id: z.string().regex(/^[A-Z0-9-]{2,24}$/),
  name: words,
  system: z.string().min(1),
  assignedTo: z.string().min(1),
  /** First and last year of service; null: still in service. The last year is not counted. */
  serviceYears: z.tuple([z.number().int().min(1900), z.number().int().nullable()]),
  revisitS: positive.max(60),
  phaseS: z.number().min(0).max(60),
  pd: z.number().min(0).max(1),
  clutterPerScan: z.number().min(0).max(50),
  latencyS: z.number().min(0).max(60),
  assumed: z.array(z.string()),
};
const degrees = (low: number, high: number) => z.number().min(low).max(high);
const utc = z.string().refine((t) => parseUtc(t) !== null, 'must be a UTC time as 2000-01-01T00:00:00Z');

const radarRow = z.strictObject({
  ...common,
  lat: degrees(-90, 90),
  lon: degrees(-180, 180),
  heightM: z.number().min(-500).max(6000),
  sectorDeg: z.tuple([degrees(0, 360), degrees(0, 360)]),
  elevationDeg: z.tuple([degrees(0, 90), degrees(0, 90)]),
  rangeKm: positive.max(20_000),
  /** One sigma: metres of range, degrees of azimuth and elevation. */
  noise: z.strictObject({ rangeM: positive, azimuthDeg: positive, elevationDeg: positive }),
});
const satelliteRow = z.strictObject({
  ...common,
  orbit: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('GEO'), lonDeg: degrees(-180, 180) }),
    z.strictObject({
      kind: z.literal('HEO'),
      periodMin: positive,
      inclinationDeg: degrees(0, 180),
      eccentricity: z.number().min(0).max(0.95),
      argPerigeeDeg: degrees(0, 360),
      apogeeLonDeg: degrees(-180, 180),
      apogeeUtc: utc,
    }),
  ]),
  /** One sigma of the line of sight, microradians. */
  lineOfSightUrad: positive,
  minHeightKm: positive,
});
/** A radar that is in no catalogue: ships and sites that an event brings along. */
export const guestRadarSchema = radarRow;

export const sensorTableSchema = z.strictObject({
  v: z.literal(1),
  source: words,
  radars: z.array(radarRow),
  satellites: z.array(satelliteRow),
  /** What the public list has and this table leaves out, with the reason. */
  omitted: z.array(z.strictObject({ id: z.string(), why: words })),
});
type SatelliteRow = z.infer<typeof sensorTableSchema>['satellites'][number];

/** Every sensor of the table, in its order. Throws with the path of the fault when the table is bad. */
export function loadCatalogue(json: unknown): Sensor[] {
  const parsed = sensorTableSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`sensor table: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { radars, satellites } = parsed.data;
  const out: Sensor[] = [
    ...radars.map(radarOf),
    ...satellites.map(
      ({ serviceYears, lineOfSightUrad, minHeightKm, orbit, ...s }): Sensor => ({
        ...s,
        ...service(serviceYears),
        kind: 'ir',
        orbit: orbitOf(orbit),
        sigma: [lineOfSightUrad * 1e-6, lineOfSightUrad * 1e-6],
        minHeightM: minHeightKm * 1000,
      }),
    ),
  ];
  const ids = new Set<string>();
  for (const s of out) {
    if (ids.has(s.id)) throw new Error(`sensor table: two sensors ${s.id}`);
    ids.add(s.id);
  }
  return out;
}

/** The registry entry of a radar's row. */
export function radarOf(row: z.infer<typeof radarRow>): Sensor {
  const { serviceYears, sectorDeg, elevationDeg, rangeKm, noise, ...r } = row;
  return {
    ...r,
    ...service(serviceYears),
    kind: 'radar',
    azMinDeg: sectorDeg[0],
    azMaxDeg: sectorDeg[1],
    elMinDeg: elevationDeg[0],
    elMaxDeg: elevationDeg[1],
    rangeMaxM: rangeKm * 1000,
    sigma: [noise.rangeM, noise.azimuthDeg * DEG, noise.elevationDeg * DEG],
  };
}

const service = ([from, to]: [number, number | null]) => ({
  serviceFromMs: utcMs(from),
  serviceToMs: to === null ? null : utcMs(to),
});

function orbitOf(row: SatelliteRow['orbit']): Orbit {
  if (row.kind === 'GEO') return row;
  const { periodMin, apogeeUtc, ...rest } = row;
  return { ...rest, periodS: periodMin * 60, apogeeAtMs: parseUtc(apogeeUtc) ?? 0 };
}
