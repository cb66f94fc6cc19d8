'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type ApiError, getHistory, type HistoryPage, type HistoryQuestion } from '../../client/api';
import { date, timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useLanguage } from '../../client/i18n/provider';
import type { HistoryRow } from '../../domain/history';
import { shortNumber } from '../../domain/ids';
import type { Participant } from '../../domain/participants';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { Written } from '../ui/written';
import { Refused } from './refused';
import { ShiftWhat, ShiftWho } from './shift-row';

interface Props {
  asked: HistoryQuestion;
  participants: Participant[];
}

/** What was found, newest first, a page at a time. */
export function Rows({ asked, participants }: Props) {
  const t = useTranslations('history');
  const [page, setPage] = useState<HistoryPage | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const read = useCallback(
    async (before: HistoryRow[], after: string) => {
      setBusy(true);
      const got = await getHistory(asked, after);
      setBusy(false);
      setProblem(got.ok ? null : got.problem);
      if (got.ok) setPage({ ...got.value, rows: [...before, ...got.value.rows] });
    },
    [asked],
  );
  useEffect(() => void read([], ''), [read]);
  if (problem) return <Refused problem={problem} />;
  if (!page) return null;
  if (page.rows.length === 0)
    return (
      <EmptyState status="off" title={t('none')}>
        {t('noneHint')}
      </EmptyState>
    );
  return (
    <section aria-label={t('list')} className="flex flex-col gap-2">
      <p role="status" className="text-small text-dim">
        {t('count', { n: page.total })}
      </p>
      <table className="w-full table-fixed border-collapse text-left">
        <thead>
          <tr className="border-b border-line text-small text-dim">
            <th className="w-44 py-1 font-normal">{t('at')}</th>
            <th className="w-32 font-normal">{t('severity')}</th>
            <th className="font-normal">{t('what')}</th>
            <th className="w-[26%] font-normal">{t('who')}</th>
            <th className="w-28 font-normal">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={`${row.session} ${row.compartment} ${row.seq}`} row={row} participants={participants} />
          ))}
        </tbody>
      </table>
      {page.next === null ? null : (
        <span>
          <Button pending={busy} onPress={() => void read(page.rows, page.next ?? '')}>
            {t('more')}
          </Button>
        </span>
      )}
    </section>
  );
}

function Row({ row, participants }: { row: HistoryRow; participants: Participant[] }) {
  const t = useTranslations('history');
  const tc = useTranslations('codes');
  const tn = useTranslations('common');
  const { language } = useLanguage();
  const severity = row.kind === 'alert' ? row.alert.mostSevere : null;
  const owner = row.compartment.startsWith('NAT:')
    ? participants.find((p) => p.id === row.compartment.slice(4))
    : undefined;
  return (
    <tr className="border-b border-line-soft align-baseline wrap-anywhere">
      <td className="py-1 font-mono text-small">
        {date(row.atMs, language)} {timeZ(row.atMs)}
      </td>
      <td>
        {severity === null ? null : (
          <span className="flex items-center gap-2 text-hi">
            <StatusSymbol status={statusOfSeverity(severity)} size={12} />
            {tc(`severity.${severity}`)}
          </span>
        )}
      </td>
      <td className="pr-3">
        {row.kind === 'alert' ? <AlertWhat alert={row.alert} /> : null}
        {row.kind === 'entry' ? <EntryWhat entry={row.entry} participants={participants} /> : null}
        {row.kind === 'shift' ? <ShiftWhat shift={row.shift} participants={participants} /> : null}
      </td>
      <td className="pr-3 text-small">
        {row.kind === 'alert' ? <AlertWho alert={row.alert} participants={participants} /> : null}
        {row.kind === 'entry' && row.entry.by ? (
          <>
            {language === 'ru' ? row.entry.by.nameRu : row.entry.by.nameEn}{' '}
            {row.entry.by.robot ? <Chip tone="dashed">{tn('robot')}</Chip> : null}
          </>
        ) : null}
        {row.kind === 'shift' ? <ShiftWho shift={row.shift} /> : null}
      </td>
      <td className="text-small">
        {row.kind === 'alert' ? t(`lifecycle.${row.alert.lifecycle.state}`) : null}
        {row.kind === 'entry' && row.entry.corrects ? t('corrects') : null}
        <span className="flex gap-2 text-note text-dim">
          {row.mode === 'LIVE' ? null : tc(`mode.${row.mode}`)}
          {owner ? ` ${tn('nationalOf', { letter: owner.letter })}` : null}
        </span>
      </td>
    </tr>
  );
}

type AlertRow = Extract<HistoryRow, { kind: 'alert' }>;
function AlertWhat({ alert }: Pick<AlertRow, 'alert'>) {
  const tc = useTranslations('codes');
  const { launchNumber, notificationNumber, sensor } = alert.facts;
  const about = [
    ...(launchNumber === null ? [] : [shortNumber('L', launchNumber)]),
    ...(notificationNumber === null ? [] : [shortNumber('N', notificationNumber)]),
    ...(sensor === null ? [] : [sensor]),
  ];
  return (
    <>
      <span className="font-mono text-hi">{shortNumber('AL', alert.number)}</span>{' '}
      <span className="text-hi">{tc(`alert.${alert.code}`)}</span>{' '}
      <span className="text-dim">{about.join(' · ')}</span>
    </>
  );
}

function AlertWho({ alert, participants }: Pick<AlertRow, 'alert'> & { participants: Participant[] }) {
  const t = useTranslations('history');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  return alert.requiredParties.map((id) => {
    const letter = participants.find((p) => p.id === id)?.letter ?? id;
    const answer = alert.answers.find((a) => a.party === id);
    const name = answer && (language === 'ru' ? answer.nameRu : answer.nameEn);
    return (
      <span key={id} className="block">
        <span className="font-mono text-hi">{letter}</span>{' '}
        {answer ? (
          <>
            {tc(`answer.${answer.kind}`)} <span className="font-mono">{timeZ(answer.atMs)}</span> {name}
          </>
        ) : (
          <span className="text-dim">{t('asked')}</span>
        )}
      </span>
    );
  });
}

type EntryRow = Extract<HistoryRow, { kind: 'entry' }>;
function EntryWhat({ entry, participants }: Pick<EntryRow, 'entry'> & { participants: Participant[] }) {
  const t = useTranslations('history');
  const book = useMemo(() => ({ participants, sensors: [] }), [participants]);
  const text = useLogText(book);
  return (
    <>
      {entry.text ? <Written quoted text={entry.text.body} lang={entry.text.language} /> : text(entry)}
      {entry.seen ? (
        <span className="ml-1.5 font-mono text-note text-dim">
          {t('seen', { rev: String(entry.seen.rev) })}
        </span>
      ) : null}
    </>
  );
}
