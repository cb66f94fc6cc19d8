import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { LANGUAGE_COOKIE, languageOf } from '../client/i18n/language';
import { MESSAGES } from '../client/i18n/messages';
import { LanguageProvider } from '../client/i18n/provider';
import type { Language } from '../domain/words';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const { pageTitle, pageDescription } = MESSAGES[await visitorsLanguage()].common;
  return { title: pageTitle, description: pageDescription };
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#1b1f24' };

async function visitorsLanguage(): Promise<Language> {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return languageOf(jar.get(LANGUAGE_COOKIE)?.value, head.get('accept-language') ?? '');
}

/** Reading the cookie makes every page dynamic, which the nonce of the content security policy needs anyway. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await visitorsLanguage();
  return (
    <html lang={language}>
      <body>
        <LanguageProvider initial={language}>{children}</LanguageProvider>
      </body>
    </html>
  );
}
