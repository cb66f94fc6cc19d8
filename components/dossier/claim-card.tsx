'use client';

import { useTranslations } from 'use-intl';
import { km, number, probability } from '../../client/format/number';
import { place } from '../../client/format/place';
import { timeZ } from '../../client/format/time';
import { useReasonText } from '../../client/i18n/log-text';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { selectAlerts } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { useShown } from '../alerts/use-shown';
import { ReleaseForm } from '../release/release-form';
import { useBook, useOwnerLetter } from '../shell/use-data';
import { Block, Line } from './block';
import { ReceiptsBlock } from './receipts-block';

/** The claim that an alert is about, by the alert's id; null for other alerts. */
export function useClaimOfAlert(alertId: string | null) {
  return useSourceState((s) => {
    for (const view of Object.values(s.views)) {
      const key = alertId === null ? undefined : view?.alerts[alertId]?.key;
      if (view && key?.startsWith(PREFIX)) return view.claims[key.slice(PREFIX.length)] ?? null;
    }
    return null;
  });
}
const PREFIX = 'claim:';

/** What is said of a launch that no track shows: by whom, of what, and what the center makes of it. */
export function ClaimCard({ alertId }: { alertId: string }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const reason = useReasonText(useBook());
  const ownerOf = useOwnerLetter();
  const claim = useClaimOfAlert(alertId);
  const row = useSourceState(selectAlerts).find((r) => r.alert.id === alertId);
  const shown = useShown('alert', row?.alert ?? null);
  if (!claim || !row) return null;
  const owner = ownerOf(row.compartment);
  const { finding, flight } = claim;
  const unsaid = <span className="text-dim">{t('claim.unsaid')}</span>;
  const mono = (text: string) => <span className="font-mono">{text}</span>;
  return (
    <article aria-label={shortNumber('CL', claim.number)}>
      <h2 ref={shown} className="border-b border-line px-3.5 py-2 font-mono text-id font-semibold text-hi">
        {shortNumber('CL', claim.number)}
      </h2>
      <Block title={t('claim.title')} source={t('claim.since', { time: timeZ(claim.firstMs) })} owner={owner}>
        <p className="font-medium text-hi">{pick(claim.sourceName)}</p>
        <dl>
          <Line name={t('claim.objects')}>
            {claim.objects === null ? unsaid : mono(number(claim.objects, language))}
          </Line>
          <Line name={t('claim.place')}>
            {claim.place
              ? mono(
                  `${place(claim.place.lat, claim.place.lon, language)} ±${km(claim.place.radiusM, language)}`,
                )
              : unsaid}
          </Line>
          <Line name={t('claim.kinds')}>
            {claim.kinds.length > 0 ? claim.kinds.map((k) => tc(`phenomenology.${k}`)).join(', ') : unsaid}
          </Line>
          {flight.rangeM === null ? null : (
            <Line name={t('claim.range')}>{mono(`≤ ${km(flight.rangeM, language)}`)}</Line>
          )}
          {flight.heightM === null ? null : (
            <Line name={t('claim.height')}>{mono(`≤ ${km(flight.heightM, language)}`)}</Line>
          )}
        </dl>
      </Block>
      <Block title={t('claim.weighed')} source={tc(`claim.${claim.lifecycle}`)} owner={owner}>
        <p>
          {t('why.finding')} <span className="font-medium text-hi">{tc(`finding.${finding.code}`)}</span>{' '}
          <span className="font-mono">{probability(finding.confidence, language)}</span>
        </p>
        <ul className="text-small text-fg">
          {finding.reasons.map((r) => (
            <li key={r.msg}>{reason(r)}</li>
          ))}
        </ul>
      </Block>
      <ReceiptsBlock row={row} fold={false} />
      {owner === null ? null : <ReleaseForm key={claim.id} of={{ kind: 'claim', id: claim.id }} />}
    </article>
  );
}
