'use client';

import { useTranslations } from 'use-intl';
import { number } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import { type Coarsening, isCoarse } from '../../domain/coarsen';

/** How coarse a release is, in words: by what its giver said, never by what there is. */
export function useCoarseText(): (coarsen: Coarsening) => string {
  const t = useTranslations('release');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  return (coarsen) => {
    if (!isCoarse(coarsen)) return t('asIs');
    const { gridM, delayS, withheld } = coarsen;
    return [
      ...(gridM > 0 ? [t('onGrid', { km: number(gridM / 1000, language) })] : []),
      ...(delayS > 0 ? [t('after', { n: delayS })] : []),
      ...(withheld.length > 0
        ? [t('without', { classes: withheld.map((c) => tc(`fieldClass.${c as 'impact'}`)).join(', ') })]
        : []),
    ].join(', ');
  };
}
