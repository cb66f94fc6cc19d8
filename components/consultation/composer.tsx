'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Sending } from '../../client/actions/use-send';
import { useLanguage } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { useKeptText } from '../../client/stores/kept-text';
import type { Consultation, Subject } from '../../domain/consultation';
import { shortNumber } from '../../domain/ids';
import type { LaunchNotification } from '../../domain/records';
import { PHRASE_IDS, PHRASES, type Phrase, type PhraseId, paramsOf } from '../../domain/vocabulary';
import { Button } from '../ui/button';
import { FIELD } from './field';
import { usePhraseText } from './phrase-text';
import { sentAs, wrongParam } from './wrong-param';

interface Props {
  c: Consultation;
  letter: string;
  why: string | null;
  sending: Sending;
}
type Values = Phrase['params'];
const CHOICES: Record<string, readonly string[]> = {
  what: PHRASES['say.ours'].params.shape.what.options,
  by: PHRASES['say.see'].params.shape.by.options,
  verdict: PHRASES['say.assess'].params.shape.verdict.options,
};
const NO_NOTICES: Readonly<Record<string, LaunchNotification>> = {};
const START: Values = { what: 'TEST', by: 'BOTH', verdict: 'REAL', percent: 90, minutes: 5 };

/** One phrase with its parameters, own words beside it, and the one button that says or proposes it. */
export function Composer({ c, letter, why, sending }: Props) {
  const t = useTranslations('consultation');
  const { language } = useLanguage();
  const phraseText = usePhraseText();
  const id = useId();
  const known = useKnown(c.subject);
  const [msg, setMsg] = useState<PhraseId | ''>('');
  const [values, setValues] = useState<Values>(START);
  const [body, setBody] = useKeptText(`consultation.${c.id}`);
  const all: Values = { notification: 1, ...values, ...known };
  const phraseOf = (m: PhraseId): Phrase => ({
    msg: m,
    params: Object.fromEntries(paramsOf(m).map((p) => [p, sentAs(m, p, all[p])])),
  });
  const joint = msg !== '' && PHRASES[msg].use === 'JOINT';
  const wrong = useWrongParam(msg, all);
  const text = body.trim() === '' || joint ? null : { body: body.trim(), language };
  const phrases = msg === '' ? [] : [phraseOf(msg)];
  const fields = msg === '' ? [] : paramsOf(msg).filter((p) => !(p in known) || p === 'notification');
  const send = async (): Promise<void> => {
    const consultation = c.id;
    const done = joint
      ? await sending.send('consultation.propose', { consultation, phrases })
      : await sending.send('consultation.state', { consultation, phrases, text });
    if (!done) return;
    setMsg('');
    setBody('');
  };
  return (
    <form
      aria-label={t('compose')}
      className="flex flex-col gap-1.5 py-1.5"
      onSubmit={(e) => e.preventDefault()}
    >
      <label htmlFor={id} className="text-small text-dim">
        {t('phrase')}
      </label>
      <select id={id} value={msg} className={FIELD} onChange={(e) => setMsg(e.target.value as PhraseId | '')}>
        <option value="">{t('freeOnly')}</option>
        {(['ASK', 'SAY', 'JOINT'] as const).map((use) => (
          <optgroup key={use} label={t(`group.${use}`)}>
            {PHRASE_IDS.filter((m) => PHRASES[m].use === use && fits(m, c.subject)).map((m) => (
              <option key={m} value={m}>
                {phraseText(phraseOf(m))}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {fields.map((param) => (
        <Field
          key={param}
          param={param}
          value={all[param] ?? ''}
          onChange={(v) => setValues({ ...values, [param]: v })}
        />
      ))}
      {joint ? null : (
        <label className="flex flex-col text-small text-dim">
          {t('words')}
          <textarea
            value={body}
            maxLength={500}
            rows={2}
            onChange={(e) => setBody(e.target.value)}
            className={`${FIELD} resize-none`}
          />
        </label>
      )}
      <span>
        <Button
          kind={phrases.length > 0 || text ? 'primary' : 'secondary'}
          why={why ?? (phrases.length === 0 && !text ? t('nothingSaid') : wrong)}
          showWhy={why === null && wrong !== null}
          pending={sending.pending}
          onPress={() => void send()}
        >
          {t(joint ? 'propose' : 'say', { letter })}
        </Button>
      </span>
    </form>
  );
}

function Field({
  param,
  value,
  onChange,
}: {
  param: string;
  value: string | number;
  onChange: (value: string) => void;
}) {
  const t = useTranslations('consultation');
  const id = useId();
  const choices = CHOICES[param];
  return (
    <span className="flex flex-col">
      <label htmlFor={id} className="text-small text-dim">
        {t(`param.${param as 'by'}`)}
      </label>
      {choices ? (
        <select id={id} value={value} onChange={(e) => onChange(e.target.value)} className={FIELD}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`word.${choice as 'IR'}`)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          type="number"
          min={1}
          value={value}
          onChange={(e) => onChange(e.target.value)}
          className={FIELD}
        />
      )}
    </span>
  );
}

/** What is wrong with a number that was written in, in the reader's language; the center would refuse it. */
function useWrongParam(msg: PhraseId | '', values: Values): string | null {
  const t = useTranslations('consultation');
  const notifications = useSourceState((s) => s.views.NOTIF?.notifications ?? NO_NOTICES);
  const wrong = msg === '' ? null : wrongParam(msg, values, Object.values(notifications));
  if (wrong === null) return null;
  if ('number' in wrong) return t('noNotice', { number: shortNumber('N', wrong.number) });
  return t('outOfRange', { ...wrong, param: t(`param.${wrong.param as 'minutes'}`) });
}

/** What fills itself in: the numbers of the subject, and of the notification that the launch was matched with. */
function useKnown(subject: Subject): Values {
  const notification = useSourceState(
    (s) => (subject.kind === 'launch' && s.views.SHARED?.launches[subject.id]?.notificationNumber) || null,
  );
  return { [subject.kind]: subject.number, ...(notification !== null && { notification }) };
}

/** Phrases speak of a launch, of an alert, or of neither. */
const fits = (msg: PhraseId, { kind }: Subject): boolean =>
  paramsOf(msg).every((p) => p === kind || (p !== 'launch' && p !== 'alert'));
