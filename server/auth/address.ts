import type { IncomingMessage } from 'node:http';

/** An IPv4 address as such, also where it came in over IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:/, '');

export const isLoopback = (address: string): boolean =>
  plain(address).startsWith('127.') || address === '::1';

/**
 * The address that a request came from. Behind a proxy that the configuration names it is the last one that this proxy has
 * seen; what anybody else writes into that header says nothing.
 */
export function addressOf(
  req: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  proxies: ReadonlySet<string>,
): string {
  const direct = plain(req.socket.remoteAddress ?? '');
  const said = req.headers['x-forwarded-for'];
  if (!proxies.has(direct) || said === undefined) return direct;
  return String(said).split(',').at(-1)?.trim() || direct;
}
