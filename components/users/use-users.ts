'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Result } from '../../client/api';
import {
  addUser,
  changeUser,
  getUsers,
  type NewUser,
  type UserChange,
  type UsersAnswer,
} from '../../client/api-users';
import { usePasswordText } from '../signin/password-text';

/** The users as the server has them: asked for again after each act, also after one that it refused. */
export function useUsers(first: UsersAnswer) {
  const t = useTranslations('users');
  const say = usePasswordText();
  const [shown, setShown] = useState(first);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const carryOut = async (act: () => Promise<Result<unknown>>, done: string | null): Promise<boolean> => {
    setBusy(true);
    setTold(null);
    setProblem(null);
    const result = await act();
    const now = await getUsers();
    if (now.ok) setShown(now.value);
    setBusy(false);
    if (result.ok) setTold(done);
    else setProblem(t('refused', { problem: say(result.problem) }));
    return result.ok;
  };
  return {
    ...{ shown, busy, told, problem },
    add: (user: NewUser) => carryOut(() => addUser(user), t('add.done', { login: user.login })),
    change: (id: string, change: UserChange) => carryOut(() => changeUser(id, change), null),
  };
}
