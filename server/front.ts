import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type EdgeRules, hostAllowed } from './auth/edge';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;
type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => unknown;

export interface Behind {
  api: Handler;
  pages: Handler;
  /** In development Next's own socket passes; otherwise none but the consoles' does. */
  pagesUpgrade: Upgrade | null;
}

const API_PATHS = ['/api/', '/metrics', '/livez', '/readyz'];
const SOCKET_PATH = '/socket.io/';

/** The one HTTP server of the process: it listens at once, says `starting` until the rest is open, and shares out. */
export class Front {
  readonly http: Server;
  readonly #edge: EdgeRules;
  #behind: Behind | null = null;

  constructor(o: { edge: EdgeRules }) {
    this.#edge = o.edge;
    this.http = createServer((req, res) => this.#request(req, res));
    this.http.headersTimeout = 10_000;
    this.http.requestTimeout = 30_000;
    // Everything but the consoles' socket is closed: an upgrade that reached Next could be turned against other hosts
    // (TRUST §3.2). The socket's own handler is the gateway's.
    this.http.on('upgrade', (req, socket, head) => {
      const url = req.url ?? '';
      if (this.#behind && url.startsWith(SOCKET_PATH)) return;
      if (this.#behind?.pagesUpgrade && url.startsWith('/_next/'))
        this.#behind.pagesUpgrade(req, socket, head);
      else socket.destroy();
    });
  }

  /** Rejects with one clear sentence where it cannot listen. */
  async listen(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNot(error, port, host))));
      this.http.listen(port, host, resolve);
    });
  }

  /** Where it listens, as a browser is told. */
  get address(): string {
    const { address, family, port } = this.http.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  open(behind: Behind): void {
    this.#behind = behind;
  }

  /** Takes no new connections; says `starting` no more but that it goes down. */
  close(): void {
    this.#behind = null;
    this.http.close();
  }

  #request(req: IncomingMessage, res: ServerResponse): void {
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
    const api = API_PATHS.some((p) => path.startsWith(p));
    if (!hostAllowed(req, this.#edge))
      return answer(res, 421, {
        error: 'WRONG_HOST',
        message: 'this server answers loopback names with its port only',
      });
    if (this.#behind) return api ? this.#behind.api(req, res) : this.#behind.pages(req, res);
    if (path === '/livez') return answer(res, 200, { ok: true });
    if (path === '/readyz') return answer(res, 503, { ok: false, reasons: ['starting'] });
    // A browser that came too early comes again by itself.
    if (!api) res.setHeader('refresh', '1');
    res.setHeader('retry-after', '1');
    answer(res, 503, { error: 'STARTING', message: 'the server is starting' });
  }
}

function answer(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}

function whyNot(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken: this server or another program listens there already; set PORT to a free one.`;
  if (error.code === 'EACCES')
    return `Port ${port} on ${host} may not be used by this account; set PORT to one above 1023.`;
  return `Cannot listen on port ${port} of ${host}: ${error.message}`;
}
