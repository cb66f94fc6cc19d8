'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { getApi, postApi } from '../../client/api';
import { useWords } from '../../client/i18n/provider';
import type { Words } from '../../domain/words';
import { Button } from '../ui/button';
import { Marking } from '../ui/marking';
import { PartyBox } from '../ui/party-box';

interface Seat {
  id: string;
  participant: string;
  letter: string;
  role: 'duty' | 'supervisor' | 'observer';
  occupant: 'empty' | 'person' | 'robot';
}
interface Seats {
  seats: Seat[];
  participants: { id: string; name: Words }[];
}
const KEPT = { robot: 'kept', person: 'taken', empty: 'empty' } as const;

/** The door: what this is, and the seats with who keeps each. */
export function SeatsPage() {
  const t = useTranslations('signin');
  const tr = useTranslations('codes.role');
  const tp = useTranslations('common');
  const pick = useWords();
  const router = useRouter();
  const [data, setData] = useState<Seats | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    void getApi<Seats>('/api/v1/seats').then((a) => (a.ok ? setData(a.value) : setFailed(a.error.message)));
  }, []);

  async function take(seat: Seat) {
    const answer = await postApi('/api/v1/sign-in', { seat: seat.id, desk: '' });
    if (answer.ok) router.push(seat.role === 'observer' ? '/notifications' : '/console/live');
    else setFailed(answer.error.message);
  }

  return (
    <div className="flex min-h-dvh flex-col bg-page text-fg">
      <Marking at="top" />
      <main className="mx-auto w-full max-w-4xl flex-1 p-6">
        <h1 className="text-page font-semibold text-hi">{t('what')}</h1>
        <p className="mt-2">{t('never')}</p>
        <h2 className="mt-6 text-title font-semibold text-hi">{t('take')}</h2>
        <ul>
          {data?.seats.map((seat) => (
            <li key={seat.id} className="my-1 flex items-center gap-3 border border-line bg-panel p-3">
              <PartyBox letter={seat.letter} label={tp('party', { letter: seat.letter })} />
              <span className="text-hi">
                {pick(data.participants.find((p) => p.id === seat.participant)?.name ?? { en: '', ru: '' })}
              </span>
              <span>{tr(seat.role)}</span>
              <span className="text-small text-dim">
                {seat.role === 'observer' ? t('observers') : t(KEPT[seat.occupant])}
              </span>
              <span className="ml-auto">
                <Button onPress={() => void take(seat)} why={seat.occupant === 'person' ? t('taken') : null}>
                  {seat.role === 'observer'
                    ? t('observe')
                    : t('takeSeat', { role: tr(seat.role), letter: seat.letter })}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        {failed ? <p role="alert">{t('failed', { reason: failed })}</p> : null}
        <nav className="mt-6 flex gap-4">
          <Link className="underline" href="/library">
            {t('library')}
          </Link>
          <Link className="underline" href="/notifications">
            {t('notifications')}
          </Link>
        </nav>
        <p className="mt-6 text-small text-dim">{t('demo')}</p>
      </main>
      <Marking at="bottom" />
    </div>
  );
}
