'use client';

import { useTranslations } from 'use-intl';
import { km, number, seconds } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import { shortNumber } from '../../domain/ids';
import { type Launch, MATCH_PARTS, type MatchCandidate, type MatchPart } from '../../domain/records';

/** Which notifications are shown beside a launch: the one taken, both where two fit alike, else the one that comes nearest. */
export function shownCandidates({
  match,
  notification,
  candidates = [],
}: Pick<Launch, 'match' | 'notification' | 'candidates'>): MatchCandidate[] {
  if (match === 'AMBIGUOUS') return candidates.filter((c) => c.fits && !c.taken).slice(0, 2);
  const taken = candidates.find((c) => c.notification === notification);
  return [taken ?? candidates[0]].flatMap((c) => c ?? []);
}

/** Why a notification was taken, or not: each part of the score, and how far outside what was announced the launch lies. */
export function MatchTable({ launch, shown }: { launch: Launch; shown: readonly MatchCandidate[] }) {
  const t = useTranslations('dossier.match');
  const { language } = useLanguage();
  if (shown.length === 0) return null;
  const word = (c: MatchCandidate): string => {
    if (c.notification === launch.notification) return t('matched');
    if (c.taken) return t('taken');
    return t(c.fits ? 'fits' : 'fitsNot');
  };
  return (
    <table aria-label={t('title')} className="mt-1 w-full table-fixed text-small">
      <thead>
        <tr className="text-left align-bottom">
          <td className="w-[22%]" />
          {shown.map((c) => (
            <th key={c.notification} scope="col" colSpan={2} className="font-normal text-dim">
              <span className="font-mono text-hi">{shortNumber('N', c.number)}</span> {word(c)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {MATCH_PARTS.map((part) => (
          <tr key={part}>
            <th scope="row" className="text-left font-normal text-dim">
              {t(`part.${part}`)}
            </th>
            {shown.map((c) => (
              <Part key={c.notification} candidate={c} part={part} />
            ))}
          </tr>
        ))}
        <tr className="border-t border-line-soft">
          <th scope="row" className="text-left font-normal text-dim">
            {t('score')}
          </th>
          {shown.map((c) => (
            <td key={c.notification} colSpan={2} className="font-mono text-hi">
              {number(c.score, language, 2)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Part({ candidate: { parts, off }, part }: { candidate: MatchCandidate; part: MatchPart }) {
  const t = useTranslations('dossier.match');
  const { language } = useLanguage();
  const figures: Record<MatchPart, string | null | undefined> = {
    site: off.siteM === 0 ? '' : km(off.siteM, language),
    window: off.windowS === 0 ? '' : seconds(off.windowS, language),
    azimuth:
      off.azimuthDeg === null ? null : off.azimuthDeg === 0 ? '' : `${number(off.azimuthDeg, language, 1)}°`,
    impact: off.impactM === null ? null : off.impactM === 0 ? '' : km(off.impactM, language),
    vehicle: undefined,
  };
  const figure = figures[part];
  return (
    <>
      <td className="font-mono text-hi">{number(parts[part], language, 2)}</td>
      <td className="text-dim">
        {figure === undefined
          ? null
          : figure === null
            ? t('notAsked')
            : figure === ''
              ? t('inside')
              : t('outside', { figure })}
      </td>
    </>
  );
}
