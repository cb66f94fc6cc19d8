'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { User, UserChange } from '../../client/api-users';
import { useWords } from '../../client/i18n/provider';
import type { Role } from '../../domain/participants';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../domain/passwords';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { FIELD, Labelled } from '../ui/labelled';
import { StatusSymbol } from '../ui/status-symbol';
import { SignInLines } from './sign-in-lines';

interface Props {
  user: User;
  roles: readonly Role[];
  /** Himself: nobody shuts himself out. */
  own: boolean;
  /** A seat of the demo, which keeps its role and has no password. */
  seat: boolean;
  busy: boolean;
  onChange: (change: UserChange) => Promise<boolean>;
}

/** One user: who he is, whether he may sign in, where he is signed in, and what can be done. */
export function UserRow({ user, roles, own, seat, busy, onChange }: Props) {
  const t = useTranslations('users');
  const tc = useTranslations('codes');
  const pick = useWords();
  const [setting, setSetting] = useState(false);
  const { login, role, disabled } = user;
  const ownWhy = own ? t('ownWhy') : null;
  const fixed = ownWhy ?? (seat ? t('seatWhy') : null);
  return (
    <tr className="border-t border-line-soft align-top">
      <th scope="row" className="px-4 py-2 text-left font-normal">
        <span className="flex items-center gap-2 font-semibold text-hi">
          {pick(user.name)} {own ? <Chip>{t('you')}</Chip> : null}
        </span>
        <span className="font-mono text-small text-dim">{login}</span>
      </th>
      <td className="px-2 py-2">
        <select
          aria-label={t('roleOf', { login })}
          title={fixed ?? undefined}
          disabled={fixed !== null || busy}
          value={role}
          onChange={(e) => {
            const wanted = roles.find((r) => r === e.target.value);
            if (wanted) void onChange({ act: 'ROLE', role: wanted });
          }}
          className={`${FIELD} disabled:border-dashed disabled:text-dim`}
        >
          {roles.map((r) => (
            <option key={r} value={r}>
              {tc(`role.${r}`)}
            </option>
          ))}
        </select>
      </td>
      <td className="px-2 py-2">
        <span className="flex items-center gap-2 whitespace-nowrap">
          <StatusSymbol status={disabled ? 'off' : 'normal'} size={12} />
          {t(disabled ? 'state.disabled' : 'state.open')}
        </span>
        {user.mustChange ? <span className="text-small text-dim">{t('state.mustChange')}</span> : null}
      </td>
      <td className="max-w-0 px-2 py-2">
        <SignInLines
          signIns={user.signIns}
          busy={busy}
          onEnd={(signIn) => void onChange({ act: 'END_SIGN_IN', signIn })}
        />
      </td>
      <td className="px-4 py-2">
        <span className="flex flex-wrap gap-2">
          <Button
            size="small"
            pending={busy}
            why={ownWhy}
            label={t(disabled ? 'enableOf' : 'disableOf', { login })}
            onPress={() => void onChange({ act: disabled ? 'ENABLE' : 'DISABLE' })}
          >
            {t(disabled ? 'enable' : 'disable')}
          </Button>
          <Button
            size="small"
            why={fixed}
            pressed={setting}
            label={t('passwordOf', { login })}
            onPress={() => setSetting(!setting)}
          >
            {t('password')}
          </Button>
        </span>
        {setting ? (
          <SetPassword
            login={login}
            busy={busy}
            onSet={async (password) => {
              if (await onChange({ act: 'PASSWORD', password })) setSetting(false);
            }}
            onCancel={() => setSetting(false)}
          />
        ) : null}
      </td>
    </tr>
  );
}

function SetPassword({
  login,
  busy,
  onSet,
  onCancel,
}: {
  login: string;
  busy: boolean;
  onSet: (password: string) => Promise<void>;
  onCancel: () => void;
}) {
  const t = useTranslations('users');
  const [password, setPassword] = useState('');
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (!busy) void onSet(password);
  };
  const range = t('add.passwordHelp', { min: String(PASSWORD_MIN), max: String(PASSWORD_MAX) });
  return (
    <form aria-label={t('passwordTitle', { login })} onSubmit={submit} className="mt-2 flex flex-col gap-2">
      <Labelled label={t('passwordTitle', { login })} help={`${range}. ${t('passwordNote')}`}>
        {(control) => (
          <input
            {...control}
            type="password"
            name="password"
            autoComplete="new-password"
            required
            // biome-ignore lint/a11y/noAutofocus: what opens it by a key goes on by keys.
            autoFocus
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        )}
      </Labelled>
      <span className="flex gap-2">
        <Button size="small" type="submit" pending={busy}>
          {t('set')}
        </Button>
        <Button size="small" kind="quiet" onPress={onCancel}>
          {t('cancel')}
        </Button>
      </span>
    </form>
  );
}
