'use client';

import { useTranslations } from 'use-intl';
import type { Figure as FigureText } from '../../client/format/number';

interface Props {
  figure: FigureText;
  strong?: boolean;
  /** Source, received time, revision: what hovering says. */
  source?: string;
}

/** A value in mono with its uncertainty, dim, after it. ± is half of the 90 % interval, everywhere. */
export function Figure({ figure, strong = false, source }: Props) {
  const t = useTranslations('common');
  const title = figure.error ? [source, `± ${t('uncertainty')}`].filter(Boolean).join(' · ') : source;
  return (
    <span className="whitespace-nowrap font-mono" title={title}>
      <span className={strong ? 'font-semibold text-hi' : 'text-hi'}>{figure.value}</span>
      {figure.error ? <span className="text-dim"> {figure.error}</span> : null}
    </span>
  );
}
