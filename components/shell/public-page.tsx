'use client';

import type { CSSProperties, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Marking } from '../ui/marking';
import { LanguageSwitch } from './language-switch';

interface Props {
  title: string;
  /** Stands at the right of the head, before the language. */
  end?: ReactNode;
  theme?: 'dark' | 'light';
  children: ReactNode;
}

/** The frame of a page that is no console: marking, head with the way home, content that scrolls by itself. */
export function PublicPage({ title, end, theme = 'dark', children }: Props) {
  const tn = useTranslations('common');
  return (
    <div
      data-theme={theme === 'light' ? 'light' : undefined}
      style={{ '--marking-height': '20px', '--body-size': '13px', '--body-line': '20px' } as CSSProperties}
      className="flex h-dvh flex-col overflow-hidden bg-page text-body text-fg"
    >
      <Marking at="top" />
      <header className="flex h-12 flex-none items-center gap-4 whitespace-nowrap border-b border-line bg-head px-6">
        <a href="/" className="text-title font-semibold text-hi hover:underline">
          {tn('product')}
        </a>
        <h1 className="border-l border-line pl-4 font-semibold text-hi">{title}</h1>
        <span className="ml-auto" />
        {end}
        <LanguageSwitch long />
      </header>
      <main className="min-h-0 flex-1 overflow-y-auto">{children}</main>
      <Marking at="bottom" />
    </div>
  );
}
