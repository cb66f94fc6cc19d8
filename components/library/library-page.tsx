'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { getApi, postApi } from '../../client/api';
import { useWords } from '../../client/i18n/provider';
import type { Words } from '../../domain/words';
import { Button } from '../ui/button';
import { Marking } from '../ui/marking';

interface LibraryEvent {
  id: string;
  title: Words;
  summary: Words | null;
  variants: { id: string; title: Words }[];
  assumptions: Words[];
}
const SPEEDS = [1, 5, 20];

/** Past events that can be opened as exercises, each with what is assumed. */
export function LibraryPage() {
  const t = useTranslations('library');
  const pick = useWords();
  const router = useRouter();
  const [events, setEvents] = useState<LibraryEvent[]>([]);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    void getApi<LibraryEvent[]>('/api/v1/events').then((a) =>
      a.ok ? setEvents(a.value) : setFailed(a.error.message),
    );
  }, []);

  async function open(scenario: string, variant: string, speed: number) {
    const answer = await postApi<{ id: string }>('/api/v1/sessions', { scenario, variant, speed });
    if (answer.ok) router.push(`/console/${answer.value.id}`);
    else
      setFailed(
        answer.error.error === 'FORBIDDEN' ? t('signFirst') : t('failed', { reason: answer.error.message }),
      );
  }

  return (
    <div className="flex min-h-dvh flex-col bg-page text-fg">
      <Marking at="top" />
      <main className="mx-auto w-full max-w-4xl flex-1 p-6">
        <h1 className="text-page font-semibold text-hi">{t('title')}</h1>
        {failed ? <p role="alert">{failed}</p> : null}
        {events.map((e) => (
          <article key={e.id} className="my-3 border border-line bg-panel p-4">
            <h2 className="text-title font-semibold text-hi">{pick(e.title)}</h2>
            {e.summary ? <p>{pick(e.summary)}</p> : null}
            <h3 className="mt-2 text-small text-dim">{t('assumed')}</h3>
            <ul className="list-disc pl-5 text-small">
              {e.assumptions.map((a) => (
                <li key={a.en}>{pick(a)}</li>
              ))}
            </ul>
            <div className="mt-3 flex flex-wrap gap-2">
              {e.variants.flatMap((v) =>
                SPEEDS.map((speed) => (
                  <Button key={`${v.id}${speed}`} onPress={() => void open(e.id, v.id, speed)}>
                    {t('open', { variant: pick(v.title), speed: String(speed) })}
                  </Button>
                )),
              )}
            </div>
          </article>
        ))}
      </main>
      <Marking at="bottom" />
    </div>
  );
}
