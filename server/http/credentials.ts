import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { Credentials } from '../auth';

/** What a request shows of who sends it. */
export const credentialsOf = (c: Context): Credentials => ({
  cookie: c.req.header('cookie'),
  authorization: c.req.header('authorization'),
});

/**
 * The address that a request came from. Behind a proxy that the configuration names it is the last one that this proxy has
 * seen; what anybody else writes into that header says nothing.
 */
export function addressOf(c: Context, proxies: ReadonlySet<string>): string {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  const direct = incoming?.socket.remoteAddress ?? '';
  if (!proxies.has(direct.replace(/^::ffff:/, ''))) return direct;
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || direct;
}
