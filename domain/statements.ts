import { z } from 'zod';
import { canonicalJson } from './canonical';
import { area, atMs, finite, id, words } from './input-parts';

/**
 * What others say of launches: a site's own computer, a counting device, a state in public. None of it is a track, and a
 * part that nobody said is null, never guessed.
 */

/** Figures of a flight as somebody states them: range and greatest height in metres, time of flight in seconds. */
export const statedFlightSchema = z.strictObject({
  rangeM: finite.min(0).max(2e7).nullable(),
  heightM: finite.min(0).max(1e7).nullable(),
  flightS: finite.min(0).max(14_400).nullable(),
});
export type StatedFlight = z.infer<typeof statedFlightSchema>;
export const NOTHING_STATED: StatedFlight = { rangeM: null, heightM: null, flightS: null };

/** A mark on a report that its sender made it up; NONE is what real ones and forgotten marks have in common. */
export const REPORT_MARKS = ['NONE', 'EXERCISE', 'TEST'] as const;
export type ReportMark = (typeof REPORT_MARKS)[number];

/** What a site or a computer of a Party reports by itself. */
export const siteReportSchema = z.strictObject({
  /** The sender's own name for what it reports: the same again is its next word on the same. */
  reference: id,
  /** The sensor, computer or display that it comes from; a sensor's id if it is one of the catalogue. */
  source: id,
  sourceName: words,
  /** The sender takes back what it said under this reference. */
  withdrawn: z.boolean(),
  mark: z.enum(REPORT_MARKS),
  /** The kinds of sensor that it rests on, as far as it says. */
  kinds: z.array(z.enum(['IR', 'RADAR'])).max(2),
  /** How many objects; null where it does not say. */
  objects: z.number().int().min(1).max(100_000).nullable(),
  place: area.nullable(),
  flight: statedFlightSchema,
});
export type SiteReport = z.infer<typeof siteReportSchema>;

/** What a report says, without who says it under which reference: the same text is the same words. */
export const saysOf = ({ withdrawn, mark, kinds, objects, place, flight }: SiteReport): string =>
  canonicalJson({ withdrawn, mark, kinds: kinds.toSorted(), objects, place, flight });

export const STATEMENT_KINDS = [
  /** There is or was a launch. */
  'LAUNCH',
  /** It was the sender's own test, or its own space launch. */
  'OWN_TEST',
  'OWN_SPACE_LAUNCH',
  /** There was no launch. */
  'NO_LAUNCH',
  /** Something is expected to come down in `place`. */
  'IMPACT',
  /** What the sender said under this reference no longer holds. */
  'WITHDRAWN',
] as const;
/** A statement of a state or another body to the centre, or in public. */
export const statementSchema = z.strictObject({
  reference: id,
  by: id,
  byName: words,
  says: z.enum(STATEMENT_KINDS),
  /** When the launch was that it speaks of; null where it does not say. */
  aboutMs: atMs.nullable(),
  place: area.nullable(),
  flight: statedFlightSchema,
});
export type Statement = z.infer<typeof statementSchema>;

/** What a Party says of its own watch. It signs it; nothing of its sensors or their status goes with it but what it names. */
export const WATCH_STATEMENTS = [
  /** We looked there then and saw no launch; one would have been seen with `confidence`. */
  'NO_DETECTION',
  /** We did not look, with one sensor or there: that we say nothing of a launch means nothing. */
  'OUTAGE',
] as const;
export type WatchStatementKind = (typeof WATCH_STATEMENTS)[number];
/** What such a statement is about: NO_DETECTION names a place, OUTAGE a place or a sensor of the shared catalogue. */
export const watchSubjectSchema = z
  .strictObject({
    kind: z.enum(WATCH_STATEMENTS),
    place: area.nullable(),
    sensor: id.nullable(),
    window: z.strictObject({ fromMs: atMs, toMs: atMs }),
  })
  .refine((s) => s.window.toMs > s.window.fromMs, { path: ['window', 'toMs'], message: 'windowOrder' })
  .refine((s) => (s.place === null) !== (s.sensor === null), { path: ['place'], message: 'placeOrSensor' })
  .refine((s) => s.kind === 'OUTAGE' || s.place !== null, { path: ['place'], message: 'placeNeeded' });
export type WatchSubject = z.infer<typeof watchSubjectSchema>;
/** What a draft or a statement says, without who made of it what. */
export const watchSubjectOf = ({ kind, place, sensor, window }: WatchSubject): WatchSubject => ({
  ...{ kind, place, sensor, window },
});

/** Who signed, drafted or withdrew. */
export interface Signed {
  user: string;
  nameEn: string;
  nameRu: string;
  robot: boolean;
  atMs: number;
}
/** A Party's draft, made by its own centre from its own coverage (NATIONAL). */
export interface StatementDraft extends WatchSubject {
  id: string;
  number: number;
  /** Own sensors that could have seen a launch from there then, each with its probability; none for an OUTAGE. */
  sensors: { sensor: string; p: number }[];
  /** Probability that any of them had seen one; null for an OUTAGE. The highest that can be signed. */
  confidence: number | null;
  /** Own tracks that began there then: what was seen cannot be signed as not seen. */
  seen: number;
  drafted: Signed;
  /** Number of the statement that it became. */
  signedAs: number | null;
}
/** A signed statement (SHARED). Withdrawn it stays on file, with who withdrew it, when and why. */
export interface WatchStatement extends WatchSubject {
  id: string;
  number: number;
  rev: number;
  by: string;
  confidence: number | null;
  signed: Signed;
  withdrawn: (Signed & { reason: string }) | null;
  updatedMs: number;
}
