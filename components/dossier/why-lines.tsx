'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import type { TrackWhy } from '../../domain/records';
import { useBook } from '../shell/use-data';

/** Why an own track counts as real: the score that confirmed it, what it were without each sensor, and each look's part. */
export function WhyLines({ why }: { why: TrackWhy }) {
  const t = useTranslations('dossier.own');
  const pick = useWords();
  const book = useBook();
  const { language } = useLanguage();
  const number = (v: number): string =>
    v.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const nameOf = (id: string): string => {
    const sensor = book.sensors.find((s) => s.id === id);
    return sensor ? pick(sensor.name) : id;
  };
  const last = why.looks.at(-1);
  if (!last) return null;
  const score = why.looks.reduce((sum, l) => sum + l.gain, 0);
  return (
    <div className="text-small">
      <p className="text-dim">
        {t('confirmed', {
          time: timeZ(last.atMs),
          score: number(score),
          threshold: number(why.threshold),
          looks: why.leastLooks,
        })}
      </p>
      {why.without.length > 1 ? (
        <ul className="text-dim">
          {why.without.map((w) => (
            <li key={w.sensor} className="flex flex-wrap gap-x-2">
              <span>{t('without', { sensor: nameOf(w.sensor) })}</span>
              <span className={w.confirmed ? '' : 'text-fg'}>
                {w.score === null
                  ? t('nothing')
                  : t(w.confirmed ? 'stillConfirmed' : 'below', { score: number(w.score) })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <details>
        <summary className="w-fit cursor-pointer text-dim hover:text-fg">
          {t('weighed', { n: why.looks.length })}
        </summary>
        <ul>
          {why.looks.map((l) => (
            <li key={`${l.sensor} ${l.atMs}`} className="flex items-baseline gap-2">
              <span className="flex-none font-mono text-dim">{timeZ(l.atMs)}</span>
              <span className="truncate" title={l.detection ?? undefined}>
                {nameOf(l.sensor)}
              </span>
              {l.detection === null ? <span className="flex-none text-dim">{t('missed')}</span> : null}
              <span className="ml-auto flex-none font-mono">
                {l.gain < 0 ? '−' : '+'}
                {number(Math.abs(l.gain))}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
