'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NewUser } from '../../client/api-users';
import type { Role } from '../../domain/participants';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../domain/passwords';
import { Button } from '../ui/button';
import { Labelled } from '../ui/labelled';

const EMPTY = { login: '', nameEn: '', nameRu: '', password: '' };

/** A new user of the own participant. `onAdd` gives whether it was taken. */
export function AddUser({
  roles,
  busy,
  onAdd,
}: {
  roles: readonly Role[];
  busy: boolean;
  onAdd: (user: NewUser) => Promise<boolean>;
}) {
  const t = useTranslations('users.add');
  const tc = useTranslations('codes');
  const [draft, setDraft] = useState(EMPTY);
  const [role, setRole] = useState<Role>(roles[0] ?? 'observer');
  const set = (part: Partial<typeof EMPTY>) => setDraft((was) => ({ ...was, ...part }));
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (busy) return;
    const { login, nameEn, nameRu, password } = draft;
    if (await onAdd({ login, name: { en: nameEn, ru: nameRu }, role, password })) setDraft(EMPTY);
  };
  const text = (name: keyof typeof EMPTY, help?: string, type = 'text') => (
    <Labelled label={t(name)} help={help}>
      {(control) => (
        <input
          {...control}
          name={name}
          type={type}
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          required
          value={draft[name]}
          onChange={(e) => set({ [name]: e.target.value })}
        />
      )}
    </Labelled>
  );
  return (
    <form
      aria-label={t('title')}
      onSubmit={(e) => void submit(e)}
      className="grid grid-cols-[repeat(auto-fit,minmax(170px,1fr))] items-start gap-3 px-4 py-3"
    >
      {text('login', t('loginHelp'))}
      {text('nameEn')}
      {text('nameRu')}
      <Labelled label={t('role')}>
        {(control) => (
          <select
            {...control}
            name="role"
            value={role}
            onChange={(e) => setRole(roles.find((r) => r === e.target.value) ?? role)}
          >
            {roles.map((r) => (
              <option key={r} value={r}>
                {tc(`role.${r}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {text(
        'password',
        t('passwordHelp', { min: String(PASSWORD_MIN), max: String(PASSWORD_MAX) }),
        'password',
      )}
      <span className="pt-[22px]">
        <Button kind="primary" type="submit" pending={busy}>
          {t('act')}
        </Button>
      </span>
    </form>
  );
}
