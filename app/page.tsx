import { SignIn } from '../components/signin/sign-in';
import { principalAt, readApi } from './server-api';

/** The first page: what this is, what the public register holds, and the seats. */
export default async function Page() {
  const [seats, sessions, notifications, me] = await Promise.all([
    readApi('/api/v1/seats'),
    readApi('/api/v1/sessions'),
    readApi('/api/v1/launch-notifications'),
    principalAt(''),
  ]);
  const nowMs = sessions?.find((s) => s.live)?.nowMs ?? null;
  return <SignIn seats={seats} nowMs={nowMs} notifications={notifications ?? []} me={me} />;
}
