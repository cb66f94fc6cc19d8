import type { IncomingMessage } from 'node:http';

/**
 * The address that a request came from. Behind a proxy that the configuration names it is the last one that this proxy has
 * seen; what anybody else writes into that header says nothing.
 */
export function addressOf(
  req: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  proxies: ReadonlySet<string>,
): string {
  const direct = (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const said = req.headers['x-forwarded-for'];
  if (!proxies.has(direct) || said === undefined) return direct;
  return String(said).split(',').at(-1)?.trim() || direct;
}
