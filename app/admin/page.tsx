import { AdminPage } from '../../components/users/admin-page';
import { principalAt, readApi } from '../server-api';

/** An administrator's page: the users of his participant. */
export default async function Page() {
  const [me, participants, config] = await Promise.all([
    principalAt(''),
    readApi('/api/v1/participants'),
    readApi('/api/v1/config'),
  ]);
  const manages = me?.role === 'administrator';
  const first = manages ? await readApi('/api/v1/admin/users') : null;
  const participant = participants?.find((p) => manages && p.id === me.participant) ?? null;
  return <AdminPage me={me} participant={participant} demo={config?.mode === 'demo'} first={first} />;
}
