'use client';

import { useTranslations } from 'use-intl';
import { dayMonth, minuteZ, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { shortNumber } from '../../domain/ids';
import type { LaunchNotification } from '../../domain/records';
import { Chip } from '../ui/chip';
import { StatusSymbol } from '../ui/status-symbol';
import { STATUS_SYMBOL, STATUS_WORD } from './status';

interface Props {
  shown: readonly LaunchNotification[];
  /** Some of all are shown. */
  asked: boolean;
  selected: string | null;
  onSelect: (id: string | null) => void;
  /** Something stands beside it: small screens leave out what it says. */
  beside: boolean;
}
const COLUMNS = ['notice', 'status', 'by', 'class', 'window', 'from', 'outcome'] as const;
const KEPT: readonly string[] = ['notice', 'status', 'by', 'window'];
const LEFT_OUT = 'max-[1600px]:hidden';

/** Notifications, one a row; a row is chosen by its number. */
export function NoticeTable({ shown, asked, selected, onSelect, beside }: Props) {
  const t = useTranslations('notifications');
  return (
    <div className="overflow-x-auto rounded border border-line bg-panel">
      <table className="w-full whitespace-nowrap">
        <thead className="bg-raised text-left text-small text-dim">
          <tr className="h-8">
            {COLUMNS.map((c) => (
              <th
                key={c}
                scope="col"
                className={`px-3 font-normal ${beside && !KEPT.includes(c) ? LEFT_OUT : ''}`}
              >
                {t(`column.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((n) => (
            <Row key={n.id} n={n} on={n.id === selected} onSelect={onSelect} beside={beside} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <p className="p-4 text-dim">{t(asked ? 'noneFit' : 'none')}</p> : null}
    </div>
  );
}

type RowProps = Pick<Props, 'onSelect' | 'beside'> & { n: LaunchNotification; on: boolean };

function Row({ n, on, onSelect, beside }: RowProps) {
  const more = `px-3 ${beside ? LEFT_OUT : ''}`;
  const t = useTranslations('notifications');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  return (
    <tr className={`h-8 border-t border-line-soft ${on ? 'bg-selected' : ''}`}>
      <th scope="row" className="px-3 text-left font-medium">
        <button
          type="button"
          aria-pressed={on}
          onClick={() => onSelect(on ? null : n.id)}
          className="cursor-pointer font-mono text-hi underline underline-offset-3"
        >
          {shortNumber('N', n.number)}
        </button>
      </th>
      <td className={`px-3 font-semibold ${STATUS_WORD[n.status]}`}>
        <span className="inline-flex items-center gap-2">
          <StatusSymbol status={STATUS_SYMBOL[n.status]} muted={n.status === 'CANCELLED'} size={13} />
          {tc(`notification.${n.status}`)}
        </span>
      </td>
      <td className="px-3">
        {pick(n.byName)} {n.recognised === false ? <Chip tone="dashed">{t('notRecognised')}</Chip> : null}
      </td>
      <td className={more}>{tc(`vehicle.${n.vehicle}`)}</td>
      <td className="px-3">
        <span className="font-mono">
          {dayMonth(n.window.fromMs, language)} {minuteZ(n.window.fromMs)} – {minuteZ(n.window.toMs)}
        </span>{' '}
        {n.ahead === 'SHORT' ? <Chip>{t('ahead.SHORT')}</Chip> : null}
      </td>
      <td className={more}>{pick(n.launchArea.name)}</td>
      <td className={more}>
        {n.matchedMs === null ? '' : t('seen', { time: timeZ(n.matchedMs) })}{' '}
        {n.postLaunch ? t(`said.${n.postLaunch.outcome}`) : ''}
      </td>
    </tr>
  );
}
