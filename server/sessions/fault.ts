import type { EngineBatch } from '../engine/messages';

/**
 * Named places where a test kills the process (TRUST §2.3, fault 1). Off unless the test switch and the name are set
 * in the environment; a place may be hit only from its n-th passing on (`name:3`).
 */
export type FaultPoint = 'after-append-before-reply' | 'after-reply-before-broadcast';

export function createFaults(
  env: Record<string, string | undefined>,
): (point: FaultPoint, tag: string) => void {
  const wanted = env.JWC_E2E === '1' ? (env.JWC_FAULT_AT ?? '') : '';
  const [point, tag] = wanted.split(':');
  return (at, what) => {
    if (point !== '' && at === point && (tag === undefined || tag === what))
      process.kill(process.pid, 'SIGKILL');
  };
}

/** Names what people did and got, for tests that kill at the n-th of it; that a browser makes its key known is none of it. */
export class FaultTags {
  #okCount = 0;

  tag({ inputs, results }: Pick<EngineBatch, 'inputs' | 'results'>): string {
    const commands = inputs.flatMap(({ input: i }) => (i.kind === 'command' ? [i] : []));
    const onlyKeys = commands.length > 0 && commands.every((c) => c.command.name === 'key.register');
    if (results[0]?.result.code !== 'OK' || onlyKeys) return 'none';
    if (commands.some((c) => !c.principal.robot)) this.#okCount++;
    return `ok${this.#okCount}`;
  }
}
