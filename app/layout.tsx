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

/** The nonce of this answer's content security policy, which the front put on the request (server/front.ts). */
async function nonceOfAnswer(): Promise<string | undefined> {
  return /'nonce-([^']+)'/.exec((await headers()).get('content-security-policy') ?? '')?.[1];
}

/** Reading the cookie makes every page dynamic, which the nonce of the content security policy needs anyway. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, nonce] = await Promise.all([visitorsLanguage(), nonceOfAnswer()]);
  return (
    <html lang={language}>
      <head>
        {/* Where React Aria looks for the nonce of the style that it makes. */}
        <meta name="csp-nonce" nonce={nonce} />
      </head>
      <body>
        <LanguageProvider initial={language}>{children}</LanguageProvider>
      </body>
    </html>
  );
}
