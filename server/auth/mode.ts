/**
 * The mode that the server may run in. Throws with one clear sentence: there are no accounts yet, so demo seats are the
 * only way in, and those are never offered in service.
 */
export function assertMode(mode: string | undefined): 'demo' {
  if (mode === undefined || mode === 'demo') return 'demo';
  if (mode === 'service')
    throw new Error(
      'JWC_MODE=service needs a secret and an administrator; this version has no accounts yet, use demo',
    );
  throw new Error(`JWC_MODE must be demo or service, not ${mode}`);
}
