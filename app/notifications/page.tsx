import { NotificationsPage } from '../../components/register/notifications-page';

export default function Page() {
  return <NotificationsPage />;
}
