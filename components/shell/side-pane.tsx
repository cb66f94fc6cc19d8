'use client';

import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { useConsole, useSourceState } from '../../client/stores/context';
import { awaitsWord, selectConsultations } from '../../client/stores/select';
import { ConsultationPane } from '../consultation/consultation-pane';
import { Dossier } from '../dossier/dossier';
import { WatchLog } from '../log/watch-log';
import { NoticePane } from '../register/notice-pane';
import { Help } from './help';
import { useMe } from './use-data';
import type { Layout } from './use-layout';

const TAB =
  'flex-auto cursor-pointer whitespace-nowrap border-b-2 border-transparent px-2 py-1.5 text-center text-fg data-[selected]:border-focus data-[selected]:font-semibold data-[selected]:text-hi data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-[-2px] data-[focus-visible]:outline-focus';

/** The right column: the dossier of what is selected, or the watch log. A key or a choice brings the one that it means. */
export function SidePane({ layout }: { layout: Layout }) {
  const t = useTranslations('shell');
  const tc = useTranslations('consultation');
  const pane = useConsole((s) => s.pane);
  const selection = useConsole((s) => s.selection);
  const dossierOpen = useConsole((s) => s.dossierOpen);
  const me = useMe();
  const waiting = useSourceState(
    (s) => selectConsultations(s).filter((r) => awaitsWord(r, s.me?.participant)).length,
  );
  const wanted =
    pane?.kind === 'consultation'
      ? 'consultation'
      : pane?.kind === 'note' || !selection || !dossierOpen
        ? 'log'
        : 'dossier';
  // A tab that was chosen holds until something else is asked for.
  const [chosen, setChosen] = useState<{ tab: string; at: string } | null>(null);
  const at = `${wanted} ${selection?.kind} ${selection?.id} ${pane?.kind === 'note'} ${pane?.kind === 'consultation'}`;
  const tab = chosen?.at === at ? chosen.tab : wanted;
  if (pane?.kind === 'help')
    return (
      <div className="flex min-h-0 flex-1 flex-col">
        <Help />
      </div>
    );
  if (pane?.kind === 'notice' && me?.kind === 'PARTY')
    return (
      <div className="flex min-h-0 flex-1 flex-col">
        <NoticePane pane={pane} me={me} />
      </div>
    );
  return (
    <Tabs
      className="flex min-h-0 flex-1 flex-col"
      selectedKey={tab}
      onSelectionChange={(key) => setChosen({ tab: String(key), at })}
    >
      <TabList aria-label={t('side')} className="flex flex-none border-b border-line">
        <Tab id="dossier" className={TAB}>
          {t('dossier')}
        </Tab>
        {me?.kind === 'PARTY' ? (
          <Tab id="consultation" className={TAB}>
            {tc('tab', { count: waiting })}
          </Tab>
        ) : null}
        <Tab id="log" className={TAB}>
          {t('watchLog')}
        </Tab>
      </TabList>
      <TabPanel id="dossier" className="min-h-0 flex-1 overflow-y-auto">
        <Dossier layout={layout} />
      </TabPanel>
      <TabPanel id="consultation" className="min-h-0 flex-1 overflow-y-auto">
        <ConsultationPane />
      </TabPanel>
      <TabPanel id="log" className="flex min-h-0 flex-1 flex-col">
        <WatchLog />
      </TabPanel>
    </Tabs>
  );
}
