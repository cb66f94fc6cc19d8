import { notFound, redirect } from 'next/navigation';
import { homeOf } from '../../../client/home';
import { ConsoleApp } from '../../../components/shell/console-app';
import { isOfficer } from '../../../domain/participants';
import { isKnown, principalAt, readApi } from '../../server-api';

interface Props {
  params: Promise<{ session: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One officer's console of one session. Without a sign-in there is none; observers have a page of their own. */
export default async function Page({ params, searchParams }: Props) {
  const [{ session }, query] = await Promise.all([params, searchParams]);
  const desk = typeof query.desk === 'string' ? query.desk : '';
  const [config, me, sessions] = await Promise.all([
    readApi('/api/v1/config'),
    principalAt(desk),
    readApi('/api/v1/sessions'),
  ]);
  if (!me) redirect('/');
  if (!isOfficer(me)) redirect(homeOf(me));
  if (sessions && !isKnown(sessions, session)) notFound();
  const { mapboxToken = null, mapOff = false, testHook = false } = config ?? {};
  return <ConsoleApp session={session} desk={desk} config={{ mapboxToken, mapOff, testHook }} />;
}
