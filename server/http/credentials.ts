import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { Credentials } from '../auth';
import { addressOf as addressOfRequest } from '../auth/address';

/** What a request shows of who sends it. */
export const credentialsOf = (c: Context): Credentials => ({
  cookie: c.req.header('cookie'),
  authorization: c.req.header('authorization'),
});

/** The address that a request came from. */
export function addressOf(c: Context, proxies: ReadonlySet<string>): string {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  const remoteAddress = incoming?.socket.remoteAddress;
  const said = c.req.header('x-forwarded-for');
  const headers = said === undefined ? {} : { 'x-forwarded-for': said };
  return addressOfRequest({ headers, socket: { remoteAddress } }, proxies);
}
