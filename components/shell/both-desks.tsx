'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from 'zustand';
import { ConsoleProvider } from '../../client/stores/context';
import { createDesksStore, type DesksStore } from '../../client/stores/desks-store';
import { KeyCap } from '../ui/key-cap';
import { Marking } from '../ui/marking';
import { stateIn } from './address';
import { BreakthroughStrip } from './breakthrough-strip';
import type { PageConfig } from './config';
import { Console } from './console';
import { Joined } from './joined';
import { LanguageSwitch } from './language-switch';
import { useMe, useShownMode } from './use-data';
import { useLiveSource } from './use-live-source';

const DESKS = ['A', 'B'] as const;

/** Two consoles in one window, each with its own sign-in and its own line. One of them has the keys, and the sound with them. */
export function BothDesks({ session, config }: { session: string; config: PageConfig }) {
  const [desks] = useState(() => createDesksStore(DESKS));
  const [history, setHistory] = useState(false);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <Marking at="top" history={history} />
      <WindowBar desks={desks} />
      <main className="flex min-h-0 flex-1 gap-2 overflow-x-auto bg-inset">
        {DESKS.map((desk) => (
          <Desk
            key={desk}
            desk={desk}
            session={session}
            desks={desks}
            config={config}
            onHistory={setHistory}
          />
        ))}
      </main>
      <Marking at="bottom" history={history} />
    </div>
  );
}

function WindowBar({ desks }: { desks: DesksStore }) {
  const t = useTranslations('shell.both');
  const tn = useTranslations('common');
  const sound = useStore(desks, (s) => s.sound);
  const { next, setSound } = desks.getState();
  return (
    <header className="flex h-7 flex-none items-center gap-4 overflow-hidden whitespace-nowrap bg-inset px-4 text-small">
      <span className="text-body font-semibold text-hi">{tn('product')}</span>
      <h1 className="border-l border-line pl-4 text-body font-semibold text-hi">{t('title')}</h1>
      <span className="truncate text-dim" title={t('note')}>
        {t('note')}
      </span>
      <span className="ml-auto flex flex-none items-center gap-2 text-dim">
        {t('soundFrom')}
        {DESKS.map((desk) => (
          <button
            key={desk}
            type="button"
            aria-pressed={sound === desk}
            onClick={() => setSound(desk)}
            className={`h-5 cursor-pointer rounded-sm border px-1.5 ${sound === desk ? 'border-line-strong bg-selected text-hi' : 'border-line text-fg'}`}
          >
            {t('desk', { desk })}
          </button>
        ))}
      </span>
      <button
        type="button"
        onClick={next}
        className="flex h-5 flex-none cursor-pointer items-center gap-2 rounded-sm border border-line px-1.5 text-fg"
      >
        {t('moveKeys')}
        <KeyCap keys="F6" />
      </button>
      <LanguageSwitch />
      <a href="/" className="flex-none text-fg underline">
        {t('close')}
      </a>
    </header>
  );
}

function Desk({
  desk,
  session,
  desks,
  config,
  onHistory,
}: {
  desk: string;
  session: string;
  desks: DesksStore;
  config: PageConfig;
  onHistory: (history: boolean) => void;
}) {
  const t = useTranslations('shell');
  const source = useLiveSource(session, desk);
  const keys = useStore(desks, (s) => s.keys === desk);
  const { take } = desks.getState();
  const place = useRef<HTMLElement>(null);
  // In a window too narrow for both, the desk that has the keys is the one in sight.
  useEffect(() => {
    if (keys) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [keys]);
  return (
    <section
      ref={place}
      aria-label={t('both.deskName', { desk })}
      data-keys={keys}
      onPointerDownCapture={() => {
        if (!keys) take(desk);
      }}
      onFocusCapture={() => {
        if (!keys) take(desk);
      }}
      className={`flex min-w-[920px] flex-1 flex-col border-t-2 ${keys ? 'border-focus' : 'border-transparent'}`}
    >
      {source ? (
        <ConsoleProvider
          source={source}
          desk={desk}
          desks={desks}
          initial={stateIn(window.location.search, desk)}
        >
          <ModeWatcher onHistory={onHistory} />
          <BreakthroughStrip />
          <Joined>
            <Console config={config} oneOfTwo />
          </Joined>
        </ConsoleProvider>
      ) : (
        <p className="m-auto text-dim">{t('opening')}</p>
      )}
    </section>
  );
}

/** The window's marking says what its desks are in. */
function ModeWatcher({ onHistory }: { onHistory: (history: boolean) => void }) {
  const history = useShownMode() === 'HISTORY';
  const joined = useMe() !== null;
  useEffect(() => {
    if (joined) onHistory(history);
  }, [joined, history, onHistory]);
  return null;
}
