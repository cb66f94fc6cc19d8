'use client';

import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import type { Undertaking } from '../../domain/undertakings';
import type { Status } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { Block } from './block';
import type { BlockProps } from './launch-blocks';

const SYMBOL: Record<'KEPT' | 'NOT_KEPT' | 'OPEN', Status> = {
  KEPT: 'normal',
  NOT_KEPT: 'caution',
  OPEN: 'standby',
};
const NONE: readonly Undertaking[] = [];

/** What participants have taken upon themselves that this launch touches, and how it stands to it as far as the record says. */
export function UndertakingsBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('undertakings');
  const tc = useTranslations('codes');
  const pick = useWords();
  const known = useSourceState((s) => s.views.SHARED?.undertakings ?? NONE);
  const touched = (launch.undertakings ?? []).flatMap(({ id, standing }) => {
    const undertaking = known.find((u) => u.id === id);
    return undertaking ? [{ undertaking, standing }] : [];
  });
  const [first] = touched;
  if (!first) return null;
  return (
    <Block
      title={t('title')}
      source={t('asRecorded')}
      owner={null}
      folded={fold ? tc(`standing.${first.standing}`) : null}
    >
      <ul>
        {touched.map(({ undertaking: u, standing }) => (
          <li key={u.id} className="py-1">
            <p className="flex items-baseline gap-2">
              <StatusSymbol status={SYMBOL[standing]} size={12} />
              <span className="min-w-0 font-medium text-hi">{pick(u.title)}</span>
              <span className="ml-auto whitespace-nowrap text-fg">{tc(`standing.${standing}`)}</span>
            </p>
            <p className="text-note text-dim">
              {pick(u.byName)} · {pick(u.text)}
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
