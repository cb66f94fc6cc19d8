'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { signOut } from '../../client/api';
import { Button } from '../ui/button';

const toTheDoor = () => window.location.assign('/');

/** Ends a desk's sign-in, and says so if the server does not answer. */
export function LeaveButton({ desk, onLeft = toTheDoor }: { desk: string; onLeft?: () => void }) {
  const t = useTranslations('shell.signOut');
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    const result = await signOut(desk);
    setFailed(!result.ok);
    if (result.ok) onLeft();
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
