'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { useSource, useSourceState } from '../../client/stores/context';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useMe, useOwnLetter } from './use-data';
import { useIdleLock } from './use-idle-lock';

const STRIP =
  'flex min-h-10 flex-none flex-wrap items-center gap-x-4 gap-y-1 border-b border-line-strong bg-raised px-4 py-1';

/** A locked console says so above its alerts, and how it is unlocked; one that is about to be locked for want of use too. */
export function LockStrip() {
  const t = useTranslations('shell.lock');
  const locked = useSourceState((s) => s.locked);
  const leftS = useIdleLock();
  if (locked) return <Locked />;
  if (leftS === null) return null;
  return (
    <section aria-label={t('title')} role="alert" className={STRIP}>
      <span className="flex items-center gap-2.5 font-semibold text-hi">
        <Icon name="lock" size={16} />
        {t('soon')}
      </span>
      <span className="font-mono text-hi">{t('left', { s: String(leftS) })}</span>
      <span>{t('touch')}</span>
    </section>
  );
}

function Locked() {
  const t = useTranslations('shell.lock');
  const tc = useTranslations('codes');
  const pick = useWords();
  const say = useResultText();
  const source = useSource();
  const me = useMe();
  const demo = useSourceState((s) => s.demo);
  const letter = useOwnLetter();
  const [problem, setProblem] = useState<string | null>(null);
  const unlock = async () => {
    const result = await source.setLocked(false);
    setProblem(result.code === 'OK' ? null : say(result));
  };
  return (
    <section aria-label={t('title')} role="status" className={STRIP}>
      <span className="flex items-center gap-2.5 font-semibold text-hi">
        <Icon name="lock" size={16} />
        {t('locked')}
      </span>
      <span>{t('what')}</span>
      {problem ? (
        <span role="alert" className="text-hi">
          {problem}
        </span>
      ) : null}
      {demo ? null : (
        <a href="/" className="ml-auto text-hi underline underline-offset-3">
          {t('signIn')}
        </a>
      )}
      {me && demo ? (
        <span className="ml-auto">
          <Button kind="primary" onPress={() => void unlock()}>
            {t('unlock', { name: pick(me.name), role: tc(`role.${me.role}`).toLowerCase(), letter })}
          </Button>
        </span>
      ) : null}
    </section>
  );
}
