import { z } from 'zod';

/** Keys by which what comes from outside could reach the prototypes of what it is put into. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Deeper than anything that the protocol has. */
const MAX_DEPTH = 12;

/** Where a value holds a reserved key, or lies too deep; null where it does not. */
export function badKey(value: unknown, depth = 0): string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_DEPTH) return [];
  for (const key of Object.keys(value)) {
    if (RESERVED.has(key)) return [key];
    const below = badKey((value as Record<string, unknown>)[key], depth + 1);
    if (below) return [key, ...below];
  }
  return null;
}

/** A schema that refuses reserved keys wherever they lie, also where it takes any value or drops keys without a word. */
export const withPlainKeys = <T extends z.ZodType>(schema: T) =>
  z
    .unknown()
    .check((ctx) => {
      const path = badKey(ctx.value);
      if (path) ctx.issues.push({ code: 'custom', path, input: ctx.value, message: 'a reserved key' });
    })
    .pipe(schema);
