'use client';

import { useTranslations } from 'use-intl';
import { useSourceState } from '../../client/stores/context';
import type { Participant } from '../../domain/participants';

const CLASSES = ['joint', 'notices', 'records', 'never'] as const;

/** Which classes of records this participant is given: as the regime and the releases say, never by what exists. */
export function GivenClasses({ whose }: { whose: Participant }) {
  const t = useTranslations('preview');
  const joint = useSourceState((s) => s.views.SHARED !== undefined);
  const notices = useSourceState((s) => s.views.NOTIF !== undefined);
  const says = {
    joint: joint ? 'GIVEN' : 'WITHHELD',
    notices: notices ? 'GIVEN' : 'WITHHELD',
    records: whose.kind === 'PARTY' ? 'RELEASED' : 'WITHHELD',
    never: 'WITHHELD',
  } as const;
  return (
    <section aria-label={t('given')} className="px-3.5 py-2">
      <h3 className="border-b border-line pb-1 font-semibold text-hi">{t('given')}</h3>
      <dl>
        {CLASSES.map((c) => (
          <div
            key={c}
            className="grid grid-cols-[minmax(0,1fr)_max-content] gap-x-3 border-b border-line-soft py-1.5"
          >
            <dt className="text-fg">{t(`classes.${c}`)}</dt>
            <dd className={says[c] === 'WITHHELD' ? 'text-dim' : 'font-medium text-hi'}>
              {t(`says.${says[c]}`)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
