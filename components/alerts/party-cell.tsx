'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useNowText, useSourceState } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import type { Answer } from '../../domain/alert';
import type { Participant } from '../../domain/participants';
import { SignedMark } from '../shell/signed-mark';
import { Chip } from '../ui/chip';
import { Countdown } from '../ui/countdown';
import { Icon } from '../ui/icon';
import { PartyBox } from '../ui/party-box';
import { StatusSymbol } from '../ui/status-symbol';
import { partyCell } from './model';

/** What one Party did about an alert, or what is awaited from it. Its place tells the Party, left to right. */
export function PartyCell({
  row,
  party,
  dense = false,
}: {
  row: AlertRow;
  party: Participant;
  dense?: boolean;
}) {
  const pick = useWords();
  return (
    <span className={`flex min-w-0 items-center whitespace-nowrap ${dense ? 'gap-1.5' : 'gap-2'}`}>
      <PartyBox small letter={party.letter} label={pick(party.name)} />
      <CellBody row={row} party={party} dense={dense} />
    </span>
  );
}

function CellBody({ row, party, dense }: { row: AlertRow; party: Participant; dense: boolean }) {
  const t = useTranslations('alerts');
  const tn = useTranslations('common');
  const lost = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const lastHeardMs = useSourceState((s) => s.lastHeardMs);
  const cell = partyCell(row, party.id);
  if (cell.kind === 'given')
    return (
      <>
        <Icon name="check" size={13} label={t('acknowledged')} />
        <AnswerNames answer={cell.answer} dense={dense} />
        {cell.absence ? <Absence answer={cell.absence} /> : null}
      </>
    );
  if (cell.kind === 'absent')
    return (
      <>
        <Icon name="cross" size={13} />
        <span className="text-hi">{t('absent')}</span>
        {dense ? null : <span className="font-mono text-fg">{timeZ(cell.absence.atMs)}</span>}
      </>
    );
  if (cell.kind === 'dissent')
    return (
      <>
        <span className="text-await">
          <Icon name="cross" size={13} />
        </span>
        <span className="text-hi">{t('dissent')}</span>
        <AnswerNames answer={cell.answer} dense />
      </>
    );
  if (cell.kind === 'not-required') return <span className="text-dim">{t('notRequired')}</span>;
  if (cell.kind === 'not-shared') return <span className="text-dim">{t('notShared')}</span>;
  if (lost)
    return (
      <>
        <Icon name="awaited" size={13} />
        <span>
          {dense
            ? tn('unknown')
            : t('unknownSince', { time: lastHeardMs === null ? '—' : timeZ(lastHeardMs) })}
        </span>
      </>
    );
  return cell.dueMs === null ? (
    <>
      <Icon name="awaited" size={13} />
      <span>{t('notAcknowledged')}</span>
    </>
  ) : (
    <>
      <Awaited dueMs={cell.dueMs} letter={party.letter} dense={dense || cell.absence !== null} />
      {cell.absence ? <Absence answer={cell.absence} /> : null}
    </>
  );
}

/** It was not there when it was to answer: that is read for ever. */
function Absence({ answer }: { answer: Answer }) {
  const t = useTranslations('alerts');
  return (
    <span
      className="truncate text-note text-dim"
      title={`${timeZ(answer.atMs)} ${visible(answer.reason ?? '')}`}
    >
      {t('wasAbsent')}
    </span>
  );
}

function Awaited({ dueMs, letter, dense }: { dueMs: number; letter: string; dense: boolean }) {
  const t = useTranslations('alerts');
  const overdue = useNowText((now) => now >= dueMs);
  return (
    <>
      {overdue ? (
        <span title={t('overdue')} className="flex">
          <StatusSymbol status="critical" size={12} />
        </span>
      ) : (
        <span className="text-await">
          <Icon name="awaited" size={13} />
        </span>
      )}
      {/* A narrow cell has no room for word and hours: the sign and the + say it to the eye. */}
      <span className={overdue && dense ? 'sr-only' : 'text-await'}>
        {t(overdue ? 'overdue' : 'awaited')}
      </span>
      <Countdown dueMs={dueMs} label={t('dueOf', { letter })} />
      {dense || overdue ? null : <span className="text-note text-dim">{t('left')}</span>}
    </>
  );
}

function AnswerNames({ answer, dense }: { answer: Answer; dense: boolean }) {
  const tc = useTranslations('common');
  const { language } = useLanguage();
  const name = language === 'ru' ? answer.nameRu : answer.nameEn;
  return (
    <>
      <span className="font-mono text-fg">{timeZ(answer.atMs)}</span>
      <SignedMark user={answer.user} atMs={answer.atMs} />
      {dense || answer.robot ? null : <span className="truncate text-dim">{name}</span>}
      {answer.robot && dense ? (
        <span title={tc('robot')} className="text-dim">
          <Icon name="robot" size={13} label={tc('robot')} />
        </span>
      ) : null}
      {answer.robot && !dense ? <Chip tone="dashed">{tc('robot')}</Chip> : null}
    </>
  );
}
