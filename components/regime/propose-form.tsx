'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import type { Participant } from '../../domain/participants';
import { type DecisionSubject, MEMBERSHIPS, type RegimeNow, whyNot } from '../../domain/regime-now';
import { FIELD } from '../consultation/field';
import { Button } from '../ui/button';
import type { DecisionActs } from './use-decision-acts';

/** Proposes one of the changes that are possible as the regime stands, with a reason. */
export function ProposeForm({
  regime,
  participants,
  acts,
}: {
  regime: RegimeNow;
  participants: readonly Participant[];
  acts: DecisionActs;
}) {
  const t = useTranslations('regime');
  const tc = useTranslations('codes');
  const pick = useWords();
  const [at, setAt] = useState(0);
  const [reason, setReason] = useState('');
  const ids = participants.map((p) => p.id);
  const every: DecisionSubject[] = [
    ...ids.map((participant) => ({ kind: 'JOIN' as const, participant })),
    ...ids.map((participant) => ({ kind: 'LEAVE' as const, participant })),
    ...MEMBERSHIPS.map((membership) => ({ kind: 'PHASE' as const, membership })),
    ...([1, 2, 3] as const).map((scope) => ({ kind: 'SCOPE' as const, scope })),
  ];
  const subjects = every.filter((s) => whyNot(regime, s, participants) === null);
  const nameOf = (id: string): string => {
    const p = participants.find((x) => x.id === id);
    return p ? pick(p.name) : id;
  };
  const objectOf = (s: DecisionSubject): string => {
    if (s.kind === 'PHASE') return tc(`membership.${s.membership}`);
    return s.kind === 'SCOPE' ? `${s.scope}, ${t(`scopes.s${s.scope}`)}` : nameOf(s.participant);
  };
  const chosen = subjects[Math.min(at, subjects.length - 1)];
  const propose = async () => {
    if (chosen && (await acts.send('decision.propose', { ...chosen, reason: reason.trim() }))) setReason('');
  };
  return (
    <section aria-label={t('propose')} className="flex flex-col gap-2">
      <h3 className="border-b border-line pb-0.5 font-semibold text-hi">{t('propose')}</h3>
      <div className="flex items-center gap-2">
        <select
          aria-label={t('change')}
          className={FIELD}
          value={at}
          onChange={(e) => setAt(Number(e.target.value))}
        >
          {subjects.map((s, i) => (
            <option key={`${s.kind} ${objectOf(s)}`} value={i}>
              {tc(`decision.${s.kind}`)}: {objectOf(s)}
            </option>
          ))}
        </select>
        <input
          aria-label={t('reason')}
          placeholder={t('reason')}
          maxLength={500}
          className={FIELD}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
        <Button
          kind="primary"
          pending={acts.pending}
          why={acts.why ?? (reason.trim() === '' ? t('needsReason') : null)}
          onPress={() => void propose()}
        >
          {t('proposeIt')}
        </Button>
      </div>
    </section>
  );
}
