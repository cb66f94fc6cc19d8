'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useSourceState } from '../../client/stores/context';
import { WaysOn } from './ways-on';

/** Shows a console once the center has answered: before that there is neither time nor picture, and none is made up. */
export function Joined({ children }: { children: ReactNode }) {
  const joined = useSourceState((s) => s.me !== null);
  const code = useSourceState((s) => s.problem?.code ?? null);
  if (joined) return children;
  return (
    <div className="m-auto flex max-w-lg flex-col items-start gap-3 p-6">
      {code === 'NOT_FOUND' || code === 'FORBIDDEN' ? <NoSession /> : <Waiting code={code} />}
    </div>
  );
}

function Waiting({ code }: { code: string | null }) {
  const t = useTranslations('shell');
  return (
    <p role="status" className="text-dim">
      {t(code === 'NOT_READY' ? 'preparing' : 'opening')}
    </p>
  );
}

function NoSession() {
  const t = useTranslations('shell.notFound');
  return (
    <>
      <h1 className="text-[20px] leading-7 font-semibold text-hi">{t('title')}</h1>
      <p>{t('what')}</p>
      <WaysOn />
    </>
  );
}
