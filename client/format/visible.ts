/**
 * Marks that are not seen and change what is: that turn the direction of what follows (Trojan Source, CVE-2021-42574), take no
 * width, join or hide. Line feeds and tabs are kept. Halves of a pair are no characters.
 */
const UNSEEN = /(?![\n\t])[\p{Cf}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

const codePoint = (mark: string): string =>
  `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

export type Part = { text: string } | { mark: string };

/** A text in parts: what is seen as it is, each mark by its code point. */
export function visibleParts(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(UNSEEN)) {
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ mark: codePoint(mark) });
    from = index + mark.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The same as one string, for a title, a sentence that holds it, the map. */
export const visible = (text: string): string => text.replace(UNSEEN, (mark) => `⟨${codePoint(mark)}⟩`);
