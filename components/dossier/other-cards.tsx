'use client';

import { useTranslations } from 'use-intl';
import { azimuth, number } from '../../client/format/number';
import { date, spanZ, timeZ } from '../../client/format/time';
import { useAreaText } from '../../client/i18n/area-text';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useConsole, useNow, useSourceState } from '../../client/stores/context';
import { alertOfSelection } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { useShown } from '../alerts/use-shown';
import { NoticeActs } from '../register/notice-acts';
import { ReleaseForm } from '../release/release-form';
import { useMe, useOwnSensors, useParties } from '../shell/use-data';
import { statusOfSensor } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { Block, Line } from './block';
import { NoticeReceipts, ReceiptsBlock } from './receipts-block';

/** A launch notification that was chosen on the map or the timeline. */
export function NotificationCard({ id }: { id: string }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const area = useAreaText();
  const me = useMe();
  const openPane = useConsole((s) => s.openPane);
  const n = useSourceState((s) => s.views.NOTIF?.notifications[id] ?? null);
  const shown = useShown('notification', n);
  if (!n) return <p className="p-3.5 text-dim">{t('gone')}</p>;
  return (
    <article aria-label={shortNumber('N', n.number)}>
      <h2 ref={shown} className="border-b border-line px-3.5 py-2 font-mono text-id font-semibold text-hi">
        {shortNumber('N', n.number)}
      </h2>
      <Block
        title={t('notice.title')}
        source={t('notice.received', { time: timeZ(n.receivedMs) })}
        owner={null}
      >
        <dl>
          <Line name={t('notice.status')}>{tc(`notification.${n.status}`)}</Line>
          <Line name={t('notice.by')}>{pick(n.byName)}</Line>
          <Line name={t('notice.vehicle')}>{tc(`vehicle.${n.vehicle}`)}</Line>
          <Line name={t('expected.window')} end={date(n.window.fromMs, language)}>
            <span className="font-mono">{spanZ(n.window.fromMs, n.window.toMs)}</span>
          </Line>
          <Line name={t('notice.from')}>{pick(n.launchArea.name)}</Line>
          <Line name={t('notice.area')}>
            <span className="font-mono">{area(n.launchArea)}</span>
          </Line>
          {n.azimuthDeg === null ? null : (
            <Line name={t('azimuth')}>
              <span className="font-mono">
                {azimuth(n.azimuthDeg, null, language).value} ±{number(n.azimuthToleranceDeg, language)}°
              </span>
            </Line>
          )}
          {n.impactArea ? (
            <Line name={t('going.impact')}>
              <span className="font-mono">{area(n.impactArea)}</span>
            </Line>
          ) : null}
        </dl>
      </Block>
      <NoticeReceipts notice={n} />
      {me ? (
        <div className="px-3.5 py-2">
          <NoticeActs
            notice={n}
            me={me}
            onAct={(act) => openPane({ kind: 'notice', act, notification: n.id })}
          />
        </div>
      ) : null}
    </article>
  );
}

/** One of the own sensors, chosen by itself or through an alert about it. */
export function SensorCard({ kind, id }: { kind: 'sensor' | 'alert'; id: string }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const pick = useWords();
  const me = useMe();
  const row = useSourceState((s) => alertOfSelection(s, { kind, id }) ?? null);
  const shown = useShown('alert', row?.alert ?? null);
  const { sensors, states } = useOwnSensors(useNow(1 / 60));
  const parties = useParties();
  const catalogue = useSourceState((s) => s.views.SHARED?.sensors);
  const sensorId = kind === 'sensor' ? id : row?.alert.facts.sensor;
  const sensor = catalogue?.find((s) => s.id === sensorId);
  if (!sensor) return <p className="p-3.5 text-dim">{t('gone')}</p>;
  const owner = parties.find((p) => p.id === sensor.assignedTo);
  const own = sensors.some((s) => s.id === sensor.id) && me?.participant === sensor.assignedTo;
  const state = own ? states[sensor.id] : undefined;
  return (
    <article aria-label={pick(sensor.name)}>
      <h2 ref={shown} className="border-b border-line px-3.5 py-2 text-id font-semibold text-hi">
        {pick(sensor.name)}
      </h2>
      <Block title={t('sensor.catalogue')} owner={null}>
        <dl>
          <Line name={t('sensor.kind')}>{tc(`sensorKind.${sensor.kind}`)}</Line>
          <Line name={t('sensor.owner')}>{owner ? pick(owner.name) : sensor.assignedTo}</Line>
        </dl>
      </Block>
      {own ? (
        <Block title={t('sensor.state')} owner={owner?.letter ?? ''}>
          <p className="flex items-center gap-2 text-hi">
            <StatusSymbol
              status={statusOfSensor(state?.status ?? 'UNKNOWN', state?.stale ?? false)}
              size={13}
            />
            {state?.stale ? t('sensor.silent') : tc(`sensorStatus.${state?.status ?? 'UNKNOWN'}`)}
            <span className="ml-auto font-mono text-dim">
              {state?.lastLookMs ? timeZ(state.lastLookMs) : t('sensor.noLook')}
            </span>
          </p>
          {state ? <ReleaseForm key={sensor.id} of={{ kind: 'sensor', id: sensor.id }} /> : null}
        </Block>
      ) : (
        <p className="px-3.5 py-2 text-small text-dim">{t('sensor.withheld')}</p>
      )}
      {row ? <ReceiptsBlock row={row} fold={false} /> : null}
    </article>
  );
}
