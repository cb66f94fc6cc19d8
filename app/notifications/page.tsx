import { NotificationList } from '../../components/register/notification-list';
import { principalAt, readApi } from '../server-api';

/** The observer's page: launch notifications and their status, nothing else. */
export default async function Page() {
  const [notifications, sessions, me] = await Promise.all([
    readApi('/api/v1/launch-notifications'),
    readApi('/api/v1/sessions'),
    principalAt(''),
  ]);
  const nowMs = sessions?.find((s) => s.live)?.nowMs ?? null;
  return <NotificationList initial={notifications} nowMs={nowMs} me={me} />;
}
