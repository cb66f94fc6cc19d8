'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { signOut } from '../../client/api';
import { useDesk, useDesks } from '../../client/stores/context';
import { Button } from '../ui/button';

/** Ends this desk's sign-in. A window with one console goes to the door; of two, the other desk stays where it is. */
export function SignOut() {
  const t = useTranslations('shell.signOut');
  const desk = useDesk();
  const alone = useDesks((s) => s.desks.length < 2);
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    const result = await signOut(desk);
    setFailed(!result.ok);
    if (result.ok && alone) window.location.assign('/');
  };
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => void leave()}>
        {t('act')}
      </Button>
      {failed ? (
        <span role="alert" className="text-small text-hi">
          {t('failed')}
        </span>
      ) : null}
    </>
  );
}
