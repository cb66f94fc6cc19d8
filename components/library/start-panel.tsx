'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type LibraryEvent, openExercise, type Seat, type SeatsAnswer, signIn } from '../../client/api';
import { useWords } from '../../client/i18n/provider';
import { isOfficer, type Principal } from '../../domain/participants';
import { Button } from '../ui/button';
import { changedOf, RegimeChoice } from './regime-choice';

const SPEEDS = [1, 5, 20] as const;
const BOTH = 'both';

interface Props {
  event: LibraryEvent;
  seats: SeatsAnswer | null;
  me: Principal | null;
}

/** Chooses variant, seat, regime and speed of an exercise, and starts it. */
export function StartPanel({ event, seats, me }: Props) {
  const t = useTranslations('library');
  const tc = useTranslations('codes');
  const pick = useWords();
  const router = useRouter();
  const [variant, setVariant] = useState(event.variants[0]?.id ?? '');
  const [seat, setSeat] = useState(BOTH);
  const [regime, setRegime] = useState(event.regime);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const parties = (seats?.participants ?? [])
    .filter((p) => p.kind === 'PARTY' && p.candidate === undefined)
    .sort((a, b) => a.order - b.order);
  const isMine = (s: Seat) =>
    me !== null && me.participant === s.participant && me.role === s.role && me.name.en === s.name.en;
  // A second seat is taken at the door; here it stands only for who has it.
  const officers = parties.flatMap((p) =>
    (seats?.seats ?? []).filter((s) => s.participant === p.id && isOfficer(s) && (!s.second || isMine(s))),
  );

  const service = seats?.mode === 'service';
  const whyNot = seats === null ? t('noServer') : service && !isOfficer(me) ? t('signInFirst') : null;

  const start = async (speed: number) => {
    setBusy(true);
    setProblem(null);
    const failed = (message: string) => {
      setBusy(false);
      setProblem(message);
    };
    const wanted = service
      ? []
      : seat === BOTH
        ? parties.slice(0, 2).map((p, i) => ({
            seat: officers.find((s) => s.participant === p.id && s.role === 'supervisor')?.id ?? '',
            desk: i === 0 ? 'A' : 'B',
          }))
        : [{ seat, desk: '' }];
    for (const { seat: id, desk } of wanted) {
      const signed = await signIn(id, desk);
      if (!signed.ok)
        return failed(signed.problem.error === 'SEAT_TAKEN' ? t('seatTaken') : signed.problem.message);
    }
    // In service an exercise is opened by who is signed in, as who he is.
    const desk = wanted[0]?.desk ?? '';
    const chosen = changedOf(event.regime, regime);
    const opened = await openExercise({ scenario: event.id, variant, speed, desk, regime: chosen });
    if (!opened.ok) return failed(opened.problem.message);
    const { id } = opened.value;
    router.push(
      seat === BOTH && !service
        ? `/both?session=${encodeURIComponent(id)}`
        : `/console/${encodeURIComponent(id)}`,
    );
  };

  return (
    <section aria-label={t('start')} className="flex flex-col gap-3 border-t border-line px-5 py-3">
      <Choice legend={t('variant')}>
        {event.variants.map((v) => (
          <Option key={v.id} name="variant" checked={variant === v.id} onChoose={() => setVariant(v.id)}>
            {pick(v.title)}
          </Option>
        ))}
      </Choice>
      {service ? null : (
        <Choice legend={t('seat')}>
          <Option name="seat" checked={seat === BOTH} onChoose={() => setSeat(BOTH)}>
            {t('bothDesks')}
          </Option>
          {officers.map((s) => (
            <Option
              key={s.id}
              name="seat"
              checked={seat === s.id}
              disabled={s.occupant === 'closed' || (s.occupant === 'person' && !isMine(s))}
              onChoose={() => setSeat(s.id)}
            >
              {t('seatOf', { role: tc(s.second ? 'secondSupervisor' : `role.${s.role}`), letter: s.letter })}
              {isMine(s) ? (
                <span className="text-dim"> · {t('yours')}</span>
              ) : s.occupant === 'person' ? (
                <span className="text-dim"> · {t('taken')}</span>
              ) : null}
            </Option>
          ))}
        </Choice>
      )}
      <RegimeChoice event={event.regime} value={regime} parties={parties} onChange={setRegime} />
      <div className="flex flex-wrap items-center gap-2">
        {SPEEDS.map((speed) => (
          <Button
            key={speed}
            kind={speed === 1 ? 'primary' : 'secondary'}
            pending={busy}
            onPress={() => void start(speed)}
            why={whyNot}
          >
            {t('startAt', { speed: String(speed) })}
          </Button>
        ))}
      </div>
      <p className="text-small text-dim">{t('note')}</p>
      {problem ? (
        <p role="alert" className="text-hi">
          {problem}
        </p>
      ) : null}
    </section>
  );
}

function Choice({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className="mb-1 text-small text-dim">{legend}</legend>
      {children}
    </fieldset>
  );
}

function Option({
  name,
  checked,
  disabled = false,
  onChoose,
  children,
}: {
  name: string;
  checked: boolean;
  disabled?: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <label className={`flex min-h-6 items-center gap-2 ${disabled ? 'text-dim' : 'cursor-pointer'}`}>
      <input
        type="radio"
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={onChoose}
        className="size-4 accent-current"
      />
      <span>{children}</span>
    </label>
  );
}
