'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { axes, azimuth, distance, km, probability, seconds, speed } from '../../client/format/number';
import { latitude, longitude } from '../../client/format/place';
import { length, minuteZ, spanZ, timeZ, window90 } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useLanguage } from '../../client/i18n/provider';
import { ellipseAxes, Z90 } from '../../domain/regions';
import type { MapTexts } from './scene/texts';

/** The texts of the overlay; a new object when the language changes. */
export function useMapTexts(): MapTexts {
  const t = useTranslations('map');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  return useMemo(
    () => ({
      language,
      launch: t('label.launch'),
      impact: t('label.impact'),
      predicted: t('label.predicted'),
      region90: t('label.region90'),
      ownPicture: t('label.ownPicture'),
      releasedBy: (letter) => t('label.releasedBy', { letter }),
      asReported: (no) => t('label.asReported', { no: String(no) }),
      looks: (n) => t('label.looks', { n }),
      gap: ({ distanceM, timeS }) =>
        [km(distanceM, language), ...(timeS === null ? [] : [seconds(timeS, language)])].join(', '),
      unknown: t('label.unknown'),
      noNotice: t('label.noNotice'),
      retracted: t('label.retracted'),
      coverEndsIn: t('label.coverEndsIn'),
      words: (words) => visible(words[language]),
      status: ({ corroboration }) => t(corroboration === 'DUAL' ? 'label.corroborated' : 'label.probable'),
      classOf: (code, p) =>
        p === null ? tc(`classShort.${code}`) : `${tc(`classShort.${code}`)} ${probability(p, language)}`,
      matches: (notice) => t('label.matches', { notice }),
      ended: (atMs) => t('label.ended', { time: timeZ(atMs) }),
      lost: (atMs) => t('label.lost', { time: timeZ(atMs) }),
      coasting: (ms) => t('label.coasting', { length: length(ms) }),
      stale: (ms) => t('label.stale', { length: length(ms) }),
      coverEnds: (atMs) => t('label.coverEnds', { time: timeZ(atMs) }),
      left: (ms) => length(Math.max(0, ms)),
      minute: (atMs) => minuteZ(atMs).slice(0, -1),
      motion: (speedMS, heightM, heightHalfM, azimuthDeg) => {
        const height = distance(heightM, heightHalfM > 0 ? heightHalfM : null, language);
        return [
          speed(speedMS, null, language).value,
          [height.value, height.error].filter(Boolean).join(' '),
          azimuth(azimuthDeg, null, language).value,
        ].join(' · ');
      },
      axes: (region) => {
        const { semiMajorM, semiMinorM } = ellipseAxes(region.cov, 0.9);
        return axes(semiMajorM, semiMinorM, language);
      },
      time: (region) => [
        [timeZ(region.atMs), 'monoStrong'],
        [`±${seconds(Math.max(1, Z90 * region.sigmaS), language)}`, 'monoDim'],
      ],
      window: (region, nowMs) => {
        const { fromMs, toMs } = window90(region.atMs, region.sigmaS);
        return fromMs < nowMs && nowMs < toMs ? t('label.until', { time: timeZ(toMs) }) : spanZ(fromMs, toMs);
      },
      down: (atMs) => t('label.down', { time: timeZ(atMs) }),
      latitude: (deg) => latitude(deg, language, 0),
      longitude: (deg) => longitude(deg, language, 0),
      scale: (lengthM, latDeg) =>
        t('label.scale', { length: km(lengthM, language), latitude: latitude(latDeg, language, 0) }),
    }),
    [t, tc, language],
  );
}
