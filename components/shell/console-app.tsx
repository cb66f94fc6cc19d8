'use client';

import { useTranslations } from 'use-intl';
import { ConsoleProvider } from '../../client/stores/context';
import { Marking } from '../ui/marking';
import { stateIn } from './address';
import { BreakthroughStrip } from './breakthrough-strip';
import type { PageConfig } from './config';
import { Console } from './console';
import { Joined } from './joined';
import { useShownMode } from './use-data';
import { useLiveSource } from './use-live-source';

interface Props {
  session: string;
  /** Names the cookie that signs in, `''` for a window with one console. */
  desk: string;
  config: PageConfig;
}

/** A console that fills the page. */
export function ConsoleApp({ session, desk, config }: Props) {
  const source = useLiveSource(session, desk);
  if (!source) return <Opening />;
  return (
    <ConsoleProvider
      key={`${session} ${desk}`}
      source={source}
      desk={desk}
      initial={stateIn(window.location.search, desk)}
    >
      <Page config={config} />
    </ConsoleProvider>
  );
}

function Page({ config }: { config: PageConfig }) {
  const history = useShownMode() === 'HISTORY';
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <Marking at="top" history={history} />
      <main className="flex min-h-0 flex-1 flex-col">
        <BreakthroughStrip />
        <Joined>
          <Console config={config} />
        </Joined>
      </main>
      <Marking at="bottom" history={history} />
    </div>
  );
}

/** Stands while the page's scripts open the line. */
export function Opening() {
  const t = useTranslations('shell');
  return (
    <div className="flex h-dvh flex-col">
      <Marking at="top" />
      <main className="flex flex-1 items-center justify-center text-dim">{t('opening')}</main>
      <Marking at="bottom" />
    </div>
  );
}
