'use client';

import { useTranslations } from 'use-intl';
import { useNowText } from '../../client/stores/context';
import { noticeOver } from '../../domain/notice-rules';
import { isOfficer, type Principal } from '../../domain/participants';
import type { LaunchNotification } from '../../domain/records';
import { Button } from '../ui/button';
import type { Act } from './draft';

interface Props {
  notice: LaunchNotification;
  me: Principal;
  onAct: (act: Act) => void;
}

/** What an officer may still do to a notification of his own participant. */
export function NoticeActs({ notice, me, onAct }: Props) {
  const t = useTranslations('noticeForm');
  const over = useNowText((now) => noticeOver(notice, now));
  if (!isOfficer(me) || notice.by !== me.participant || notice.status === 'CANCELLED') return null;
  const acts = over ? (['postLaunch'] as const) : (['change', 'cancel', 'postLaunch'] as const);
  return (
    <p className="flex flex-wrap gap-2">
      {acts.map((act) => (
        <Button key={act} size="small" onPress={() => onAct(act)}>
          {t(`act.${act}`)}…
        </Button>
      ))}
    </p>
  );
}
