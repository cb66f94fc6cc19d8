'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import type { HistoryRow } from '../../domain/history';
import { shortNumber } from '../../domain/ids';
import type { Participant } from '../../domain/participants';
import { RemarksText } from '../shift/remarks-text';
import { ShiftSections } from '../shift/shift-sections';
import { useOfficerName } from '../shift/signatures';

type Handed = Pick<Extract<HistoryRow, { kind: 'shift' }>, 'shift'>;

/** A watch that was handed over: what stood then opens below its line, as both signed it. */
export function ShiftWhat({ shift, participants }: Handed & { participants: Participant[] }) {
  const t = useTranslations('shift');
  const nameOf = useOfficerName();
  const letter = participants.find((p) => p.id === shift.participant)?.letter ?? shift.participant;
  const { list, remarks, outgoing, signedIn } = shift;
  return (
    <details>
      <summary className="cursor-pointer">
        <span className="font-mono text-hi">{shortNumber('SH', shift.number)}</span>{' '}
        <span className="text-hi">
          {t('handed', { letter, name: nameOf(outgoing), by: signedIn ? nameOf(signedIn) : '—' })}
        </span>{' '}
        <span className="text-dim">
          {t('counts', {
            alerts: String(list.alerts.length),
            shelved: String(list.shelved.length),
            sensors: String(list.sensors.length),
            consultations: String(list.consultations.length),
          })}
        </span>
      </summary>
      <div className="my-2 border-l-2 border-line pl-3">
        <ShiftSections shift={shift} book={{ participants, sensors: [] }} />
        <h3 className="mt-3 border-b border-line pb-0.5 font-semibold text-hi">{t('remarks')}</h3>
        <RemarksText remarks={remarks} />
      </div>
    </details>
  );
}

export function ShiftWho({ shift }: Handed) {
  const t = useTranslations('shift');
  const nameOf = useOfficerName();
  return [shift.signedOut, shift.signedIn].map((s) =>
    s ? (
      <span key={s.user} className="block">
        {nameOf(s)}{' '}
        <span className="text-dim">{t('signed', { time: timeZ(s.atMs), rev: String(s.rev) })}</span>
      </span>
    ) : null,
  );
}
