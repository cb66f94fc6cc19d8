'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { type AlertRow, selectLog } from '../../client/stores/select';
import type { LogEntry } from '../../domain/log';
import { useBook, useParties } from '../shell/use-data';
import { Icon } from '../ui/icon';
import { PartyBox } from '../ui/party-box';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { ScrollPane } from './scroll-pane';

/** As many as the pane has room for; the watch log has all. */
const SHOWN_LINES = 7;

/** What happened to an alert and who did it, oldest first, out of the watch log. */
export function WhoSaw({ row }: { row: AlertRow }) {
  const t = useTranslations('alerts.who');
  const log = useSourceState(selectLog);
  const text = useLogText(useBook());
  const { id } = row.alert;
  const lines = useMemo(
    () => log.filter((e) => e.about?.kind === 'alert' && e.about.id === id).slice(-SHOWN_LINES),
    [log, id],
  );
  return (
    <ScrollPane label={t('title')}>
      <header className="flex items-baseline justify-between gap-4 pr-6">
        <h2 className="whitespace-nowrap font-semibold text-hi">{t('title')}</h2>
        <span className="truncate text-small text-dim">{t('note')}</span>
      </header>
      <ol className="mt-1">
        {lines.map((line) => (
          <li
            key={line.id}
            className="grid min-h-[25px] grid-cols-[76px_24px_minmax(0,1fr)] items-center gap-x-1"
          >
            <span className="font-mono text-dim">{timeZ(line.atMs)}</span>
            <LineSymbol line={line} row={row} />
            <span className={line.msg === 'log.alert.realarmed' ? 'font-semibold text-hi' : 'text-fg'}>
              {text(line)}
            </span>
          </li>
        ))}
        {lines.length === 0 ? <li className="text-dim">{t('empty')}</li> : null}
      </ol>
    </ScrollPane>
  );
}

function LineSymbol({ line, row }: { line: LogEntry; row: AlertRow }) {
  const pick = useWords();
  const party = useParties().find((p) => p.id === (line.by?.participant ?? line.params.party));
  if (party && line.msg !== 'log.alert.raised')
    return <PartyBox small letter={party.letter} label={pick(party.name)} />;
  if (line.msg === 'log.alert.raised' || line.msg === 'log.alert.realarmed') {
    const told = line.params.severity;
    const severity =
      told === 'HIGH' || told === 'ADVISORY' || told === 'CRITICAL' ? told : row.alert.severity;
    return <StatusSymbol status={statusOfSeverity(severity)} size={13} />;
  }
  return <Icon name={line.msg === 'log.alert.settled' ? 'check' : 'chevron'} size={13} />;
}
