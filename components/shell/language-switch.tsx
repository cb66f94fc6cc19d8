'use client';

import { useTranslations } from 'use-intl';
import { useLanguage } from '../../client/i18n/provider';
import { LANGUAGES } from './languages';

/** Switches the language without a reload. Each language is named in itself. */
export function LanguageSwitch({ long = false }: { long?: boolean }) {
  const t = useTranslations('shell');
  const { language, setLanguage } = useLanguage();
  return (
    <fieldset aria-label={t('language')} className="flex flex-none rounded border border-line-strong">
      {LANGUAGES.map(({ id, name, short }) => (
        <button
          key={id}
          type="button"
          lang={id}
          aria-pressed={language === id}
          aria-label={long ? undefined : `${short}, ${name}`}
          onClick={() => setLanguage(id)}
          className={`cursor-pointer whitespace-nowrap font-medium ${long ? 'h-[26px] px-3 text-body' : 'h-[22px] px-1.5 text-note'} ${language === id ? 'bg-primary text-on-primary' : 'text-fg hover:bg-raised'}`}
        >
          {long ? name : short}
        </button>
      ))}
    </fieldset>
  );
}
