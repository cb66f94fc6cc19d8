'use client';

import { useTranslations } from 'use-intl';

/** A key as the action registry names it: `A`, `Shift+Z`, `F6`. */
export function KeyCap({ keys }: { keys: string }) {
  const t = useTranslations('common');
  const shown = keys
    .replace('Shift+', '⇧')
    .replace('Escape', 'Esc')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→');
  return (
    <kbd
      aria-label={t('key', { key: keys })}
      className="inline-flex h-4 min-w-4 flex-none items-center justify-center rounded-sm border border-line-strong bg-inset px-1 font-mono text-note leading-none text-fg"
    >
      {shown}
    </kbd>
  );
}
