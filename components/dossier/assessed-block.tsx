'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerPayload } from '../../client/actions/answer';
import { timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useConsole, useConsoleStore, useSource } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import { type Alert, type CommandResult, VERDICTS, type Verdict } from '../../domain/alert';
import { SignedMark } from '../shell/signed-mark';
import { useMe, useParties } from '../shell/use-data';
import { Button } from '../ui/button';
import { PartyBox } from '../ui/party-box';
import { Written } from '../ui/written';
import { Block } from './block';
import type { BlockProps } from './launch-blocks';

/** What each Party assesses it to be, with its reason, and whether they agree; a supervisor says it here for his own. */
export function AssessedBlock({ fold, alert: row }: BlockProps & { alert: AlertRow | null }) {
  const t = useTranslations('dossier.assessed');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const parties = useParties();
  const pick = useWords();
  const me = useMe();
  if (!row) return null;
  const { alert } = row;
  const { state } = alert.assessment;
  const verdicts = alert.assessment.state === 'NONE' ? {} : alert.assessment.verdicts;
  const answered = alert.answers.some((a) => a.party === me?.participant && a.kind === 'ACK');
  const speaks = me?.role === 'supervisor' && answered && alert.lifecycle.state === 'OPEN';
  if (state === 'NONE' && !speaks) return null;
  const required = parties.filter((p) => alert.requiredParties.includes(p.id));
  const own = required.find((p) => p.id === me?.participant);
  return (
    <Block title={t('title')} owner={null} folded={fold ? t(state) : null}>
      <p className={state === 'DISPUTED' ? 'font-semibold text-amber-text' : 'text-hi'}>{t(state)}</p>
      <ul>
        {required.map((p) => {
          const v = verdicts[p.id];
          return (
            <li key={p.id} className="flex items-center gap-2">
              <PartyBox small letter={p.letter} label={pick(p.name)} />
              <span className={v ? 'text-hi' : 'text-dim'}>
                {v ? tc(`verdict.${v.verdict}`) : t('missing')}
              </span>
              {v ? (
                <>
                  <span className="min-w-0 truncate text-dim">
                    <Written quoted text={v.reason} /> · {language === 'ru' ? v.nameRu : v.nameEn}
                  </span>
                  <span className="ml-auto flex flex-none items-center gap-1.5 font-mono text-dim">
                    <SignedMark user={v.user} atMs={v.atMs} />
                    {timeZ(v.atMs)}
                  </span>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      {speaks && own ? <AssessForm alert={alert} letter={own.letter} /> : null}
    </Block>
  );
}

function AssessForm({ alert, letter }: { alert: Alert; letter: string }) {
  const t = useTranslations('dossier.assessed');
  const tc = useTranslations('codes');
  const say = useResultText();
  const source = useSource();
  const console = useConsoleStore();
  const id = useId();
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const [verdict, setVerdict] = useState<Verdict>('UNKNOWN');
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<CommandResult | null>(null);
  const field = 'rounded border border-line-strong bg-inset px-2 py-0.5 text-hi';
  const send = async (): Promise<void> => {
    const seen = answerPayload({ console }, { alert });
    if (!seen) return;
    const result = settledResult(
      await source.send('alert.assess', { ...seen, verdict, reason: reason.trim() }),
    );
    setRefusal(result.code === 'OK' ? null : result);
    if (result.code === 'OK') setReason('');
  };
  const why = reviewing ? t('headOnly') : reason.trim() === '' ? t('needsReason') : null;
  return (
    <form
      aria-label={t('form')}
      className="mt-1 flex flex-wrap items-center gap-2 text-small text-dim"
      onSubmit={(e) => e.preventDefault()}
    >
      <label htmlFor={`${id}v`}>{t('verdict')}</label>
      <select
        id={`${id}v`}
        value={verdict}
        className={field}
        onChange={(e) => setVerdict(e.target.value as Verdict)}
      >
        {VERDICTS.map((v) => (
          <option key={v} value={v}>
            {tc(`verdict.${v}`)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}r`}>{t('reason')}</label>
      <input
        id={`${id}r`}
        value={reason}
        maxLength={500}
        className={`${field} min-w-32 flex-1`}
        onChange={(e) => setReason(e.target.value)}
      />
      <Button size="small" why={why} onPress={() => void send()}>
        {t('assess', { letter })}
      </Button>
      {refusal ? (
        <span role="alert" className="text-hi">
          {say(refusal)}
        </span>
      ) : null}
    </form>
  );
}
