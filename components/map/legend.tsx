'use client';

import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { km } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole } from '../../client/stores/context';
import { useMe, useParties } from '../shell/use-data';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { FRESHNESS, HEAD_KINDS } from './head';
import { HeadSymbol } from './head-symbol';
import { DETAIL_UPTO, type Detail } from './scene/detail';
import { partyLine } from './scene/reported';
import { strokeOf } from './svg-line';

/** A line or area as the map draws it, beside its word. */
function Entry({ children, sample }: { children: ReactNode; sample: ReactNode }) {
  return (
    <li className="flex items-center gap-2 whitespace-nowrap">
      <svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true" className="flex-none" fill="none">
        {sample}
      </svg>
      {children}
    </li>
  );
}
/** Dots are dashes of hardly any length with round ends. */
const endOf = (dash: string | undefined) => (dash?.startsWith('0.1') ? 'round' : 'butt');
const stroke = (dash: string | undefined, width: number, colour = '#f3f5f7'): ReactNode => (
  <path d="M1 7H25" stroke={colour} strokeWidth={width} strokeDasharray={dash} strokeLinecap={endOf(dash)} />
);
const ellipse = (dash: string | undefined, width: number, fill = 'none'): ReactNode => (
  <ellipse
    cx="13"
    cy="7"
    rx="10"
    ry="5"
    stroke="#f3f5f7"
    strokeWidth={width}
    strokeDasharray={dash}
    strokeLinecap={endOf(dash)}
    fill={fill}
  />
);

const ALTITUDES = [100, 200, 500, 1000, 'track'] as const;

interface Props {
  open: boolean;
  /** The step by which most of the map is drawn. */
  detail: Detail;
  onOpen: (open: boolean) => void;
}

/** Folded into one button; the altitude of the cover is chosen here too. */
export function Legend({ open, detail, onOpen }: Props) {
  const t = useTranslations('map');
  const tCommon = useTranslations('common');
  const { language } = useLanguage();
  const id = useId();
  const altitude = useConsole((s) => s.coverAltitudeKm);
  const set = useConsole((s) => s.set);
  const parties = useParties();
  const me = useMe()?.participant;
  const first = parties[0]?.id === me;
  const most = detail === 'full' ? DETAIL_UPTO.full : DETAIL_UPTO.paths;
  const named = (a: (typeof ALTITUDES)[number]) =>
    a === 'track' ? t('altitudeTrack') : km(a * 1000, language);
  if (!open)
    return (
      <div data-kept className="pointer-events-auto">
        <Button size="small" onPress={() => onOpen(true)}>
          {t('legend.title')}
        </Button>
      </div>
    );
  return (
    <section
      aria-labelledby={id}
      data-kept
      className="pointer-events-auto max-h-full overflow-y-auto rounded border border-line bg-panel p-3 text-small"
    >
      <div className="mb-2 flex items-center justify-between gap-4">
        <h3 id={id} className="font-semibold text-hi">
          {t('legend.title')}
        </h3>
        <Button size="small" kind="quiet" onPress={() => onOpen(false)} label={tCommon('close')}>
          <Icon name="close" size={12} />
        </Button>
      </div>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 text-fg">
        <Entry sample={stroke(undefined, 2.6, '#ffffff')}>{t('legend.measured')}</Entry>
        <Entry sample={ellipse(undefined, 1.5, 'rgba(255,255,255,0.14)')}>{t('legend.launchRegion')}</Entry>
        <Entry sample={stroke('7 5', 1.8)}>{t('legend.predicted')}</Entry>
        <Entry sample={ellipse('6 3', 1.5)}>{t('legend.impactRegion')}</Entry>
        <Entry sample={stroke('3 4', 1.6)}>{t('legend.traced')}</Entry>
        <Entry sample={ellipse('0.1 3.5', 1.6, 'rgba(213,218,224,0.06)')}>{t('legend.notice')}</Entry>
        <Entry
          sample={
            <path
              d="M2 7 24 1.5V12.5Z"
              fill="#e8ecf0"
              fillOpacity="0.16"
              stroke="#e8ecf0"
              strokeOpacity="0.5"
            />
          }
        >
          {t('legend.corridor')}
        </Entry>
        <Entry sample={stroke('0.1 4', 2, '#aeb8c3')}>{t('legend.ownPicture')}</Entry>
        {parties.map(({ id: party, letter }, order) => (
          <Entry key={party} sample={<path d="M1 7H25" {...strokeOf(partyLine(order))} />}>
            {t('legend.reportedBy', { letter })}
          </Entry>
        ))}
        <Entry sample={<path d="M2 2v10M24 2v10M2 7H24" stroke="#f3f5f7" strokeWidth="1.5" />}>
          {t('legend.gap')}
        </Entry>
        <Entry
          sample={
            <rect
              x="2.5"
              y="1.5"
              width="21"
              height="11"
              stroke="#8b99a7"
              strokeDasharray={first ? '8 3' : '2 3'}
            />
          }
        >
          {t('legend.cover', { altitude: named(altitude) })}
        </Entry>
        <Entry sample={stroke('14 4 2 4', 1, '#a0a9b5')}>{t('legend.night')}</Entry>
        <Entry sample={<path d="M2 13 13 2M8 13 19 2M14 13 24 3" stroke="#97a1ad" />}>
          {t('legend.noCover')}
        </Entry>
        <Entry sample={<path d="M6.5 1.5h12v11h-12zM10 10l2.5-6L15 10M11 8h3" stroke="#f3f5f7" />}>
          {t('legend.sensor')}
        </Entry>
      </ul>
      <h4 className="mt-2 mb-1 text-dim">{t('legend.heads')}</h4>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-fg">
        {HEAD_KINDS.map((kind) => (
          <li key={kind} className="flex items-center gap-1">
            <HeadSymbol kind={kind} freshness="fresh" /> {t(`legend.${kind}`)}
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-fg">
        {FRESHNESS.map((freshness) => (
          <li key={freshness} className="flex items-center gap-1">
            <HeadSymbol kind="missile" freshness={freshness} /> {t(`legend.${freshness}`)}
          </li>
        ))}
      </ul>
      <fieldset className="mt-2 flex flex-wrap items-center gap-1" aria-label={t('altitude')}>
        <span className="mr-1 text-dim">{t('altitude')}</span>
        {ALTITUDES.map((a) => (
          <Button
            key={a}
            size="small"
            kind="quiet"
            pressed={a === altitude}
            onPress={() => set({ coverAltitudeKm: a })}
          >
            {named(a)}
          </Button>
        ))}
      </fieldset>
      <p className="mt-2 max-w-96">{t('legend.silence')}</p>
      <p className="mt-1 max-w-96">{t(`legend.detail.${detail}`, { most })}</p>
      <p className="mt-2 max-w-96 text-note text-dim">{t('legend.basemap')}</p>
    </section>
  );
}
