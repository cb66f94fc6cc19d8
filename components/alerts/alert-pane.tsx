'use client';

import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { useConsole } from '../../client/stores/context';
import { type AlertRow, awaitedParties } from '../../client/stores/select';
import type { Principal } from '../../domain/participants';
import type { Launch } from '../../domain/records';
import { useLetterOf } from '../shell/use-data';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { ChangeTable } from './change-table';
import { DissentForm } from './dissent-form';
import type { AnswerState } from './use-answer';
import { WhoSaw } from './who-saw';

interface Props {
  row: AlertRow;
  launch: Launch | null;
  me: Principal;
  answer: AnswerState;
}

/** The supervisor's pane below the map: what changed on the left, who saw what on the right. Modeless; Escape closes it. */
export function AlertPane({ row, launch, me, answer }: Props) {
  const t = useTranslations('alerts.act');
  const tn = useTranslations('common');
  const pane = useConsole((s) => s.pane);
  const openPane = useConsole((s) => s.openPane);
  const letter = useLetterOf()(me.participant);
  return (
    <section
      aria-label={t('pane')}
      className={`relative grid h-[232px] ${pane?.kind === 'dissent' ? 'max-h-[64%]' : 'max-h-[45%]'} flex-none grid-cols-2 divide-x divide-line border-t border-line bg-panel`}
    >
      {pane?.kind === 'dissent' ? (
        <DissentForm row={row} letter={letter} answer={answer} />
      ) : (
        <ChangeTable row={row} launch={launch} />
      )}
      <WhoSaw row={row} />
      <span className="absolute top-1.5 right-2">
        <Button kind="quiet" size="small" onPress={() => openPane(null)} label={tn('close')}>
          <Icon name="close" size={12} />
        </Button>
      </span>
    </section>
  );
}

const TAB =
  'cursor-pointer border-b-2 border-transparent px-3 py-1.5 text-small text-fg data-[selected]:border-focus data-[selected]:font-semibold data-[selected]:text-hi data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus';

/** On one desk of two there is room for one table: what the moment asks for comes first, the rest behind tabs. */
export function CompactAlertPane({
  row,
  launch,
  me,
  answer,
  lists,
}: Omit<Props, 'row'> & { row: AlertRow | null; lists: React.ReactNode }) {
  const t = useTranslations('alerts');
  const pane = useConsole((s) => s.pane);
  const letter = useLetterOf()(me.participant);
  const wanted = !row ? 'lists' : awaitedParties(row).includes(me.participant) ? 'changes' : 'who';
  const [chosen, setChosen] = useState<{ tab: string; at: string } | null>(null);
  const at = `${row?.alert.id} ${wanted}`;
  const tab = chosen?.at === at ? chosen.tab : wanted;
  if (row && pane?.kind === 'dissent')
    return (
      <div className="flex h-[232px] max-h-[48%] flex-none flex-col border-t border-line bg-panel">
        <DissentForm row={row} letter={letter} answer={answer} />
      </div>
    );
  return (
    <Tabs
      className="flex h-[232px] max-h-[48%] flex-none flex-col border-t border-line bg-panel"
      selectedKey={tab}
      onSelectionChange={(key) => setChosen({ tab: String(key), at })}
    >
      <TabList aria-label={t('act.pane')} className="flex flex-none border-b border-line">
        <Tab id="changes" className={TAB} isDisabled={!row}>
          {t('changes.title')}
        </Tab>
        <Tab id="who" className={TAB} isDisabled={!row}>
          {t('who.title')}
        </Tab>
        <Tab id="lists" className={TAB}>
          {t('act.lists')}
        </Tab>
      </TabList>
      {row ? (
        <>
          <TabPanel id="changes" className="flex min-h-0 flex-1">
            <ChangeTable row={row} launch={launch} />
          </TabPanel>
          <TabPanel id="who" className="flex min-h-0 flex-1">
            <WhoSaw row={row} />
          </TabPanel>
        </>
      ) : null}
      <TabPanel id="lists" className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        {lists}
      </TabPanel>
    </Tabs>
  );
}
