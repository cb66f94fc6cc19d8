'use client';

import { useTranslations } from 'use-intl';
import type { OpenSignIn } from '../../client/api-users';
import { dayMonth, minuteZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';

interface Props {
  signIns: readonly (OpenSignIn & { here?: boolean })[];
  busy: boolean;
  onEnd: (id: string) => void;
}

/** Open sign-ins, the newest first, each with its end. */
export function SignInLines({ signIns, busy, onEnd }: Props) {
  const t = useTranslations('users');
  const { language } = useLanguage();
  const at = (ms: number) => `${dayMonth(ms, language)} ${minuteZ(ms)}`;
  if (signIns.length === 0) return <span className="text-dim">{t('none')}</span>;
  return (
    <ul className="flex flex-col gap-1">
      {signIns.map((s) => (
        <li key={s.id} className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1">
            <span className="block truncate" title={s.agent}>
              {s.agent === '' ? t('unknownAgent') : s.agent}
            </span>
            <span className="block text-small text-dim">
              {t('since', { since: at(s.createdMs), seen: at(s.seenMs) })}
              {s.desk === '' ? '' : ` · ${t('desk', { desk: s.desk })}`}
            </span>
          </span>
          {s.here ? (
            <Chip>{t('here')}</Chip>
          ) : (
            <Button
              size="small"
              pending={busy}
              label={t('endOf', { since: at(s.createdMs) })}
              onPress={() => onEnd(s.id)}
            >
              {t('end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
