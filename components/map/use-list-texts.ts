'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { azimuth, distance, half90, speed } from '../../client/format/number';
import { longitude, place } from '../../client/format/place';
import { spanZ, timeZ } from '../../client/format/time';
import { useAreaText } from '../../client/i18n/area-text';
import { useLanguage } from '../../client/i18n/provider';
import { topClass } from '../../domain/classes';
import { ellipseAxes, type TimedRegion } from '../../domain/regions';
import type { ListTexts } from './list-rows';
import { useMapTexts } from './use-map-texts';

/** The texts of the list's rows; a new object when the language changes. */
export function useListTexts(): ListTexts {
  const t = useTranslations('map.list');
  const tLegend = useTranslations('map.legend');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const map = useMapTexts();
  const area = useAreaText();
  return useMemo(() => {
    const region = (r: TimedRegion, when: string) =>
      `${place(r.lat, r.lon, language, ellipseAxes(r.cov, 0.9).semiMajorM)}, ${map.axes(r)}, ${when}`;
    return {
      what: (o) => {
        const { code, p } = topClass(o.record.classes);
        return map.classOf(code, p);
      },
      state: (o) => {
        const standing = o.of === 'launch' ? map.status(o.record) : tc(`trackStatus.${o.record.status}`);
        return `${standing} · ${tLegend(o.freshness)}`;
      },
      place: ({ lat, lon }) => place(lat, lon, language),
      course: (deg) => azimuth(deg, null, language).value,
      height: (m, halfM) => {
        const figure = distance(m, halfM > 0 ? halfM : null, language);
        return [figure.value, figure.error].filter(Boolean).join(' ');
      },
      speed: (mS) => speed(mS, null, language).value,
      launchRegion: ({ record: { launchPoint } }) =>
        region(
          launchPoint,
          map
            .time(launchPoint)
            .map(([text]) => text)
            .join(' '),
        ),
      impactRegion: ({ record: { impact } }, nowMs) => {
        if (impact === 'orbital') return t('orbital');
        return impact ? region(impact, map.window(impact, nowMs)) : t('notKnown');
      },
      report: (r) => `${map.asReported(r.reportNo)}, ${timeZ(r.givenMs)}`,
      looks: (r) => map.looks(r.looksIn30s),
      difference: ({ difference: d }) => {
        if (!d) return '';
        const { value, error } = distance(d.positionM, half90(d.positionSigmaM), language);
        return [value, error].filter(Boolean).join(' ');
      },
      noticeState: (n) => tc(`notification.${n.status}`),
      window: (n) => spanZ(n.window.fromMs, n.window.toMs),
      area,
      sensor: (s) => `${s.name[language]}, ${tc(`sensorKind.${s.kind}`)}`,
      sensorPlace: (s) => {
        if (s.kind === 'radar') return place(s.lat, s.lon, language);
        return s.orbit.kind === 'GEO'
          ? t('geo', { longitude: longitude(s.orbit.lonDeg, language, 0) })
          : t('heo', { longitude: longitude(s.orbit.apogeeLonDeg, language, 0) });
      },
      sector: (s) => {
        if (s.kind !== 'radar' || (s.azMaxDeg - s.azMinDeg) % 360 === 0) return t('allRound');
        return `${azimuth(s.azMinDeg, null, language).value}–${azimuth(s.azMaxDeg, null, language).value}`;
      },
      status: (s, own) => {
        if (!own) return t('otherParty');
        if (!s) return tc('sensorStatus.UNKNOWN');
        return s.stale ? tc('alert.FEED_STALE') : tc(`sensorStatus.${s.status}`);
      },
    };
  }, [t, tLegend, tc, language, map, area]);
}
