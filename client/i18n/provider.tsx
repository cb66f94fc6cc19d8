'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import type { Language, Words } from '../../domain/words';
import { visible } from '../format/visible';
import { LANGUAGE_COOKIE, languageCookie } from './language';
import { MESSAGES } from './messages';

interface LanguageChoice {
  language: Language;
  setLanguage(language: Language): void;
}
const Context = createContext<LanguageChoice | null>(null);

/** Texts for everything below. `initial` is what the server painted with, so that the first paint does not change. */
export function LanguageProvider({ initial, children }: { initial: Language; children: ReactNode }) {
  const [language, show] = useState(initial);
  const setLanguage = useCallback((next: Language) => {
    show(next);
    remember(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    const held = remembered();
    if (held) show(held);
  }, []);
  useEffect(() => {
    // Another window of this officer switched.
    const onStorage = (e: StorageEvent) => {
      if (e.key === LANGUAGE_COOKIE && (e.newValue === 'en' || e.newValue === 'ru')) show(e.newValue);
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, []);
  const choice = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return (
    <Context value={choice}>
      <IntlProvider locale={language} messages={MESSAGES[language]} timeZone="UTC">
        {children}
      </IntlProvider>
    </Context>
  );
}

function remember(language: Language): void {
  try {
    localStorage.setItem(LANGUAGE_COOKIE, language);
  } catch {
    // Storage may be shut off; the cookie holds the choice.
  }
  // Only pages of a secure origin (loopback is one) have the cookie store; elsewhere the stored choice comes after paint.
  if ('cookieStore' in window)
    void window.cookieStore.set(languageCookie(language, Date.now())).catch(() => undefined);
}

function remembered(): Language | null {
  try {
    const held = localStorage.getItem(LANGUAGE_COOKIE);
    return held === 'en' || held === 'ru' ? held : null;
  } catch {
    return null;
  }
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(Context);
  if (!choice) throw new Error('no LanguageProvider above this component');
  return choice;
}

/** Picks the reader's language out of a name that has both; people wrote some of them. */
export function useWords(): (words: Words) => string {
  const { language } = useLanguage();
  return useCallback((words: Words) => visible(words[language]), [language]);
}
