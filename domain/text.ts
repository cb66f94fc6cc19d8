import { z } from 'zod';

/**
 * What no text holds: controls but line feed and tab, halves of surrogate pairs, and what is no character. A database, a
 * terminal or an XML file breaks on them (Postgres takes no NUL). Marks that are merely not seen are text, and are shown
 * (client/format/visible.ts).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef]|[\ufffe\uffff]|\p{Cs}/u;
const NO_LINE = /[\n\t\u2028\u2029]/;
const REFUSED = 'holds a control or a broken character';

export const isText = (text: string): boolean => !NO_TEXT.test(text);

/** What a person wrote: composed (NFC), without space around it, `max` characters at most, with line breaks. */
export const written = (max: number) =>
  z.string().normalize('NFC').trim().min(1).max(max).refine(isText, REFUSED);

/** A name or an id: in one line, and as it came. */
export const oneLine = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => isText(text) && !NO_LINE.test(text), REFUSED);
