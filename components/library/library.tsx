'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LibraryEvent, SeatsAnswer } from '../../client/api';
import { date } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import type { Principal } from '../../domain/participants';
import { PublicPage } from '../shell/public-page';
import { EmptyState } from '../ui/empty-state';
import { StartPanel } from './start-panel';

interface Props {
  events: LibraryEvent[];
  seats: SeatsAnswer | null;
  me: Principal | null;
}

/** Past events that can be run as exercises; each says what of it is assumed. */
export function Library({ events, seats, me }: Props) {
  const t = useTranslations('library');
  const { language } = useLanguage();
  const pick = useWords();
  const [chosen, setChosen] = useState(events[0]?.id ?? '');
  const event = events.find((e) => e.id === chosen) ?? null;
  return (
    <PublicPage title={t('title')}>
      <div className="grid h-full grid-cols-[minmax(0,1fr)_minmax(440px,540px)] max-[900px]:grid-cols-1">
        <section aria-label={t('events')} className="min-w-0 overflow-y-auto">
          <div className="grid h-7 grid-cols-[110px_minmax(0,3fr)_minmax(0,2fr)] items-center gap-x-4 bg-raised px-4 text-small text-dim">
            <span>{t('date')}</span>
            <span>{t('event')}</span>
            <span>{t('place')}</span>
          </div>
          {events.length === 0 ? (
            <div className="p-4">
              <EmptyState status="off" title={t('none')} />
            </div>
          ) : null}
          <ul>
            {events.map((e) => (
              <li key={e.id} className="border-b border-line-soft">
                <button
                  type="button"
                  aria-pressed={e.id === chosen}
                  onClick={() => setChosen(e.id)}
                  className={`grid min-h-8 w-full cursor-pointer grid-cols-[110px_minmax(0,3fr)_minmax(0,2fr)] items-center gap-x-4 border-l-[3px] px-3.5 py-1 text-left ${e.id === chosen ? 'border-focus bg-selected' : 'border-transparent hover:bg-raised'}`}
                >
                  <span className="font-mono">{new Date(e.dateMs).toISOString().slice(0, 10)}</span>
                  <span className={`truncate ${e.id === chosen ? 'font-semibold text-hi' : ''}`}>
                    {pick(e.title)}
                  </span>
                  <span className="truncate text-dim">{e.place ? pick(e.place) : '—'}</span>
                </button>
              </li>
            ))}
          </ul>
          <p className="p-4 text-small text-dim">{t('more')}</p>
        </section>
        {event ? (
          <article
            aria-label={pick(event.title)}
            className="min-w-0 overflow-y-auto border-l border-line bg-panel"
          >
            <header className="px-5 pt-4 pb-3">
              <p className="font-mono text-small text-dim">{date(event.dateMs, language)}</p>
              <h2 className="text-[20px] leading-7 font-semibold text-hi">{pick(event.title)}</h2>
              <p className="text-small text-dim" lang={language === 'en' ? 'ru' : 'en'}>
                {language === 'en' ? event.title.ru : event.title.en}
              </p>
              {event.summary ? <p className="mt-2">{pick(event.summary)}</p> : null}
            </header>
            <StartPanel key={event.id} event={event} seats={seats} me={me} />
            {event.assumptions.length > 0 ? (
              <section aria-label={t('assumed')} className="border-t border-line px-5 py-3">
                <h3 className="font-semibold text-hi">{t('assumed')}</h3>
                <p className="text-small text-dim">{t('assumedNote')}</p>
                <ul className="mt-1 list-disc pl-5">
                  {event.assumptions.map((a) => (
                    <li key={a.en}>{pick(a)}</li>
                  ))}
                </ul>
              </section>
            ) : null}
          </article>
        ) : null}
      </div>
    </PublicPage>
  );
}
