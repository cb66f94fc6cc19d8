'use client';

import { type ReactNode, useState } from 'react';
import { useMessages, useTranslations } from 'use-intl';
import { type HistoryQuestion, historyFile, type SessionEntry } from '../../client/api';
import { parseTime } from '../../client/format/parse-time';
import { iso } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { SEVERITIES } from '../../domain/alert';
import type { Participant } from '../../domain/participants';
import { Button } from '../ui/button';

const FIELD = 'h-7 rounded border border-line-strong bg-inset px-2 text-hi';
const FILE = 'inline-flex h-7 items-center rounded border border-line-strong bg-raised px-3 text-hi';

interface Props {
  /** What is asked at first. */
  begin: HistoryQuestion;
  sessions: SessionEntry[];
  participants: Participant[];
  onAsk: (question: HistoryQuestion) => void;
}

/** Range and filters of the history, and its files. Times are taken in any of the forms that are pasted. */
export function QuestionForm({ begin, sessions, participants, onAsk }: Props) {
  const t = useTranslations('history');
  const tc = useTranslations('codes');
  const pick = useWords();
  const codes = Object.keys((useMessages() as { codes: { alert: object } }).codes.alert);
  const [q, setQ] = useState(begin);
  const [bad, setBad] = useState<string | null>(null);
  const set = (part: Partial<HistoryQuestion>) => setQ((was) => ({ ...was, ...part }));
  /** With its times as the API takes them, or null with a word about what is none. */
  const whole = (): HistoryQuestion | null => {
    const near = Date.parse(begin.to);
    const [from, to] = [q.from, q.to].map((text) => ({ text, parsed: parseTime(text, near) }));
    const wrong = [from, to].find((x) => x && !x.parsed.ok);
    setBad(wrong ? wrong.text : null);
    if (!from?.parsed.ok || !to?.parsed.ok) return null;
    return { ...q, from: iso(from.parsed.atMs), to: iso(to.parsed.atMs) };
  };
  const ask = () => {
    const question = whole();
    if (!question) return;
    setQ(question);
    onAsk(question);
  };
  const choose = (name: keyof HistoryQuestion, label: string, any: string, options: [string, string][]) => (
    <Labelled label={label}>
      <select value={q[name]} onChange={(e) => set({ [name]: e.target.value })} className={`${FIELD} w-full`}>
        <option value="">{any}</option>
        {options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </Labelled>
  );
  return (
    <form
      aria-label={t('question')}
      className="grid grid-cols-[repeat(auto-fill,minmax(190px,1fr))] items-end gap-x-3 gap-y-2"
      onSubmit={(e) => {
        e.preventDefault();
        ask();
      }}
    >
      <Labelled label={t('from')}>
        <input
          value={q.from}
          onChange={(e) => set({ from: e.target.value })}
          className={`${FIELD} w-full font-mono`}
        />
      </Labelled>
      <Labelled label={t('to')}>
        <input
          value={q.to}
          onChange={(e) => set({ to: e.target.value })}
          className={`${FIELD} w-full font-mono`}
        />
      </Labelled>
      {choose(
        'session',
        t('session'),
        t('allSessions'),
        sessions.map((s) => [s.id, pick(s.title)]),
      )}
      {choose('kind', t('kind'), t('kindOf.any'), [
        ['alert', t('kindOf.alert')],
        ['entry', t('kindOf.entry')],
        ['shift', t('kindOf.shift')],
      ])}
      {choose(
        'severity',
        t('severity'),
        t('any'),
        [...SEVERITIES].reverse().map((s) => [s, tc(`severity.${s}`)]),
      )}
      {choose(
        'participant',
        t('participant'),
        t('any'),
        participants.map((p) => [p.id, pick(p.name)]),
      )}
      {choose(
        'code',
        t('code'),
        t('anyCode'),
        codes.map((c) => [c, tc(`alert.${c as 'FEED_STALE'}`)]),
      )}
      <Labelled label={t('text')}>
        <input
          value={q.text}
          maxLength={200}
          onChange={(e) => set({ text: e.target.value })}
          className={`${FIELD} w-full`}
        />
      </Labelled>
      <span className="col-span-full flex flex-wrap items-center gap-3">
        <Button kind="primary" onPress={ask}>
          {t('look')}
        </Button>
        <a href={historyFile(q, 'csv')} download className={FILE}>
          {t('csv')}
        </a>
        <a href={historyFile(q, 'jsonl')} download className={FILE}>
          {t('jsonl')}
        </a>
        {bad === null ? null : (
          <span role="alert" className="text-hi">
            {t('badTime', { text: bad })}
          </span>
        )}
      </span>
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is its child
    <label className="flex min-w-0 flex-col gap-0.5 text-small text-dim">
      {label}
      {children}
    </label>
  );
}
