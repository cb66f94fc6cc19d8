import { z } from 'zod';
import { VERDICTS } from './alert';

/**
 * What officers say to each other, as message ids with parameters: both texts of a statement then say the same. The words
 * are in `client/i18n`. Free text goes beside it, in its own language, and is marked untranslated.
 */
const launch = z.number().int().min(1);
const alert = z.number().int().min(1);
const notification = z.number().int().min(1);
const nothing = z.strictObject({});

/** Questions ask for an answer and set the other side's clock; answers and notes do not; joint ones are signed by all. */
export const PHRASES = {
  'ask.yours': { use: 'ASK', params: z.strictObject({ launch }) },
  'ask.see': { use: 'ASK', params: z.strictObject({ launch }) },
  'ask.notified': { use: 'ASK', params: z.strictObject({ launch }) },
  'ask.equipment': { use: 'ASK', params: nothing },
  'ask.impact': { use: 'ASK', params: z.strictObject({ launch }) },
  'say.ours': {
    use: 'SAY',
    params: z.strictObject({ launch, what: z.enum(['SPACE', 'TEST', 'SOUNDING', 'OTHER']) }),
  },
  'say.notOurs': { use: 'SAY', params: z.strictObject({ launch }) },
  'say.see': { use: 'SAY', params: z.strictObject({ launch, by: z.enum(['IR', 'RADAR', 'BOTH']) }) },
  'say.notSee': { use: 'SAY', params: z.strictObject({ launch, percent: z.number().int().min(1).max(99) }) },
  'say.notified': { use: 'SAY', params: z.strictObject({ notification }) },
  'say.notNotified': { use: 'SAY', params: z.strictObject({ launch }) },
  'say.fault': { use: 'SAY', params: z.strictObject({ launch }) },
  'say.exercise': { use: 'SAY', params: z.strictObject({ launch }) },
  'say.noImpact': { use: 'SAY', params: z.strictObject({ launch }) },
  'say.assess': { use: 'SAY', params: z.strictObject({ launch, verdict: z.enum(VERDICTS) }) },
  'say.assessClaim': { use: 'SAY', params: z.strictObject({ alert, verdict: z.enum(VERDICTS) }) },
  'say.checking': { use: 'SAY', params: z.strictObject({ minutes: z.number().int().min(1).max(30) }) },
  'joint.real': { use: 'JOINT', params: z.strictObject({ launch }) },
  'joint.notified': { use: 'JOINT', params: z.strictObject({ launch, notification }) },
  'joint.test': { use: 'JOINT', params: z.strictObject({ launch }) },
  'joint.false': { use: 'JOINT', params: z.strictObject({ launch }) },
  /** Of what is said without a track. */
  'joint.claimTrue': { use: 'JOINT', params: z.strictObject({ alert }) },
  'joint.claimFalse': { use: 'JOINT', params: z.strictObject({ alert }) },
  'joint.unresolved': { use: 'JOINT', params: z.strictObject({ launch }) },
} as const satisfies Record<string, { use: 'ASK' | 'SAY' | 'JOINT'; params: z.ZodType }>;
export type PhraseId = keyof typeof PHRASES;
export const PHRASE_IDS = Object.keys(PHRASES) as [PhraseId, ...PhraseId[]];

export interface Phrase {
  msg: PhraseId;
  params: Record<string, string | number>;
}

/** A phrase with the parameters that its message asks for; anything else is refused with its field. */
export const phraseSchema = z
  .strictObject({ msg: z.enum(PHRASE_IDS), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .superRefine((phrase, ctx) => {
    const parsed = PHRASES[phrase.msg].params.safeParse(phrase.params);
    for (const issue of parsed.error?.issues ?? [])
      ctx.addIssue({ code: 'custom', path: ['params', ...issue.path], message: issue.message });
  });

export const asks = (phrases: readonly Phrase[]): boolean =>
  phrases.some((p) => PHRASES[p.msg].use === 'ASK');

/** Names of the parameters that a phrase takes, in the order of its message. */
export const paramsOf = (msg: PhraseId): string[] => Object.keys(PHRASES[msg].params.shape);

/** From where to where a parameter that is a number goes; null for one that is chosen from words. */
export function boundsOf(msg: PhraseId, param: string): { least: number; most: number } | null {
  const shape: Record<string, z.ZodType | undefined> = PHRASES[msg].params.shape;
  const type = shape[param];
  if (!(type instanceof z.ZodNumber)) return null;
  return { least: type.minValue ?? 0, most: type.maxValue ?? Number.MAX_SAFE_INTEGER };
}
