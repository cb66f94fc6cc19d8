import { HistoryPage } from '../../components/history/history-page';
import { principalAt, readApi } from '../server-api';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** All alerts and entries between two times, and how the alarm system did, for the officer of a desk. */
export default async function Page({ searchParams }: Props) {
  const query = await searchParams;
  const desk = typeof query.desk === 'string' ? query.desk : '';
  const session = typeof query.session === 'string' ? query.session : '';
  const [me, sessions, participants] = await Promise.all([
    principalAt(desk),
    readApi('/api/v1/sessions'),
    readApi('/api/v1/participants'),
  ]);
  return (
    <HistoryPage
      desk={desk}
      session={session}
      me={me}
      sessions={sessions ?? []}
      participants={participants ?? []}
    />
  );
}
