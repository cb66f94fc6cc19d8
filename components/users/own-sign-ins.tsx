'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { endOwnSignIn, getOwnSignIns, type OpenSignIn } from '../../client/api-users';
import { homeOf } from '../../client/home';
import { useWords } from '../../client/i18n/provider';
import type { Principal } from '../../domain/participants';
import { PublicPage } from '../shell/public-page';
import { usePasswordText } from '../signin/password-text';
import { SignInLines } from './sign-in-lines';

interface Props {
  desk: string;
  me: Principal | null;
  first: (OpenSignIn & { here: boolean })[];
}
const LINK = 'text-hi underline underline-offset-3';

/** Everywhere where the user of this desk is signed in; he ends what is not his. */
export function OwnSignIns({ desk, me, first }: Props) {
  const t = useTranslations('users');
  const pick = useWords();
  const say = usePasswordText();
  const [shown, setShown] = useState(first);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const end = async (id: string) => {
    setBusy(true);
    const ended = await endOwnSignIn(id, desk);
    const now = await getOwnSignIns(desk);
    if (now.ok) setShown(now.value);
    setBusy(false);
    setTold(ended.ok ? t('ended') : t('refused', { problem: say(ended.problem) }));
  };
  return (
    <PublicPage title={t('own')} end={me ? <span className="text-dim">{pick(me.name)}</span> : null}>
      <div className="m-6 flex max-w-3xl flex-col gap-4">
        {me ? (
          <>
            <p>{t('ownNote')}</p>
            <section aria-label={t('own')} className="rounded border border-line bg-panel px-4 py-3">
              <SignInLines signIns={shown} busy={busy} onEnd={(id) => void end(id)} />
            </section>
            <p role="status">{told}</p>
            <a href={desk === '' ? homeOf(me) : '/both'} className={LINK}>
              {t('back')}
            </a>
          </>
        ) : (
          <p className="border border-line bg-panel p-4 text-hi">
            {t('nobody')}{' '}
            <a href="/" className={LINK}>
              {t('door')}
            </a>
          </p>
        )}
      </div>
    </PublicPage>
  );
}
