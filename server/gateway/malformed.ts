import type { z } from 'zod';

/** Field and reason of the first fault that a schema found. */
export function faultOf(error: z.ZodError): { field: string; message: string } {
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return {
    field: [...(issue?.path ?? []), ...unknown].join('.'),
    message: issue?.message ?? 'malformed',
  };
}
