'use client';

import { useEffect, useState } from 'react';
import { OFFICERS } from '../../client/actions/action';
import { getApi } from '../../client/api';
import { machineWall } from '../../client/source/wall';
import type { Principal } from '../../domain/participants';
import type { LaunchNotification } from '../../domain/records';
import { useServerNow } from '../signin/use-server-now';
import { NoticeDetail } from './notice-detail';
import { OfficerRegister } from './officer-register';
import { Register } from './register';
import { RegisterFrame } from './register-frame';

const AGAIN_MS = 15_000;

interface Props {
  /** Null: the API did not answer. */
  initial: LaunchNotification[] | null;
  nowMs: number | null;
  me: Principal | null;
  desk: string;
  session: string;
}

/** The register of launch notifications: whoever comes reads it, an officer of a Party also enters them here. */
export function RegisterPage({ initial, nowMs, me, desk, session }: Props) {
  if (me && OFFICERS.includes(me.role)) return <OfficerRegister me={me} desk={desk} session={session} />;
  return <PublicRegister initial={initial} nowMs={nowMs} me={me} desk={desk} />;
}

/** The observer's page: launch notifications with their status, read again by itself. */
function PublicRegister({ initial, nowMs: madeMs, me, desk }: Omit<Props, 'session'>) {
  const nowMs = useServerNow(madeMs);
  const [all, setAll] = useState(initial ?? []);
  const [silent, setSilent] = useState(initial === null);
  const [selected, setSelected] = useState<string | null>(null);
  useEffect(
    () =>
      machineWall.every(AGAIN_MS, () => {
        void getApi('/api/v1/launch-notifications').then((answer) => {
          setSilent(!answer.ok);
          if (answer.ok) setAll(answer.value);
        });
      }),
    [],
  );
  const chosen = all.find((n) => n.id === selected);
  return (
    <RegisterFrame me={me} nowMs={nowMs}>
      <Register
        {...{ all, nowMs, silent, selected }}
        onSelect={setSelected}
        side={chosen ? <NoticeDetail notice={chosen} desk={desk} session="live" /> : null}
      />
    </RegisterFrame>
  );
}
