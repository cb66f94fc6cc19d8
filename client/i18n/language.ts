import type { Language } from '../../domain/words';

/** Where the choice is kept: the cookie, so that the server's first paint has it; localStorage for other windows. */
export const LANGUAGE_COOKIE = 'lang';
const YEAR_MS = 365 * 24 * 3600e3;

/** The choice of the cookie, else Russian for a browser that asks for it first, else English. */
export function languageOf(cookie: string | undefined, acceptLanguage = ''): Language {
  if (cookie === 'en' || cookie === 'ru') return cookie;
  return /^\s*ru\b/i.test(acceptLanguage) ? 'ru' : 'en';
}

/** No secret in it, so scripts may write it. `nowMs` is the browser's clock: cookies know no other. */
export function languageCookie(language: Language, nowMs: number) {
  return {
    name: LANGUAGE_COOKIE,
    value: language,
    path: '/',
    sameSite: 'lax',
    expires: nowMs + YEAR_MS,
  } as const;
}
