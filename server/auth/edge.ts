import type { IncomingMessage } from 'node:http';

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

/**
 * Whether a socket handshake may go on: exact Origin allow-list, because CORS alone does not stop a foreign page from
 * opening a websocket with the visitor's cookies (BACKEND §5).
 */
export function originAllowed(req: Pick<IncomingMessage, 'headers'>, rules: EdgeRules): boolean {
  const { origin, host } = req.headers;
  return origin !== undefined && rules.origins.has(origin) && host !== undefined && rules.hosts.has(host);
}

export function hostAllowed(req: Pick<IncomingMessage, 'headers'>, rules: EdgeRules): boolean {
  return req.headers.host !== undefined && rules.hosts.has(req.headers.host);
}
