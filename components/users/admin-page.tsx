'use client';

import { useTranslations } from 'use-intl';
import type { UsersAnswer } from '../../client/api-users';
import { useWords } from '../../client/i18n/provider';
import { type Participant, type Principal, ROLES_OF } from '../../domain/participants';
import { LeaveButton } from '../shell/leave-button';
import { PublicPage } from '../shell/public-page';
import { ActsList } from './acts-list';
import { AddUser } from './add-user';
import { useUsers } from './use-users';
import { UserRow } from './user-row';

interface Props {
  me: Principal | null;
  participant: Participant | null;
  demo: boolean;
  /** What the server gave with the page; null: not to him. */
  first: UsersAnswer | null;
}
const LINK = 'text-hi underline underline-offset-3';

/** The users of an administrator's participant, what he can do to them, and what was done. */
export function AdminPage({ me, participant, demo, first }: Props) {
  const t = useTranslations('users');
  const pick = useWords();
  const name = participant ? pick(participant.name) : '';
  const end = me ? (
    <span className="flex items-center gap-4">
      <span className="text-dim">{pick(me.name)}</span>
      <a href="/account" className={LINK}>
        {t('own')}
      </a>
      <LeaveButton desk="" />
    </span>
  ) : null;
  return (
    <PublicPage title={participant ? t('of', { party: name }) : t('title')} end={end}>
      {me && participant && first ? (
        <Users me={me} participant={participant} demo={demo} first={first} />
      ) : (
        <p className="m-6 max-w-2xl border border-line bg-panel p-4 text-hi">
          {t('notHere')}{' '}
          <a href="/" className={LINK}>
            {t('door')}
          </a>
        </p>
      )}
    </PublicPage>
  );
}

function Users({
  me,
  participant,
  demo,
  first,
}: {
  me: Principal;
  participant: Participant;
  demo: boolean;
  first: UsersAnswer;
}) {
  const t = useTranslations('users');
  const { shown, busy, told, problem, add, change } = useUsers(first);
  const roles = ROLES_OF[participant.kind];
  const head = (key: 'user' | 'role' | 'state' | 'signIns' | 'acts', look: string) => (
    <th scope="col" className={`py-2 text-left text-small font-medium text-dim ${look}`}>
      {t(`column.${key}`)}
    </th>
  );
  return (
    <div className="m-6 flex flex-col gap-4">
      {demo ? <p className="text-fg">{t('demoNote')}</p> : null}
      <div aria-live="polite">
        {problem ? (
          <p role="alert" className="text-hi">
            {problem}
          </p>
        ) : told ? (
          <p role="status">{told}</p>
        ) : null}
      </div>
      <section aria-label={t('title')} className="rounded border border-line bg-panel">
        <table className="w-full table-fixed border-collapse">
          <thead>
            <tr>
              {head('user', 'w-[20%] px-4')}
              {head('role', 'w-[20%] px-2')}
              {head('state', 'w-[12%] px-2')}
              {head('signIns', 'w-[26%] px-2')}
              {head('acts', 'w-[22%] px-4')}
            </tr>
          </thead>
          <tbody>
            {shown.users.map((u) => (
              <UserRow
                key={u.id}
                user={u}
                roles={roles}
                own={u.id === me.userId}
                // In the demo only an added user has a password, and it is still the first one.
                seat={demo && !u.mustChange}
                busy={busy}
                onChange={(c) => change(u.id, c)}
              />
            ))}
          </tbody>
        </table>
      </section>
      <section aria-label={t('add.title')} className="rounded border border-line bg-panel">
        <h2 className="border-b border-line px-4 py-2 font-semibold text-hi">{t('add.title')}</h2>
        <AddUser roles={roles} busy={busy} onAdd={add} />
      </section>
      <ActsList {...shown} />
    </div>
  );
}
