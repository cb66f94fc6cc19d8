'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import type { LaunchNotification } from '../../domain/records';
import { MatchTable } from '../dossier/match-table';
import { withState } from '../shell/address';

interface Props {
  notice: LaunchNotification;
  desk: string;
  session: string;
}

/** The launch that was matched with a notification: members only know of it. */
export function NoticeLaunch({ notice, desk, session }: Props) {
  const t = useTranslations('notifications.launch');
  const tc = useTranslations('codes');
  const launch = useSourceState(
    (s) => Object.values(s.views.SHARED?.launches ?? {}).find((l) => l.notification === notice.id) ?? null,
  );
  if (!launch) return null;
  const number = shortNumber('L', launch.number);
  const query = withState(desk === '' ? '' : `desk=${desk}`, desk, {
    selection: { kind: 'launch', id: launch.id },
  });
  return (
    <section aria-label={t('title')}>
      <h3 className="font-semibold text-hi">{t('title')}</h3>
      <p>
        <a
          href={`/console/${encodeURIComponent(session)}${query}`}
          className="font-mono text-hi underline underline-offset-3"
        >
          {number}
        </a>{' '}
        <span className="font-mono">{timeZ(launch.launchPoint.atMs)}</span>, {tc(`match.${launch.match}`)}
      </p>
      <MatchTable
        launch={launch}
        shown={launch.candidates?.filter((c) => c.notification === notice.id) ?? []}
      />
    </section>
  );
}
