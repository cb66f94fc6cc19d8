'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useConsole, useSource, useSourceState } from '../../client/stores/context';
import { selectLog } from '../../client/stores/select';
import { Button } from '../ui/button';
import { useSeenNow } from './seen';

/** A note in the writer's language; it stays marked untranslated for readers of the other one. */
export function NoteForm() {
  const t = useTranslations('shell.log');
  const tn = useTranslations('common');
  const source = useSource();
  const say = useResultText();
  const { language } = useLanguage();
  const note = useAction('writeNote');
  const wanted = useConsole((s) => s.pane?.kind === 'note');
  const corrects = useConsole((s) => (s.pane?.kind === 'note' ? s.pane.corrects : undefined));
  const first = useSourceState((s) => selectLog(s).find((l) => l.id === corrects) ?? null);
  const was = first?.text?.body;
  const seenNow = useSeenNow();
  const openPane = useConsole((s) => s.openPane);
  const [body, setBody] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wanted) field.current?.focus();
    // What is corrected is written anew from what stood.
    if (was !== undefined) setBody(was);
  }, [wanted, was]);
  const text = body.trim();
  const send = async () => {
    if (text === '' || note.why !== null) return;
    setBusy(true);
    setProblem(null);
    const result = settledResult(
      await source.send('log.write', { body: text, language, seen: seenNow(), corrects }),
    );
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
      {first ? (
        <p className="flex items-center gap-2 text-small text-dim">
          {t('correcting', { time: timeZ(first.atMs) })}
          <Button
            kind="quiet"
            size="small"
            onPress={() => {
              setBody('');
              openPane(null);
            }}
          >
            {tn('close')}
          </Button>
        </p>
      ) : null}
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
