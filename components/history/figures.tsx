'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type ApiError, getPerformance, type HistoryQuestion } from '../../client/api';
import { number, unitWord } from '../../client/format/number';
import { date, timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { SEVERITIES } from '../../domain/alert';
import { shortNumber } from '../../domain/ids';
import type { Participant } from '../../domain/participants';
import {
  ALARM_LIMITS as LIMITS,
  type NamedAlert,
  type Performance,
  type Waits,
} from '../../domain/performance';
import { EmptyState } from '../ui/empty-state';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { Refused } from './refused';
import { SlotChart } from './slot-chart';

interface Props {
  asked: HistoryQuestion;
  participants: Participant[];
}

/** How the alarm system did in the range, beside what the standards ask. */
export function Figures({ asked, participants }: Props) {
  const t = useTranslations('history.figures');
  const [got, setGot] = useState<Performance | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  useEffect(() => {
    void getPerformance(asked).then((answer) => {
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setGot(answer.value);
    });
  }, [asked]);
  if (problem) return <Refused problem={problem} />;
  if (!got) return null;
  return (
    <div className="grid grid-cols-2 items-start gap-x-8 gap-y-5">
      {got.alarms === 0 ? (
        <div className="col-span-full">
          <EmptyState status="normal" title={t('empty')} />
        </div>
      ) : null}
      <Block title={t('title')}>
        <KeyFigures got={got} />
      </Block>
      <Block title={t('chart')}>
        <SlotChart slots={got.slots} fromMs={got.fromMs} toMs={got.toMs} />
      </Block>
      <Block title={t('waits')}>
        <WaitTable got={got} participants={participants} />
      </Block>
      <Block title={t('priority')}>
        <Priorities got={got} />
      </Block>
      <Block title={t('handovers')}>
        <Handovers got={got} participants={participants} />
      </Block>
      <Block title={t('lists')}>
        <Named label={t('chattering')} list={got.chattering} />
        <Named label={t('standing')} list={got.standing} />
        <Named label={t('shelved')} list={got.shelved} />
        <Named label={t('outOfService')} list={got.outOfService} />
      </Block>
    </div>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="border-b border-line pb-1 font-semibold text-hi">{title}</h2>
      {children}
    </section>
  );
}
const CELL = 'border-b border-line-soft py-1';

function KeyFigures({ got }: { got: Performance }) {
  const t = useTranslations('history.figures');
  const { language } = useLanguage();
  const plain = (v: number) => number(v, language, Number.isInteger(v) ? 0 : 2);
  const percent = (v: number) => `${number(100 * v, language, 1)} %`;
  const rows: [label: string, value: number, limit: number, write: (v: number) => string][] = [
    [t('perSlot'), got.perSlot, LIMITS.perSlot, plain],
    [t('peak'), got.peak, LIMITS.flood, plain],
    [t('floodShare', { n: String(LIMITS.flood) }), got.floodShare, LIMITS.floodShare, percent],
    [t('topShare'), got.topShare, LIMITS.topShare, percent],
    [t('chattering'), got.chattering.length, LIMITS.chattering, plain],
    [t('standing'), got.standing.length, LIMITS.standing, plain],
  ];
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="text-small text-dim">
          <th className="py-1 font-normal">{t('figure')}</th>
          <th className="font-normal">{t('value')}</th>
          <th className="font-normal">{t('limit')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, value, limit, write]) => (
          <tr key={label}>
            <td className={CELL}>{label}</td>
            <td className={`${CELL} font-mono text-hi`}>{write(value)}</td>
            <td className={`${CELL} whitespace-nowrap`}>
              <span className="inline-flex items-center gap-2">
                <StatusSymbol status={value <= limit ? 'normal' : 'caution'} size={12} />
                {t(value <= limit ? 'within' : 'beyond')}
                <span className="text-dim">{t('atMost', { n: write(limit) })}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function WaitTable({ got, participants }: { got: Performance; participants: Participant[] }) {
  const t = useTranslations('history.figures');
  const tn = useTranslations('common');
  const { language } = useLanguage();
  const seconds = (v: number | null) =>
    v === null ? '—' : `${number(v, language, 0)} ${unitWord('s', language)}`;
  const letter = (id: string) => participants.find((p) => p.id === id)?.letter ?? id;
  const rows: [string, Waits][] = [
    [t('first'), got.firstAck],
    ...Object.entries(got.partyAck).map(([id, w]): [string, Waits] => [
      tn('party', { letter: letter(id) }),
      w,
    ]),
    [t('joint'), got.jointAck],
  ];
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="text-small text-dim">
          <th className="py-1 font-normal">{t('waits')}</th>
          <th className="font-normal">{t('alerts')}</th>
          <th className="font-normal">p50</th>
          <th className="font-normal">p95</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, { n, p50S, p95S }]) => (
          <tr key={label}>
            <td className={CELL}>{label}</td>
            <td className={`${CELL} font-mono`}>{n}</td>
            <td className={`${CELL} font-mono text-hi`}>{seconds(p50S)}</td>
            <td className={`${CELL} font-mono text-hi`}>{seconds(p95S)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Priorities({ got }: { got: Performance }) {
  const t = useTranslations('history.figures');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const all = SEVERITIES.reduce((sum, s) => sum + got.priority[s], 0);
  const percent = (v: number) => `${number(100 * v, language, 0)} %`;
  return (
    <ul>
      {[...SEVERITIES].reverse().map((s) => {
        const share = all === 0 ? 0 : got.priority[s] / all;
        return (
          <li
            key={s}
            className={`${CELL} grid grid-cols-[130px_minmax(0,1fr)_64px_110px] items-center gap-3`}
          >
            <span className="flex items-center gap-2">
              <StatusSymbol status={statusOfSeverity(s)} size={12} />
              {tc(`severity.${s}`)}
            </span>
            <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="h-2 w-full bg-inset">
              <rect width={100 * share} height={6} className="fill-fg" />
              <rect x={100 * LIMITS.priority[s] - 0.4} width={0.8} height={6} className="fill-hi" />
            </svg>
            <span className="font-mono text-hi">{percent(share)}</span>
            <span className="text-small text-dim">{t('should', { share: percent(LIMITS.priority[s]) })}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Handovers({ got, participants }: { got: Performance; participants: Participant[] }) {
  const t = useTranslations('history.figures');
  const tn = useTranslations('common');
  const { language } = useLanguage();
  if (got.handovers.length === 0) return <p className="py-1 text-dim">{t('noHandover')}</p>;
  return (
    <ul>
      {got.handovers.map((h) => (
        <li key={`${h.atMs} ${h.participant}`} className={`${CELL} flex gap-3`}>
          <span className="font-mono text-small">
            {date(h.atMs, language)} {timeZ(h.atMs)}
          </span>
          {tn('party', { letter: participants.find((p) => p.id === h.participant)?.letter ?? h.participant })}
          <span className="text-hi">{t('waiting', { n: h.waiting })}</span>
        </li>
      ))}
    </ul>
  );
}

function Named({ label, list }: { label: string; list: NamedAlert[] }) {
  const t = useTranslations('history.figures');
  const tc = useTranslations('codes');
  return (
    <p className={CELL}>
      <span className="text-dim">{label}</span>{' '}
      {list.length === 0
        ? t('nothing')
        : list.map((a) => `${shortNumber('AL', a.number)} ${tc(`alert.${a.code}`)}`).join(' · ')}
    </p>
  );
}
