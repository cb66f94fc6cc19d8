import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { LANGUAGE_COOKIE, languageOf } from '../client/i18n/language';
import { LanguageProvider } from '../client/i18n/provider';
import './globals.css';

export const metadata: Metadata = {
  title: 'Joint Warning Center — simulated data, not real',
  description: 'A console for officers of two Parties over simulated launches. Nothing here is real.',
};
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#1b1f24' };

/** Reading the cookie makes every page dynamic, which the nonce of the content security policy needs anyway. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const language = languageOf(jar.get(LANGUAGE_COOKIE)?.value, head.get('accept-language') ?? '');
  return (
    <html lang={language}>
      <body>
        <LanguageProvider initial={language}>{children}</LanguageProvider>
      </body>
    </html>
  );
}
