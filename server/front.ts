import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { addressOf, isFromHere } from './auth/address';
import { type EdgeRules, hostAllowed, originAllowed } from './auth/edge';
import { API_POLICY, commonHeaders, type HeaderRules, newNonce, pagePolicy } from './auth/headers';
import {
  type FrontRefusal,
  pageTarget,
  pathOf,
  whyNoPage,
  whyNoTarget,
  whyNotApi,
  withoutInnerHeaders,
} from './auth/target';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;
type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => unknown;

export interface Behind {
  api: Handler;
  pages: Handler;
  /** In development Next's own socket passes; otherwise none but the consoles' does. */
  pagesUpgrade: Upgrade | null;
}
export interface FrontOptions {
  edge: EdgeRules;
  headers: Omit<HeaderRules, 'origins'>;
  /** Requests and upgrades a second from one address; 0 is no limit. */
  perAddress?: number;
  /** Proxies whose word about where a request came from is taken. */
  proxies?: ReadonlySet<string>;
  /** How long a request's head, and all of it, may take to come, ms. */
  headersMs?: number;
  requestMs?: number;
}

const API_PATHS = ['/api/', '/metrics', '/livez', '/readyz'];
const SOCKET_PATH = '/socket.io/';
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const TOO_MANY: FrontRefusal = { status: 429, error: 'RATE_LIMITED', message: 'too many requests a second' };

/**
 * The one HTTP server of the process: it listens at once, says `starting` until the rest is open, and shares out. What may
 * not come in at all is refused here, before anything behind has seen it (docs/edge.md).
 */
export class Front {
  readonly http: Server;
  /** What the gateway listens on: never on a port of its own, it hears of the upgrades that are let through here. */
  readonly sockets: Server = createServer();
  readonly #edge: EdgeRules;
  readonly #headers: HeaderRules;
  readonly #rate: RateLimiterMemory | null;
  readonly #proxies: ReadonlySet<string>;
  #behind: Behind | null = null;

  constructor({ edge, headers, perAddress = 0, ...o }: FrontOptions) {
    const { headersMs = HEADERS_MS, requestMs = REQUEST_MS } = o;
    this.#edge = edge;
    this.#headers = { ...headers, origins: edge.origins };
    this.#rate = perAddress > 0 ? new RateLimiterMemory({ points: perAddress, duration: 1 }) : null;
    this.#proxies = o.proxies ?? new Set();
    // Looked at often enough that the limits are about what they say.
    this.http = createServer({ connectionsCheckingInterval: headersMs / 4 });
    this.http.on('request', (req, res) => {
      for (const [name, value] of Object.entries(commonHeaders(this.#headers))) res.setHeader(name, value);
      this.#within(
        req,
        () => this.#request(req, res),
        () => refuse(res, TOO_MANY),
      );
    });
    this.http.headersTimeout = headersMs;
    this.http.requestTimeout = requestMs;
    this.http.on('upgrade', (req, socket, head) => {
      this.#within(
        req,
        () => this.#upgrade(req, socket, head),
        () => socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\n\r\n'),
      );
    });
  }

  /** Rejects with one clear sentence where it cannot listen. */
  async listen(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNot(error, port, host))));
      this.http.listen(port, host, resolve);
    });
  }

  /** Where the pages of this process reach it, whatever it is called outside. */
  get self(): string {
    return this.address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
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

  /** Goes on while the address that asks is within its rate; pages ask the API of their own process, which is no visitor. */
  #within(req: IncomingMessage, go: () => void, refused: () => void): void {
    if (!this.#rate || isFromHere(req)) go();
    else this.#rate.consume(addressOf(req, this.#proxies)).then(go, refused);
  }

  #request(req: IncomingMessage, res: ServerResponse): void {
    const { url: target = '', method = '' } = req;
    const path = pathOf(target);
    const api = API_PATHS.some((p) => path.startsWith(p));
    const refusal =
      whyNoTarget(target) ??
      this.#whyNoHost(req) ??
      (api ? (whyNotApi(target) ?? whyNoFigures(req, path)) : this.#whyNoPage(req));
    if (refusal) return refuse(res, refusal);
    if (this.#behind && !api) return this.#page(req, res, this.#behind);
    res.setHeader('content-security-policy', API_POLICY);
    if (this.#behind) return this.#behind.api(req, res);
    if (path === '/livez') return answer(res, 200, { ok: true });
    if (path === '/readyz') return answer(res, 503, { ok: false, reasons: ['starting'] });
    // A browser that came too early comes again by itself.
    if (!api && method === 'GET') res.setHeader('refresh', '1');
    res.setHeader('retry-after', '1');
    answer(res, 503, { error: 'STARTING', message: 'the server is starting' });
  }

  /** Next writes the nonce of the request's own policy on its scripts; so the policy goes both ways. */
  #page(req: IncomingMessage, res: ServerResponse, behind: Behind): void {
    withoutInnerHeaders(req.headers);
    req.url = pageTarget(req.url ?? '');
    const policy = pagePolicy(newNonce(), this.#headers);
    req.headers['content-security-policy'] = policy;
    res.setHeader('content-security-policy', policy);
    behind.pages(req, res);
  }

  /**
   * Everything but the consoles' socket is closed: an upgrade that reached Next could be turned against other hosts
   * (CVE-2026-44578).
   */
  #upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { url: target = '' } = req;
    if (!this.#behind || whyNoTarget(target) || this.#whyNoHost(req)) socket.destroy();
    else if (target.startsWith(SOCKET_PATH)) this.sockets.emit('upgrade', req, socket, head);
    else if (this.#behind.pagesUpgrade && target.startsWith('/_next/'))
      this.#behind.pagesUpgrade(req, socket, head);
    else socket.destroy();
  }

  #whyNoHost(req: IncomingMessage): FrontRefusal | null {
    if (hostAllowed(req, this.#edge)) return null;
    const message = 'this server answers its own names only';
    return { status: 421, error: 'WRONG_HOST', message };
  }

  #whyNoPage(req: IncomingMessage): FrontRefusal | null {
    const { url: target = '', method = '' } = req;
    if (!target.startsWith(SOCKET_PATH))
      // The development server posts to itself.
      return whyNoPage(this.#behind?.pagesUpgrade ? 'GET' : method, target);
    return originAllowed(req, this.#edge)
      ? { status: 400, error: 'BAD_REQUEST', message: 'the socket is a websocket' }
      : { status: 403, error: 'FORBIDDEN', message: 'the socket is opened from the served pages' };
  }
}

/** Figures of the process are its operator's, on its own machine; what came through a proxy came from elsewhere. */
function whyNoFigures(req: IncomingMessage, path: string): FrontRefusal | null {
  if (!path.startsWith('/metrics') || isFromHere(req)) return null;
  return { status: 404, error: 'NOT_FOUND', message: 'no such route' };
}

function refuse(res: ServerResponse, { status, error, message }: FrontRefusal): void {
  res.setHeader('content-security-policy', API_POLICY);
  if (status === 405) res.setHeader('allow', 'GET, HEAD');
  if (status === 429) res.setHeader('retry-after', '1');
  answer(res, status, { error, message });
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
