'use client';

import { useTranslations } from 'use-intl';
import { useSourceState } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import type { LaunchNotification } from '../../domain/records';
import { useMe, useOwnerLetter, useParties } from '../shell/use-data';
import { Block } from './block';
import { ReceiptsTable } from './receipts-table';

/** Who was given the alert, had it on screen and answered it: a line a participant, the times of the latest revision. */
export function ReceiptsBlock({ row: { alert, compartment }, fold }: { row: AlertRow; fold: boolean }) {
  const t = useTranslations('dossier.receipts');
  const me = useMe();
  const owner = useOwnerLetter();
  const parties = useParties();
  const held = useSourceState((s) => s.views[compartment]?.receipts[alert.id]);
  const lines = parties.filter((p) =>
    compartment === 'SHARED'
      ? alert.requiredParties.includes(p.id) || held?.[p.id] !== undefined
      : p.id === me?.participant,
  );
  const seen = lines.filter((p) => held?.[p.id]?.shown).length;
  return (
    <Block
      title={t('title')}
      source={t('source')}
      owner={owner(compartment)}
      folded={fold ? t('folded', { seen, of: lines.length }) : null}
    >
      <ReceiptsTable lines={lines} held={held} rev={alert.rev} answers={alert.answers} />
    </Block>
  );
}

/** Who was given the notification and had it on screen, observers too; nothing where no receipt is kept. */
export function NoticeReceipts({ notice }: { notice: Pick<LaunchNotification, 'id' | 'rev'> }) {
  const t = useTranslations('dossier.receipts');
  const parties = useParties();
  const participants = useSourceState((s) => s.participants);
  const held = useSourceState((s) => s.views.SHARED?.receipts[notice.id]);
  if (!held) return null;
  const observers = participants.filter((p) => p.kind === 'OBSERVER' && held[p.id]);
  return (
    <Block title={t('title')} source={t('source')} owner={null}>
      <ReceiptsTable lines={[...parties, ...observers]} held={held} rev={notice.rev} />
    </Block>
  );
}
