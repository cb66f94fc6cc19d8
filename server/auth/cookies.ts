/** The cookie of one desk: `sid`, or `sid_A` where two desks are open in one window. */
export const cookieName = (desk: string): string => (desk === '' ? 'sid' : `sid_${desk}`);

/** The value of a cookie, or null. Of two with one name the first counts. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** In demo the console is served over plain http on loopback: no Secure there. */
export function setCookie(name: string, value: string, maxAgeS: number, secure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeS}${secure ? '; Secure' : ''}`;
}
