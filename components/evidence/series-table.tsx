'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { distance, probability, speed } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { topClass } from '../../domain/classes';
import type { LaunchSeries } from '../../domain/series';
import { Figure } from '../ui/figure';

/** What the plots show as figures, a row a revision, the newest first: their equivalent for whoever cannot see them. */
export function SeriesTable({ series }: { series: LaunchSeries }) {
  const t = useTranslations('evidence');
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)} className="text-small">
      <summary className="w-fit cursor-pointer text-dim hover:text-fg">
        {t('table.title', { n: series.points.length })}
      </summary>
      {open ? (
        <div className="max-h-60 overflow-y-auto">
          <Rows series={series} />
        </div>
      ) : null}
    </details>
  );
}

export function Rows({ series }: { series: LaunchSeries }) {
  const t = useTranslations('evidence');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  return (
    <table className="w-full text-left tabular-nums">
      <thead className="sticky top-0 bg-panel text-note text-dim">
        <tr>
          {(['rev', 'told', 'height', 'speed', 'class', 'belief'] as const).map((column) => (
            <th key={column} scope="col" className="font-normal">
              {t(`table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {series.points.toReversed().map((p) => {
          const top = topClass(p.classes);
          return (
            <tr key={p.rev}>
              <th scope="row" className="font-mono font-normal text-dim">
                r{p.rev}
              </th>
              <td className="font-mono">{timeZ(p.toldMs)}</td>
              <td>
                <Figure figure={distance(p.heightM, p.heightHalfM, language)} />
              </td>
              <td>
                <Figure figure={speed(p.speedMS, p.speedHalfMS, language)} />
              </td>
              <td className="whitespace-nowrap">
                {tc(`classShort.${top.code}`)}{' '}
                <span className="font-mono">{probability(top.p, language)}</span>
              </td>
              <td className="font-mono">{probability(p.confidence, language)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
