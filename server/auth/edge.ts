import type { IncomingMessage } from 'node:http';
import { isBearer } from './tokens';

const HTTP_PORT = 80;

export interface EdgeRules {
  /** Exact origins that a browser may come from. */
  origins: ReadonlySet<string>;
  /** Exact Host headers that are answered. */
  hosts: ReadonlySet<string>;
}

/** In demo only loopback names with the served port are answered (DESIGN §6); a browser leaves out the port of http. */
export function demoEdge(port: number): EdgeRules {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].flatMap((h) =>
    port === HTTP_PORT ? [h, `${h}:${port}`] : [`${h}:${port}`],
  );
  return { hosts: new Set(hosts), origins: new Set(hosts.map((h) => `http://${h}`)) };
}

/** In service the origins are configured, and only their hosts are answered. */
export const serviceEdge = (origins: readonly string[]): EdgeRules => ({
  origins: new Set(origins),
  hosts: new Set(origins.map((origin) => new URL(origin).host)),
});

/**
 * Whether a socket handshake may go on: exact Origin allow-list, because CORS alone does not stop a foreign page from
 * opening a websocket with the visitor's cookies (BACKEND §5). A program shows its token instead of a cookie, never both, and
 * comes from no page.
 */
export function originAllowed(req: Pick<IncomingMessage, 'headers'>, rules: EdgeRules): boolean {
  const { origin, host, cookie } = req.headers;
  if (host === undefined || !rules.hosts.has(host)) return false;
  if (isBearer(req.headers) && (cookie !== undefined || origin === undefined)) return cookie === undefined;
  return origin !== undefined && rules.origins.has(origin);
}

export function hostAllowed(req: Pick<IncomingMessage, 'headers'>, rules: EdgeRules): boolean {
  return req.headers.host !== undefined && rules.hosts.has(req.headers.host);
}
