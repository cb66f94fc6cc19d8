'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useConsole, useSourceState } from '../../client/stores/context';
import { alertOfSelection, selectConsultations } from '../../client/stores/select';
import type { Subject } from '../../domain/consultation';
import { shortNumber } from '../../domain/ids';
import { useMe, useSelectedLaunch } from '../shell/use-data';
import { ConsultationCard } from './consultation-card';
import { RequestForm } from './request-form';

/** The consultations about what is selected: their threads, and a new one while none is open. */
export function ConsultationPane() {
  const t = useTranslations('consultation');
  const me = useMe();
  const subject = useSubject();
  const rows = useSourceState(selectConsultations);
  const pane = useConsole((s) => s.pane);
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    // What opens it by a key goes on by keys.
    if (pane?.kind === 'consultation') root.current?.focus({ preventScroll: true });
  }, [pane]);
  if (!subject || !me) return <p className="p-3.5 text-dim">{t('nothing')}</p>;
  const about = rows.filter(
    ({ consultation: { subject: s } }) => s.kind === subject.kind && s.id === subject.id,
  );
  const name = shortNumber(subject.kind === 'launch' ? 'L' : 'AL', subject.number);
  const open = about.filter((row) => row.consultation.state !== 'CLOSED');
  return (
    <section ref={root} tabIndex={-1} aria-label={t('title')} className="flex flex-col">
      {about.length === 0 ? <p className="px-3.5 pt-2.5 text-dim">{t('none', { subject: name })}</p> : null}
      {about.map((row) => (
        <ConsultationCard key={row.consultation.id} row={row} me={me} />
      ))}
      {open.length === 0 ? <RequestForm subject={subject} me={me} /> : null}
    </section>
  );
}

/** What is selected, as far as members can consult about it: a launch, or an alert that is about none. */
function useSubject(): Subject | null {
  const launch = useSelectedLaunch();
  const selection = useConsole((s) => s.selection);
  const alert = useSourceState((s) => {
    const row = alertOfSelection(s, selection);
    return row?.compartment === 'SHARED' ? row.alert : null;
  });
  if (launch) return { kind: 'launch', id: launch.id, number: launch.number };
  return alert && { kind: 'alert', id: alert.id, number: alert.number };
}
