'use client';

import { useTranslations } from 'use-intl';
import { useConsole, useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import type { Launch } from '../../domain/records';
import { Button } from '../ui/button';

/** Of a launch that turned out to be another one: which, and the way there. A published number never leads nowhere. */
export function SameAs({ launch }: { launch: Launch }) {
  const t = useTranslations('dossier');
  const select = useConsole((s) => s.select);
  const into = useSourceState((s) => (launch.aliasOf && s.views.SHARED?.launches[launch.aliasOf]) || null);
  if (!into) return null;
  const number = shortNumber('L', into.number);
  return (
    <p className="flex flex-wrap items-center gap-2 border-b border-line-soft px-3.5 py-2">
      <span className="text-hi">{t('sameAs', { number })}</span>
      <Button size="small" onPress={() => select({ kind: 'launch', id: into.id })}>
        {t('goTo', { number })}
      </Button>
    </p>
  );
}
