/** The live world's table (scenarios/tables/sites.json): launch sites, what is launched there, where it may come down. */
import { z } from 'zod';
import { TEMPLATE_NAMES } from '../trajectory/templates';

const words = z.strictObject({ en: z.string().min(1), ru: z.string().min(1) });
const id = z.string().regex(/^[A-Z0-9-]{2,24}$/);
const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
/** Clockwise from the first to the second; the second may pass 360. */
const azimuths = z.tuple([z.number().min(0).max(360), z.number().min(0).max(720)]);
const span = z.tuple([z.number().positive(), z.number().positive()]).refine(([a, b]) => a < b, 'must rise');
const common = {
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  templates: z.array(z.enum(TEMPLATE_NAMES)).min(1),
  /** About how many a year there are (assumed; the order of magnitude of recent years). */
  perYear: z.number().positive(),
};

const programme = z.discriminatedUnion('vehicle', [
  z.strictObject({
    ...common,
    vehicle: z.literal('BM'),
    /** Where it comes down: anywhere in a named area, or along these azimuths and ranges. */
    aim: z.union([z.strictObject({ area: id }), z.strictObject({ azimuthDeg: azimuths, rangeKm: span })]),
    /** Apogee as a share of the minimum-energy apogee of its range. */
    loft: span,
  }),
  z.strictObject({
    ...common,
    vehicle: z.literal('SOUNDING_ROCKET'),
    aim: z.strictObject({ azimuthDeg: azimuths, rangeKm: span }),
    apogeeKm: span,
  }),
  z.strictObject({ ...common, vehicle: z.literal('SLV'), azimuthDeg: azimuths, perigeeKm: span }),
]);

const sitesSchema = z.strictObject({
  v: z.literal(1),
  source: words,
  /** Test ranges and stretches of ocean. */
  areas: z.array(
    z.strictObject({
      id,
      name: words,
      lat,
      lon,
      radiusKm: z.number().positive(),
      ground: z.enum(['range', 'ocean']),
    }),
  ),
  sites: z.array(
    z.strictObject({
      id,
      /** Code in GCAT; null for a stretch of sea, which is assumed. */
      gcat: z.string().nullable(),
      name: words,
      lat,
      lon,
      by: id,
      byName: words,
      programmes: z.array(programme).min(1),
    }),
  ),
});
export type SitesTable = z.infer<typeof sitesSchema>;
export type Site = SitesTable['sites'][number];
export type Programme = Site['programmes'][number];
export type Area = SitesTable['areas'][number];

/** Checks the table. Throws with the path of the fault when it is bad. */
export function loadSites(json: unknown): SitesTable {
  const parsed = sitesSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`sites table: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const table = parsed.data;
  for (const site of table.sites)
    for (const p of site.programmes) if (p.vehicle === 'BM' && 'area' in p.aim) areaOf(table, p.aim.area);
  return table;
}

export function areaOf(table: SitesTable, areaId: string): Area {
  const area = table.areas.find((a) => a.id === areaId);
  if (!area) throw new Error(`sites table: no area ${areaId}`);
  return area;
}
