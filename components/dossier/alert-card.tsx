'use client';

import { useTranslations } from 'use-intl';
import { place } from '../../client/format/place';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useSourceState } from '../../client/stores/context';
import { selectAlerts } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { nationalOwner } from '../../domain/labels';
import type { Launch } from '../../domain/records';
import { useAbout } from '../alerts/about';
import { useShown } from '../alerts/use-shown';
import { ReleaseForm } from '../release/release-form';
import { useOwnerLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import { Block, Line } from './block';
import { ReceiptsBlock } from './receipts-block';

const NO_LAUNCHES: Readonly<Record<string, Launch>> = {};

/** An alert that is about no single launch, sensor or claim, or stands beside a launch's own. */
export function AlertCard({ id }: { id: string }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const about = useAbout();
  const owner = useOwnerLetter();
  const select = useConsole((s) => s.select);
  const row = useSourceState(selectAlerts).find((r) => r.alert.id === id);
  const launches = useSourceState((s) => s.views.SHARED?.launches ?? NO_LAUNCHES);
  const shown = useShown('alert', row?.alert ?? null);
  if (!row) return <p className="p-3.5 text-dim">{t('gone')}</p>;
  const { alert, compartment } = row;
  const { impact, launchAt, params } = alert.facts;
  const named = [params?.launchId, ...String(params?.members ?? '').split(' ')].flatMap(
    (launch) => launches[String(launch)] ?? [],
  );
  const evidence = String(params?.evidence ?? '');
  const mono = (text: string) => <span className="font-mono">{text}</span>;
  return (
    <article aria-label={shortNumber('AL', alert.number)}>
      <h2 ref={shown} className="border-b border-line px-3.5 py-2 font-mono text-id font-semibold text-hi">
        {shortNumber('AL', alert.number)}
      </h2>
      <Block
        title={tc(`alert.${alert.code}`)}
        source={t('alert.since', { time: timeZ(alert.raisedMs) })}
        owner={owner(compartment)}
      >
        {about(alert).map((line) => (
          <p key={line} className="font-medium text-hi">
            {line}
          </p>
        ))}
        <dl>
          {launchAt ? (
            <Line name={t('alert.from')} end={timeZ(launchAt.atMs)}>
              {mono(place(launchAt.lat, launchAt.lon, language))}
            </Line>
          ) : null}
          {impact ? (
            <Line name={t('alert.to')} end={timeZ(impact.atMs)}>
              {mono(place(impact.lat, impact.lon, language))}
            </Line>
          ) : null}
          {evidence ? <Line name={t('alert.evidence')}>{mono(evidence)}</Line> : null}
        </dl>
        <p className="flex flex-wrap gap-2">
          {named.map((launch) => (
            <Button key={launch.id} size="small" onPress={() => select({ kind: 'launch', id: launch.id })}>
              {shortNumber('L', launch.number)}
            </Button>
          ))}
        </p>
      </Block>
      <ReceiptsBlock row={row} fold={false} />
      {nationalOwner(compartment) === null ? null : (
        <ReleaseForm key={alert.id} of={{ kind: 'alert', id: alert.id }} />
      )}
    </article>
  );
}
