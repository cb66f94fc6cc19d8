'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { useNowText, useSource, useSourceState } from '../../client/stores/context';
import { selectMode, selectOpenAlerts, selectSession } from '../../client/stores/select';
import { AlertItem } from '../alerts/alert-item';
import { LaunchItems } from '../dossier/launch-items';
import { LogLines } from '../log/log-lines';
import { Button } from '../ui/button';
import { Marking } from '../ui/marking';
import { ModeBadge } from '../ui/mode-badge';

const SPEEDS = [1, 5, 20] as const;

/** One console: markings, clock, open alerts with both Parties' answers, launches with time left, the watch log. */
export function ConsoleView() {
  const t = useTranslations('shell');
  const pick = useWords();
  const tr = useTranslations('codes.role');
  const mode = useSourceState(selectMode);
  const session = useSourceState(selectSession);
  const me = useSourceState((s) => s.me);
  const link = useSourceState((s) => s.link);
  const rows = useSourceState(selectOpenAlerts);
  return (
    <div data-mode={session?.mode ?? 'LIVE'} className="mode-frame flex h-dvh flex-col bg-page text-fg">
      <Marking at="top" history={mode === 'HISTORY'} />
      <header className="flex flex-none items-center gap-4 border-b border-line bg-panel px-3 py-2">
        <ModeBadge mode={mode} />
        <h1 className="text-title font-semibold text-hi">{session ? pick(session.title) : t('opening')}</h1>
        <Clock />
        <span className="text-small text-dim">
          {t('link')} {link}
        </span>
        {mode === 'LIVE' ? null : <Speeds />}
        <span className="ml-auto text-small text-dim">
          {me ? `${pick(me.name)}, ${tr(me.role)}` : t('signIn')}
        </span>
      </header>
      <main className="grid min-h-0 flex-1 grid-cols-[1fr_24rem]">
        <div className="min-h-0 overflow-auto p-3">
          <section aria-label={t('openAlerts')}>
            <h2 className="font-semibold text-hi">{t('openAlerts')}</h2>
            {rows.length === 0 ? <p className="text-dim">{t('noAlerts')}</p> : null}
            <ul>
              {rows.map((row) => (
                <AlertItem key={row.alert.id} row={row} />
              ))}
            </ul>
          </section>
          <LaunchItems />
        </div>
        <LogLines />
      </main>
      <Marking at="bottom" history={mode === 'HISTORY'} />
    </div>
  );
}

function Clock() {
  const text = useNowText(timeZ);
  return <time className="font-mono text-clock text-hi">{text}</time>;
}

function Speeds() {
  const t = useTranslations('shell');
  const source = useSource();
  const clock = useSourceState((s) => s.clock);
  return (
    <span className="flex items-center gap-1">
      {SPEEDS.map((speed) => (
        <Button
          key={speed}
          size="small"
          pressed={clock?.wantedSpeed === speed}
          onPress={() => void source.send('session.speed', { speed })}
        >
          {t('speed', { speed: String(speed) })}
        </Button>
      ))}
      {clock?.heldBy ? <span className="text-small text-dim">{t('held')}</span> : null}
    </span>
  );
}
