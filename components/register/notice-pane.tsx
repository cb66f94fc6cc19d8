'use client';

import { useTranslations } from 'use-intl';
import type { Pane } from '../../client/stores/console-store';
import { useConsole } from '../../client/stores/context';
import type { Principal } from '../../domain/participants';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { NoticeForm } from './notice-form';

/** The form in the console's right column. */
export function NoticePane({
  pane: { act, notification = '' },
  me,
}: {
  pane: Extract<Pane, { kind: 'notice' }>;
  me: Principal;
}) {
  const t = useTranslations('noticeForm');
  const tn = useTranslations('common');
  const openPane = useConsole((s) => s.openPane);
  return (
    <section aria-label={t('title')} className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-9 flex-none items-center justify-between border-b border-line px-3.5">
        <h2 className="font-semibold text-hi">{t('title')}</h2>
        <Button kind="quiet" size="small" onPress={() => openPane(null)} label={tn('close')}>
          <Icon name="close" size={12} />
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NoticeForm me={me} wanted={act ? { act, notification } : null} />
      </div>
    </section>
  );
}
