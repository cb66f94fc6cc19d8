'use client';

import { useRouter } from 'next/navigation';
import { type CSSProperties, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Seat, SeatsAnswer } from '../../client/api';
import { signIn } from '../../client/api';
import { date, timeZ } from '../../client/format/time';
import { homeOf } from '../../client/home';
import { useLanguage, useWords } from '../../client/i18n/provider';
import type { Participant, Principal } from '../../domain/participants';
import type { LaunchNotification } from '../../domain/records';
import { LanguageSwitch } from '../shell/language-switch';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { Marking } from '../ui/marking';
import { ClockFace, ModeBadge } from '../ui/mode-badge';
import { Band } from './band';
import { PasswordForm } from './password-form';
import { BothCard, PartyCard } from './seat-cards';
import { useServerNow } from './use-server-now';

interface Props {
  seats: SeatsAnswer | null;
  nowMs: number | null;
  notifications: LaunchNotification[];
  me: Principal | null;
}

/** The door: two lines say what this is, then the seats. A visitor sees what the public register holds and no more. */
export function SignIn({ seats, nowMs: madeMs, notifications, me }: Props) {
  const t = useTranslations('signin');
  const tn = useTranslations('common');
  const nowMs = useServerNow(madeMs);
  const { language } = useLanguage();
  const { take, busy, problem } = useSeats();
  const parties = (seats?.participants ?? [])
    .filter((p) => p.kind === 'PARTY' && p.candidate === undefined)
    .sort((a, b) => a.order - b.order);
  const candidates = (seats?.participants ?? []).filter((p) => p.candidate !== undefined);
  const seatsOf = (p: Participant): Seat[] => (seats?.seats ?? []).filter((s) => s.participant === p.id);
  const service = seats?.mode === 'service';
  const observer = seats?.seats.find((s) => s.role === 'observer') ?? null;
  return (
    <div
      style={
        {
          '--marking-height': '20px',
          '--body-size': '13px',
          '--body-line': '20px',
          '--clock-size': '20px',
        } as CSSProperties
      }
      className="flex min-h-dvh flex-col bg-page text-body"
    >
      <Marking at="top" />
      <header className="flex h-12 flex-none items-center gap-4 whitespace-nowrap border-b border-line bg-panel px-6">
        <span className="text-title font-semibold text-hi">{tn('product')}</span>
        <nav aria-label={t('pages')} className="ml-auto flex gap-4">
          <a href="/library" className="text-hi underline underline-offset-3">
            {t('library')}
          </a>
          <a href="/notifications" className="text-hi underline underline-offset-3">
            {t('register')}
          </a>
        </nav>
        <LanguageSwitch long />
      </header>
      <main className="flex flex-1 flex-col">
        <section
          aria-label={t('what')}
          className="relative h-[max(336px,calc(100dvh-384px))] flex-none overflow-hidden border-b border-line bg-page"
        >
          {nowMs === null ? null : <Band notifications={notifications} nowMs={nowMs} />}
          <div className="relative max-w-[600px] px-6 pt-8">
            <h1 className="text-[24px] leading-8 font-semibold text-hi">{t('headline')}</h1>
            <p className="mt-4 text-title leading-6 text-fg">{t('about')}</p>
            {nowMs === null ? null : (
              <p className="mt-6 flex items-center gap-3">
                <ModeBadge mode="LIVE" />
                <span className="text-dim">{t('simulated')}</span>
                <ClockFace mode="LIVE">{timeZ(nowMs)}</ClockFace>
                <span className="font-mono text-small text-dim">{date(nowMs, language)}</span>
              </p>
            )}
            <p className="mt-2 text-small text-dim">{t('mapNote')}</p>
          </div>
        </section>
        <section aria-label={t(service ? 'enter' : 'take')} className="flex-none px-6">
          <header className="flex h-9 items-center justify-between">
            <h2 className="text-title font-semibold text-hi">{t(service ? 'enter' : 'take')}</h2>
            <span className="text-small text-dim">{me ? <YourSeat me={me} /> : t('sound')}</span>
          </header>
          {seats === null ? (
            <p role="alert" className="border border-dashed border-line p-4">
              {t('noSeats')}
            </p>
          ) : service ? (
            <PasswordForm participants={seats.participants} />
          ) : (
            <div className="grid grid-cols-[repeat(auto-fit,minmax(330px,1fr))] gap-4">
              {parties.map((p) => (
                <PartyCard
                  key={p.id}
                  party={p}
                  seats={seatsOf(p)}
                  busy={busy}
                  onTake={(seat) => take([{ seat, desk: '' }])}
                />
              ))}
              <BothCard
                busy={busy}
                observer={observer}
                onBoth={() => {
                  const [a, b] = parties
                    .slice(0, 2)
                    .map((p) => seatsOf(p).find((s) => s.role === 'supervisor'));
                  if (a && b)
                    take([
                      { seat: a, desk: 'A' },
                      { seat: b, desk: 'B' },
                    ]);
                }}
                candidates={candidates.flatMap((party) => {
                  const seat = seatsOf(party).find((s) => s.role === 'supervisor' || s.role === 'observer');
                  return seat ? [{ party, seat }] : [];
                })}
                onTake={(seat) => take([{ seat, desk: '' }])}
                onObserve={() => observer && take([{ seat: observer, desk: '' }])}
              />
            </div>
          )}
          {problem ? (
            <p role="alert" className="mt-3 text-hi">
              {problem}
            </p>
          ) : null}
        </section>
        <footer className="mx-6 mt-4 flex items-start gap-4 border-t border-line py-2.5 text-small">
          <Chip>{t(service ? 'service' : 'demo')}</Chip>
          <p className="max-w-[1000px] text-fg">{t(service ? 'serviceNote' : 'demoNote')}</p>
          <a href="/health" className="ml-auto text-dim underline underline-offset-2">
            {t('health')}
          </a>
        </footer>
      </main>
      <Marking at="bottom" />
    </div>
  );
}

function YourSeat({ me }: { me: Principal }) {
  const t = useTranslations('signin');
  const pick = useWords();
  const router = useRouter();
  return (
    <span className="flex items-center gap-3">
      {t('yours', { name: pick(me.name) })}
      <Button size="small" onPress={() => router.push(homeOf(me))}>
        {t('goOn')}
      </Button>
    </span>
  );
}

/** Takes one seat, or one for each desk of the window, and goes where the seat looks. */
function useSeats() {
  const t = useTranslations('signin');
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (wanted: { seat: Seat; desk: string }[]) => {
    setBusy(true);
    setProblem(null);
    for (const { seat, desk } of wanted) {
      const result = await signIn(seat.id, desk);
      if (result.ok) continue;
      setBusy(false);
      const taken = result.problem.error === 'SEAT_TAKEN';
      return setProblem(taken ? t('problemTaken') : t('problem', { message: result.problem.message }));
    }
    const [first] = wanted;
    const role = first?.seat.role ?? 'observer';
    const kind = role === 'observer' ? 'OBSERVER' : 'PARTY';
    router.push(wanted.length > 1 ? '/both' : homeOf({ role, kind }));
  };
  return { take: (wanted: { seat: Seat; desk: string }[]) => void take(wanted), busy, problem };
}
