import { boundsOf, type Phrase, type PhraseId, paramsOf } from '../../domain/vocabulary';

type Values = Phrase['params'];
/** A number outside its bounds, or that of no notification on file. */
type Wrong = { param: string; least: number; most: number } | { number: number };

/** What the center would refuse of the numbers that were written into a phrase. */
export function wrongParam(
  msg: PhraseId,
  values: Values,
  onFile: readonly { number: number }[],
): Wrong | null {
  for (const param of paramsOf(msg)) {
    const bounds = boundsOf(msg, param);
    if (bounds === null) continue;
    const value = Number(values[param]);
    if (param === 'notification' && !onFile.some((n) => n.number === value)) return { number: value };
    if (!Number.isInteger(value) || value < bounds.least || value > bounds.most) return { param, ...bounds };
  }
  return null;
}

/** What is sent of what was written: a number where the phrase asks for one. */
export function sentAs(msg: PhraseId, param: string, value: string | number = ''): string | number {
  return boundsOf(msg, param) === null ? value : Number(value);
}
