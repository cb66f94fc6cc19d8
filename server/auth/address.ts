import type { IncomingMessage } from 'node:http';

/** An IPv4 address as such, also where it came in over IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:/, '');

type Asked = Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } };

/** Asked by this machine itself: what comes through a proxy on it says where it came from. */
export function isFromHere({ headers, socket }: Asked): boolean {
  const direct = plain(socket.remoteAddress ?? '');
  return (direct.startsWith('127.') || direct === '::1') && headers['x-forwarded-for'] === undefined;
}

/**
 * The address that a request came from. Behind a proxy that the configuration names it is the last one that this proxy has
 * seen; what anybody else writes into that header says nothing.
 */
export function addressOf(req: Asked, proxies: ReadonlySet<string>): string {
  const direct = plain(req.socket.remoteAddress ?? '');
  const said = req.headers['x-forwarded-for'];
  if (!proxies.has(direct) || said === undefined) return direct;
  return String(said).split(',').at(-1)?.trim() || direct;
}
