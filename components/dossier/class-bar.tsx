'use client';

import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import type { ClassProbabilities } from '../../domain/classes';
import { classShares } from './model';

/** The most probable is the lightest. */
export const SHADES = ['#e4e8ec', '#9aa7b5', '#6f7d8c', '#55616d', '#47525d', '#3d4751'];

/** Class probabilities as a bar and as figures; "unknown" is always said, hatched and last. */
export function ClassBar({ classes, most }: { classes: ClassProbabilities; most: number }) {
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const shares = classShares(classes);
  const unknown = shares[shares.length - 1];
  const named = shares.slice(0, -1).slice(0, most);
  const unknownFirst = unknown !== undefined && (named[0]?.p ?? 0) < unknown.p;
  const shown = unknown ? (unknownFirst ? [unknown, ...named] : [...named, unknown]) : named;
  return (
    <>
      <div aria-hidden className="my-1.5 flex h-2 gap-px bg-panel">
        {(unknownFirst && unknown ? [unknown, ...shares.slice(0, -1)] : shares).map((s, i) => (
          <span
            key={s.code}
            className={s.code === 'UNKNOWN' ? 'hatch bg-raised' : ''}
            style={{
              width: `${(100 * s.p).toFixed(1)}%`,
              background: s.code === 'UNKNOWN' ? undefined : SHADES[unknownFirst ? Math.max(0, i - 1) : i],
            }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap justify-between gap-x-3 text-small">
        {shown.map((s, i) => (
          <li
            key={s.code}
            className={`whitespace-nowrap ${i === 0 ? 'font-semibold text-hi' : s.code === 'UNKNOWN' ? 'text-dim' : ''}`}
          >
            {tc(`classShort.${s.code}`)} {probability(s.p, language)}
          </li>
        ))}
      </ul>
    </>
  );
}
