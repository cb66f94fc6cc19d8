import type { Language } from '../../domain/words';

/** Where the choice is kept: the cookie, so that the server's first paint has it; localStorage for other tabs. */
export const LANGUAGE_COOKIE = 'lang';
const YEAR_S = 365 * 24 * 3600;

/** English unless the choice, or without one the browser, says Russian. */
export function languageOf(cookie: string | undefined, acceptLanguage = ''): Language {
  if (cookie === 'en' || cookie === 'ru') return cookie;
  return /^\s*ru\b/i.test(acceptLanguage) ? 'ru' : 'en';
}

/** The cookie's text. No secret in it, so scripts may write it. */
export function languageCookie(language: Language): string {
  return `${LANGUAGE_COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
