'use client';

import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { parseBox } from '../../client/format/parse-place';
import { parseTime } from '../../client/format/parse-time';
import { useWords } from '../../client/i18n/provider';
import { ANY_NOTICE, type NoticeQuestion } from '../../domain/notice-search';
import type { LaunchNotification } from '../../domain/records';
import { Button } from '../ui/button';

interface Props {
  all: readonly LaunchNotification[];
  question: NoticeQuestion;
  onAsk: (question: NoticeQuestion) => void;
  nowMs: number | null;
}
const NOTHING = { from: '', to: '', area: '' };

/** What notifications are looked for by; each field is taken as it is written, and a bad one asks nothing. */
export function SearchForm({ all, question, onAsk, nowMs }: Props) {
  const t = useTranslations('notifications.search');
  const pick = useWords();
  const [texts, setTexts] = useState(NOTHING);
  const senders = new Map(all.map((n) => [n.by, n.byName]));
  const read = (part: Partial<typeof NOTHING>) => {
    const next = { ...texts, ...part };
    setTexts(next);
    const time = (text: string): number | null => {
      const parsed = parseTime(text, nowMs ?? 0);
      return parsed.ok ? parsed.atMs : null;
    };
    onAsk({ ...question, fromMs: time(next.from), toMs: time(next.to), box: parseBox(next.area) });
  };
  const badTime = (text: string, read: number | null) =>
    text.trim() !== '' && read === null ? t('badTime') : null;
  const badArea = texts.area.trim() !== '' && question.box === null ? t('badArea') : null;
  return (
    <search aria-label={t('title')} className="flex flex-wrap items-start gap-x-3 gap-y-2 px-6 pb-3">
      <Labelled label={t('by')}>
        {(id) => (
          <select
            id={id}
            value={question.by ?? ''}
            onChange={(e) => onAsk({ ...question, by: e.target.value || null })}
            className={FIELD}
          >
            <option value="">{t('anybody')}</option>
            {[...senders].map(([by, name]) => (
              <option key={by} value={by}>
                {pick(name)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Text label={t('text')} value={question.text} onChange={(text) => onAsk({ ...question, text })} />
      <Text
        label={t('from')}
        value={texts.from}
        bad={badTime(texts.from, question.fromMs)}
        onChange={(from) => read({ from })}
      />
      <Text
        label={t('to')}
        value={texts.to}
        bad={badTime(texts.to, question.toMs)}
        onChange={(to) => read({ to })}
      />
      <Text
        label={t('area')}
        value={texts.area}
        help={t('areaHelp')}
        bad={badArea}
        wide
        onChange={(area) => read({ area })}
      />
      <span className="pt-[18px]">
        <Button
          onPress={() => {
            setTexts(NOTHING);
            onAsk(ANY_NOTICE);
          }}
        >
          {t('clear')}
        </Button>
      </span>
    </search>
  );
}

const FIELD = 'h-7 w-full rounded border border-line-strong bg-inset px-2 text-body text-hi';

function Labelled({
  label,
  wide = false,
  children,
}: {
  label: string;
  wide?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={`flex flex-none flex-col gap-0.5 ${wide ? 'w-72' : 'w-44'}`}>
      <label htmlFor={id} className="text-small text-dim">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

function Text(p: {
  label: string;
  value: string;
  help?: string;
  bad?: string | null;
  wide?: boolean;
  onChange: (value: string) => void;
}) {
  const noteId = useId();
  const note = p.bad ?? p.help;
  return (
    <Labelled label={p.label} wide={p.wide}>
      {(id) => (
        <>
          <input
            id={id}
            value={p.value}
            maxLength={200}
            aria-invalid={Boolean(p.bad)}
            aria-describedby={note ? noteId : undefined}
            onChange={(e) => p.onChange(e.target.value)}
            className={`${FIELD} ${p.bad ? 'border-await' : ''}`}
          />
          {note ? (
            <span id={noteId} className={`text-note ${p.bad ? 'font-medium text-await' : 'text-dim'}`}>
              {note}
            </span>
          ) : null}
        </>
      )}
    </Labelled>
  );
}
