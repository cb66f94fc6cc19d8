'use client';

import { useTranslations } from 'use-intl';
import { date } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import type { Undertaking } from '../../domain/undertakings';
import type { Words } from '../../domain/words';
import { EmptyState } from '../ui/empty-state';
import { leadText } from './deadline';

const NONE: readonly Undertaking[] = [];

/** What each participant has taken upon itself, with its dates and where it is written. */
export function UndertakingsList() {
  const t = useTranslations('undertakings');
  const pick = useWords();
  const all = useSourceState((s) => s.views.SHARED?.undertakings ?? NONE);
  const bound = new Map<string, { name: Words; of: Undertaking[] }>();
  for (const u of all) bound.set(u.by, { name: u.byName, of: [...(bound.get(u.by)?.of ?? []), u] });
  if (all.length === 0)
    return (
      <div className="m-6 max-w-xl">
        <EmptyState status="off" title={t('none')} />
      </div>
    );
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(420px,1fr))] items-start gap-4 px-6 py-3">
      {[...bound].map(([by, { name, of }]) => (
        <section key={by} aria-label={pick(name)} className="rounded border border-line bg-panel">
          <h2 className="border-b border-line bg-raised px-4 py-1.5 font-semibold text-hi">{pick(name)}</h2>
          <ul>
            {of.map((u) => (
              <One key={u.id} u={u} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function One({ u }: { u: Undertaking }) {
  const t = useTranslations('undertakings');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  return (
    <li className="border-b border-line-soft px-4 py-2 last:border-b-0">
      <h3 className="font-medium text-hi">{pick(u.title)}</h3>
      <p className="text-small text-dim">
        {tc(`undertaking.${u.kind}`)} · {u.classes.map((c) => tc(`classShort.${c}`)).join(', ')}
        {u.leadS === null ? '' : ` · ${t('lead', { lead: leadText(u.leadS, language) })}`}
      </p>
      <p className="text-hi">{pick(u.text)}</p>
      <p className="text-small text-dim">
        {u.toMs === null
          ? t('since', { from: date(u.fromMs, language) })
          : t('between', { from: date(u.fromMs, language), to: date(u.toMs, language) })}
      </p>
      <p className="text-small text-dim">{t('source', { source: pick(u.source) })}</p>
    </li>
  );
}
