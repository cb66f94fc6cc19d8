import { RegisterPage } from '../../components/register/register-page';
import { isKnown, principalAt, readApi } from '../server-api';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Launch notifications and their status: for an observer nothing else, for an officer of a desk with the form. */
export default async function Page({ searchParams }: Props) {
  const query = await searchParams;
  const desk = typeof query.desk === 'string' ? query.desk : '';
  const asked = typeof query.session === 'string' ? query.session : 'live';
  const [notifications, sessions, me] = await Promise.all([
    readApi('/api/v1/launch-notifications'),
    readApi('/api/v1/sessions'),
    principalAt(desk),
  ]);
  const nowMs = sessions?.find((s) => s.live)?.nowMs ?? null;
  const session = isKnown(sessions ?? [], asked) ? asked : 'live';
  return <RegisterPage initial={notifications} nowMs={nowMs} me={me} desk={desk} session={session} />;
}
