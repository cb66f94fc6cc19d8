'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import type { LaunchPoint } from '../../domain/series';

/** What a plot shows with its unit, and what stands at the cursor, or now. */
export function PlotTitle({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | null;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-6 items-baseline gap-2 text-small">
      <h4 title={title} className="min-w-0 truncate text-fg">
        {title}
      </h4>
      <span className="ml-auto flex-none whitespace-nowrap tabular-nums">{children}</span>
      {note ? <span className="truncate text-dim">{note}</span> : null}
    </div>
  );
}

/** What hovering over a figure of a revision says: whose it is, which revision, when it was told. */
export function useSourceOf(): (point: Pick<LaunchPoint, 'rev' | 'toldMs'>) => string {
  const t = useTranslations('evidence');
  return ({ rev, toldMs }) => t('source', { rev: String(rev), time: timeZ(toldMs) });
}
