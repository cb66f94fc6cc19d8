'use client';

import { useCallback, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { HistoryQuestion, SessionEntry } from '../../client/api';
import { iso } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { isOfficer, type Participant, type Principal } from '../../domain/participants';
import { PublicPage } from '../shell/public-page';
import { EmptyState } from '../ui/empty-state';
import { Figures } from './figures';
import { QuestionForm } from './question-form';
import { Rows } from './rows';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const TAB =
  'cursor-pointer border-b-2 border-transparent px-4 py-2 text-fg data-[selected]:border-focus data-[selected]:font-semibold data-[selected]:text-hi data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus';
const LINK = 'text-hi underline underline-offset-3';

interface Props {
  desk: string;
  /** Id of the session to begin with; empty: all. */
  session: string;
  me: Principal | null;
  sessions: SessionEntry[];
  participants: Participant[];
}

/** The history and the alarm system's figures over one range, for an officer of a desk. */
export function HistoryPage({ desk, session, me, sessions, participants }: Props) {
  const t = useTranslations('history');
  const pick = useWords();
  const first = sessions.find((s) => s.id === session || (session === 'live' && s.live));
  const [asked, setAsked] = useState<HistoryQuestion | null>(null);
  const begin = useCallback((): HistoryQuestion => {
    // Up to the minute that is yet to end: what was written just now is in it.
    const nowMs = (first ?? sessions.find((s) => s.live))?.nowMs ?? 0;
    const toMs = MINUTE_MS * Math.ceil(nowMs / MINUTE_MS + 1);
    return {
      ...{ desk, session: first?.id ?? '', from: iso(toMs - DAY_MS), to: iso(toMs) },
      ...{ kind: '', severity: '', participant: '', code: '', text: '' },
    };
  }, [desk, first, sessions]);
  useEffect(() => setAsked((q) => q ?? begin()), [begin]);
  const back = `/console/${encodeURIComponent(first?.live === false ? first.id : 'live')}`;
  return (
    <PublicPage
      title={t('title')}
      end={
        isOfficer(me) ? (
          <>
            <span className="text-small text-dim">{pick(me.name)}</span>
            <a href={desk === '' ? back : '/both'} className={LINK}>
              {t('toConsole')}
            </a>
          </>
        ) : null
      }
    >
      {!isOfficer(me) ? (
        <div className="m-6 max-w-xl">
          <EmptyState status="off" title={t('officersOnly')}>
            <a href="/" className={LINK}>
              {t('toSignIn')}
            </a>
          </EmptyState>
        </div>
      ) : (
        <Tabs className="flex flex-col gap-3 px-6 py-3">
          <TabList aria-label={t('title')} className="flex border-b border-line">
            <Tab id="list" className={TAB}>
              {t('list')}
            </Tab>
            <Tab id="performance" className={TAB}>
              {t('performance')}
            </Tab>
          </TabList>
          <QuestionForm begin={begin()} sessions={sessions} participants={participants} onAsk={setAsked} />
          <TabPanel id="list">{asked ? <Rows asked={asked} participants={participants} /> : null}</TabPanel>
          <TabPanel id="performance">
            {asked ? <Figures asked={asked} participants={participants} /> : null}
          </TabPanel>
        </Tabs>
      )}
    </PublicPage>
  );
}
