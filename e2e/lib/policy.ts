import type { BrowserContext } from '@playwright/test';

/** What the pages of a window did, or tried, against their content security policy: directive and what was blocked. */
export async function violationsOf(context: BrowserContext): Promise<string[]> {
  const found: string[] = [];
  await context.exposeBinding('jwcViolated', (_source, what: string) => found.push(what));
  await context.addInitScript(() => {
    const { jwcViolated } = window as unknown as { jwcViolated: (what: string) => void };
    document.addEventListener('securitypolicyviolation', (e) =>
      jwcViolated(`${location.pathname} ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`),
    );
  });
  return found;
}
