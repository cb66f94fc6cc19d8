'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { passwordSignIn } from '../../client/api-users';
import { homeOf } from '../../client/home';
import { useWords } from '../../client/i18n/provider';
import type { Participant } from '../../domain/participants';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../domain/passwords';
import { Button } from '../ui/button';
import { Labelled } from '../ui/labelled';
import { usePasswordText } from './password-text';

/** Sign-in of service mode. A password that somebody else has set asks for one's own before anything is open. */
export function PasswordForm({ participants, desk = '' }: { participants: Participant[]; desk?: string }) {
  const t = useTranslations('password');
  const pick = useWords();
  const say = usePasswordText();
  const router = useRouter();
  const [participant, setParticipant] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState<string | null>(null);
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enter = async () => {
    if (newPassword !== null && newPassword !== again) return setProblem(t('different'));
    setBusy(true);
    setProblem(null);
    const given = { participant, login, password, ...(newPassword !== null && { newPassword }), desk };
    const result = await passwordSignIn(given);
    if (result.ok) return router.push(homeOf(result.value.principal));
    setBusy(false);
    if (result.problem.error === 'PASSWORD_CHANGE_REQUIRED') setNewPassword('');
    setProblem(say(result.problem));
  };
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (!busy) void enter();
  };
  return (
    <form
      aria-label={t('title')}
      onSubmit={submit}
      className="flex max-w-[420px] flex-col gap-3 rounded border border-line bg-panel p-4"
    >
      <Labelled label={t('participant')}>
        {(control) => (
          <select
            {...control}
            name="participant"
            required
            value={participant}
            onChange={(e) => setParticipant(e.target.value)}
          >
            <option value="">{t('choose')}</option>
            {participants.map((p) => (
              <option key={p.id} value={p.id}>
                {pick(p.name)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('login')}>
        {(control) => (
          <input
            {...control}
            name="username"
            autoComplete="username"
            required
            value={login}
            onChange={(e) => setLogin(e.target.value)}
          />
        )}
      </Labelled>
      <Secret
        label={t('password')}
        name="password"
        autoComplete="current-password"
        value={password}
        set={setPassword}
      />
      {newPassword === null ? null : (
        <>
          <Secret
            label={t('newPassword')}
            help={t('rule', { min: String(PASSWORD_MIN), max: String(PASSWORD_MAX) })}
            name="newPassword"
            autoComplete="new-password"
            value={newPassword}
            set={setNewPassword}
          />
          <Secret label={t('again')} name="again" autoComplete="new-password" value={again} set={setAgain} />
        </>
      )}
      {problem ? (
        <p role="alert" className="text-hi">
          {problem}
        </p>
      ) : null}
      <span className="flex flex-wrap items-center gap-3">
        <Button kind="primary" type="submit" pending={busy}>
          {t('enter')}
        </Button>
        {newPassword === null ? (
          <Button kind="quiet" onPress={() => setNewPassword('')}>
            {t('change')}
          </Button>
        ) : null}
      </span>
      <p className="text-small text-dim">{t('who')}</p>
    </form>
  );
}

function Secret({
  label,
  help,
  name,
  autoComplete,
  value,
  set,
}: {
  label: string;
  help?: string;
  name: string;
  autoComplete: string;
  value: string;
  set: (text: string) => void;
}) {
  return (
    <Labelled label={label} help={help}>
      {(control) => (
        <input
          {...control}
          type="password"
          name={name}
          autoComplete={autoComplete}
          required
          value={value}
          onChange={(e) => set(e.target.value)}
        />
      )}
    </Labelled>
  );
}
