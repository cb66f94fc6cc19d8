'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConsole } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { Button } from '../ui/button';
import type { AnswerState } from './use-answer';

/** A dissent is an answer with a reason: it never blocks the other Party and opens a consultation. */
export function DissentForm({ row, letter, answer }: { row: AlertRow; letter: string; answer: AnswerState }) {
  const t = useTranslations('alerts.dissentForm');
  const tn = useTranslations('common');
  const [reason, setReason] = useState('');
  const openPane = useConsole((s) => s.openPane);
  const painted = useConsole((s) => s.paintedRev[row.alert.id]) ?? row.alert.rev;
  const text = reason.trim();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      aria-label={t('title', { number: shortNumber('AL', row.alert.number) })}
      className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-4 py-2.5"
      onSubmit={(e) => {
        e.preventDefault();
        if (text === '') return;
        answer.dissent(text);
        openPane(null);
      }}
    >
      <h2 className="font-semibold text-hi">{t('title', { number: shortNumber('AL', row.alert.number) })}</h2>
      <label className="flex flex-1 flex-col gap-1 text-small text-dim">
        {t('reason')}
        <textarea
          ref={field}
          value={reason}
          maxLength={500}
          onChange={(e) => setReason(e.target.value)}
          className="min-h-14 flex-1 resize-none rounded border border-line-strong bg-inset p-2 text-body text-hi"
        />
      </label>
      <span className="flex items-center gap-3">
        <Button
          kind="primary"
          onPress={() => {
            answer.dissent(text);
            openPane(null);
          }}
          why={text === '' ? t('needsReason') : null}
          showWhy
        >
          {t('send', { rev: String(painted), letter })}
        </Button>
        <Button onPress={() => openPane(null)}>{tn('cancel')}</Button>
      </span>
      <p className="text-small text-dim">{t('meaning')}</p>
    </form>
  );
}
