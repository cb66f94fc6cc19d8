import type { Language } from '../../domain/words';
import en from './en';
import ru from './ru';

/** Both languages ship with every page: switching needs no reload and no request. */
export const MESSAGES = { en, ru } as const;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    /** English names the keys; `Same` holds Russian to them, and a key that is in neither does not compile. */
    Messages: typeof en;
  }
}
