'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import type { Alert } from '../../domain/alert';
import type { Participant } from '../../domain/participants';
import type { Receipt, Receipts, ReceiptsOf } from '../../domain/receipts';
import type { Desk } from '../../domain/records';
import { PartyBox } from '../ui/party-box';

const NO_DESKS: readonly Desk[] = [];

interface Props {
  lines: readonly Pick<Participant, 'id' | 'letter' | 'name'>[];
  held: Receipts[string] | undefined;
  /** The present revision: a time of another one says of which. */
  rev: number;
  /** Where the record is one that is answered. */
  answers?: Alert['answers'];
}

/** Who was given a record, had it on screen and, where it is asked, answered it: a line a participant. */
export function ReceiptsTable({ lines, held, rev, answers }: Props) {
  const t = useTranslations('dossier.receipts');
  const pick = useWords();
  return (
    <table className="w-full table-fixed text-small">
      <thead>
        <tr className="text-left text-note text-dim">
          <th scope="col" className="w-7 font-normal">
            <span className="sr-only">{t('participant')}</span>
          </th>
          <th scope="col" className="font-normal">
            {t('delivered')}
          </th>
          <th scope="col" className="font-normal">
            {t('displayed')}
          </th>
          {answers ? (
            <th scope="col" className="font-normal">
              {t('acknowledged')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {lines.map((p) => (
          <tr key={p.id} className="align-baseline">
            <th scope="row" className="py-0.5 text-left">
              <PartyBox small letter={p.letter} label={pick(p.name)} />
            </th>
            <Given receipt={held?.[p.id]?.given ?? null} rev={rev} />
            <Shown of={held?.[p.id]} rev={rev} />
            {answers ? <Answered answer={answers.find((a) => a.party === p.id)} rev={rev} /> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Given({ receipt, rev }: { receipt: Receipt | null; rev: number }) {
  const t = useTranslations('dossier.receipts');
  if (!receipt) return <td className="pr-2 text-dim">{t('notDelivered')}</td>;
  return <Cell atMs={receipt.deliveredMs} rev={receipt.rev} of={rev} />;
}

function Shown({ of, rev }: { of: ReceiptsOf | undefined; rev: number }) {
  const t = useTranslations('dossier.receipts');
  const shown = of?.shown;
  if (!shown || shown.displayedMs === null) return <td className="pr-2 text-dim">{t('notDisplayed')}</td>;
  return <Cell atMs={shown.displayedMs} rev={shown.rev} of={rev} who={<Officer who={shown.who} />} />;
}

function Answered({ answer, rev }: { answer: Alert['answers'][number] | undefined; rev: number }) {
  const t = useTranslations('dossier.receipts');
  if (!answer) return <td className="pr-2 text-dim">{t('notAnswered')}</td>;
  return (
    <Cell atMs={answer.atMs} rev={answer.rev} of={rev} who={answer.kind === 'ACK' ? null : t('dissent')} />
  );
}

/** An officer of another participant by his number, one of the own by his name; nobody where no number has been given. */
function Officer({ who }: { who: Receipt['who'] }) {
  const t = useTranslations('dossier.receipts');
  const pick = useWords();
  const desks = useSourceState((s) => s.views.SHARED?.desks ?? NO_DESKS);
  const me = useSourceState((s) => s.me);
  if (typeof who === 'number') return t('officer', { n: who });
  const seated = desks.flatMap((d) => d.officers ?? []).find((o) => o.user === who)?.name;
  // Where no desk is told of, who sits here knows himself.
  const name = seated ?? (me?.userId === who ? me.name : undefined);
  return name ? pick(name) : who;
}

/** A time, and what belongs to it: the revision where it is not the present one. */
function Cell({ atMs, rev, of, who = null }: { atMs: number; rev: number; of: number; who?: ReactNode }) {
  return (
    <td className="pr-2">
      <span className="font-mono text-hi">{timeZ(atMs)}</span>
      {rev === of ? null : <span className="font-mono text-dim"> r{rev}</span>}
      {who === null ? null : <span className="block truncate text-note text-dim">{who}</span>}
    </td>
  );
}
