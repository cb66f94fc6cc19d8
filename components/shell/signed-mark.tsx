'use client';

import { useTranslations } from 'use-intl';
import { Icon } from '../ui/icon';
import { useActMark } from './use-data';

/**
 * Whether an act was signed, and with which key; nothing of acts that are not signed by anybody, and nothing of a robot, which is
 * marked as one. `words` where there is room for them.
 */
export function SignedMark({ user, atMs, words = false }: { user: string; atMs: number; words?: boolean }) {
  const t = useTranslations('common.signature');
  const mark = useActMark(user, atMs);
  if (!mark || ('unsigned' in mark && mark.unsigned === 'robot')) return null;
  const signed = 'keyId' in mark;
  const word = t(signed ? 'signed' : 'unsigned');
  const why = signed ? t('key', { key: mark.keyId.slice(0, 8) }) : t(`why.${mark.unsigned}`);
  return (
    <span title={`${word}: ${why}`} className="inline-flex flex-none items-center gap-1 text-note text-dim">
      <Icon name={signed ? 'key' : 'key-off'} size={13} {...(words ? {} : { label: `${word}: ${why}` })} />
      {words ? word : null}
    </span>
  );
}
