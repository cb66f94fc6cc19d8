'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWhyNoActs } from '../../client/actions/use-action-keys';
import { useSend } from '../../client/actions/use-send';
import { number } from '../../client/format/number';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { classesOf, type FieldClass, RELEASE_RULES, type ReleaseSubject } from '../../domain/release';
import { FIELD } from '../consultation/field';
import { useMe, useParties } from '../shell/use-data';
import { Button } from '../ui/button';
import { ReleasesOf } from './release-seen';

/** Choices, as fine steps tell nobody more. */
const GRIDS_M = [0, 1000, 5000, 20_000, 50_000];
const DELAYS_S = [0, 30, 60, 300];

/** What was released of an own national record and who saw it; its release, folded until it is asked for. */
export function ReleaseForm({ of }: { of: ReleaseSubject }) {
  const t = useTranslations('release');
  return (
    <>
      <ReleasesOf of={of} />
      <details className="border-t border-line-soft px-3.5 py-2">
        <summary className="w-fit cursor-pointer text-small text-fg hover:text-hi">{t('title')}…</summary>
        <ReleaseFields of={of} />
      </details>
    </>
  );
}

/** The supervisor's act on an own national record: to whom, how coarse, why. */
export function ReleaseFields({ of }: { of: ReleaseSubject }) {
  const t = useTranslations('release');
  const tc = useTranslations('codes');
  const pick = useWords();
  const say = useResultText();
  const id = useId();
  const { language } = useLanguage();
  const me = useMe();
  const parties = useParties();
  const whyNot = useWhyNoActs();
  const sending = useSend();
  const [to, setTo] = useState<string[]>([]);
  const [gridM, setGridM] = useState(0);
  const [delayS, setDelayS] = useState(0);
  const [withheld, setWithheld] = useState<FieldClass[]>([]);
  const [reason, setReason] = useState('');
  if (!me) return null;
  const letter = parties.find((p) => p.id === me.participant)?.letter ?? '';
  const why =
    (me.role === 'supervisor' ? null : t('supervisorOnly')) ??
    whyNot ??
    (to.length === 0 ? t('nameReceiver') : reason.trim() === '' ? t('sayReason') : null);
  const give = async (): Promise<void> => {
    const coarsen = { gridM, delayS, withheld };
    if (await sending.send('release.give', { of, to, coarsen, reason: reason.trim() })) setReason('');
  };
  return (
    <form
      aria-label={t('title')}
      className="mt-1.5 flex flex-col gap-1.5"
      onSubmit={(e) => e.preventDefault()}
    >
      <Choices
        name={t('to')}
        of={parties.filter((p) => p.id !== me.participant).map((p) => [p.id, pick(p.name)])}
        chosen={to}
        onChange={setTo}
      />
      {RELEASE_RULES[of.kind].places.length > 0 ? (
        <label htmlFor={`${id}g`} className="text-small text-dim">
          {t('grid')}
          <select
            id={`${id}g`}
            value={gridM}
            className={FIELD}
            onChange={(e) => setGridM(Number(e.target.value))}
          >
            {GRIDS_M.map((m) => (
              <option key={m} value={m}>
                {m === 0 ? t('exact') : t('onGrid', { km: number(m / 1000, language) })}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label htmlFor={`${id}d`} className="text-small text-dim">
        {t('delay')}
        <select
          id={`${id}d`}
          value={delayS}
          className={FIELD}
          onChange={(e) => setDelayS(Number(e.target.value))}
        >
          {DELAYS_S.map((n) => (
            <option key={n} value={n}>
              {n === 0 ? t('none') : t('seconds', { n })}
            </option>
          ))}
        </select>
      </label>
      <Choices
        name={t('withhold')}
        of={classesOf(of.kind).map((c) => [c, tc(`fieldClass.${c}`)])}
        chosen={withheld}
        onChange={setWithheld}
      />
      <label htmlFor={`${id}r`} className="text-small text-dim">
        {t('reason')}
        <input
          id={`${id}r`}
          value={reason}
          maxLength={500}
          className={FIELD}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      <Button kind="primary" why={why} pending={sending.pending} onPress={() => void give()}>
        {t('give', { letter })}
      </Button>
      {sending.refusal ? (
        <p role="alert" className="text-small text-hi">
          {say(sending.refusal)}
        </p>
      ) : null}
    </form>
  );
}

function Choices<T extends string>({
  name,
  of,
  chosen,
  onChange,
}: {
  name: string;
  of: readonly (readonly [T, string])[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  if (of.length === 0) return null;
  return (
    <fieldset className="flex flex-wrap gap-x-3 gap-y-1">
      <legend className="text-small text-dim">{name}</legend>
      {of.map(([value, text]) => (
        <label key={value} className="flex min-h-6 items-center gap-1.5 text-fg">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(e) =>
              onChange(e.target.checked ? [...chosen, value] : chosen.filter((c) => c !== value))
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
