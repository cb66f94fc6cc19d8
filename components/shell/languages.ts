import type { Language } from '../../domain/words';

/** The languages of the console, each named in itself: no translation of a name would help who needs it. */
export const LANGUAGES: readonly { id: Language; name: string; short: string }[] = [
  { id: 'en', name: 'English', short: 'EN' },
  { id: 'ru', name: 'Русский', short: 'РУ' },
];
