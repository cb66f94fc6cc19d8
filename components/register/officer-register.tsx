'use client';

import { useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { ConsoleProvider, useNow, useSourceState } from '../../client/stores/context';
import { selectMode } from '../../client/stores/select';
import type { Principal } from '../../domain/participants';
import type { LaunchNotification } from '../../domain/records';
import { Opening } from '../shell/console-app';
import { Joined } from '../shell/joined';
import { LinkStrips } from '../shell/link-strips';
import { useMe } from '../shell/use-data';
import { useLiveSource } from '../shell/use-live-source';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { ModeBadge } from '../ui/mode-badge';
import type { Act } from './draft';
import { NoticeActs } from './notice-acts';
import { NoticeDetail } from './notice-detail';
import { NoticeForm } from './notice-form';
import { NoticeLaunch } from './notice-launch';
import { Register } from './register';
import { RegisterFrame } from './register-frame';
import { UndertakingsList } from './undertakings-list';

interface Props {
  me: Principal;
  desk: string;
  session: string;
}
const TAB =
  'cursor-pointer border-b-2 border-transparent px-4 py-2 text-fg data-[selected]:border-focus data-[selected]:font-semibold data-[selected]:text-hi data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus';
const NONE: Readonly<Record<string, LaunchNotification>> = {};

/** The register as an officer of a Party has it: of his session, as it changes, with the form and the undertakings. */
export function OfficerRegister({ me, desk, session }: Props) {
  const source = useLiveSource(session, desk);
  if (!source) return <Opening />;
  return (
    <ConsoleProvider key={`${session} ${desk}`} source={source} desk={desk}>
      <Frame me={me} desk={desk} session={session} />
    </ConsoleProvider>
  );
}

function Frame({ me, desk, session }: Props) {
  const t = useTranslations('notifications');
  const joined = useSourceState((s) => s.me !== null);
  const mode = useSourceState(selectMode);
  const nowMs = useNow();
  const back = desk === '' ? `/console/${encodeURIComponent(session)}` : '/both';
  return (
    <RegisterFrame
      me={me}
      nowMs={joined ? nowMs : null}
      end={
        <>
          {joined ? <ModeBadge mode={mode} /> : null}
          <a href={back} className="text-hi underline underline-offset-3">
            {t('toConsole')}
          </a>
        </>
      }
    >
      <Joined>
        <LinkStrips />
        <Tabs>
          <TabList aria-label={t('title')} className="flex border-b border-line px-6">
            <Tab id="list" className={TAB}>
              {t('tab')}
            </Tab>
            <Tab id="undertakings" className={TAB}>
              {t('undertakings')}
            </Tab>
          </TabList>
          <TabPanel id="list">
            <Live desk={desk} session={session} />
          </TabPanel>
          <TabPanel id="undertakings">
            <UndertakingsList />
          </TabPanel>
        </Tabs>
      </Joined>
    </RegisterFrame>
  );
}

/** At the right stands the form, or else what was chosen. */
function Live({ desk, session }: Omit<Props, 'me'>) {
  const t = useTranslations('notifications');
  const tf = useTranslations('noticeForm');
  const tn = useTranslations('common');
  const me = useMe();
  const notices = useSourceState((s) => s.views.NOTIF?.notifications ?? NONE);
  const nowMs = useNow(1 / 60);
  const all = useMemo(() => Object.values(notices), [notices]);
  const [selected, setSelected] = useState<string | null>(null);
  const [form, setForm] = useState<{ wanted: { act: Act; notification: string } | null } | null>(null);
  const chosen = selected === null ? undefined : notices[selected];
  const choose = (id: string | null): void => {
    setSelected(id);
    setForm(null);
  };
  if (!me) return null;
  const side = form ? (
    <section aria-label={tf('title')}>
      <header className="flex h-9 items-center justify-between border-b border-line px-3.5">
        <h2 className="font-semibold text-hi">{tf('title')}</h2>
        <Button kind="quiet" size="small" label={tn('close')} onPress={() => setForm(null)}>
          <Icon name="close" size={12} />
        </Button>
      </header>
      <NoticeForm me={me} wanted={form.wanted} />
    </section>
  ) : chosen ? (
    <NoticeDetail notice={chosen} desk={desk} session={session}>
      <NoticeActs
        notice={chosen}
        me={me}
        onAct={(act) => setForm({ wanted: { act, notification: chosen.id } })}
      />
      <NoticeLaunch notice={chosen} desk={desk} session={session} />
    </NoticeDetail>
  ) : null;
  return (
    <Register
      {...{ all, nowMs, side }}
      // While the form stands there, choosing what it is about leads back to that.
      selected={form ? null : selected}
      silent={false}
      onSelect={choose}
      end={
        <Button kind="primary" onPress={() => setForm({ wanted: null })}>
          {t('enter')}
        </Button>
      }
    />
  );
}
