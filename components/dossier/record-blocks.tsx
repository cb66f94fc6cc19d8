'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useLanguage } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { type AlertRow, selectLog } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { useBook, useLetterOf } from '../shell/use-data';
import { Button } from '../ui/button';
import { Block } from './block';
import type { BlockProps } from './launch-blocks';

/** 8 History: the revisions of the alert, what each answered and what changed last. */
export function HistoryBlock({ launch, fold, alert }: BlockProps & { alert: AlertRow | null }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const letterOf = useLetterOf();
  const answers = alert ? [...alert.alert.archivedAnswers, ...alert.alert.answers] : [];
  const changes = alert?.alert.changes ?? [];
  return (
    <Block
      title={t('history.title')}
      source={t('history.source', { rev: String(launch.rev) })}
      owner={null}
      folded={fold ? `r${launch.rev}` : null}
    >
      <ul>
        {changes.length > 0 && alert ? (
          <li className="flex gap-2">
            <span className="flex-none font-mono text-dim">r{alert.alert.materialRev}</span>
            <span>
              {t('history.changed', {
                list: changes.map((c) => tc(`field.${c.field}`).toLowerCase()).join(', '),
              })}
            </span>
          </li>
        ) : null}
        {answers.map((a) => (
          <li key={a.commandId} className="flex gap-2">
            <span className="flex-none font-mono text-dim">r{a.rev}</span>
            <span className="truncate">
              {t(`history.${a.kind}`, {
                letter: letterOf(a.party),
                name: language === 'ru' ? a.nameRu : a.nameEn,
              })}
            </span>
            <span className="ml-auto flex-none font-mono text-dim">{timeZ(a.atMs)}</span>
          </li>
        ))}
        <li className="text-small text-dim">
          {t('history.first', { time: timeZ(launch.firstReportMs), updated: timeZ(launch.updatedMs) })}
        </li>
      </ul>
    </Block>
  );
}

/** 9 Consultation. */
export function ConsultBlock({ fold, alert }: BlockProps & { alert: AlertRow | null }) {
  const t = useTranslations('dossier');
  const letterOf = useLetterOf();
  const open = useAction('consult');
  const consult = alert?.alert.consult ?? { state: 'NONE' as const };
  const word = t(`consult.${consult.state}`);
  const by =
    consult.state === 'NONE' ? '' : consult.by === 'ENGINE' ? t('consult.center') : letterOf(consult.by);
  return (
    <Block title={t('consult.title')} owner={null} folded={fold ? word : null}>
      <p className={consult.state === 'NONE' ? 'text-dim' : 'text-hi'}>
        {word}
        {consult.state === 'NONE' ? '' : ` · ${t('consult.by', { letter: by, time: timeZ(consult.atMs) })}`}
      </p>
      {open.mine ? (
        <Button size="small" onPress={open.run} keys={open.keys} why={open.why}>
          {open.label}
        </Button>
      ) : null}
    </Block>
  );
}

const LAST_LINES = 8;

/** 10 What the watch log says of it. */
export function EntriesBlock({ launch, fold, alert }: BlockProps & { alert: AlertRow | null }) {
  const t = useTranslations('dossier');
  const log = useSourceState(selectLog);
  const text = useLogText(useBook());
  const alertId = alert?.alert.id;
  const lines = useMemo(
    () => log.filter((e) => e.about && (e.about.id === launch.id || e.about.id === alertId)),
    [log, launch.id, alertId],
  );
  return (
    <Block
      title={t('entries.title')}
      source={shortNumber('L', launch.number)}
      owner={null}
      folded={fold ? String(lines.length) : null}
    >
      {lines.length === 0 ? <p className="text-dim">{t('entries.none')}</p> : null}
      <ol>
        {lines.slice(-LAST_LINES).map((line) => (
          <li key={line.id} className="flex gap-2">
            <span className="flex-none font-mono text-dim">{timeZ(line.atMs)}</span>
            <span>{text(line)}</span>
          </li>
        ))}
      </ol>
    </Block>
  );
}
