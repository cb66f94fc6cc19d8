'use client';

import { useTranslations } from 'use-intl';
import type { Pane } from '../../client/stores/console-store';
import type { Principal } from '../../domain/participants';
import { PaneHead } from '../shell/pane-head';
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
  return (
    <section aria-label={t('title')} className="flex min-h-0 flex-1 flex-col">
      <PaneHead title={t('title')} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NoticeForm me={me} wanted={act ? { act, notification } : null} />
      </div>
    </section>
  );
}
