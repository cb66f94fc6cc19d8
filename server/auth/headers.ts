import { randomBytes } from 'node:crypto';

/** What the headers depend on. */
export interface HeaderRules {
  /** Exact origins of the served pages. */
  origins: ReadonlySet<string>;
  /** Served over TLS: browsers are told to come by nothing else. */
  secure: boolean;
  /** Demo: a page of this origin may hold another one in a frame. */
  framed: boolean;
  /** With a token the map comes from Mapbox: its hosts, and the worker that it makes of a blob. */
  mapbox: boolean;
  /** The development server evaluates what it reloads. */
  dev: boolean;
}

/** What no page of this product does. */
const NOT_USED = [
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'],
];
const YEAR_S = 365 * 86_400;

/** Headers of every answer, pages and API alike (TRUST §3.2, 20). */
export function commonHeaders({ secure }: HeaderRules): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': NOT_USED.map((name) => `${name}=()`).join(', '),
    ...(secure && { 'strict-transport-security': `max-age=${YEAR_S}; includeSubDomains` }),
  };
}

/** The API gives data: whatever takes it for a page may load nothing and stand in no frame. */
export const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A word that nobody can guess, for one answer. */
export const newNonce = (): string => randomBytes(16).toString('base64');

const MAPBOX = ['https://api.mapbox.com', 'https://events.mapbox.com', 'https://*.tiles.mapbox.com'];

/**
 * The content security policy of one page. Scripts run by the nonce of this answer, and what such a script loads; nothing
 * inline, nothing evaluated. Style elements need the nonce too; style attributes are let in, for the server writes sizes and
 * places of elements into the page as such (a script that sets them later needs no leave).
 */
export function pagePolicy(nonce: string, { origins, framed, mapbox, dev }: HeaderRules): string {
  // `'self'` is the socket too, but not in older browsers; an IPv6 address is no source that a policy can name.
  const sockets = [...origins].filter((o) => !o.includes('[')).map((o) => o.replace(/^http/, 'ws'));
  const blob = mapbox ? ['blob:'] : [];
  const policy: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(dev ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", ...(dev ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", ...(mapbox ? ['data:', 'blob:'] : [])],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...sockets, ...(mapbox ? MAPBOX : [])],
    'worker-src': ["'self'", ...blob],
    'child-src': ["'self'", ...blob],
    'manifest-src': ["'self'"],
    'media-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': [framed ? "'self'" : "'none'"],
  };
  return Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
