'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import type { Receipt, ReceiptsOf } from '../../domain/receipts';
import { useMe, useOwnerLetter, useParties } from '../shell/use-data';
import { PartyBox } from '../ui/party-box';
import { Block } from './block';

interface Props {
  row: AlertRow;
  fold: boolean;
}

/** Who was given the alert, had it on screen and answered it: a line a participant, the times of the latest revision. */
export function ReceiptsBlock({ row: { alert, compartment }, fold }: Props) {
  const t = useTranslations('dossier.receipts');
  const pick = useWords();
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
      <table className="w-full table-fixed text-small">
        <thead>
          <tr className="text-left text-note text-dim">
            <th className="w-7 font-normal">
              <span className="sr-only">{t('participant')}</span>
            </th>
            <th className="font-normal">{t('delivered')}</th>
            <th className="font-normal">{t('displayed')}</th>
            <th className="font-normal">{t('acknowledged')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((p) => (
            <tr key={p.id} className="align-baseline">
              <th scope="row" className="py-0.5 text-left">
                <PartyBox small letter={p.letter} label={pick(p.name)} />
              </th>
              <Given receipt={held?.[p.id]?.given ?? null} rev={alert.rev} />
              <Shown of={held?.[p.id]} rev={alert.rev} />
              <Answered answer={alert.answers.find((a) => a.party === p.id)} rev={alert.rev} />
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  );
}

function Given({ receipt, rev }: { receipt: Receipt | null; rev: number }) {
  const t = useTranslations('dossier.receipts');
  if (!receipt) return <td className="text-dim">{t('notDelivered')}</td>;
  return <Cell atMs={receipt.deliveredMs} rev={receipt.rev} of={rev} />;
}

function Shown({ of, rev }: { of: ReceiptsOf | undefined; rev: number }) {
  const t = useTranslations('dossier.receipts');
  const shown = of?.shown;
  if (!shown || shown.displayedMs === null) return <td className="text-dim">{t('notDisplayed')}</td>;
  const who = typeof shown.who === 'number' ? t('officer', { n: shown.who }) : shown.who;
  return <Cell atMs={shown.displayedMs} rev={shown.rev} of={rev} who={who} />;
}

function Answered({
  answer,
  rev,
}: {
  answer: AlertRow['alert']['answers'][number] | undefined;
  rev: number;
}) {
  const t = useTranslations('dossier.receipts');
  if (!answer) return <td className="text-dim">{t('notAnswered')}</td>;
  return (
    <Cell atMs={answer.atMs} rev={answer.rev} of={rev} who={answer.kind === 'ACK' ? null : t('dissent')} />
  );
}

/** A time, and what belongs to it: the revision where it is not the present one. */
function Cell({ atMs, rev, of, who = null }: { atMs: number; rev: number; of: number; who?: string | null }) {
  return (
    <td>
      <span className="font-mono text-hi">{timeZ(atMs)}</span>
      {rev === of ? null : <span className="font-mono text-dim"> r{rev}</span>}
      {who === null ? null : <span className="block truncate text-note text-dim">{who}</span>}
    </td>
  );
}
