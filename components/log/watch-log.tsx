'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useLanguage } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useConsole, useSource, useSourceState } from '../../client/stores/context';
import { selectLog } from '../../client/stores/select';
import type { Compartment } from '../../domain/labels';
import type { LogEntry } from '../../domain/log';
import { useBook, useOwnerLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';

/** Newest lines that are drawn; the journal keeps the rest. */
const SHOWN_LINES = 200;

/** What officers read of the journal, oldest first, and a note of one's own. Holds its place when it is scrolled up. */
export function WatchLog() {
  const t = useTranslations('shell.log');
  const log = useSourceState(selectLog);
  const lines = log.slice(-SHOWN_LINES);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = lines[lines.length - 1]?.id;
  useEffect(() => {
    const element = list.current;
    if (last !== undefined && element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [last]);
  return (
    <section aria-label={t('title')} className="flex min-h-0 flex-1 flex-col">
      <div
        ref={list}
        role="log"
        aria-label={t('lines')}
        aria-live="off"
        className="min-h-0 flex-1 overflow-y-auto py-1"
        onScroll={(e) => {
          const { scrollTop, scrollHeight, clientHeight } = e.currentTarget;
          atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
      >
        {lines.length === 0 ? (
          <div className="p-3">
            <EmptyState status="off" title={t('none')} />
          </div>
        ) : (
          <ol>
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </ol>
        )}
      </div>
      <NoteForm />
    </section>
  );
}

function Line({ line }: { line: LogEntry & { compartment: Compartment } }) {
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
  const body = (
    <>
      {line.text ? (
        // Of its own direction, or a mark in it would turn round the name of its writer.
        <bdi lang={line.text.language}>“{line.text.body}”</bdi>
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
      {owner ? <span className="text-note text-dim">{tn('nationalOf', { letter: owner })}</span> : <span />}
    </li>
  );
}

/** A note in the writer's language; it stays marked untranslated for readers of the other one. */
function NoteForm() {
  const t = useTranslations('shell.log');
  const source = useSource();
  const say = useResultText();
  const { language } = useLanguage();
  const note = useAction('writeNote');
  const wanted = useConsole((s) => s.pane?.kind === 'note');
  const openPane = useConsole((s) => s.openPane);
  const [body, setBody] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wanted) field.current?.focus();
  }, [wanted]);
  const text = body.trim();
  const send = async () => {
    if (text === '' || note.why !== null) return;
    setBusy(true);
    setProblem(null);
    const result = settledResult(await source.send('log.write', { body: text, language }));
    setBusy(false);
    if (result.code !== 'OK') return setProblem(say(result));
    setBody('');
    if (wanted) openPane(null);
  };
  return (
    <form
      aria-label={t('write')}
      className="flex flex-none flex-col gap-1 border-t border-line p-2.5"
      onSubmit={(e) => {
        e.preventDefault();
        void send();
      }}
    >
      <span className="flex items-center gap-2">
        <input
          ref={field}
          value={body}
          maxLength={2000}
          aria-label={t('note')}
          placeholder={t('placeholder')}
          onChange={(e) => setBody(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === 'Escape') e.currentTarget.blur();
          }}
          className="h-7 min-w-0 flex-1 rounded border border-line-strong bg-inset px-2 text-hi placeholder:text-dim"
        />
        <Button
          onPress={() => void send()}
          why={note.why ?? (text === '' ? t('empty') : null)}
          keys={text === '' ? note.keys : null}
          pending={busy}
        >
          {t('send')}
        </Button>
      </span>
      {problem ? (
        <p role="alert" className="text-small text-hi">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
