'use client';

import { useTranslations } from 'use-intl';
import { number } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { nationalOwner } from '../../domain/labels';
import type { ChainHead } from '../../domain/protocol/socket';

/** As much of a hash as two people read to each other. */
const SHORT = 8;

/** Where the chains stood when the center last said it, to all desks at once: two of them compare by eye. */
export function ChainHeads() {
  const t = useTranslations('shell.log.chain');
  const heads = useSourceState((s) => s.heads);
  const shared = heads.find((h) => h.compartment === 'SHARED');
  const own = heads.find((h) => nationalOwner(h.compartment) !== null);
  if (!shared) return null;
  return (
    <p className="ml-auto flex flex-wrap gap-x-3 text-note text-dim">
      <HeadText name={t('shared')} head={shared} />
      {own ? <HeadText name={t('own')} head={own} /> : null}
    </p>
  );
}

function HeadText({ name, head }: { name: string; head: ChainHead }) {
  const { language } = useLanguage();
  return (
    <span title={head.hash} className="whitespace-nowrap">
      {name}{' '}
      <span className="font-mono">
        {number(head.seq, language)} {head.hash.slice(0, SHORT)}
      </span>
    </span>
  );
}
