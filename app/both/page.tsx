import { redirect } from 'next/navigation';
import { BothDesks } from '../../components/shell/both-desks';
import { principalAt, readApi } from '../server-api';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Two consoles in one window, each with its own sign-in: the cookies of desk A and desk B. */
export default async function Page({ searchParams }: Props) {
  const { session } = await searchParams;
  const [config, a, b] = await Promise.all([readApi('/api/v1/config'), principalAt('A'), principalAt('B')]);
  if (a?.kind !== 'PARTY' || b?.kind !== 'PARTY') redirect('/');
  const { mapboxToken = null, mapOff = false, testHook = false } = config ?? {};
  return (
    <BothDesks
      session={typeof session === 'string' ? session : 'live'}
      config={{ mapboxToken, mapOff, testHook }}
    />
  );
}
