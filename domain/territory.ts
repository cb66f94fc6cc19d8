import { z } from 'zod';
import type { ParticipantId } from './labels';

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
/** [latMin, latMax, lonMin, lonMax] in degrees. One that crosses 180° is two boxes. */
const groundBoxSchema = z
  .tuple([lat, lat, lon, lon])
  .refine(([south, north]) => south < north, { message: 'south must be below north' })
  .refine(([, , west, east]) => west < east, { message: 'west must be before east: a box over 180° is two' });
export type GroundBox = z.infer<typeof groundBoxSchema>;

const words = z.strictObject({ en: z.string().min(1), ru: z.string().min(1) });
const tableSchema = z.strictObject({
  v: z.literal(1),
  source: words,
  territories: z.record(z.string().min(1), z.array(groundBoxSchema).min(1)),
});

/** Reads the table of grounds by participant. Throws with the path of the first fault. */
export function loadTerritories(json: unknown): Record<ParticipantId, GroundBox[]> {
  const parsed = tableSchema.safeParse(json);
  if (parsed.success) return parsed.data.territories;
  const issue = parsed.error.issues[0];
  throw new Error(`territories table: ${issue?.path.join('.')}: ${issue?.message}`);
}
