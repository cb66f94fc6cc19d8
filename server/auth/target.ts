/** A refusal at the front: nothing behind it has seen the request. */
export interface FrontRefusal {
  status: 400 | 403 | 404 | 405 | 421 | 429;
  error: string;
  message: string;
}

/** What only Next's own middleware and adapters write; a visitor's query that has one asks for a page by its inside. */
const INNER_QUERY = /(?:^|[?&])(?:nxt[A-Z]|__next)/;
/** Data of pages as files, which only a static export has; of a running server a browser asks by header. */
const INNER_PATH = /\.rsc$|\.segments(?:\/|$)|\.segment\.rsc$|^\/_next\/data\//;

/**
 * Why a request's target is none of ours, or null. Only a path and a query are (`/a?b`): an absolute address, an asterisk
 * or an authority could lead what stands behind to other hosts, as could two slashes or a backslash in front.
 */
export function whyNoTarget(target: string): FrontRefusal | null {
  if (!target.startsWith('/') || /^\/[/\\]/.test(target))
    return { status: 400, error: 'BAD_REQUEST', message: 'a request names a path of this server' };
  return null;
}

/** Why the API is not asked, or null: an address that does not decode is nobody's. */
export function whyNotApi(target: string): FrontRefusal | null {
  const path = decoded(pathOf(target));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (path !== null && !/[\u0000-\u001f\u007f]/.test(path)) return null;
  return { status: 400, error: 'BAD_REQUEST', message: 'the address is not percent-encoded text' };
}

/** Why no page is asked, or null: pages are read, and by their own names. */
export function whyNoPage(method: string, target: string): FrontRefusal | null {
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, error: 'METHOD_NOT_ALLOWED', message: 'pages are read only' };
  if (INNER_PATH.test(pathOf(target)) || INNER_QUERY.test(target))
    return { status: 404, error: 'NOT_FOUND', message: 'no such page' };
  return null;
}

/** What Next is asked for: an address that does not decode is nobody's page, which it would answer with a bare 500. */
export const pageTarget = (target: string): string =>
  decoded(pathOf(target)) === null ? '/nowhere' : target;

/** Null where it is not percent-encoded as UTF-8 is. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

export const pathOf = (target: string): string => target.split('?', 1)[0] ?? target;

/** Headers that only Next's own parts say to each other, and those that would choose a page's nonce. */
const INNER_HEADERS =
  /^(?:x-middleware-|x-invoke-|x-matched-path$|x-now-route-matches$|x-next-|x-nextjs-data$|x-prerender-|next-action$|next-resume$|x-forwarded-host$|content-security-policy)/;

/** Takes away what a visitor has no business to say to Next (CVE-2025-29927 and its like). */
export function withoutInnerHeaders(headers: NodeJS.Dict<unknown>): void {
  for (const name of Object.keys(headers)) if (INNER_HEADERS.test(name)) delete headers[name];
}
