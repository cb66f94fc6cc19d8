'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { visible } from '../../client/format/visible';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { awaitedOf, type Decision, type DecisionAnswer, subjectOf } from '../../domain/decision';
import { shortNumber } from '../../domain/ids';
import type { Participant, Principal } from '../../domain/participants';
import { FIELD } from '../consultation/field';
import { Button } from '../ui/button';
import type { DecisionActs } from './use-decision-acts';
import { useMoment } from './use-moment';

const NO_DECISIONS: Readonly<Record<string, Decision>> = {};

interface Props {
  me: Principal;
  acts: DecisionActs;
  participants: readonly Participant[];
}

/** What is to be decided, then what was: each with who has said what. */
export function Decisions({ me, acts, participants }: Props) {
  const t = useTranslations('regime');
  const held = useSourceState((s) => s.views.SHARED?.decisions ?? NO_DECISIONS);
  const open = (d: Decision): number => Number(d.state === 'OPEN');
  const listed = Object.values(held).sort((a, b) => open(b) - open(a) || b.number - a.number);
  return (
    <section aria-label={t('decisions')}>
      <h3 className="border-b border-line pb-0.5 font-semibold text-hi">{t('decisions')}</h3>
      {listed.length === 0 ? <p className="py-1 text-dim">{t('noDecision')}</p> : null}
      <ul>
        {listed.map((d) => (
          <li key={d.id} className="border-b border-line-soft py-2">
            <OneDecision decision={d} me={me} acts={acts} participants={participants} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneDecision({ decision: d, me, acts, participants }: Props & { decision: Decision }) {
  const t = useTranslations('regime');
  const tc = useTranslations('codes');
  const pick = useWords();
  const moment = useMoment();
  const nameOf = (id: string): string => {
    const p = participants.find((x) => x.id === id);
    return p ? pick(p.name) : id;
  };
  const object =
    d.kind === 'PHASE'
      ? tc(`membership.${d.membership}`)
      : d.kind === 'SCOPE'
        ? `${d.scope}, ${t(`scopes.s${d.scope}`)}`
        : nameOf(d.participant);
  const awaited = awaitedOf(d);
  const mine = me.role === 'supervisor' && d.state === 'OPEN';
  return (
    <>
      <p className="flex flex-wrap gap-x-3">
        <span className="font-mono text-hi">{shortNumber('DC', d.number)}</span>
        <span className="font-semibold text-hi">
          {tc(`decision.${d.kind}`)}: {object}
        </span>
        <span>{t(`state.${d.state}`)}</span>
        <span className="font-mono text-small text-dim">
          {d.state === 'OPEN' ? t('lapses', { time: moment(d.lapsesMs) }) : moment(d.updatedMs)}
        </span>
      </p>
      <ul>
        {Object.entries(d.answers).map(([party, a]) => (
          <li key={party} className="pl-4">
            <Answer party={nameOf(party)} answer={a} />
          </li>
        ))}
        {awaited.map((party) => (
          <li key={party} className="pl-4 text-dim">
            {t('awaits', { party: nameOf(party) })}
          </li>
        ))}
      </ul>
      {mine && awaited.includes(me.participant) ? <AnswerForm decision={d} acts={acts} /> : null}
      {mine && d.proposedBy === me.participant ? (
        <Button
          size="small"
          pending={acts.pending}
          why={acts.why}
          onPress={() => void acts.send('decision.withdraw', { decision: d.id })}
        >
          {t('withdraw')}
        </Button>
      ) : null}
    </>
  );
}

function Answer({ party, answer: a }: { party: string; answer: DecisionAnswer }) {
  const t = useTranslations('regime');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const moment = useMoment();
  const reason = a.robot && a.reason === 'robot-agree' ? tc('robotReason.robot-agree') : visible(a.reason);
  return (
    <>
      <span className="text-hi">{t(a.agreed ? 'agrees' : 'refuses', { party })}</span>{' '}
      <bdi className="text-fg">{reason}</bdi>{' '}
      <span className="text-small text-dim">
        {language === 'ru' ? a.nameRu : a.nameEn}
        {a.robot ? ` (${t('robot')})` : ''}, <span className="font-mono">{moment(a.atMs)}</span>
      </span>
    </>
  );
}

function AnswerForm({ decision, acts }: { decision: Decision; acts: DecisionActs }) {
  const t = useTranslations('regime');
  const [reason, setReason] = useState('');
  const why = acts.why ?? (reason.trim() === '' ? t('needsReason') : null);
  const say = (agree: boolean) =>
    void acts.send('decision.answer', {
      ...{ decision: decision.id, subject: subjectOf(decision), agree, reason: reason.trim() },
    });
  return (
    <div className="mt-1 flex items-center gap-2 pl-4">
      <input
        aria-label={t('reason')}
        placeholder={t('reason')}
        maxLength={500}
        className={FIELD}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      <Button kind="primary" pending={acts.pending} why={why} onPress={() => say(true)}>
        {t('agree')}
      </Button>
      <Button pending={acts.pending} why={why} onPress={() => say(false)}>
        {t('refuse')}
      </Button>
    </div>
  );
}
