/**
 * The cookie of one desk: `sid`, or `sid_A` where two desks are open in one window. Under TLS the `__Host-` prefix binds
 * it to this host and to `/`.
 */
export const cookieName = (desk: string, secure: boolean): string =>
  `${secure ? '__Host-' : ''}sid${desk === '' ? '' : `_${desk}`}`;

/** 32 random bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The token in a cookie header, or null. Two cookies of one name are none: one of them was planted from a place that we do
 * not know (another port or a parent domain).
 */
export function readToken(header: string | undefined, name: string): string | null {
  let found: string | null = null;
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    if (found !== null) return null;
    found = part.slice(at + 1).trim();
  }
  return found !== null && TOKEN.test(found) ? found : null;
}

/** The Set-Cookie value. In demo the console is served over plain http on loopback: no Secure there. */
export function setCookie(name: string, value: string, maxAgeS: number, secure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeS}${secure ? '; Secure' : ''}`;
}
