'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole } from '../../client/stores/context';
import { type Compartment, nationalOwner } from '../../domain/labels';
import type { LogEntry } from '../../domain/log';
import { isOwnLine } from '../../domain/release';
import { ReleaseFields } from '../release/release-form';
import { SignedMark } from '../shell/signed-mark';
import { useBook, useMe, useOwnerLetter } from '../shell/use-data';
import { Chip } from '../ui/chip';
import { Written } from '../ui/written';
import { useSeenNumber } from './seen';

interface Props {
  line: LogEntry & { compartment: Compartment };
  /** A later entry corrects it. It stays as it was written, and says so. */
  corrected: boolean;
}

/** One line of the watch log: when, what, by whom, what he had on screen, whose it is. */
export function LogLine({ line, corrected }: Props) {
  const t = useTranslations('shell.log');
  const tn = useTranslations('common');
  const { language } = useLanguage();
  const text = useLogText(useBook());
  const owner = useOwnerLetter()(line.compartment);
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  const about = line.about;
  const goes = about && about.kind !== 'session' ? { kind: about.kind, id: about.id } : null;
  const by = line.by;
  const me = useMe();
  const seenNumber = useSeenNumber(line.seen);
  const openPane = useConsole((s) => s.openPane);
  const [releasing, setReleasing] = useState(false);
  const tr = useTranslations('release');
  const national = me?.role === 'supervisor' && nationalOwner(line.compartment) === me.participant;
  const mine = line.text !== null && by !== null && by.user === me?.userId && !corrected;
  const body = (
    <>
      {line.corrects ? <span className="text-dim">{text(line)} · </span> : null}
      {line.text ? (
        <span className={corrected ? 'text-dim line-through' : undefined}>
          <Written quoted text={line.text.body} lang={line.text.language} />
        </span>
      ) : (
        text(line)
      )}
      {line.text && line.text.language !== language ? (
        <span className="ml-1.5 text-note text-dim">{t('untranslated')}</span>
      ) : null}
      {by ? (
        <span className={by.robot ? 'sr-only' : 'text-dim'}>
          {' '}
          · {language === 'ru' ? by.nameRu : by.nameEn}
        </span>
      ) : null}
      {by ? (
        <>
          {' '}
          <SignedMark user={by.user} atMs={line.atMs} />
        </>
      ) : null}
      {corrected ? <span className="ml-1.5 text-note text-dim">{t('corrected')}</span> : null}
      {line.seen ? (
        <span className="ml-1.5 font-mono text-note text-dim">
          {t('seen', { number: seenNumber, rev: String(line.seen.rev) })}
        </span>
      ) : null}
      {by?.robot ? (
        <span className="ml-1.5">
          <Chip tone="dashed">{tn('robot')}</Chip>
        </span>
      ) : null}
    </>
  );
  return (
    // Nothing of a line leaves it: not a word of two thousand letters, not marks that pile up over the lines above.
    <li className="grid grid-cols-[68px_minmax(0,1fr)_auto] items-baseline gap-x-2 overflow-clip px-3.5 py-0.5 wrap-anywhere [overflow-clip-margin:2px]">
      <time className="font-mono text-small text-dim">{timeZ(line.atMs)}</time>
      {goes ? (
        <button
          type="button"
          className="cursor-pointer rounded-sm text-left hover:text-hi hover:underline"
          onClick={() => {
            select(goes);
            openDossier(true);
          }}
        >
          {body}
        </button>
      ) : (
        <span>{body}</span>
      )}
      <span className="flex flex-col items-end">
        {mine ? (
          <button
            type="button"
            className="cursor-pointer rounded-sm text-note text-dim hover:text-hi hover:underline"
            onClick={() => openPane({ kind: 'note', corrects: line.id })}
          >
            {t('correct')}
          </button>
        ) : null}
        {national && isOwnLine(line) ? (
          <button
            type="button"
            aria-expanded={releasing}
            className="cursor-pointer whitespace-nowrap rounded-sm text-note text-dim hover:text-hi hover:underline"
            onClick={() => setReleasing(!releasing)}
          >
            {tr('title')}…
          </button>
        ) : null}
        {owner ? <span className="text-note text-dim">{tn('nationalOf', { letter: owner })}</span> : null}
      </span>
      {releasing ? (
        <div className="col-span-3 mb-1 border border-line-soft px-2.5 pb-2">
          <ReleaseFields of={{ kind: 'log', id: line.id }} />
        </div>
      ) : null}
    </li>
  );
}
