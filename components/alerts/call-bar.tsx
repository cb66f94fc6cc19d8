'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useConsole, useSource, useSourceState } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import type { CommandResult } from '../../domain/alert';
import { shortNumber } from '../../domain/ids';
import type { Principal } from '../../domain/participants';
import { useOwnLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { usePainted } from './use-painted';

/** The duty officer's act: calls the supervisor of the own Party to an alert. Opened by `A`, sent by its button. */
export function CallBar({ row, me }: { row: AlertRow; me: Principal }) {
  const t = useTranslations('alerts.call');
  const tn = useTranslations('common');
  const say = useResultText();
  const pick = useWords();
  const source = useSource();
  const action = useAction('callSupervisor');
  const openPane = useConsole((s) => s.openPane);
  usePainted(row.alert);
  const seenRev = useConsole((s) => s.paintedRev[row.alert.id]);
  const letter = useOwnLetter();
  const desk = useSourceState((s) =>
    s.views.SHARED?.desks.find((d) => d.participant === me.participant && d.role === 'supervisor'),
  );
  const [sent, setSent] = useState<CommandResult | 'waiting' | null>(null);
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  const number = shortNumber('AL', row.alert.number);
  const name = desk?.name ? pick(desk.name) : t('supervisorOf', { letter });
  const send = async () => {
    if (seenRev === undefined) return;
    setSent('waiting');
    setSent(settledResult(await source.send('supervisor.call', { alert: row.alert.id, seenRev })));
  };
  return (
    <section
      aria-label={t('title')}
      className="flex min-h-(--act-height) flex-none items-center gap-4 border-t border-line bg-raised px-4 py-1.5"
    >
      <span ref={place}>
        {sent !== null && sent !== 'waiting' && sent.code === 'OK' ? (
          <span
            role="status"
            className="inline-flex h-11 items-center gap-3 rounded border border-dashed border-line-strong px-4 text-hi"
          >
            <Icon name="check" />
            {t('called', { name, number })}
          </span>
        ) : (
          <Button
            kind="primary"
            size="large"
            onPress={() => void send()}
            why={action.why}
            showWhy
            pending={sent === 'waiting'}
          >
            {t('send', { name, number })}
          </Button>
        )}
      </span>
      {sent !== null && sent !== 'waiting' && sent.code !== 'OK' ? (
        <p role="alert" className="text-small text-hi">
          {say(sent)}
        </p>
      ) : (
        <p className="max-w-72 text-small text-dim">{t('meaning')}</p>
      )}
      <span className="ml-auto">
        <Button onPress={() => openPane(null)}>{tn('close')}</Button>
      </span>
    </section>
  );
}
