import { notFound, redirect } from 'next/navigation';
import { BothDesks } from '../../components/shell/both-desks';
import { isOfficer } from '../../domain/participants';
import { isKnown, principalAt, readApi } from '../server-api';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Two consoles in one window, each with its own sign-in: the cookies of desk A and desk B. */
export default async function Page({ searchParams }: Props) {
  const query = await searchParams;
  const session = typeof query.session === 'string' ? query.session : 'live';
  const [config, a, b, sessions] = await Promise.all([
    readApi('/api/v1/config'),
    principalAt('A'),
    principalAt('B'),
    readApi('/api/v1/sessions'),
  ]);
  if (!isOfficer(a) || !isOfficer(b)) redirect('/');
  if (sessions && !isKnown(sessions, session)) notFound();
  const { mapboxToken = null, mapOff = false, testHook = false } = config ?? {};
  return <BothDesks session={session} config={{ mapboxToken, mapOff, testHook }} />;
}
