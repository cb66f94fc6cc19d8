'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useSourceState } from '../../client/stores/context';
import type { ActMark } from '../../domain/held-keys';
import { Icon } from '../ui/icon';
import { useActMark } from './use-data';

/** As much of a key's name as two people read to each other. */
export const KEY_SHORT = 8;

/**
 * Whether an act was signed, and with which key; nothing of acts that are not signed by anybody, and nothing of a robot, which is
 * marked as one. An act that bears no signature although its officer has a key stands out; one that was signed stays signed when
 * its key is revoked later, and says so. `words` where there is room for them.
 */
export function SignedMark({ user, atMs, words = false }: { user: string; atMs: number; words?: boolean }) {
  const mark = useActMark(user, atMs);
  return !mark || ('unsigned' in mark && mark.unsigned === 'robot') ? null : (
    <Mark mark={mark} words={words} />
  );
}

function Mark({ mark, words }: { mark: ActMark; words: boolean }) {
  const t = useTranslations('common.signature');
  const signed = 'keyId' in mark;
  const keyId = signed ? mark.keyId : '';
  const revoked = useSourceState((s) => s.views.SHARED?.pastKeys[keyId]?.revoked ?? null);
  const unused = !signed && mark.unsigned === 'keyUnused';
  const word = t(revoked ? 'revokedSince' : signed ? 'signed' : 'unsigned');
  const key = keyId.slice(0, KEY_SHORT);
  const why = revoked
    ? t('revoked', { key, time: timeZ(revoked.atMs), reason: visible(revoked.reason) })
    : signed
      ? t('key', { key })
      : t(`why.${mark.unsigned}`);
  const tone = unused ? 'font-medium text-await' : 'text-dim';
  return (
    <span title={`${word}: ${why}`} className={`inline-flex flex-none items-center gap-1 text-note ${tone}`}>
      <Icon name={signed ? 'key' : 'key-off'} size={13} {...(words ? {} : { label: `${word}: ${why}` })} />
      {words ? (unused ? `${word}, ${why}` : word) : null}
    </span>
  );
}
