/** Who launches what from where in the live world (scenarios/tables/sites.json). */
import { z } from 'zod';
import { TEMPLATE_NAMES } from '../trajectory/templates';

const words = z.strictObject({ en: z.string().min(1), ru: z.string().min(1) });
const span = z.tuple([z.number(), z.number()]).refine(([a, b]) => a <= b, 'must rise');

export const sitesTableSchema = z.strictObject({
  v: z.literal(1),
  source: words,
  programmes: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{2,40}$/),
        /** Relative share of launches. */
        weight: z.number().positive(),
        by: z.string().min(1),
        byName: words,
        site: z.strictObject({
          name: words,
          lat: z.number().min(-90).max(90),
          lon: z.number().min(-180).max(180),
          heightM: z.number(),
        }),
        vehicle: z.enum(['SLV', 'BM', 'SOUNDING_ROCKET']),
        template: z.enum(TEMPLATE_NAMES),
        azimuthDeg: span,
        /** Ballistic flights; launchers go into an orbit instead. */
        rangeKm: span.nullable(),
        apogeeKm: span.nullable(),
        purpose: words,
      }),
    )
    .min(1),
});
export type SitesTable = z.infer<typeof sitesTableSchema>;
export type Programme = SitesTable['programmes'][number];

/** Throws with the path of the fault when the table is bad. */
export function loadSites(json: unknown): SitesTable {
  const parsed = sitesTableSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`sites table: ${issue?.path.join('.')}: ${issue?.message}`);
}
