'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { useDesk, useSourceState } from '../../client/stores/context';
import { selectLog, selectSession } from '../../client/stores/select';
import { correctionsOf } from '../../domain/log';
import { useIsMember } from '../shell/use-data';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ChainHeads } from './chain-heads';
import { LogLine } from './log-line';
import { NoteForm } from './note-form';

/** Newest lines that are drawn; the journal keeps the rest. */
const SHOWN_LINES = 200;

/** What officers read of the journal, oldest first, and a note of one's own. Holds its place when it is scrolled up. */
export function WatchLog() {
  const t = useTranslations('shell.log');
  const tm = useTranslations('shell.membership');
  const member = useIsMember();
  const log = useSourceState(selectLog);
  const lines = log.slice(-SHOWN_LINES);
  const corrections = useMemo(() => correctionsOf(log), [log]);
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
            <EmptyState status="off" title={member ? t('none') : tm('nothing')} />
          </div>
        ) : (
          <ol>
            {lines.map((line) => (
              <LogLine key={line.id} line={line} corrected={corrections.has(line.id)} />
            ))}
          </ol>
        )}
      </div>
      <WaysOn />
      <NoteForm />
    </section>
  );
}

const LINK = 'text-small text-fg underline underline-offset-3 hover:text-hi';

/** The view keeps the latest lines: older ones, and all notifications of the session, are on pages of their own. */
function WaysOn() {
  const t = useTranslations('shell.log');
  const desk = useDesk();
  const session = useSourceState((s) => selectSession(s)?.id ?? '');
  const officer = useSourceState((s) => s.me?.kind === 'PARTY');
  const file = useAction('fileNotice');
  const query = new URLSearchParams({ desk, session });
  return (
    <nav
      aria-label={t('waysOn')}
      className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-soft px-3.5 py-1"
    >
      <a href={`/history?${query}`} className={LINK}>
        {t('history')}
      </a>
      <a href={`/notifications?${query}`} className={LINK}>
        {t('notifications')}
      </a>
      {officer ? (
        <Button size="small" onPress={file.run} keys={file.keys} why={file.why}>
          {file.label}
        </Button>
      ) : null}
      <ChainHeads />
    </nav>
  );
}
