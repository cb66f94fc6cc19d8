'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { selectSession } from '../../client/stores/select';
import { Icon } from '../ui/icon';

/** What a scenario assumes because no source gives it: the first in one line, all on demand. Nothing where nothing is assumed. */
export function Assumed() {
  const t = useTranslations('map');
  const pick = useWords();
  const [open, setOpen] = useState(false);
  const assumptions = useSourceState((s) => selectSession(s)?.scenario?.assumptions);
  const [first] = assumptions ?? [];
  if (!assumptions || !first) return null;
  return (
    <aside
      data-kept
      aria-label={t('assumed')}
      className="pointer-events-auto min-w-0 rounded border border-line bg-panel/95 text-small text-fg"
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-6 w-full cursor-pointer items-center gap-2 px-2 text-left hover:bg-raised"
      >
        <span className={open ? 'rotate-90' : ''}>
          <Icon name="chevron" size={11} />
        </span>
        <span className="flex-none">{t('assumed')}</span>{' '}
        <span className={`truncate text-dim ${open ? 'invisible' : ''}`}>{pick(first)}</span>
        {assumptions.length > 1 ? (
          <span className="flex-none font-mono text-dim">+{assumptions.length - 1}</span>
        ) : null}
      </button>
      {open ? (
        <ul className="max-h-64 list-disc overflow-y-auto border-t border-line py-2 pr-3 pl-6 text-dim">
          {assumptions.map((words) => (
            <li key={words.en}>{pick(words)}</li>
          ))}
        </ul>
      ) : null}
    </aside>
  );
}
