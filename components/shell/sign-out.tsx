'use client';

import { useTranslations } from 'use-intl';
import { useDesk, useDesks } from '../../client/stores/context';
import { LeaveButton } from './leave-button';

/** Ends this desk's sign-in. A window with one console goes to the door; of two, the other desk stays where it is. */
export function SignOut() {
  const desk = useDesk();
  const alone = useDesks((s) => s.desks.length < 2);
  return <LeaveButton desk={desk} onLeft={alone ? undefined : () => {}} />;
}

/** Where else this desk's user is signed in: a page of its own, and the watch goes on in this one. */
export function OwnSignInsLink() {
  const t = useTranslations('users');
  const desk = useDesk();
  return (
    <a
      href={`/account?desk=${desk}`}
      target="_blank"
      rel="noreferrer"
      className="mt-2 inline-block text-hi underline underline-offset-3"
    >
      {t('own')}
    </a>
  );
}
