import { z } from 'zod';
import { CLASS_CODES } from './classes';
import { atMs, id, words } from './input-parts';

/**
 * What a participant has taken upon itself about launches: monitoring, assurances and incentives of the Geneva papers of
 * January 2000 in small (DOMAIN e). Who is bound need not be a member.
 */
export const UNDERTAKING_KINDS = ['NOTIFY_IN_ADVANCE', 'TEST_MORATORIUM', 'LAUNCH_SERVICE'] as const;
export type UndertakingKind = (typeof UNDERTAKING_KINDS)[number];
/** How a launch stands to one: as far as the record says, never as anybody's judgement. */
export const STANDINGS = ['KEPT', 'NOT_KEPT', 'OPEN'] as const;
export type Standing = (typeof STANDINGS)[number];

const undertakingSchema = z
  .strictObject({
    id,
    /** The participant that is bound. */
    by: id,
    byName: words,
    kind: z.enum(UNDERTAKING_KINDS),
    title: words,
    text: words,
    /** In force from, until; null is until further notice. */
    fromMs: atMs,
    toMs: atMs.nullable(),
    /** Generic classes of vehicle that it speaks of. */
    classes: z.array(z.enum(CLASS_CODES)).min(1),
    /** Of a notice: how long before its window it is due (s). */
    leadS: z.number().min(0).nullable(),
    source: words,
  })
  .refine((u) => u.toMs === null || u.toMs > u.fromMs, { path: ['toMs'], message: 'ends before it begins' })
  .refine((u) => u.kind !== 'NOTIFY_IN_ADVANCE' || u.leadS !== null, {
    path: ['leadS'],
    message: 'a notice has a time before its window',
  });
export type Undertaking = z.infer<typeof undertakingSchema>;
const tableSchema = z.strictObject({
  v: z.literal(1),
  note: words,
  undertakings: z.array(undertakingSchema),
});

/** Reads the table of undertakings. Throws with the path of the first fault. */
export function loadUndertakings(json: unknown): Undertaking[] {
  const parsed = tableSchema.safeParse(json);
  if (parsed.success) return parsed.data.undertakings;
  const issue = parsed.error.issues[0];
  throw new Error(`undertakings table: ${issue?.path.join('.')}: ${issue?.message}`);
}
