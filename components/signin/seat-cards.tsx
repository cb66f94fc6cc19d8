'use client';

import { useTranslations } from 'use-intl';
import type { Seat } from '../../client/api';
import { useWords } from '../../client/i18n/provider';
import type { Participant } from '../../domain/participants';
import { Button } from '../ui/button';
import { PartyBox } from '../ui/party-box';
import type { Status } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';

const CARD = 'rounded border border-line bg-panel';
const ROW = 'flex min-h-[38px] items-center justify-between gap-4 border-t border-line-soft px-4';
const HELD: Record<Seat['occupant'], Status> = {
  person: 'normal',
  robot: 'standby',
  empty: 'off',
  closed: 'off',
};

const DOES = {
  duty: 'dutyDoes',
  supervisor: 'supervisorDoes',
  administrator: 'administratorDoes',
  observer: 'observerNote',
} as const;
const FREE = { why: null, label: 'takeSeat', act: 'takeIt' } as const;
const ACT = {
  ...{ empty: FREE, robot: FREE },
  person: { why: 'takenWhy', label: 'takenSeat', act: 'taken' },
  closed: { why: 'closedWhy', label: 'closedSeat', act: 'closed' },
} as const;

/** The seats of one Party, each with who keeps it now. */
export function PartyCard({
  party,
  seats,
  busy,
  onTake,
}: {
  party: Participant;
  seats: Seat[];
  busy: boolean;
  onTake: (seat: Seat) => void;
}) {
  const t = useTranslations('signin');
  const tc = useTranslations('codes');
  const tn = useTranslations('common');
  const pick = useWords();
  const letter = party.letter;
  return (
    <section aria-label={pick(party.name)} className={CARD}>
      <h3 className="flex h-9 items-center gap-3 rounded-t bg-raised px-4 font-semibold text-hi">
        <PartyBox letter={letter} label={tn('party', { letter })} />
        {pick(party.name)}
      </h3>
      {seats.map((seat) => {
        const role = tc(seat.second ? 'secondSupervisor' : `role.${seat.role}`);
        const words = ACT[seat.occupant];
        return (
          <div key={seat.id} className={ROW}>
            <span className="min-w-0">
              <span className="flex items-center gap-2">
                <span className="whitespace-nowrap font-semibold text-hi">{role}</span>
                <StatusSymbol status={HELD[seat.occupant]} size={12} />
                <span className="truncate text-dim">{t(`held.${seat.occupant}`)}</span>
              </span>
              <span className="block truncate text-small text-dim">
                {t(seat.second ? 'secondDoes' : DOES[seat.role], { letter })}
              </span>
            </span>
            <Button
              onPress={() => onTake(seat)}
              pending={busy}
              why={words.why && t(words.why)}
              label={t(words.label, { role, letter })}
            >
              {t(words.act)}
            </Button>
          </div>
        );
      })}
    </section>
  );
}

/** What belongs to no Party: both supervisors in one window, and the observer. */
export function BothCard({
  observer,
  busy,
  candidates,
  onBoth,
  onTake,
  onObserve,
}: {
  observer: Seat | null;
  busy: boolean;
  /** Who is no member yet: one seat each, to wait in. */
  candidates: readonly { party: Participant; seat: Seat }[];
  onBoth: () => void;
  onTake: (seat: Seat) => void;
  onObserve: () => void;
}) {
  const t = useTranslations('signin');
  const tc = useTranslations('codes');
  const pick = useWords();
  return (
    <section aria-label={t('noParty')} className={CARD}>
      <h3 className="flex h-9 items-center rounded-t bg-raised px-4 font-semibold text-hi">{t('noParty')}</h3>
      <div className={ROW}>
        <span>
          <span className="block font-semibold text-hi">{t('both')}</span>
          <span className="block text-small text-dim">{t('bothNote')}</span>
        </span>
        <Button kind="primary" onPress={onBoth} pending={busy} autoFocus>
          {t('openBoth')}
        </Button>
      </div>
      {observer ? (
        <div className={ROW}>
          <span>
            <span className="flex items-center gap-2">
              <span className="font-semibold text-hi">{tc('role.observer')}</span>
              <StatusSymbol status="off" size={12} />
              <span className="text-dim">{t('openToAll')}</span>
            </span>
            <span className="block text-small text-dim">{t('observerNote')}</span>
          </span>
          <Button onPress={onObserve} pending={busy}>
            {t('observe')}
          </Button>
        </div>
      ) : null}
      {candidates.length === 0 ? null : (
        <div className={ROW}>
          <span className="min-w-0 truncate text-dim">{t('noMember')}</span>
          <span className="flex flex-none gap-1">
            {candidates.map(({ party, seat }) => (
              <Button
                key={seat.id}
                size="small"
                onPress={() => onTake(seat)}
                pending={busy}
                why={seat.occupant === 'person' ? t('takenWhy') : null}
              >
                {pick(party.name)}
              </Button>
            ))}
          </span>
        </div>
      )}
    </section>
  );
}
