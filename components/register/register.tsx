'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ANY_NOTICE, type NoticeQuestion, noticeFits } from '../../domain/notice-search';
import type { LaunchNotification } from '../../domain/records';
import type { Status } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { NoticeTable } from './notice-table';
import { listed } from './order';
import { SearchForm } from './search-form';
import { STATUS_SYMBOL, STATUSES } from './status';

interface Props {
  all: readonly LaunchNotification[];
  nowMs: number | null;
  /** The server does not answer: this is what it last said. */
  silent: boolean;
  selected: string | null;
  onSelect: (id: string | null) => void;
  /** What stands at the right of the list: what was chosen, or a form. */
  side: ReactNode;
  /** Stands at the right of the statuses. */
  end?: ReactNode;
}

/** Launch notifications with their status, and looking for them. */
export function Register({ all, nowMs, silent, selected, onSelect, side, end }: Props) {
  const t = useTranslations('notifications');
  const tc = useTranslations('codes');
  const [question, setQuestion] = useState<NoticeQuestion>(ANY_NOTICE);
  // How many there are of each status, of what else is asked.
  const fit = useMemo(() => all.filter((n) => noticeFits(n, { ...question, status: null })), [all, question]);
  const { status } = question;
  const shown = listed(fit, status);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-6 py-3">
        <Filter
          on={status === null}
          count={fit.length}
          onPress={() => setQuestion({ ...question, status: null })}
        >
          {t('all')}
        </Filter>
        {STATUSES.map((s) => (
          <Filter
            key={s}
            status={STATUS_SYMBOL[s]}
            on={status === s}
            count={fit.filter((n) => n.status === s).length}
            onPress={() => setQuestion({ ...question, status: status === s ? null : s })}
          >
            {tc(`notification.${s}`)}
          </Filter>
        ))}
        {silent ? (
          <p role="alert" className="text-hi">
            {t('silent')}
          </p>
        ) : null}
        <span className="ml-auto flex items-center gap-2">{end}</span>
      </div>
      <SearchForm all={all} question={question} onAsk={setQuestion} nowMs={nowMs} />
      <div className="flex items-start gap-4 px-6">
        <div className="min-w-0 flex-1">
          <NoticeTable
            shown={shown}
            asked={fit.length < all.length || status !== null}
            selected={selected}
            beside={side !== null}
            onSelect={onSelect}
          />
          <p className="py-3 text-small text-dim">{t('words')}</p>
        </div>
        {side ? (
          <aside
            aria-label={t('side')}
            className="sticky top-2 max-h-[calc(100dvh-120px)] w-[400px] flex-none overflow-y-auto rounded border border-line bg-panel"
          >
            {side}
          </aside>
        ) : null}
      </div>
    </>
  );
}

function Filter({
  on,
  count,
  status,
  onPress,
  children,
}: {
  on: boolean;
  count: number;
  status?: Status;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={`flex h-7 cursor-pointer items-center gap-2 rounded border px-3 ${on ? 'border-primary bg-primary text-on-primary' : 'border-line-strong bg-panel text-fg'}`}
    >
      {status ? <StatusSymbol status={status} size={12} /> : null}
      {children}
      <span className="font-mono">{count}</span>
    </button>
  );
}
