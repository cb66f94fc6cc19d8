'use client';

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { type Area, areaCentre } from '../../domain/area';
import { WATERS } from '../../domain/waters';
import { km } from '../format/number';
import { place } from '../format/place';
import { useLanguage } from './provider';

/** An area in words: a circle by its middle and radius, a polygon by its corners, a body of water by its name. */
export function useAreaText(): (area: Area) => string {
  const t = useTranslations('notifications');
  const { language } = useLanguage();
  return useCallback(
    (area) => {
      const centre = areaCentre(area);
      const at = place(centre.lat, centre.lon, language);
      if (area.kind === undefined) return t('area.circle', { at, length: km(area.radiusM, language) });
      if (area.kind === 'POLYGON') return t('area.polygon', { at, n: area.points.length });
      const name = WATERS.find((w) => w.id === area.waters)?.name[language] ?? area.waters;
      return area.quadrant === null
        ? name
        : t('area.quarter', { name, quarter: t(`quadrant.${area.quadrant}`) });
    },
    [t, language],
  );
}
