'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { getNoticeHistory } from '../../client/api';
import { azimuth, number } from '../../client/format/number';
import { date, minuteZ, timeZ } from '../../client/format/time';
import { useAreaText } from '../../client/i18n/area-text';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { shortNumber } from '../../domain/ids';
import { isSenders, type NoticeStep } from '../../domain/notice-history';
import type { LaunchNotification } from '../../domain/records';
import { Chip } from '../ui/chip';
import { Written } from '../ui/written';

interface Props {
  notice: LaunchNotification;
  desk: string;
  session: string;
  /** What only members see and do. */
  children?: ReactNode;
}

/** One notification whole, and what happened to it. */
export function NoticeDetail({ notice: n, desk, session, children }: Props) {
  const t = useTranslations('notifications');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const area = useAreaText();
  const title = shortNumber('N', n.number);
  return (
    <article aria-label={title} className="flex flex-col gap-2 px-3.5 py-2.5">
      <h2 className="flex items-center gap-2 text-id font-semibold text-hi">
        <span className="font-mono">{title}</span>
        {n.recognised === false ? <Chip tone="dashed">{t('notRecognised')}</Chip> : null}
        {n.ahead && n.ahead !== 'IN_TIME' ? <Chip>{t(`ahead.${n.ahead}`)}</Chip> : null}
      </h2>
      {n.recognised === false ? <p className="text-small text-dim">{t('notRecognisedMeans')}</p> : null}
      <dl className="flex flex-col gap-0.5">
        <Pair name={t('column.status')}>{tc(`notification.${n.status}`)}</Pair>
        <Pair name={t('column.by')}>{pick(n.byName)}</Pair>
        <Pair name={t('reference')}>
          <Written text={n.reference} />
        </Pair>
        <Pair name={t('column.class')}>{tc(`vehicle.${n.vehicle}`)}</Pair>
        <Pair name={t('column.window')}>
          <span className="font-mono">
            {date(n.window.fromMs, language)} {minuteZ(n.window.fromMs)} – {date(n.window.toMs, language)}{' '}
            {minuteZ(n.window.toMs)}
          </span>
        </Pair>
        <Pair name={t('column.from')}>
          {pick(n.launchArea.name)}, <span className="font-mono">{area(n.launchArea)}</span>
        </Pair>
        {n.azimuthDeg === null ? null : (
          <Pair name={t('azimuth')}>
            <span className="font-mono">
              {azimuth(n.azimuthDeg, null, language).value} ±{number(n.azimuthToleranceDeg, language)}°
            </span>
          </Pair>
        )}
        {n.impactArea ? (
          <Pair name={t('impact')}>
            <span className="font-mono">{area(n.impactArea)}</span>
          </Pair>
        ) : null}
        {n.purpose ? <Pair name={t('purpose')}>{pick(n.purpose)}</Pair> : null}
        {n.postLaunch ? (
          <Pair name={t('column.outcome')}>
            {t(`said.${n.postLaunch.outcome}`)}{' '}
            <span className="font-mono">
              {date(n.postLaunch.launchedMs, language)} {timeZ(n.postLaunch.launchedMs)}
            </span>{' '}
            {n.postLaunch.late ? <Chip>{t('saidLate')}</Chip> : null}
          </Pair>
        ) : null}
      </dl>
      {children}
      <Steps notice={n} desk={desk} session={session} />
    </article>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[110px_minmax(0,1fr)] gap-x-2">
      <dt className="text-dim">{name}</dt>
      <dd className="wrap-anywhere text-hi">{children}</dd>
    </div>
  );
}

/** Filed, changed, cancelled, launched: when, and for members by whom. Read anew with each revision. */
function Steps({ notice, desk, session }: Omit<Props, 'children'>) {
  const t = useTranslations('notifications');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const [steps, setSteps] = useState<NoticeStep[] | null>(null);
  const [silent, setSilent] = useState(false);
  const { id, rev } = notice;
  useEffect(() => {
    let stale = false;
    void getNoticeHistory(id, { desk, session }).then((answer) => {
      if (stale) return;
      setSilent(!answer.ok);
      if (answer.ok && rev > 0) setSteps(answer.value);
    });
    return () => {
      stale = true;
    };
  }, [id, rev, desk, session]);
  const say = ({ what, fields }: NoticeStep): string => {
    if (what === 'CHANGED')
      return t('steps.CHANGED', { list: fields.map((f) => t(`announced.${f}`)).join(', ') });
    if (what === 'FILED' || what === 'POST_LAUNCH' || what === 'RELEASED') return t(`steps.${what}`);
    return tc(`notification.${what}`);
  };
  return (
    <section aria-label={t('steps.title')}>
      <h3 className="font-semibold text-hi">{t('steps.title')}</h3>
      {silent || steps === null ? (
        <p className="text-dim">{t(silent ? 'steps.silent' : 'steps.reading')}</p>
      ) : null}
      <ol>
        {steps?.map((s) => (
          <li key={`${s.rev} ${s.what}`} className="border-l-2 border-line py-0.5 pl-2">
            <p className="text-hi">{say(s)}</p>
            <p className="text-small text-dim">
              <span className="font-mono">
                {date(s.atMs, language)} {timeZ(s.atMs)} r{s.rev}
              </span>{' '}
              {s.by
                ? language === 'ru'
                  ? s.by.nameRu
                  : s.by.nameEn
                : isSenders(s)
                  ? pick(notice.byName)
                  : ''}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
