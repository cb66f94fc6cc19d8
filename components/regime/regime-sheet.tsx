'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { useConsole, useSourceState } from '../../client/stores/context';
import type { Participant, Principal } from '../../domain/participants';
import type { RegimeNow } from '../../domain/regime-now';
import type { MembershipStep } from '../../domain/view';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { PartyBox } from '../ui/party-box';
import { Decisions } from './decisions';
import { ProposeForm } from './propose-form';
import { useDecisionActs } from './use-decision-acts';
import { useMoment } from './use-moment';

const NO_STEPS: readonly MembershipStep[] = [];
const HEAD = 'border-b border-line pb-0.5 font-semibold text-hi';

/** The regime as it stands: its dials, who is a member, who may become one, and what is to be decided. */
export function RegimeSheet({ me }: { me: Principal }) {
  const t = useTranslations('regime');
  const tn = useTranslations('common');
  const openPane = useConsole((s) => s.openPane);
  const regime = useSourceState((s) => s.views.SHARED?.regime ?? null);
  const participants = useSourceState((s) => s.participants);
  const demo = useSourceState((s) => s.demo);
  const acts = useDecisionActs();
  return (
    <section
      aria-label={t('pane')}
      className="flex h-full min-h-0 flex-col gap-3 overflow-y-auto bg-panel px-5 py-4"
    >
      <header className="flex items-start gap-x-4">
        <h2 className="text-title font-semibold text-hi">{t('title')}</h2>
        <span className="ml-auto">
          <Button kind="quiet" onPress={() => openPane(null)} label={tn('close')} keys="Esc">
            <Icon name="close" size={12} />
          </Button>
        </span>
      </header>
      {regime ? (
        <>
          <Dials regime={regime} />
          <div className="grid grid-cols-2 gap-x-6">
            <Members regime={regime} participants={participants} />
            <Candidates regime={regime} participants={participants} />
          </div>
          <Decisions me={me} acts={acts} participants={participants} />
          {me.role === 'supervisor' ? (
            <ProposeForm regime={regime} participants={participants} acts={acts} />
          ) : null}
        </>
      ) : (
        <p>{t('unknown')}</p>
      )}
      {acts.problem ? (
        <p role="alert" className="text-hi">
          {acts.problem}
        </p>
      ) : null}
      <p className="text-small text-dim">
        {t('meaning')} {demo ? t('robots') : ''}
      </p>
    </section>
  );
}

function Dials({ regime }: { regime: RegimeNow }) {
  const t = useTranslations('regime');
  const tc = useTranslations('codes');
  const moment = useMoment();
  return (
    <dl className="grid grid-cols-[max-content_max-content_1fr] gap-x-4 gap-y-1">
      <dt className="text-dim">{t('phase')}</dt>
      <dd className="font-semibold text-hi">{tc(`membership.${regime.membership}`)}</dd>
      <dd className="font-mono text-small text-dim">
        {t('since', { time: moment(regime.membershipSinceMs) })}
      </dd>
      <dt className="text-dim">{t('scope')}</dt>
      <dd className="font-semibold text-hi">
        {regime.scope}, {t(`scopes.s${regime.scope}`)}
      </dd>
      <dd className="font-mono text-small text-dim">{t('since', { time: moment(regime.scopeSinceMs) })}</dd>
    </dl>
  );
}

function Name({ id, participants }: { id: string; participants: readonly Participant[] }) {
  const tn = useTranslations('common');
  const pick = useWords();
  const p = participants.find((x) => x.id === id);
  if (!p) return <span>{id}</span>;
  return (
    <span className="flex items-center gap-2">
      <PartyBox letter={p.letter} label={tn('party', { letter: p.letter })} />
      {pick(p.name)}
    </span>
  );
}

/** A participant by name; below it what it is and since when, so that neither wraps. */
function Row({
  id,
  participants,
  children,
}: {
  id: string;
  participants: readonly Participant[];
  children: ReactNode;
}) {
  return (
    <li className="border-b border-line-soft py-1">
      <Name id={id} participants={participants} />
      <p className="pl-[26px] text-small text-dim">{children}</p>
    </li>
  );
}

function Members({ regime, participants }: { regime: RegimeNow; participants: readonly Participant[] }) {
  const t = useTranslations('regime');
  const moment = useMoment();
  const steps = useSourceState((s) => s.views.SHARED?.members ?? NO_STEPS);
  const gone = steps.filter(
    (s) => s.is === 'LEFT' && !regime.members.some((m) => m.participant === s.participant),
  );
  return (
    <section aria-label={t('members')}>
      <h3 className={HEAD}>{t('members')}</h3>
      <ul>
        {regime.members.map(({ participant, kind, sinceMs }) => (
          <Row key={participant} id={participant} participants={participants}>
            {t(`kind.${kind}`)} <span className="font-mono">{t('since', { time: moment(sinceMs) })}</span>
          </Row>
        ))}
        {gone.map(({ participant, seq, atMs }) => (
          <Row key={seq} id={participant} participants={participants}>
            <span className="font-mono">{t('until', { time: moment(atMs) })}</span>
          </Row>
        ))}
      </ul>
    </section>
  );
}

function Candidates({ regime, participants }: { regime: RegimeNow; participants: readonly Participant[] }) {
  const t = useTranslations('regime');
  const tc = useTranslations('codes');
  const waiting = participants.filter((p) => !regime.members.some((m) => m.participant === p.id));
  return (
    <section aria-label={t('candidates')}>
      <h3 className={HEAD}>{t('candidates')}</h3>
      {waiting.length === 0 ? <p className="py-1 text-dim">{t('none')}</p> : null}
      <ul>
        {waiting.map((p) => (
          <Row key={p.id} id={p.id} participants={participants}>
            {t(`kind.${p.kind}`)}
            {p.kind === 'PARTY' && p.candidate
              ? `, ${t('from', { phase: tc(`membership.${p.candidate}`) })}`
              : null}
          </Row>
        ))}
      </ul>
    </section>
  );
}
