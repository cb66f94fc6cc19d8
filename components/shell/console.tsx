'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { openLiveSource } from '../../client/source/open-source';
import type { Source } from '../../client/source/source';
import { ConsoleProvider } from '../../client/stores/context';
import { createDesksStore } from '../../client/stores/desks-store';
import { ConsoleView } from './console-view';

/** Opens the source of one desk and shows its console; the source goes with the component. */
export function Console({ session, desk }: { session: string; desk: string }) {
  const t = useTranslations('shell');
  const [opened, setOpened] = useState<Source | null>(null);
  const [desks] = useState(() => createDesksStore([desk]));
  useEffect(() => {
    const source = openLiveSource(session, desk);
    setOpened(source);
    return () => source.close();
  }, [session, desk]);
  if (!opened) return <main>{t('opening')}</main>;
  return (
    <ConsoleProvider source={opened} desk={desk} desks={desks}>
      <ConsoleView />
    </ConsoleProvider>
  );
}
