'use client';

import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { selectSession } from '../../client/stores/select';

/** What a scenario assumes because no source gives it. Nothing where nothing is assumed. */
export function Assumed() {
  const t = useTranslations('map');
  const pick = useWords();
  const assumptions = useSourceState((s) => selectSession(s)?.scenario?.assumptions);
  if (!assumptions || assumptions.length === 0) return null;
  return (
    <aside
      data-kept
      aria-label={t('assumed')}
      className="pointer-events-auto max-w-80 rounded border border-line bg-panel/95 px-3 py-2 text-small text-fg"
    >
      <span className="text-dim">{t('assumed')}</span>{' '}
      {assumptions.map((words) => (
        <span key={words.en}>{pick(words)} </span>
      ))}
    </aside>
  );
}
